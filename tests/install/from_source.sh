#!/bin/sh
# Builds and installs the Python package as pip does for people whose system has no wheel: from the source package, in the
# release profile, in a clean virtual environment. It compiles everything anew, which takes some minutes, so `tests/run.sh`
# leaves it out; a release runs it. It prints `N passed, N failed` at the end.
#
#     tests/install/from_source.sh [SOURCE_PACKAGE]
set -eu
source=${1:+$(cd "$(dirname "$1")" && pwd)/$(basename "$1")}
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="pip's build from source"

has_python || leave_all_out "$tests" "$no_python"
from_pypi "$cache/maturin" maturin==1.16.0 || leave_all_out "$tests" "maturin cannot be fetched"
make_work_folder
# shellcheck source=tests/install/works.sh
. tests/install/works.sh

packs() {
    "$cache/maturin/bin/maturin" sdist --out "$work"
}

installs() {
    python3 -m venv "$work/venv"
    cd "$work"
    "$work/venv/bin/pip" install --disable-pip-version-check --no-binary copydesk "$source"
}

if [ -z "$source" ]; then
    check "the source package is packed" packs
    source=$work/copydesk-$version.tar.gz
fi
echo "compiling everything in the release profile"
check "pip builds and installs it" installs
check "the installed program works" works "$work/venv/bin/copydesk"
check "Python imports the module" imports "$work/venv/bin/python"
finish
