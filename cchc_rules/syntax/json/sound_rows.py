"""Rows of a JSON sheet in which nothing is wrong, read without saying where anything stands: nearly all of many sheets.

`sheet` alone says what is wrong with a row. What this does not know to be sound, or seldom meets, is read there.
"""

from typing import Any

from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Entry, Row
from cchc_rules.model.stages import Stage
from cchc_rules.source import Span
from cchc_rules.syntax.json.values import TEXT_LIMIT, clean, exact
from cchc_rules.syntax.lines.cut import LINE_LIMIT
from cchc_rules.writing.stage_keys import STAGES

SAID_LIMIT = LINE_LIMIT - 200
"""Characters that reasons and evidence of an entry may take on a line of the text form."""
_ROW_KEYS = frozenset({"code", "title", *STAGES})
_ENTRY_KEYS = frozenset({"points", "reason", "evidence", "by"})
_QUOTES = 9
_UNSOUND = ""


def sound_row(value: object, at: Span) -> Row | None:
    """The row, everything of it standing at one place; None where anything is to be said of it, or might be."""
    if type(value) is not dict or not value.keys() <= _ROW_KEYS:
        return None
    text = value.get("code")
    code = Code.parse(text) if type(text) is str else None
    title = _said(value.get("title"))
    if code is None or title == _UNSOUND:
        return None
    entries = []
    for key, stage in STAGES.items():
        given = value.get(key)
        if given is not None:
            entry = _entry(given, stage, at)
            if entry is None:
                return None
            entries.append(entry)
    return Row(code, title, tuple(entries), None, at)


def _entry(given: object, stage: Stage, at: Span) -> Entry | None:
    if type(given) is not dict or "points" not in given:
        return None
    points = given["points"]
    number = exact(points) if isinstance(points, str) else None
    if number is None and points is not None:
        return None
    if len(given) == 1:  # as most entries are
        return Entry(stage, number, at=at)
    if not given.keys() <= _ENTRY_KEYS:
        return None
    reason, by = _said(given.get("reason")), _said(given.get("by"))
    evidence = _evidence(given["evidence"], reason, by) if "evidence" in given else ()
    if evidence is None or reason == _UNSOUND or by == _UNSOUND:
        return None
    return Entry(stage, number, reason, evidence, by, at)


def _evidence(given: Any, reason: str | None, by: str | None) -> tuple[str, ...] | None:
    if type(given) is not list:
        return None
    texts = tuple([text for text in map(_said, given) if text])
    if len(texts) != len(given):
        return None
    # Each character may be a quotation mark, which is written twice.
    length = 2 * sum(map(len, (*texts, reason or "", by or ""))) + _QUOTES * (len(texts) + 2)
    return texts if length <= SAID_LIMIT else None


def _said(text: object) -> str | None:
    """A text that says something, _UNSOUND where it does not; None stays None."""
    if text is None:
        return None
    if type(text) is not str or len(text) > TEXT_LIMIT:
        return _UNSOUND
    return clean(text) or _UNSOUND
