#!/usr/bin/env bash
# Lints, with annotations on standard output, a SARIF file, the findings as JSON, and a summary on the job's page.
#
# Reads COPYDESK (the program), INPUT_PATHS, INPUT_FOLDER, INPUT_CONFIG, INPUT_FAIL_ON, INPUT_ARGS, INPUT_SARIF_FILE,
# INPUT_PATCH_FILE, INPUT_SUGGEST and INPUT_SUMMARY, ACTION_FOLDER, and what the runner sets. Writes the outputs `findings`,
# `json-file`, `patch-file` and `suggestions` where they are asked for, `verdict` (passed, failed, or broken where copydesk
# could not do its work) and `message`. It runs in the bash 3.2 of macOS too.
set -euo pipefail

output() {
    # No text of an article is ever handed over here, and line ends of inputs go.
    printf '%s=%s\n' "$1" "${2//[$'\r\n']/ }" >>"$GITHUB_OUTPUT"
}

end() {
    output verdict "$1"
    output message "$2"
    exit 0
}

command -v jq >/dev/null 2>&1 || end broken "copydesk: this runner has no jq, which is needed to read the findings"
case "$INPUT_FAIL_ON" in
error) severities='["error"]' ;;
warning) severities='["error", "warning"]' ;;
info) severities='["error", "warning", "info"]' ;;
never) severities='[]' ;;
*) end broken "copydesk: fail-on must be error, warning, info or never, not $INPUT_FAIL_ON" ;;
esac

# GitHub takes paths from the workspace, so copydesk runs there, and the folder goes in front of each path.
cd "$GITHUB_WORKSPACE"
prefix=
folder=${INPUT_FOLDER%/}
[ -d "$folder" ] || end broken "copydesk: the folder $folder does not exist"
[ "$folder" = . ] || prefix=$folder/

below() {
    case "$1" in
    /* | [A-Za-z]:[/\\]*) printf '%s' "$1" ;;
    . | ./) printf '%s' "$folder" ;;
    *) printf '%s' "$prefix${1#./}" ;;
    esac
}

arguments=()
while IFS= read -r path; do
    path=${path%$'\r'}
    [ -z "$path" ] || arguments+=("$(below "$path")")
done <<<"${INPUT_PATHS:-.}"
# Without a path copydesk lints the folder that it runs in, and names articles without `./`.
[ "${arguments[*]-}" != . ] || arguments=()

options=()
[ -z "$INPUT_CONFIG" ] || options+=(--config "$(below "$INPUT_CONFIG")")
if [ -n "${INPUT_ARGS//[[:space:]]/}" ]; then
    # xargs knows quotes as a shell does, and runs nothing that is written between them.
    words=$(xargs -n 1 printf '%s\n' <<<"$INPUT_ARGS") || end broken "copydesk: args contains an unclosed quote"
    while IFS= read -r word; do
        options+=("$word")
    done <<<"$words"
fi

case "$INPUT_SUGGEST" in
never) ;;
safe | all)
    output suggestions "$RUNNER_TEMP/copydesk-suggestions.json"
    options+=(--report "suggestions=$RUNNER_TEMP/copydesk-suggestions.json")
    INPUT_PATCH_FILE=${INPUT_PATCH_FILE:-$RUNNER_TEMP/copydesk.patch}
    [ "$INPUT_SUGGEST" = safe ] || options+=(--unsafe-fixes)
    ;;
*) end broken "copydesk: suggest must be never, safe or all, not $INPUT_SUGGEST" ;;
esac
if [ -n "$INPUT_PATCH_FILE" ]; then
    output patch-file "$INPUT_PATCH_FILE"
    options+=(--report "patch=$INPUT_PATCH_FILE")
fi

json=$RUNNER_TEMP/copydesk-findings.json
output json-file "$json"
status=0
"$COPYDESK" lint --progress never ${options[@]+"${options[@]}"} \
    --output-format github --report "sarif=$INPUT_SARIF_FILE" --report "json=$json" -- ${arguments[@]+"${arguments[@]}"} || status=$?
[ "$status" -le 1 ] || end broken "copydesk could not do all of its work: see its messages above"

findings=$(jq length "$json")
output findings "$findings"
if [ "$INPUT_SUMMARY" = true ]; then
    jq --raw-output -L "$ACTION_FOLDER/ci/action" --from-file "$ACTION_FOLDER/ci/action/summary.jq" "$json" >>"$GITHUB_STEP_SUMMARY"
fi
failing=$(jq --argjson severities "$severities" \
    '[.[] | select(.severity as $severity | $severities | index($severity))] | length' "$json")
[ "$failing" -eq 0 ] || end failed "copydesk: $failing findings fail this job (fail-on: $INPUT_FAIL_ON)"
end passed "copydesk: $findings findings"
