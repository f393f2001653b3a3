"""A row of a sheet with its entry on the same line: the two lines that it is."""

import re

from cchc_rules.diagnostics import Diagnostic, Fix, FixKind, catalog
from cchc_rules.diagnostics.edits import replaced
from cchc_rules.syntax.hints.problem import Problem

_BETWEEN = " \t:,;–—-"
_BARE_NUMBER = re.compile(r"(?P<words>[^\W\d_]+(?: +[^\W\d_]+)*) *[:=–-]? *(?=\d)")
_ENTRIES = ("entry", "accept", "claim")


def row_and_entry(p: Problem) -> Diagnostic | None:
    """`1.1 "Kế hoạch": tự đánh giá 1,5`: the code stands on a line of its own, what is entered below it."""
    row = p.before.strip()
    if p.grammar != "sheet" or not row or p.rule_of(row) != "row":
        return None
    said = p.rest.strip(_BETWEEN)
    entry = next((e for e in (said, _BARE_NUMBER.sub(r"\g<words>: ", said, count=1)) if p.rule_of(e) in _ENTRIES), None)
    if entry is None:
        return None
    start, end = len(p.text) - len(p.text.lstrip()), len(p.text.rstrip())
    right = f"{row}\n{p.text[:start]}  {entry}"
    fix = Fix(FixKind.SPELLING, (replaced(p.place(start, end), right),), f"viết “{row}”, dưới đó “{entry}”")
    told = f"viết thành hai dòng: {row} rồi ở dưới {entry}"
    return p.at(catalog.UNEXPECTED, p.misfit.column, p.end, fix=told, fixes=(fix,), word=p.rest.strip()[:1] or row)
