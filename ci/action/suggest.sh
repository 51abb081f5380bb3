#!/usr/bin/env bash
# Suggests repairs on a pull request: one review with a comment for each that touches lines which the pull request changes.
# Where GitHub does not take it, as from a fork, whose token may only read, the repairs are on the job's page as a patch.
# Nothing here fails the job.
#
# Reads INPUT_SUGGEST, SUGGESTIONS and PATCH (reports of copydesk), ACTION_FOLDER, GH_TOKEN, and what the runner sets.
# It runs in the bash 3.2 of macOS too.
set -euo pipefail

# GitHub shows no more of a summary than 1 MB, and nobody reads as much.
most_shown=60000
# Files of a pull request that GitHub lists, and comments that are looked at, in hundreds.
most_pages=30

work=$RUNNER_TEMP/copydesk-review
mkdir -p "$work"

say() {
    echo "::$1 title=copydesk::$2"
}

# Without suggestions on the pull request: the patch on the job's page, and why.
instead() {
    say warning "The repairs are not suggested on the pull request: $1"
    jq --raw-input --slurp --raw-output -L "$ACTION_FOLDER/ci/action" --argjson most "$most_shown" --arg why "$1" '
        include "shown";
        if . == "" then empty else
            (if length > $most then .[:$most] | sub("[^\n]*$"; "") else . end) as $part
            | ([$part] | fence) as $fence
            | "\n### Repairs\n\nThey are not suggested on the pull request: \($why).\n",
              "To apply them, save this as `copydesk.patch` and run `git apply copydesk.patch`, or run `copydesk lint --fix`.\n",
              $fence + "diff", ($part | rtrimstr("\n")), $fence,
              if length > $most then "\nThe rest is too long to be shown." else empty end
        end' "$PATCH" >>"$GITHUB_STEP_SUMMARY"
    exit 0
}

# request FILE ARGUMENTS...: asks GitHub, puts the answer into FILE, and prints the status, 000 where there is no answer. The
# token is no argument, which other programs of the machine could see.
request() {
    local answer=$1
    shift
    curl --silent --show-error --max-time 60 --output "$answer" --write-out '%{http_code}' --config - "$@" <<EOC
header = "Authorization: Bearer $GH_TOKEN"
header = "Accept: application/vnd.github+json"
header = "X-GitHub-Api-Version: 2022-11-28"
EOC
}

# all WHAT: all pages of a list about the pull request, as one list in the file WHAT.json.
all() {
    local page=1 status
    echo '[]' >"$work/$1.json"
    while [ "$page" -le "$most_pages" ]; do
        status=$(request "$work/page.json" --retry 2 "$pull/$1?per_page=100&page=$page") || true
        [ "$status" = 200 ] || instead "GitHub does not tell its $1 (status $status)"
        jq --slurp add "$work/$1.json" "$work/page.json" >"$work/all.json" && mv "$work/all.json" "$work/$1.json"
        [ "$(jq length "$work/page.json")" -eq 100 ] || return 0
        page=$((page + 1))
    done
}

[ "$(jq length "$SUGGESTIONS")" -gt 0 ] || exit 0
number=$(jq '.pull_request.number // empty' "$GITHUB_EVENT_PATH")
if [ -z "$number" ]; then
    say notice "Repairs are suggested on pull requests only, and this job runs for something else"
    exit 0
fi
if ! command -v curl >/dev/null; then instead "this runner has no curl"; fi
[[ $GH_TOKEN =~ ^[A-Za-z0-9_.-]+$ ]] || instead "there is no token for it"
pull=${GITHUB_API_URL:-https://api.github.com}/repos/$GITHUB_REPOSITORY/pulls/$number

all files
all comments
cat "$SUGGESTIONS" "$work/files.json" "$work/comments.json" >"$work/lists.json"
jq --null-input -L "$ACTION_FOLDER/ci/action" --from-file "$ACTION_FOLDER/ci/action/review.jq" \
    --slurpfile lists "$work/lists.json" \
    --arg commit "$(jq --raw-output .pull_request.head.sha "$GITHUB_EVENT_PATH")" >"$work/review.json"
jq .review "$work/review.json" >"$work/body.json"
if [ "$(cat "$work/body.json")" != null ]; then
    status=$(request "$work/answer.json" --header "Content-Type: application/json" --data-binary "@$work/body.json" "$pull/reviews") || true
    case "$status" in
    200) ;;
    401 | 403 | 404) instead "the token of this job may not write there, as in a pull request from a fork (status $status)" ;;
    *) instead "GitHub refuses them (status $status)" ;;
    esac
fi
say notice "$(jq --raw-output '"\(.said) repairs are suggested on the pull request, \(.known) were before"
    + if .unsaid > 0 then ", \(.unsaid) are not shown" else "" end' "$work/review.json")"
