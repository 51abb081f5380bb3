#!/bin/sh
# Compiles the library with every combination of features, and looks at what the core depends on. It prints
# `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
make_work_folder

# compiles TARGET FEATURES: whether it compiles without a warning.
compiles() {
    cargo check --locked --quiet "$1" --no-default-features --features "$2" 2>"$work/warnings"
    cat "$work/warnings" >&2
    [ ! -s "$work/warnings" ]
}

# `cli` includes `reports`, and `cli` and `server` include `files`.
for features in "" files reports files,reports server reports,server cli cli,server; do
    check "the library with the features ${features:-none}" compiles --lib "$features"
    check "the same for its tests" compiles --lib "$features,internals"
done
check "the program without its server" compiles --bins cli

# lean FEATURES PATTERN: whether no package that PATTERN matches is among the dependencies.
lean() {
    cargo tree --locked --edges normal --prefix none --no-default-features --features "$1" >"$work/dependencies"
    ! grep -E "^($2) v" "$work/dependencies"
}
files="tempfile|csv-core|jsonc-parser|quick-xml|ignore|globset|walkdir|libc|rustix|schemars|serde_json"
check "the core depends on no files, threads or runtimes" lean "" "tokio|tower.*|lsp-types|clap.*|rayon.*|mio|$files"
check "the server depends on no command line and no formats" lean server "clap.*|rayon|indicatif|annotate-snippets|similar"
check "the program without its server depends on no runtime" lean cli "tokio|tower.*|lsp-types|mio"
finish
