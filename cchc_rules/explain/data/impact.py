"""The impact of a change of rubric as CSV and JSON."""

import csv
import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from cchc_rules.explain.data.rating import rated_data
from cchc_rules.explain.render.text_width import csv_cell
from cchc_rules.explain.tables.changed_sentences import on_one_line
from cchc_rules.explain.tables.impact import assumed
from cchc_rules.explain.tables.rubric_diff import plain_change
from cchc_rules.explain.words import texts_beside
from cchc_rules.explain.words.figures import Figures
from cchc_rules.model.numbers import decimal_string
from cchc_rules.results.impact import Impact, RowChange, UnitImpact
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.ranking import Standing
from cchc_rules.writing.json_text import json_text

SCHEMA = "cchc-rules/impact/1"
_SIDE = ("rank", "achieved", "applicable", "percent", "band", "consequences")
_SIDES = (*(f"{n}_before" for n in _SIDE), *(f"{n}_after" for n in _SIDE))
_CSV = ("year", "unit", *_SIDES, "gained", "rows", "moved_by", "changes", "sheet", "texts")


def impact_csv(impacts: Sequence[Impact]) -> str:
    """One line a unit; in it every sentence that changed, numbered, and the numbers of those that move the unit."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV)
    for impact in impacts:
        texts = csv_cell(texts_beside.in_one_line(impact.texts))
        changes = csv_cell(" | ".join(f"{n}. {on_one_line(line)}" for n, line in enumerate(impact.changes, 1)))
        for unit in impact.units:
            plain = _unit(unit, impact)
            sides = [_csv_side(plain[side]) for side in ("before", "after")]
            rows = " ".join(r.code.text for r in unit.rows)
            told = (plain["gained"], rows, " ".join(map(str, plain["moved_by"])), changes, plain["sheet"], texts)
            line = (impact.year, csv_cell(plain["unit"]), *sides[0], *sides[1], *told)
            writer.writerow(line)
    return out.getvalue()


def _csv_side(side: dict[str, Any]) -> list[Any]:
    # Beside the percentage stand the points that it is made of: with bonus and penalty not those of the table.
    told = side | {"achieved": side.get("points", side["achieved"]), "applicable": side.get("of", side["applicable"])}
    told |= {"consequences": " ".join(told["consequences"]), "band": csv_cell(told["band"] or "")}
    return [told[n] for n in _SIDE]


def impact_json(impacts: Sequence[Impact], left_out: Sequence[str]) -> str:
    """Everything, versioned; points and percentages as decimal strings. `moved_by` counts `changes` from 1.

    `assumed` is what was taken for granted to read the sheets under either text, in words (Vietnamese).
    """
    shown = {
        "schema": SCHEMA,
        "impacts": [impact_data(i) for i in impacts],
        "failed": list(left_out),
    }
    return json_text(shown)


def impact_data(impact: Impact) -> dict[str, Any]:
    """What a change does to the units of one year."""
    criteria = [
        {
            "code": c.code.text,
            "title": c.title,
            "achieved_before": decimal_string(c.achieved_before),
            "achieved_after": decimal_string(c.achieved_after),
            "units": c.units,
        }
        for c in impact.criteria
    ]
    return {
        "rubric": impact.after.id,
        "year": impact.year,
        "texts": texts_beside.data(impact.texts),
        "assumed": [fact.value for fact in assumed(impact)],
        "changes": [plain_change(line) for line in impact.changes],
        "units": [_unit(u, impact) for u in impact.units],
        "criteria": criteria,
    }


def _unit(unit: UnitImpact, impact: Impact) -> dict[str, Any]:
    return {
        "unit": unit.after.header.unit,
        "before": _side(unit.before, unit.rank_before, Figures.of(impact.before.provisions)),
        "after": _side(unit.after, unit.rank_after, Figures.of(impact.after.provisions)),
        "gained": decimal_string(unit.gained),
        "crosses_band": unit.crosses_band,
        "consequences_gained": list(unit.consequences_gained),
        "consequences_lost": list(unit.consequences_lost),
        "rows": [_row(r) for r in unit.rows],
        "moved_by": list(impact.moved_by(unit)),
        "sheet": unit.after.source,
    }


def _side(s: Standing, rank: int | None, figures: Figures) -> dict[str, Any]:
    exact = s.index is not None and s.index.exact
    return {
        "rank": rank,
        "achieved": decimal_string(s.total.achieved),
        "applicable": decimal_string(s.total.applicable),
        "percent": figures.percent_decimal(s.index.low) if s.index is not None and exact else None,
        "band": s.band,
        **rated_data(s),
        "consequences": list(s.consequences),
    }


def _row(row: RowChange) -> dict[str, Any]:
    return {"code": row.code.text, "before": _node(row.before), "after": _node(row.after), "gained": _text(row.gained)}


def _node(node: NodeScore | None) -> dict[str, Any] | None:
    if node is None:
        return None
    return {"max": _text(node.criterion.max), "state": node.state.value, "final": _text(node.final)}


def _text(points: Fraction | None) -> str | None:
    return None if points is None else decimal_string(points)
