#!/usr/bin/env bash
# A merge request on GitLab: a code quality report, and the report as one note, updated in place.
# CCHC_RULES_TOKEN (api scope) writes the note; without it, or outside a merge request, there is none.
source "$(dirname "${BASH_SOURCE[0]}")/review.sh"

notes="${CI_API_V4_URL:-}/projects/${CI_PROJECT_ID:-}/merge_requests/${CI_MERGE_REQUEST_IID:-}/notes"

api() {
    curl --fail --silent --show-error --header "PRIVATE-TOKEN: $CCHC_RULES_TOKEN" "$@"
}

# The number of our note; nothing where there is none yet.
ours() {
    local page=1 found
    while :; do
        found=$(api "$notes?per_page=100&page=$page")
        [ "$found" != "[]" ] || return 0
        MARK="$MARK" python3 -c '
import json, os, sys
mine = [n["id"] for n in json.load(sys.stdin) if n["body"].startswith(os.environ["MARK"])]
print(*mine[:1])
sys.exit(0 if mine else 1)' <<<"$found" && return 0
        page=$((page + 1))
    done
}

note() {
    local id
    id=$(ours | tr -d '\n')
    if [ -n "$id" ]; then
        api -X PUT "$notes/$id" --data-urlencode "body@$COMMENT" >/dev/null
    else
        api -X POST "$notes" --data-urlencode "body@$COMMENT" >/dev/null
    fi
}

check gitlab >gl-code-quality-report.json
report
if [ -n "${CCHC_RULES_TOKEN:-}" ] && [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then
    note || echo "không ghi được ghi chú vào yêu cầu hợp nhất" >&2
fi
exit "$status"
