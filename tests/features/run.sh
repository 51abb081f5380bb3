#!/bin/sh
# Compiles the library with every combination of features, and sees what the core depends on. It prints
# `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."

passed=0
failed=0

# check NAME COMMAND...: one test, which passes where the command succeeds and warns of nothing.
check() {
    name=$1
    shift
    if log=$("$@" 2>&1) && ! echo "$log" | grep -q '^warning'; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n%s\n' "$name" "$log"
    fi
}

# `cli` holds `reports`, and `cli` and `server` hold `files`.
for features in "" files reports files,reports server reports,server cli cli,server; do
    check "features: ${features:-none}" cargo check --locked --quiet --lib --no-default-features --features "$features"
    check "features: ${features:-none}, internals" \
        cargo check --locked --quiet --lib --no-default-features --features "$features,internals"
done
check "the program without its server" cargo check --locked --quiet --bin copydesk --no-default-features --features cli

# lean FEATURES NAMES: whether none of these packages, a pattern, is among the dependencies.
lean() {
    ! cargo tree --locked --edges normal --prefix none --no-default-features --features "$1" | grep -E "^($2) v"
}
files="tempfile|ignore|globset|walkdir|libc|rustix|schemars|serde_json"
check "the core knows no files, threads or runtimes" lean "" "tokio|tower.*|lsp-types|clap.*|rayon.*|mio|$files"
check "the server knows no command line and no formats" lean server "clap.*|rayon|indicatif|annotate-snippets|quick-xml"
check "the program without its server knows no runtime" lean cli "tokio|tower.*|lsp-types|mio"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
