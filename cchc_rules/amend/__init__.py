"""Amendments: apply them to a rubric, find the one between two rubrics, consolidate, tell the history."""

from cchc_rules.amend.aftermath import broken_by
from cchc_rules.amend.apply import Applied, apply, apply_to_common
from cchc_rules.amend.consolidate import consolidate
from cchc_rules.amend.consolidate_render import ReadingCopy, consolidated_html, consolidated_md, reading_copy
from cchc_rules.amend.diff import Edit, Header, as_amendment, diff
from cchc_rules.amend.diff_lines import DiffReport, report
from cchc_rules.amend.diff_render import diff_json, diff_md, diff_text
from cchc_rules.amend.identity import canonical
from cchc_rules.amend.log import Event, history, history_of, log_text
from cchc_rules.amend.order import Skipped, Why, concerning
from cchc_rules.amend.session import Change, Effective

__all__ = [
    "Applied",
    "Change",
    "DiffReport",
    "Edit",
    "Effective",
    "Event",
    "Header",
    "ReadingCopy",
    "Skipped",
    "Why",
    "apply",
    "apply_to_common",
    "as_amendment",
    "broken_by",
    "canonical",
    "concerning",
    "consolidate",
    "consolidated_html",
    "consolidated_md",
    "diff",
    "diff_json",
    "diff_md",
    "diff_text",
    "history",
    "history_of",
    "log_text",
    "reading_copy",
    "report",
]
