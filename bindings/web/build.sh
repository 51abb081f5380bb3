#!/bin/sh
# Builds the npm package `@copydesk/core` into a folder that `npm pack` and `npm publish` take.
#
#     bindings/web/build.sh FOLDER
#
# It needs a Rust that compiles for WebAssembly: rustup's target wasm32-unknown-unknown, or Debian's packages rustc-web, cargo-web,
# rust-web-src and lld-19, which compile the standard library too. It needs npm as well, from which binaryen (makes the module
# small) and esbuild (makes one file of several) come. What is missing is installed where that is allowed; else this says so.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
[ $# = 1 ] || { echo "usage: bindings/web/build.sh FOLDER" >&2 && exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
wasm=wasm32-unknown-unknown

# Whether rustup has the target, after an attempt to add it.
has_target() {
    command -v rustup >/dev/null || return 1
    [ -d "$(rustc --print target-libdir --target $wasm)" ] || rustup --quiet target add $wasm >/dev/null 2>&1
}

# The folder of Debian's packages, which are called rustc and cargo; rustup's are elsewhere.
debian=/usr/bin

# Whether Debian's packages are there, after an attempt to install them. They would take the place of Debian's own rustc.
has_debian() {
    [ -d "$(debian_source)" ] && return
    ! [ -e "$debian/rustc" ] && fetch rustc-web cargo-web rust-web-src lld-19 && [ -d "$(debian_source)" ]
}

# The source of the standard library.
debian_source() {
    ! [ -x "$debian/rustc" ] || echo "$("$debian/rustc" --print sysroot)/lib/rustlib/src/rust/library"
}

# compile COMMAND...: compiles the module. Its profile is in Cargo.toml.
compile() {
    "$@" build --locked --quiet --profile web --target $wasm --package copydesk-web
}

# Beside other builds, which would wait for each other in one folder.
target=$(target_folder)/web
export CARGO_TARGET_DIR="$target"
echo "compiling the module: the first time it takes some minutes"
if has_target; then
    compile cargo
elif has_debian; then
    # The compiler takes `-Z` like a nightly one where it is told so.
    RUSTC=$debian/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 \
        compile "$debian/cargo" -Zbuild-std=std,panic_abort
else
    echo "there is no Rust for WebAssembly: run \`rustup target add $wasm\`, or install Debian's rustc-web, cargo-web, rust-web-src and lld-19" >&2
    exit 1
fi
cargo run --locked --quiet --package copydesk-web-glue -- "$target/$wasm/web/copydesk_web.wasm" "$target/glue"

has_npm || { echo "$no_npm" >&2 && exit 1; }
from_npm "$cache/web-build" binaryen@132.0.0 esbuild@0.28.2 || { echo "binaryen and esbuild cannot be fetched from npm" >&2 && exit 1; }
node bindings/web/pack.mjs "$target/glue" "$cache/web-build" "$folder"
