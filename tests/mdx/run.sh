#!/bin/sh
# Safe fixes held against the compiler of MDX: what it takes before them it takes after them. What that needs is put into a
# cache folder. Usage: tests/mdx/run.sh [PROGRAM], the copydesk to try. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the fixes of MDX"

has_npm || leave_all_out "$tests" "$no_npm"
from_npm "$cache/mdx" @mdx-js/mdx@3.1.1 remark-directive@4.0.0 remark-frontmatter@5.0.0 remark-gfm@4.0.1 ||
    leave_all_out "$tests" "the compiler of MDX cannot be fetched"
take_program "$@"
make_work_folder
node tests/mdx/compile.mjs "$program" "$cache/mdx" "$work"
