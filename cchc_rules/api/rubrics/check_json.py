"""Findings as JSON for other programs, as schemas/check-1.json describes."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from cchc_rules.api.rubrics.check import CheckedFile
from cchc_rules.api.rubrics.fix import FixedFile
from cchc_rules.checks.checking import Silenced
from cchc_rules.diagnostics import Diagnostic, Edit, Fix
from cchc_rules.diagnostics.edits import written_range
from cchc_rules.model.repository import CodeLevel, Silence
from cchc_rules.source import WrittenText
from cchc_rules.writing.json_text import json_text

_WHY_LEFT = {False: "other-error", True: "new-error"}
"""Why a line that is misspelt was left: another error stands on it, or one would once the spelling is mended."""
Written = Callable[[str], WrittenText | None]
"""Gives the text of a file, by the name it is shown under, as it was written; None when it cannot be read again."""


def check_json(
    files: Sequence[CheckedFile],
    found: Sequence[Diagnostic],
    written: Written,
    fixed: Sequence[FixedFile] = (),
    silenced: Sequence[Silenced] = (),
) -> str:
    """All findings with their fixes, those silenced and why, what was mended before; one line feed at the end."""
    written = cache(written)
    shown = {
        "schema": "cchc-rules/check/1",
        "files": [f.name for f in files],
        "diagnostics": findings_data(found, written),
    }
    if silenced:
        shown["silenced"] = [_plain(s.finding, written) | {"because": _because(s.by)} for s in silenced]
    if fixed:
        shown["fixed"] = [_mended(file) for file in fixed]
    return json_text(shown)


def findings_data(found: Sequence[Diagnostic], written: Written) -> list[dict[str, Any]]:
    """The findings alone, each with its place and fixes."""
    written = cache(written)
    return [_plain(d, written) for d in found]


def _plain(d: Diagnostic, written: Written) -> dict[str, Any]:
    place: dict[str, Any] | None = None
    if d.span is not None:
        place = {"file": d.span.source, "line": d.span.line, "column": d.span.column, "end": d.span.end}
        place |= {"cell": d.span.cell} if d.span.cell else {}
    related = [{"message": r.message, "place": r.span.cite() if r.span else None} for r in d.related]
    return {
        "code": d.code,
        "severity": d.severity.name.lower(),
        "message": d.message,
        "place": place,
        "expected": d.expected,
        "fix": d.fix,
        "related": related,
        "fixes": [plain for f in d.fixes if (plain := _fix(f, written)) is not None],
    }


def _because(by: CodeLevel | Silence) -> dict[str, Any]:
    """The setting that keeps a finding from being told: its reason where it is of one place."""
    return {"reason": by.reason, "place": by.place} if isinstance(by, Silence) else {"level": by.level.name.lower()}


def _fix(fix: Fix, written: Written) -> dict[str, Any] | None:
    """The fix with places of the text on disk; None when that cannot be read again."""
    edits = []
    for e in fix.edits:
        text = written(e.source)
        if text is None:
            return None
        edits.append(_edit(e, text))
    return {"kind": fix.kind.name.lower(), "says": fix.says, "edits": edits}


def _edit(edit: Edit, written: WrittenText) -> dict[str, Any]:
    start, end = written_range(written, edit)
    return {
        "file": edit.source,
        "start": _position(written, start),
        "end": _position(written, end),
        "text": written.written(edit.text),
    }


def _position(written: WrittenText, offset: int) -> dict[str, int]:
    line, column = written.place(offset)
    return {"line": line, "column": column, "offset": offset}


def _mended(file: FixedFile) -> dict[str, Any]:
    mended = [
        {"line": m.line, "codes": [d.code for d, _ in m.done], "before": m.before, "after": m.after}
        for m in file.mended
    ]
    left = [
        {"line": x.line, "why": _WHY_LEFT[x.shown], "because": x.because.code, "message": x.because.message}
        for x in file.left
    ]
    return {"file": file.name, "mended": mended, "left": left}
