#!/usr/bin/env bash
# Puts copydesk where the next step finds it: the given program, or else the one of a release of the action's repository,
# whose attestation is verified, or else one that is built from the action's own source, which takes minutes.
#
# Reads INPUT_BINARY, INPUT_VERSION, ACTION_REPOSITORY (owner/name), ACTION_FOLDER (the action's source), GH_TOKEN and what
# the runner sets. Writes the output `binary`. It runs in the bash 3.2 of macOS too.
set -euo pipefail

fail() {
    echo "::error title=copydesk cannot be installed::$1"
    exit 1
}

# found PROGRAM: hands it on, after a try.
found() {
    "$1" --version || fail "the program does not run"
    echo "binary=$1" >>"$GITHUB_OUTPUT"
}

own_version() {
    sed -n 's/^version = "\(.*\)"/\1/p' "$ACTION_FOLDER/Cargo.toml" | head -n 1
}

target() {
    case "$RUNNER_OS-$RUNNER_ARCH" in
    Linux-X64) echo x86_64-unknown-linux-musl ;;
    Linux-ARM64) echo aarch64-unknown-linux-musl ;;
    macOS-X64) echo x86_64-apple-darwin ;;
    macOS-ARM64) echo aarch64-apple-darwin ;;
    Windows-X64) echo x86_64-pc-windows-msvc ;;
    *) return 1 ;;
    esac
}

# verified ARCHIVE: whether it is the file whose SHA-256 is next to it.
verified() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum --check --quiet "$1.sha256"
    else
        shasum --algorithm 256 --check --quiet "$1.sha256"
    fi
}

# attested ARCHIVE VERSION: fails unless the release workflow of the action's repository built this archive for the tag.
# The checksum lies beside the archive and could be exchanged with it; the attestation is signed by the workflow's identity.
attested() {
    gh attestation verify --help 2>/dev/null | grep -- --source-ref >/dev/null ||
        fail "gh is too old to verify who built the program; update it to 2.68 or later, or set the input binary"
    gh attestation verify "$1" --repo "$ACTION_REPOSITORY" \
        --signer-workflow "$ACTION_REPOSITORY/.github/workflows/release.yml" --source-ref "refs/tags/v$2" \
        --deny-self-hosted-runners >/dev/null ||
        fail "version $2 is not used: gh finds no attestation that the release workflow of $ACTION_REPOSITORY built it"
}

# released VERSION FOLDER: fetches a release into the folder; fails where there is none for this machine.
released() {
    local name extension=tar.gz
    [ "$RUNNER_OS" != Windows ] || extension=zip
    name=copydesk-$(target).$extension || return 1
    [ -n "$ACTION_REPOSITORY" ] || return 1
    if ! command -v gh >/dev/null 2>&1; then
        echo "::warning title=copydesk::This machine has no gh, which fetches releases and verifies who built them."
        return 1
    fi
    mkdir -p "$2"
    gh release download "v$1" --repo "$ACTION_REPOSITORY" --dir "$2" --clobber \
        --pattern "$name" --pattern "$name.sha256" || return 1
    (cd "$2" && verified "$name") || fail "the archive of version $1 was damaged in transit; run the job again"
    attested "$2/$name" "$1"
    # The tar of Windows and that of macOS read zip archives too; that of Git Bash does not.
    if [ "$extension" = zip ]; then unzip -q -o "$2/$name" -d "$2"; else tar -xzf "$2/$name" -C "$2"; fi
}

if [ -n "$INPUT_BINARY" ]; then
    binary=$(command -v "$INPUT_BINARY") || fail "cannot find the program ${INPUT_BINARY//[$'\r\n']/ }"
    found "$binary"
    exit
fi

version=${INPUT_VERSION:-$(own_version)}
version=${version#v}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail "the version must look like 1.2.3"
folder=$RUNNER_TEMP/copydesk-$version
suffix=
[ "$RUNNER_OS" != Windows ] || suffix=.exe
if released "$version" "$folder"; then
    found "$folder/copydesk-$(target)/copydesk$suffix"
elif [ "$version" = "$(own_version)" ] && command -v cargo >/dev/null 2>&1; then
    echo "::notice title=copydesk is built::Version $version has no release for this machine, so it is built from source."
    cargo install --locked --path "$ACTION_FOLDER" --root "$folder"
    found "$folder/bin/copydesk$suffix"
else
    fail "version $version has no release for this machine"
fi
