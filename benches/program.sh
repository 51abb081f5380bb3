# shellcheck shell=sh
# Sets $program to the development build of benches/count.rs; sourced in the project's folder.
program=$(cargo build --locked --bench count --message-format=json 2>/dev/null |
    sed -n 's/.*"name":"count".*"executable":"\([^"]*\)".*/\1/p' | tail -n 1)
if [ -z "$program" ]; then
    cargo build --locked --bench count
    echo "the program that is counted was not built" >&2
    exit 1
fi
