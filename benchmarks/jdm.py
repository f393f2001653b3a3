"""The rubric as a JDM graph for zen-engine: one expression a figure, in the graph as the rule tree has it.

`complete` graphs give what a scorecard gives: for every node achieved, lost, excluded and who took what.
Lean ones give the least that decides a band: final, lost and excluded a row, subtotals a field.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import decimal_string
from cchc_rules.model.rubric import Consequence, Criterion, FieldsWithin, IndexWithin, Rubric, Trigger
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Stage

Pairs = Iterable[tuple[str, str]]
FIGURES = ("achieved", "lost", "excluded")
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
    nodes += [_expressions("total", total), _expressions("index", _indexes(rubric)), _band_table(rubric)]
    nodes += [_expressions("consequences", _consequences(rubric)), _node("output", "outputNode")]
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
        given.update((_NAMES[e.stage], float(e.value)) for e in row.entries)  # type: ignore[arg-type]  # all complete
        rows["c" + row.code.text.replace(".", "_")] = given
    return {"rows": rows}


# ---- rows and sums


def _figures(complete: bool) -> tuple[str, ...]:
    return FIGURES + TAKEN if complete else FIGURES


def _rows(rubric: Rubric, complete: bool) -> Iterator[tuple[str, str]]:
    for c in rubric.leaves():
        name, given, most = key(c), f"rows.{key(c)}", decimal_string(c.max)
        final = f"{given}.survey" if c.survey else f"({given}.reviewed ?? {given}.appraised)"
        yield f"{name}_excluded", f"{given}.na ? {most} : 0"
        yield f"{name}_achieved", f"{given}.na ? 0 : {final}"
        yield f"{name}_lost", f"{given}.na ? 0 : {most} - {final}"
        if complete:
            yield from _taken(name, given, most, c.survey)


def _taken(name: str, given: str, most: str, survey: bool) -> Iterator[tuple[str, str]]:
    if survey:
        yield f"{name}_by_survey", f"{given}.na ? 0 : {most} - {given}.survey"
        return
    yield f"{name}_by_self", f"{given}.na ? 0 : {most} - {given}.self"
    yield f"{name}_by_appraisal", f"{given}.na ? 0 : {given}.self - {given}.appraised"
    yield f"{name}_by_review", f"{given}.na or {given}.reviewed == null ? 0 : {given}.appraised - {given}.reviewed"


def _subtotals(groups: Sequence[Criterion], complete: bool) -> Iterator[tuple[str, str]]:
    for group in groups:
        parts = group.children if complete else [c for c in group.walk() if c.is_leaf]
        for figure in _figures(complete):
            having = [key(c) for c in parts if c.children or _has(c, figure)]
            yield f"{key(group)}_{figure}", " + ".join(f"{k}_{figure}" for k in having) or "0"


def _has(row: Criterion, figure: str) -> bool:
    return figure not in TAKEN or row.survey == (figure == "by_survey")


def _sums(name: str, parts: Sequence[str], figures: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"{name}_{f}", " + ".join(f"{part}_{f}" for part in parts)) for f in figures)


# ---- index, band, consequences


def _indexes(rubric: Rubric) -> Iterator[tuple[str, str]]:
    tops = [("total", decimal_string(sum(f.max for f in rubric.fields)))]  # type: ignore[arg-type]  # a Fraction
    for name, most in [*tops, *((key(f), decimal_string(f.max)) for f in rubric.fields)]:
        yield f"{name}_applicable", f"{most} - {name}_excluded"
        yield f"{name}_index", f"{name}_excluded == {most} ? null : {name}_achieved / ({most} - {name}_excluded)"


def _band_table(rubric: Rubric) -> dict[str, Any]:
    bands = rubric.provisions.bands
    rules = [
        {"_id": str(i), "in": _range("$", b.value.interval), "out": f"'{b.value.name}'"} for i, b in enumerate(bands)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": "in", "name": "index", "field": "total_index"}],
        "outputs": [{"id": "out", "name": "band", "field": "band"}],
        "rules": rules,
        "passThrough": True,
        "executionMode": "single",
    }
    return _node("band", "decisionTableNode", content)


def _range(name: str, interval: Interval) -> str:
    low = [] if interval.low is None else [f"{name} >= {decimal_string(interval.low)}"]
    high = [] if interval.high is None else [f"{name} < {decimal_string(interval.high)}"]
    return " and ".join(low + high)


def _consequences(rubric: Rubric) -> Iterator[tuple[str, str]]:
    for stated in rubric.provisions.consequences:
        yield f"consequence_{stated.value.number}", _any(rubric, stated.value)


def _any(rubric: Rubric, consequence: Consequence) -> str:
    return " or ".join(f"({_trigger(rubric, t)})" for t in consequence.triggers)


def _trigger(rubric: Rubric, trigger: Trigger) -> str:
    match trigger:
        case IndexWithin(within):
            return _range("total_index", within)
        case FieldsWithin(least, within):
            held = [f"(({_held(f'{key(f)}_index', within)}) ? 1 : 0)" for f in rubric.fields]
            return f"{' + '.join(held)} >= {least}"
        case _:
            return _held(f"c{trigger.code.text}_index", trigger.interval)


def _held(name: str, within: Interval) -> str:
    return f"{name} != null and {_range(name, within)}"


# ---- the form of a graph


def _expressions(name: str, pairs: Pairs) -> dict[str, Any]:
    expressions = [{"id": k, "key": k, "value": v} for k, v in pairs]
    return _node(name, "expressionNode", {"expressions": expressions, "passThrough": True, "executionMode": "single"})


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node: dict[str, Any] = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}
