#!/bin/sh
# Builds the npm package `@copydesk/core` into a folder that `npm pack` and `npm publish` take.
#
#     bindings/web/build.sh FOLDER
#
# It needs a Rust that compiles for WebAssembly: rustup's with the component rust-src, or Debian's packages rustc-web, cargo-web,
# rust-web-src and lld-19. Both compile the standard library too, for its size and without what panics say, which makes the module
# smaller; rustup's target wasm32-unknown-unknown will do as well. It needs npm, from which binaryen (makes the module smaller) and esbuild
# (makes one file of several) come. What is missing is installed where that is allowed; else this says so.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
[ $# = 1 ] || { echo "usage: bindings/web/build.sh FOLDER" >&2 && exit 2; }
mkdir -p "$1"
# The helpers have a `folder` of their own.
result=$(cd "$1" && pwd)
wasm=wasm32-unknown-unknown
bindgen=$(sed -n 's/^wasm-bindgen-cli-support = "=\(.*\)"/\1/p' bindings/web/glue/Cargo.toml)

fail() {
    echo "$1" >&2
    exit 1
}

# source_of RUSTC: the source of the standard library that belongs to a compiler.
source_of() {
    echo "$("$1" --print sysroot)/lib/rustlib/src/rust/library"
}

# Whether rustup has the source, after an attempt to add it.
has_source() {
    command -v rustup >/dev/null || return 1
    [ -d "$(source_of rustc)" ] || rustup --quiet component add rust-src >/dev/null 2>&1
}

# Whether rustup has the target, after an attempt to add it.
has_target() {
    command -v rustup >/dev/null || return 1
    [ -d "$(rustc --print target-libdir --target $wasm)" ] || rustup --quiet target add $wasm >/dev/null 2>&1
}

# The compiler of Debian's packages; rustup's is elsewhere.
debian=/usr/bin/rustc

# Whether Debian's packages are there, after an attempt to install them, unless they would take the place of another rustc.
has_debian() {
    { [ -x $debian ] || fetch rustc-web cargo-web rust-web-src lld-19; } && [ -d "$(source_of $debian)" ] &&
        command -v wasm-ld-19 >/dev/null
}

# compile CARGO OPTION...: compiles the module. Its profile is in Cargo.toml. Searches look at sixteen bytes at once (SIMD), which
# all browsers of today have.
compile() {
    RUSTFLAGS="-Ctarget-feature=+simd128 ${RUSTFLAGS:-}" "$@" build --locked --quiet --profile web --target $wasm --package copydesk-web
}

# compile_all CARGO: the same with the standard library. The compiler takes what is not stable where it is told so.
compile_all() {
    RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort" compile "$1" -Zbuild-std=std,panic_abort \
        -Zbuild-std-features=optimize_for_size
}

# Beside other builds, which would wait for each other in one folder.
target=$(target_folder)/web
export CARGO_TARGET_DIR="$target"
echo "compiling the module: the first time it takes some minutes"
if has_source; then
    compile_all cargo
elif has_debian; then
    RUSTC=$debian CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 compile_all /usr/bin/cargo
elif has_target; then
    compile cargo
else
    fail "there is no Rust for WebAssembly: run \`rustup component add rust-src\`, or install Debian's rustc-web, cargo-web, rust-web-src and lld-19"
fi

glue=$cache/web-glue-$bindgen/copydesk-web-glue
if ! [ -x "$glue" ] || [ bindings/web/glue/src/main.rs -nt "$glue" ]; then
    cargo build --locked --quiet --profile glue --package copydesk-web-glue
    mkdir -p "$(dirname "$glue")"
    cp "$target/glue/copydesk-web-glue" "$glue"
fi
# In a folder of its own: the tests of the package and those of the extension may build at the same time.
written=$(mktemp -d)
trap 'rm -rf "$written"' EXIT
"$glue" "$target/$wasm/web/copydesk_web.wasm" "$written"

has_npm || fail "$no_npm"
from_npm "$cache/web-build" binaryen@132.0.0 esbuild@0.28.2 || fail "binaryen and esbuild cannot be fetched from npm"
node bindings/web/pack.mjs "$written" "$cache/web-build" "$result"
