#!/bin/sh
# Safe fixes held against the compiler of MDX: what it takes before them it takes after them. What that needs is put into a
# cache folder. Usage: tests/mdx/run.sh [PROGRAM], the copydesk to try. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the fixes of MDX"

command -v npm >/dev/null || leave_all_out "$tests" "npm is not installed"
packages="@mdx-js/mdx@3.1.1 remark-directive@4.0.0 remark-frontmatter@5.0.0 remark-gfm@4.0.1"
modules=$cache/mdx
if [ "$(cat "$modules/wanted" 2>/dev/null)" != "$packages" ]; then
    echo "fetching from npm into $modules: $packages"
    rm -rf "$modules"
    mkdir -p "$modules"
    # shellcheck disable=SC2086 # a list of words
    (cd "$modules" && echo '{"private": true}' >package.json &&
        npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts $packages) ||
        leave_all_out "$tests" "npm cannot install $packages"
    echo "$packages" >"$modules/wanted"
fi
if [ $# -gt 0 ]; then
    program=$1
else
    compile_copydesk
    program=$(target_folder)/debug/copydesk
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node tests/mdx/compile.mjs "$program" "$modules" "$work"
