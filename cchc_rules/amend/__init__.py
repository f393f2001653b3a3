"""Amendments: apply them to a rubric, find the one that turns one rubric into another, consolidate, list history."""

from cchc_rules.amend.applying.common_provisions import alone
from cchc_rules.amend.applying.instruments import Applied, apply, apply_to_common, moved_by, not_carried_by
from cchc_rules.amend.applying.order import Skipped, Why, concerning
from cchc_rules.amend.applying.session import Change, Effective
from cchc_rules.amend.applying.whole_rubric import broken_by
from cchc_rules.amend.compare.differences import Edit, Header, as_amendment, diff, moved_with_groups
from cchc_rules.amend.compare.report import report
from cchc_rules.amend.reading_copy.change_log import Event, history, history_of, log_text
from cchc_rules.amend.reading_copy.consolidated import consolidate
from cchc_rules.amend.reading_copy.numbered_notes import copy_with_notes
from cchc_rules.amend.sentence_identity import canonical

__all__ = [
    "Applied",
    "Change",
    "Edit",
    "Effective",
    "Event",
    "Header",
    "Skipped",
    "Why",
    "alone",
    "apply",
    "apply_to_common",
    "as_amendment",
    "broken_by",
    "canonical",
    "concerning",
    "consolidate",
    "copy_with_notes",
    "diff",
    "history",
    "history_of",
    "log_text",
    "moved_by",
    "moved_with_groups",
    "not_carried_by",
    "report",
]
