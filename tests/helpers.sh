# shellcheck shell=sh
# shellcheck disable=SC2034 # Much is for the scripts alone.
# What the scripts that run tests share. They are in the root of the checkout when they read this file, and `set -eu`.

# Where what is fetched is kept for the next run.
cache=${COPYDESK_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-tests}

# --- What is left out

# leave_out WHAT WHY: says what is not tested. In CI on Linux that is a failure.
leave_out() {
    echo "$1 left out: $2"
    ! { [ -n "${CI:-}" ] && [ "$(uname -s)" = Linux ]; }
}

# leave_all_out WHAT WHY: the same for all tests of a script, which ends.
leave_all_out() {
    leave_out "$@" || exit 1
    echo "0 passed, 0 failed"
    exit 0
}

# leave_part_out WHAT WHY: the same for some of its tests; where that is a failure, it is counted.
leave_part_out() {
    leave_out "$@" || failed=$((failed + 1))
}

# --- What is fetched

# fetch PACKAGE...: installs Debian packages where that is allowed.
fetch() {
    command -v apt-get >/dev/null || return 1
    as_root=
    [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && as_root=sudo; } || return 1
    echo "installing packages of the system: $*" >&2
    {
        $as_root apt-get -qq -o DPkg::Lock::Timeout=900 update &&
            $as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get -qq -o DPkg::Lock::Timeout=900 install -y --no-install-recommends "$@"
    } >&2
}

# Whether there is a Python that makes virtual environments, after an attempt to install it.
has_python() {
    command -v python3 >/dev/null || fetch python3 || return 1
    python3 -c "import ensurepip" 2>/dev/null || fetch python3-venv
}
no_python="there is no Python with venv (packages python3 and python3-venv)"

# Whether there is npm, after an attempt to install it.
has_npm() {
    command -v npm >/dev/null || fetch npm
}
no_npm="npm is not installed"

# The path of a browser, after an attempt to install one.
browser() {
    installed_browser || { fetch chromium fonts-dejavu-core && installed_browser; }
}
no_browser="there is no browser (package chromium)"

# The path of a browser that is there.
installed_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

# is_kept FOLDER WHAT...: whether FOLDER holds all of WHAT from an earlier run. Otherwise it is made anew, and empty.
is_kept() {
    folder=$1
    shift
    [ "$(cat "$folder/wanted" 2>/dev/null)" != "$*" ] || return 0
    echo "fetching into $folder: $*"
    rm -rf "$folder"
    mkdir -p "$folder"
    return 1
}

# keep FOLDER WHAT...: notes that FOLDER holds all of WHAT.
keep() {
    folder=$1
    shift
    echo "$*" >"$folder/wanted"
}

# from_pypi FOLDER PACKAGE...: a virtual environment with packages of PyPI.
from_pypi() {
    is_kept "$@" && return
    environment=$1
    shift
    python3 -m venv "$environment" &&
        "$environment/bin/pip" install --quiet --disable-pip-version-check "$@" &&
        keep "$environment" "$@"
}

# from_npm FOLDER PACKAGE...: a folder whose node_modules hold packages of npm. Their scripts do not run.
from_npm() {
    is_kept "$@" && return
    modules=$1
    shift
    echo '{"private": true}' >"$modules/package.json"
    (cd "$modules" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts "$@") &&
        keep "$modules" "$@"
}

# from_crates NAME VERSION: a tool of cargo, put before the others in PATH. It works for seconds: optimizing it would take longer.
from_crates() {
    tool=$cache/$1-$2
    if ! [ -x "$tool/bin/$1" ]; then
        echo "fetching $1 $2 from crates.io, and compiling it into $tool: this takes some minutes"
        CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --locked --debug --root "$tool" "$1@$2" || return
    fi
    PATH=$tool/bin:$PATH
}

# --- What is built

# Builds what most scripts test, and sets $target, the folder that cargo builds into, and $program.
compile_copydesk() {
    echo "compiling copydesk"
    cargo build --locked --quiet --bin copydesk
    target=$(target_folder)
    program=$target/debug/copydesk
}

# take_program [PROGRAM]: sets $program to the one that is named, or else to one that it builds.
take_program() {
    if [ $# -eq 0 ]; then
        compile_copydesk
    else
        program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
    fi
}

# What maturin takes along into a wheel: programs, manual pages and the like.
wheel_data=$PWD/copydesk._native.data

# build_wheel FOLDER: the wheel of the Python package with $program, and what else is in $wheel_data, which goes. It takes the
# profile and the target folder of the other tests; `linux` tags it for any Linux.
build_wheel() {
    mkdir -p "$wheel_data/scripts"
    cp "$program" "$wheel_data/scripts"
    status=0
    CARGO_TARGET_DIR=$target "$cache/maturin/bin/maturin" build --quiet --locked --profile dev --compatibility linux --out "$1" ||
        status=$?
    rm -rf "$wheel_data"
    return "$status"
}

# The folder that cargo builds into. Read without tools that a test may lack.
target_folder() {
    cargo metadata --format-version 1 --no-deps --offline | sed 's/.*"target_directory":"\([^"]*\)".*/\1/'
}

# --- Tests

passed=0
failed=0

# Sets $work to an empty folder that goes when the script ends.
make_work_folder() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
}

# check NAME COMMAND...: one test. The command runs by itself: what it sets is lost, and of a function the first line
# that fails is the end.
check() {
    test_name=$1
    shift
    # In a condition the shell would go on behind a line that fails.
    set +e
    (set -e && "$@") >"$work/log" 2>&1 </dev/null
    status=$?
    set -e
    if [ "$status" = 0 ]; then
        echo "ok     $test_name"
        passed=$((passed + 1))
    else
        echo "FAILED $test_name"
        cat "$work/log"
        failed=$((failed + 1))
    fi
}

# Says how many tests passed and failed; a failure where any failed.
finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
