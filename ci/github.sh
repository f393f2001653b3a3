#!/usr/bin/env bash
# A pull request on GitHub: annotations, the report as the summary of the job and as one comment, updated in place.
# GH_TOKEN, GITHUB_REPOSITORY and CCHC_PULL_REQUEST (its number) say where; without a number there is no comment.
source "$(dirname "${BASH_SOURCE[0]}")/review.sh"

comments="repos/${GITHUB_REPOSITORY:-}/issues/${CCHC_PULL_REQUEST:-}/comments"

# The number of our comment; nothing where there is none yet.
ours() {
    local found
    found=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$MARK\")) | .id")
    printf '%s' "${found%%$'\n'*}"
}

comment() {
    local id
    id=$(ours)
    if [ -n "$id" ]; then
        gh api --silent -X PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" -F "body=@$COMMENT"
    else
        gh api --silent -X POST "$comments" -F "body=@$COMMENT"
    fi
}

check github
report
cat "$REPORT" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
if [ -n "${CCHC_PULL_REQUEST:-}" ]; then
    # A fork may have no right to comment; the summary and the annotations are there all the same.
    comment || echo "::warning::không ghi được bình luận vào yêu cầu hợp nhất"
fi
exit "$status"
