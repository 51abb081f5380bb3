# shellcheck shell=sh
# What an installed copydesk has to do. The scripts that install one read this file in the root of the checkout, with $work set.
# shellcheck disable=SC2154
root=$PWD
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)

mkdir "$work/articles"
printf '<p>The mill opens at < b >nine</b>.</p>\n' >"$work/articles/mill.html"

# works COMMAND...: whether an installed copydesk is the one of this version, finds, repairs, and passes its status on.
works() {
    set -x
    [ "$("$@" --version)" = "copydesk $version" ]
    cd "$work/articles" || return
    status=0
    found=$("$@" lint --isolated --quiet --output-format concise mill.html) || status=$?
    [ "$status" = 1 ]
    [ "$found" = "mill.html:1:22: error[spaced-tag]: Misplaced whitespace in the tag <b> (safe fix)" ]
    repaired=$("$@" lint --isolated --quiet --fix --stdin-filename a.html - <mill.html)
    [ "$repaired" = "<p>The mill opens at <b>nine</b>.</p>" ]
    status=0
    "$@" lint no-such-file.md || status=$?
    [ "$status" = 2 ]
}

# imports PYTHON...: whether the module is there, of the same version, and the README's example does what it says.
imports() {
    cd "$work/articles" || return
    [ "$("$@" -c 'import copydesk; print(copydesk.__version__)')" = "$version" ]
    # shellcheck disable=SC2016 # The backticks are Markdown's.
    sed -n '/^```python$/,/^```$/p' "$root/README.md" | sed '1d; /^```$/,$d' >"$work/example.py"
    "$@" "$work/example.py" >"$work/said"
    grep -qxF 'Read <strong>this</strong>.' "$work/said"
}
