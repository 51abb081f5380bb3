#!/bin/sh
# Tests the extension in a real VS Code: code-server, driven by a browser without a window. Its workbench without its server is VS
# Code for the Web, where the extension runs over the core of bindings/web; where that cannot be built, this says so, and the
# extension is tested without its entry for the Web.
#
# It builds copydesk and installs by itself what it needs: packages of the system where this is Debian or Ubuntu and it
# may, and the editor and the libraries into a folder outside the checkout, COPYDESK_TEST_CACHE (by default
# ~/.cache/copydesk-tests), which the next run uses again. Where a test fails, a picture of the editor is left, and its
# path printed. The last line is "N passed, N failed".
#
#   tests/run.sh                the tests
#   tests/run.sh original       those in tests/original.test.ts
#   tests/run.sh web            those on the Web
#   tests/run.sh typing         measures the time from a key press to an underline
#   tests/run.sh pictures       takes the README's pictures anew
#   tests/run.sh moving         takes the README's moving picture anew
set -eu
cd "$(dirname "$0")/../../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
extension=$PWD/editors/vscode
tests=$extension/tests
what="the tests in VS Code"

# What the editor runs on, and what its native parts are compiled with.
packages="fonts-dejavu-core g++ libkrb5-dev libsecret-1-dev libx11-dev libxkbfile-dev make pkg-config python3"

fail() {
    echo "$what cannot run: $1" >&2
    exit 1
}

# sum FILES...: a name for what is in them.
sum() {
    cat "$@" | sha256sum | cut -c 1-16
}

# The folder that `npm ci` fills for a package.json and its lock file; an attempt that was cut off does not count.
# npm_folder NAME SOURCE
npm_folder() {
    folder=$cache/$1-$(sum "$2/package.json" "$2/package-lock.json")
    if [ ! -e "$folder/complete" ]; then
        # What this prints to the standard output is its answer.
        echo "fetching the $1 from npm into $folder" >&2
        rm -rf "$folder"
        mkdir -p "$folder"
        cp "$2/package.json" "$2/package-lock.json" "$2/.npmrc" "$folder"
        (cd "$folder" && npm ci --ignore-scripts --silent >&2) || fail "npm cannot install the packages of $2"
    fi
    echo "$folder"
}

[ "$(uname -s)" = Linux ] || leave_all_out "$what" "they run on Linux"
has_npm || leave_all_out "$what" "$no_npm"
mkdir -p "$cache"
# Two runs at a time would build into the same folders.
exec 9>"$cache/lock"
flock -n 9 || { echo "waiting for another run of these tests, which fills $cache" && flock 9; }

CHROMIUM=$(browser) || fail "$no_browser"
export CHROMIUM

editor=$(npm_folder editor "$tests/editor")
node=$(ls -d "$editor"/node_modules/node-linux-*/bin 2>/dev/null) || fail "there is no Node.js for $(uname -m) among the packages"
if [ ! -e "$editor/complete" ]; then
    missing=
    for package in $packages; do
        dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
    # shellcheck disable=SC2086
    [ -z "$missing" ] || fetch $missing || fail "install these packages, or what your system calls them: $missing"
    echo "compiling the native parts of the editor, once: this takes some minutes"
    log=$cache/editor.log
    (cd "$editor" && PATH=$node:$PATH npm_config_nodedir=$(dirname "$node") npm rebuild >"$log" 2>&1) ||
        fail "the editor was not built; see $log"
    touch "$editor/complete"
fi
libraries=$(npm_folder libraries "$extension")
touch "$libraries/complete"
# A real folder is a developer's own.
if [ -L "$extension/node_modules" ] || [ ! -e "$extension/node_modules" ]; then
    ln -sfn "$libraries/node_modules" "$extension/node_modules"
fi
flock -u 9

PATH=$node:$PATH
if [ "${1:-}" = typing ]; then
    # What is measured is what users get.
    echo "compiling copydesk for release: the first time this takes some minutes"
    cargo build --locked --release
    COPYDESK=$(target_folder)/release/copydesk
else
    compile_copydesk
    COPYDESK=$program
fi
export COPYDESK

make_work_folder
COPYDESK_CORE=
on_web="the tests in VS Code for the Web, and in virtual workspaces,"
case ${1:-web} in
    web | virtual | package | pictures)
        if bindings/web/build.sh "$work/core"; then
            COPYDESK_CORE=$work/core
        else
            leave_part_out "$on_web" "the core for browsers cannot be built here"
        fi
        ;;
esac
export COPYDESK_CORE

cd "$extension"
export CODE_SERVER="$editor/node_modules/code-server/out/node/entry.js"
export COPYDESK_TEST_EXTENSIONS="$work/extensions"
export COPYDESK_TEST_PICTURES="${COPYDESK_TEST_PICTURES:-$cache/failures}"
rm -rf "$COPYDESK_TEST_PICTURES"
echo "packing the extension, and installing it in the editor"
node tests/support/install.mjs "$work"
case ${1:-} in
    typing | pictures)
        mode=$1
        shift
        node "tests/$mode.ts" "$@"
        exit
        ;;
    moving)
        has_python || fail "$no_python"
        from_pypi "$cache/moving" pillow==13.0.0 || fail "Pillow cannot be fetched"
        COPYDESK_FRAMES=$work/frames node tests/moving.ts
        "$cache/moving/bin/python" tests/support/animate.py "$work/frames" pictures/walk.png
        exit
        ;;
esac
tests=
for file in tests/${1:-*}.test.ts; do
    # Without the core there is nothing to run there.
    case $file in
        tests/web.test.ts | tests/virtual.test.ts) [ -n "$COPYDESK_CORE" ] || continue ;;
    esac
    tests="$tests $file"
done
echo "testing in the editor: this takes about four minutes"
# shellcheck disable=SC2086 # A list.
[ -z "$tests" ] || node --test --test-concurrency=1 --test-timeout=300000 \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$work/tap" \
    $tests || touch "$work/failed"
touch "$work/tap"
awk -v failed="$failed" '/^# pass / { passed = $3 } /^# (fail|cancelled) / { failed += $3 }
    END { printf "%d passed, %d failed\n", passed, failed }' "$work/tap"
[ ! -e "$work/failed" ] && [ "$failed" = 0 ]
