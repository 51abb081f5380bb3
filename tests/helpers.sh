# shellcheck shell=sh
# What the scripts that run tests share. They are in the root of the checkout when they read this file.

# Where what is fetched is kept for the next run.
# shellcheck disable=SC2034 # for the scripts
cache=${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-tests

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

# fetch PACKAGE...: installs Debian packages where that is allowed.
fetch() {
    command -v apt-get >/dev/null || return 1
    as_root=
    [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && as_root=sudo; } || return 1
    echo "installing packages of the system: $*" >&2
    {
        $as_root apt-get -o DPkg::Lock::Timeout=600 update &&
            $as_root apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@"
    } >&2
}

# Builds what most scripts test.
compile_copydesk() {
    echo "compiling copydesk"
    cargo build --locked --quiet --bin copydesk
}

# The folder that cargo builds into. Read without tools that a test may lack.
target_folder() {
    cargo metadata --format-version 1 --no-deps --offline | sed 's/.*"target_directory":"\([^"]*\)".*/\1/'
}
