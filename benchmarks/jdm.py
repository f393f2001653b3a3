"""The rubric as a JDM graph for zen-engine: one expression a figure, in the graph as the rule tree has it.

A `complete` graph gives what a scorecard gives: for every node its state, achieved, lost, excluded, pending and
who took what; an index between bounds, and a band and consequences that wait while it is open. A lean one gives
the least that decides the band of a sheet without gaps: final, lost and excluded a row, subtotals a field.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import decimal_string
from cchc_rules.model.rubric import Consequence, Criterion, FieldsWithin, FieldWithin, IndexWithin, Rubric, Trigger
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Stage

Pairs = Iterable[tuple[str, str]]
FIGURES = ("achieved", "lost", "excluded", "pending")
TAKEN = ("by_self", "by_appraisal", "by_review", "by_survey")
_NAMES = {Stage.SELF: "self", Stage.APPRAISAL: "appraised", Stage.REVIEW: "reviewed", Stage.SURVEY: "survey"}


def key(c: Criterion) -> str:
    """The code as a name for expressions: `c1_1_2`."""
    return "c" + c.code.text.replace(".", "_")


def graph(rubric: Rubric, complete: bool) -> dict[str, Any]:
    """The decision graph: rows, subtotals from the leaves up, total, band, consequences."""
    depth = max(c.code.depth for c in rubric.walk())
    nodes = [_node("input", "inputNode"), _expressions("rows", _rows(rubric, complete))]
    for level in range(depth - 1, 0, -1) if complete else (1,):
        groups = [c for c in rubric.walk() if c.children and c.code.depth == level]
        nodes.append(_expressions(f"level{level}", _subtotals(groups, complete)))
    total = _sums("total", [key(f) for f in rubric.fields], _figures(complete))
    nodes += [_expressions("total", total), _expressions("index", _indexes(rubric, complete))]
    nodes += [_band_table(rubric, bound) for bound in _bounds(complete)]
    nodes += [_expressions("consequences", _consequences(rubric, complete)), _node("output", "outputNode")]
    edges = [
        {"id": f"{a['id']}-{b['id']}", "sourceId": a["id"], "targetId": b["id"], "type": "edge"}
        for a, b in pairwise(nodes)
    ]
    return {"nodes": nodes, "edges": edges}


def unit(sheet: Sheet) -> dict[str, Any]:
    """The input for one sheet, its points as JSON numbers."""
    rows: dict[str, dict[str, Any]] = {}
    for row in sheet.rows:
        given: dict[str, Any] = {"na": row.claim is not None}
        given.update((_NAMES[e.stage], float(e.value)) for e in row.entries if isinstance(e.value, Fraction))
        rows["c" + row.code.text.replace(".", "_")] = given
    return {"rows": rows}


# ---- rows and sums


def _figures(complete: bool) -> tuple[str, ...]:
    return FIGURES + TAKEN if complete else FIGURES[:3]


def _rows(rubric: Rubric, complete: bool) -> Iterator[tuple[str, str]]:
    for c in rubric.leaves():
        name, given, most = key(c), f"rows.{key(c)}", decimal_string(c.max)
        final = f"{given}.survey" if c.survey else f"({given}.reviewed ?? {given}.appraised)"
        if not complete:
            yield f"{name}_excluded", f"{given}.na ? {most} : 0"
            yield f"{name}_achieved", f"{given}.na ? 0 : {final}"
            yield f"{name}_lost", f"{given}.na ? 0 : {most} - {final}"
            continue
        yield f"{name}_state", f"{given}.na ? 'not_applicable' : {final} == null ? 'pending' : 'scored'"
        yield f"{name}_excluded", f"$.{name}_state == 'not_applicable' ? {most} : 0"
        yield f"{name}_pending", f"$.{name}_state == 'pending' ? {most} : 0"
        scored = f"$.{name}_state == 'scored'"
        yield f"{name}_achieved", f"{scored} ? {final} : 0"
        yield f"{name}_lost", f"{scored} ? {most} - {final} : 0"
        yield from _taken(name, given, most, scored, c.survey)


def _taken(name: str, given: str, most: str, scored: str, survey: bool) -> Iterator[tuple[str, str]]:
    if survey:
        yield f"{name}_by_survey", f"{scored} ? {most} - {given}.survey : 0"
        return
    yield f"{name}_by_self", f"{scored} ? {most} - {given}.self : 0"
    yield f"{name}_by_appraisal", f"{scored} ? {given}.self - {given}.appraised : 0"
    yield f"{name}_by_review", f"{scored} and {given}.reviewed != null ? {given}.appraised - {given}.reviewed : 0"


def _subtotals(groups: Sequence[Criterion], complete: bool) -> Iterator[tuple[str, str]]:
    for group in groups:
        name = key(group)
        parts = group.children if complete else [c for c in group.walk() if c.is_leaf]
        for figure in _figures(complete):
            having = [key(c) for c in parts if c.children or _has(c, figure)]
            yield f"{name}_{figure}", " + ".join(f"{k}_{figure}" for k in having) or "0"
        if complete:
            counts = f"$.{name}_achieved > 0 or $.{name}_lost > 0 or $.{name}_excluded == 0"
            yield f"{name}_state", f"$.{name}_pending > 0 ? 'pending' : {counts} ? 'scored' : 'not_applicable'"


def _has(row: Criterion, figure: str) -> bool:
    return figure not in TAKEN or row.survey == (figure == "by_survey")


def _sums(name: str, parts: Sequence[str], figures: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"{name}_{f}", " + ".join(f"{part}_{f}" for part in parts)) for f in figures)


# ---- index, band, consequences


def _bounds(complete: bool) -> tuple[str, ...]:
    """The bounds of an index; of a sheet without gaps one is as good as the other."""
    return ("low", "high") if complete else ("low",)


def _indexes(rubric: Rubric, complete: bool) -> Iterator[tuple[str, str]]:
    most = sum((f.max for f in rubric.fields), Fraction(0))
    for name, whole in [("total", most), *((key(f), f.max) for f in rubric.fields)]:
        base = f"({decimal_string(whole)} - {name}_excluded)"
        yield f"{name}_applicable", base
        yield f"{name}_low", f"{base} == 0 ? null : {name}_achieved / {base}"
        if complete:
            yield f"{name}_high", f"{base} == 0 ? null : ({name}_achieved + {name}_pending) / {base}"


def _band_table(rubric: Rubric, bound: str) -> dict[str, Any]:
    name = f"band_{bound}"
    bands = [b.value for b in rubric.provisions.bands]
    rules = [{"_id": str(i), "in": _holds("$", b.interval), "out": f"'{b.name}'"} for i, b in enumerate(bands)]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": "in", "name": "index", "field": f"total_{bound}"}],
        "outputs": [{"id": "out", "name": name, "field": name}],
        "rules": rules,
        "passThrough": True,
        "executionMode": "single",
    }
    return _node(name, "decisionTableNode", content)


def _consequences(rubric: Rubric, complete: bool) -> Iterator[tuple[str, str]]:
    for stated in rubric.provisions.consequences:
        name = f"consequence_{stated.value.number}"
        sure, maybe = (_any(rubric, stated.value, judge) for judge in (_surely, _maybe))
        yield name, f"{sure} ? true : {maybe} ? null : false" if complete else _any(rubric, stated.value, _known)


Judge = Callable[[str, Interval], str]


def _any(rubric: Rubric, consequence: Consequence, judge: Judge) -> str:
    return "(" + " or ".join(_trigger(rubric, t, judge) for t in consequence.triggers) + ")"


def _trigger(rubric: Rubric, trigger: Trigger, judge: Judge) -> str:
    match trigger:
        case IndexWithin(within):
            return judge("total", within)
        case FieldsWithin(least, within):
            return "(" + " + ".join(f"({judge(key(f), within)} ? 1 : 0)" for f in rubric.fields) + f" >= {least})"
        case FieldWithin(code, within):
            return judge(f"c{code.text}", within)


def _known(name: str, within: Interval) -> str:
    return f"({name}_low != null and {_holds(f'{name}_low', within)})"


def _surely(name: str, within: Interval) -> str:
    return f"({name}_low != null and {_holds(f'{name}_low', within)} and {_holds(f'{name}_high', within)})"


def _maybe(name: str, within: Interval) -> str:
    below = [] if within.high is None else [f"{name}_low < {decimal_string(within.high)}"]
    above = [] if within.low is None else [f"{name}_high >= {decimal_string(within.low)}"]
    return "(" + " and ".join((f"{name}_low != null", *below, *above)) + ")"


def _holds(name: str, interval: Interval) -> str:
    low = [] if interval.low is None else [f"{name} >= {decimal_string(interval.low)}"]
    high = [] if interval.high is None else [f"{name} < {decimal_string(interval.high)}"]
    return " and ".join(low + high)


# ---- the form of a graph


def _expressions(name: str, pairs: Pairs) -> dict[str, Any]:
    expressions = [{"id": k, "key": k, "value": v} for k, v in pairs]
    return _node(name, "expressionNode", {"expressions": expressions, "passThrough": True, "executionMode": "single"})


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node: dict[str, Any] = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}
