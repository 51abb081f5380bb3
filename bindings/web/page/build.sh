#!/bin/sh
# Builds the page that repairs articles in a browser into a folder, which works from the disk and from any web server.
#
#     bindings/web/page/build.sh FOLDER [PACKAGE]
#
# PACKAGE is a built `@copydesk/core`; without it, `bindings/web/build.sh` builds one. What the page is made of comes from npm.
set -eu
cd "$(dirname "$0")/../../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
[ $# = 1 ] || [ $# = 2 ] || { echo "usage: bindings/web/page/build.sh FOLDER [PACKAGE]" >&2 && exit 2; }
has_npm || { echo "$no_npm" >&2 && exit 1; }
page=bindings/web/page
tools=$cache/page
wanted=$(cat "$page/package.json" "$page/package-lock.json" | cksum)
if ! is_kept "$tools" "$wanted"; then
    cp "$page/package.json" "$page/package-lock.json" "$page/.npmrc" "$tools"
    (cd "$tools" && npm ci --silent --ignore-scripts) || { echo "what the page is made of cannot be fetched from npm" >&2 && exit 1; }
    keep "$tools" "$wanted"
fi
package=${2:-}
if [ -z "$package" ]; then
    make_work_folder
    package=$work/core
    bindings/web/build.sh "$package"
fi
node "$page/build.mjs" "$package" "$tools" "$1"
