#!/usr/bin/env bash
# What GitHub and GitLab share: check, report, and leave the result in files. Sourced by github.sh and gitlab.sh.
# CCHC_BASE and CCHC_HEAD are git revisions, CCHC_SHEETS and CCHC_PATHS lists of paths, a line each.
# The commands exit with 1 where there is something to tell, which is no failure of the script.
set -euo pipefail

MARK='<!-- cchc-rules-report -->'
LONGEST=60000
REPORT=bao-cao.md
PAGE=bao-cao.html
COMMENT=binh-luan.md
status=0

# Run a command whose exit status 1 is an answer; any other failure ends the script.
answer() {
    local code=0
    "$@" || code=$?
    if ((code > 1)); then
        exit "$code"
    fi
    if ((code > status)); then
        status=$code
    fi
}

check() {
    local paths=()
    mapfile -t paths < <(printf '%s' "${CCHC_PATHS:-.}")
    answer cchc-rules check --quiet --format "$1" "${paths[@]}"
}

report() {
    local sheets=() line
    while IFS= read -r line; do
        [ -z "$line" ] || sheets+=(--sheets "$line")
    done <<<"${CCHC_SHEETS:-}"
    rm -f "$REPORT" "$PAGE"
    answer cchc-rules report "$CCHC_BASE" "$CCHC_HEAD" "${sheets[@]}" --format md -o "$REPORT"
    answer cchc-rules report "$CCHC_BASE" "$CCHC_HEAD" "${sheets[@]}" --format html -o "$PAGE"
    # A program that fails without an answer may end with 1 too.
    [ -s "$REPORT" ] && [ -s "$PAGE" ] || exit 3
    {
        echo "$MARK"
        if (($(wc -c <"$REPORT") > LONGEST)); then
            sed -n '/^<details>/q;p' "$REPORT"
            echo "Phần chi tiết quá dài cho một bình luận: xem $PAGE trong kết quả đã lưu."
        else
            cat "$REPORT"
        fi
    } >"$COMMENT"
}
