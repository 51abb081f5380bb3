#!/bin/sh
# Builds what people install (the crate, the wheel, the npm packages, the archive of a release), installs each into a clean
# folder, and runs it. Everything is a debug build in the target folder of the other tests. What is fetched is kept in a
# cache folder. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh

make_work_folder
trap 'rm -rf "$work" "$wheel_data"' EXIT
# shellcheck source=tests/install/works.sh
. tests/install/works.sh
compile_copydesk

# --- The crate

# has_files FILE_LIST: all that is needed and nothing else is packed.
has_files() {
    for file in Cargo.toml Cargo.lock README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE src/main.rs \
        src/tokens/words/LICENSE tests/readme/terminal.svg; do
        grep -qxF "$file" "$1" || { echo "$file is missing" && return 1; }
    done
    strange=$(grep -vE '^(Cargo\.(toml|toml\.orig|lock)|\.cargo_vcs_info\.json|(README|CHANGELOG|ARCHITECTURE|CONTRIBUTING|SECURITY)\.md|LICENSE-.*|rustfmt\.toml|(src|tests|benches)/.*)$' "$1") || return 0
    echo "these do not belong into the crate: $strange"
    return 1
}

crate() {
    # What is not committed yet is tested too.
    cargo package --quiet --locked --no-verify --allow-dirty
    tar -xzf "$target/package/copydesk-$version.crate" -C "$work"
}

installs_crate() {
    CARGO_TARGET_DIR=$target cargo install --quiet --locked --offline --debug --path "$work/copydesk-$version" --root "$work/crate"
}

echo "== the crate"
echo "packing it, and compiling it as cargo install does"
check "the crate is packed" crate
cargo package --quiet --locked --list --allow-dirty >"$work/files"
check "the crate has its files and no others" has_files "$work/files"
check "cargo install builds it" installs_crate
check "the installed program works" works "$work/crate/bin/copydesk"

# --- The archive of a release

extras() {
    "$root/ci/release/extras.sh" "$program" "$work/share"
    for file in man/man1/copydesk.1 man/man1/copydesk-lint.1 bash-completion/completions/copydesk \
        zsh/site-functions/_copydesk fish/vendor_completions.d/copydesk.fish; do
        [ -s "$work/share/$file" ] || { echo "$file is missing" && return 1; }
    done
}

# completes COMMAND...: whether bash completes with what was written.
completes() {
    bash -c '
        . "$1/bash-completion/completions/copydesk"
        COMP_WORDS=(copydesk lint --unsa) COMP_CWORD=2
        _copydesk copydesk --unsa lint
        [ "${COMPREPLY[*]}" = --unsafe-fixes ]
    ' - "$work/share"
}

archive() {
    "$root/ci/release/archive.sh" x86_64-unknown-linux-gnu "$program" "$work/share" "$work/archives"
    cd "$work/archives"
    sha256sum --check --quiet copydesk-x86_64-unknown-linux-gnu.tar.gz.sha256
    mkdir "$work/unpacked"
    tar -xzf copydesk-x86_64-unknown-linux-gnu.tar.gz -C "$work/unpacked"
    [ -s "$work/unpacked/copydesk-x86_64-unknown-linux-gnu/LICENSE-MIT" ]
    [ -s "$work/unpacked/copydesk-x86_64-unknown-linux-gnu/share/man/man1/copydesk.1" ]
}

echo "== the archive"
check "manual pages and completions are written" extras
if command -v bash >/dev/null; then check "bash completes options" completes; fi
if [ "$(uname -s)" = Linux ]; then
    check "the archive is packed" archive
    check "the program in it works" works "$work/unpacked/copydesk-x86_64-unknown-linux-gnu/copydesk"
fi

# --- The wheel

wheel() {
    mkdir -p "$wheel_data/data"
    cp -R "$work/share" "$wheel_data/data/share"
    build_wheel "$work/wheels"
}

installs_wheel() {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-index "$work"/wheels/copydesk-"$version"-*.whl
    [ -s "$work/venv/share/man/man1/copydesk.1" ] || { echo "the manual page is missing" && return 1; }
    # Older releases of pip show no licence.
    grep -Eq "^License(-Expression)?: MIT OR Apache-2.0$" "$work"/venv/lib/python3*/site-packages/copydesk-"$version".dist-info/METADATA
}

sdist() {
    "$cache/maturin/bin/maturin" sdist --out "$work/wheels"
    tar -tzf "$work/wheels/copydesk-$version.tar.gz" | sed "s,^copydesk-$version/,," >"$work/sdist"
    for file in Cargo.toml Cargo.lock pyproject.toml README.md LICENSE-MIT LICENSE-APACHE src/main.rs src/tokens/words/words.txt \
        pypi/backend.py bindings/python/Cargo.toml bindings/python/src/lib.rs bindings/python/copydesk/__init__.py; do
        grep -qxF "$file" "$work/sdist" || { echo "$file is missing" && return 1; }
    done
}

# As pip does for people without a wheel, but in the profile and the folder of the other tests, where all is compiled;
# `from_source.sh` does all of it.
builds_by_pip() {
    PATH=$cache/maturin/bin:$PATH CARGO_TARGET_DIR=$target MATURIN_PEP517_ARGS="--profile dev" "$cache/maturin/bin/pip" install \
        --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index --target "$work/built" "$root"
    [ ! -e "$wheel_data" ] || { echo "$wheel_data is left" && return 1; }
}

echo "== the wheel"
if ! has_python; then
    leave_part_out "the wheel" "$no_python"
elif ! from_pypi "$cache/maturin" maturin==1.16.0; then
    leave_part_out "the wheel" "maturin cannot be fetched"
else
    check "the wheel is built" wheel
    check "pip installs it, with its manual pages and licence" installs_wheel
    check "the installed program works" works "$work/venv/bin/copydesk"
    check "Python imports the module" imports "$work/venv/bin/python"
    check "the source package is whole" sdist
    check "pip builds a wheel with program and module by itself" builds_by_pip
    check "the program of that wheel works" works "$work/built/bin/copydesk"
    check "Python imports the module of that wheel" imports env PYTHONPATH="$work/built" "$cache/maturin/bin/python"
fi

# --- The npm packages

npm_target() {
    rustc -vV | sed -n 's/^host: //p'
}

npm_packages() {
    node "$root/npm/pack.mjs" launcher "$work/npm/launcher"
    node "$root/npm/pack.mjs" platform "$(npm_target)" "$program" "$work/npm/platform"
    cd "$work/npm"
    npm pack --silent ./launcher ./platform
    tar -xOf copydesk-[a-z]*.tgz package/THIRD-PARTY.txt | grep -q "^clap [0-9]"
}

installs_npm() {
    mkdir "$work/clean"
    cd "$work/clean"
    npm install --silent --offline --no-audit --no-fund "$work"/npm/copydesk-[a-z]*.tgz "$work"/npm/copydesk-[0-9]*.tgz
    [ "$(node -p 'require("copydesk").program() === require.resolve(process.argv[1])' "$(npm_package)")" = true ]
}

npm_package() {
    node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).name + "/bin/copydesk"' "$work/npm/platform/package.json"
}

# Without the platform's package the launcher says what is missing, and that it did not do its work.
says_what_is_missing() {
    mkdir "$work/alone"
    cd "$work/alone"
    npm install --silent --offline --no-audit --no-fund --omit=optional "$work"/npm/copydesk-[0-9]*.tgz
    status=0
    said=$(node_modules/.bin/copydesk --version 2>&1) || status=$?
    echo "$said"
    [ "$status" = 2 ] && case $said in *"is not installed; install copydesk again"*) ;; *) return 1 ;; esac
}

# A language server ends with its launcher: an editor knows that one alone.
ends_with_launcher() {
    cd "$work/clean"
    mkfifo "$work/input"
    node_modules/.bin/copydesk lsp <"$work/input" >"$work/answers" &
    launcher=$!
    exec 9>"$work/input"
    body='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
    printf 'Content-Length: %s\r\n\r\n%s' ${#body} "$body" >&9
    tries=0
    until grep -q '"id":1' "$work/answers"; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { echo "the server does not answer" && return 1; }
        sleep 0.1
    done
    kill "$launcher"
    # `wait` gives the launcher's status once the server is gone: it waits for it.
    status=0
    wait "$launcher" || status=$?
    [ "$status" = 143 ]
}

echo "== the npm packages"
if ! has_npm; then
    leave_part_out "the npm package" "$no_npm"
else
    check "the npm packages are packed" npm_packages
    check "npm installs them" installs_npm
    check "the installed program works" works "$work/clean/node_modules/.bin/copydesk"
    check "npx finds it" sh -c "cd '$work/clean' && npx --offline --no copydesk -- --version"
    check "a missing platform package is named" says_what_is_missing
    check "the program ends with its launcher" ends_with_launcher
fi

finish
