"""The minutes of a draw as JSON (schemas/draw-1.json)."""

from typing import Any

from cchc_rules.model.numbers import decimal_string
from cchc_rules.results.draw import Draw, StageDraw
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.stage_keys import stage_key


def draw_json(draw: Draw) -> str:
    """Everything that the order was made from, and the whole order."""
    shown = {
        "schema": "cchc-rules/draw/1",
        "file": draw.file,
        "sha256": draw.sha256,
        "year": draw.period.year,
        "title": draw.period.title,
        "seed": draw.seed,
        "draws": [_stage(s) for s in draw.stages],
    }
    return json_text(shown)


def _stage(s: StageDraw) -> dict[str, Any]:
    return {
        "rubric": s.rubric.id,
        "stage": stage_key(s.stage),
        "minimum_percent": decimal_string(s.share),
        "units": len(s.lots),
        "count": s.count,
        "register": s.register,
        "drawn": [one.unit for one in s.drawn],
        "chosen": [{"unit": p.unit, "because": p.because, "basis": p.basis or None} for p in s.picked],
        "order": [{"unit": one.unit, "name": one.name, "sha256": one.digest} for one in s.lots],
    }
