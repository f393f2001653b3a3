"""`cchc-rules check --coverage`: what no sheet exercises, as text and as JSON."""

from typing import TYPE_CHECKING, Any

from cchc_rules.explain.words import texts_beside
from cchc_rules.results.coverage import Coverable, Kind
from cchc_rules.writing.json_text import json_text

if TYPE_CHECKING:
    from cchc_rules.api.rubrics.coverage import Coverage, Covered

_NEVER = {
    Kind.LINE: "chưa phiếu nào thuộc",
    Kind.BAND: "chưa phiếu nào được xếp",
}
_KEYS = {
    Kind.LINE: "line",
    Kind.CONDITION: "condition",
    Kind.BAND: "band",
    Kind.DISQUALIFIER: "disqualifier",
    Kind.TRIGGER: "trigger",
}
_ALWAYS = (Kind.LINE, Kind.CONDITION, Kind.BAND)
"""Kinds that are counted even where a rubric has none."""


def coverage_text(found: "Coverage") -> str:
    """A line of sums for each rubric, then each part that no sheet exercises."""
    return "".join(f"{line}\n" for covered in found.rubrics for line in _lines(covered))


def _lines(c: "Covered") -> list[str]:
    sums = ", ".join(f"{kind.value} {_count(c, kind)}" for kind in Kind if kind in _ALWAYS or _has(c, kind))
    years = ", ".join(map(str, c.years))
    told = (f"  {line}" for line in texts_beside.wrapped(c.texts))
    return [
        f"{c.rubric} (năm {years}), {c.sheets} phiếu: {sums}",
        *told,
        *(_missing(p) for p in c.parts if not p.exercised),
    ]


def _has(c: "Covered", kind: Kind) -> bool:
    return any(p.kind is kind for p in c.parts)


def _count(c: "Covered", kind: Kind) -> str:
    parts = [p for p in c.parts if p.kind is kind]
    return f"{sum(p.exercised for p in parts)}/{len(parts)}"


def _missing(p: Coverable) -> str:
    never = _NEVER.get(p.kind) or f"chưa phiếu nào cho thấy điều này {'đúng' if p.outcome else 'sai'}"
    place = f" ({p.at.cite()})" if p.at is not None else ""
    code = f"{p.code}  " if p.code is not None else ""
    return f"  {code}{p.kind.value} “{p.text}”: {never}{place}"


def coverage_json(found: "Coverage") -> str:
    """Every part of every rubric, exercised or not."""
    shown = {"schema": "cchc-rules/coverage/1", "rubrics": [_plain(c) for c in found.rubrics]}
    return json_text(shown)


def _plain(c: "Covered") -> dict[str, Any]:
    parts = [
        {
            "kind": _KEYS[p.kind],
            "code": p.code.text if p.code is not None else None,
            "text": p.text,
            "outcome": p.outcome,
            "exercised": p.exercised,
            "place": p.at.cite() if p.at is not None else None,
        }
        for p in c.parts
    ]
    return {
        "rubric": c.rubric,
        "years": list(c.years),
        "sheets": c.sheets,
        "texts": texts_beside.data(c.texts),
        "parts": parts,
    }
