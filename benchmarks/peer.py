"""Evaluation with the whole trace beside zen-engine with its trace on, and whose bands are wrong on thresholds."""

import gc
import json
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from math import inf
from random import Random
from statistics import fmean
from typing import Any

from attrs import frozen

from benchmarks import jdm
from benchmarks.report import Result, milliseconds, times
from benchmarks.timing import Work, once
from benchmarks.units import many, on_threshold, with_gaps
from cchc_rules.compile import RuleTree
from cchc_rules.evaluate import evaluate
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json

GOAL = 10
_TRACE = {"trace": True}
_NEAR = 1e-9
Decide = Callable[[dict[str, Any]], dict[str, Any]]


@frozen
class Sizes:
    """How many ordinary units, rounds over them, and units on a threshold."""

    units: int
    rounds: int
    thresholds: int


def installed() -> bool:
    """Whether zen-engine is there; it comes with the extra `bench` alone."""
    return find_spec("zen") is not None


def measure(tree: RuleTree, rubric_id: str, sizes: Sizes) -> list[Result]:
    """Everything against the peer, or one line that it is not installed."""
    sheets = [_as_read(s) for s in many(tree.rubric, rubric_id, seed=1026, count=sizes.units)]
    if not installed():
        return [Result("So với zen-engine", "bỏ qua: chưa cài zen-engine (phần thêm “bench”)")]
    complete, lean = _decision(tree, complete=True), _decision(tree, complete=False)
    return [
        _agreement(tree, sheets, complete),
        *_speed(tree, sheets, complete, lean, sizes.rounds),
        *_wrong_bands(tree, rubric_id, complete, sizes.thresholds),
    ]


def _as_read(sheet: Sheet) -> Sheet:
    """The sheet as it comes from a file."""
    read = read_sheet_json("phieu.json", sheet_to_json(sheet)).value
    assert read == sheet
    return read


def _decision(tree: RuleTree, complete: bool) -> Decide:
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(jdm.graph(tree.rubric, complete)))
    return lambda unit: decision.evaluate(unit, _TRACE)


def whole_trace(tree: RuleTree, sheet: Sheet) -> Scorecard:
    """The scorecard with everything that it makes only when asked."""
    card = evaluate(tree, sheet)
    for node in card.nodes:
        node.ledger, node.taken, node.because  # noqa: B018  # asking is what makes them
    return card


# ---- the same answers


def _agreement(tree: RuleTree, sheets: Sequence[Sheet], decide: Decide) -> Result:
    rng = Random(2019)
    asked = [*sheets, *(with_gaps(s, rng) for s in sheets)]
    agreeing = sum(_agree(evaluate(tree, s), decide(jdm.unit(s))["result"]) for s in asked)
    what = "Hai bên cùng kết quả ở mọi dòng, xếp loại, hệ quả"
    return Result(what, f"{agreeing}/{len(asked)} đơn vị", "tất cả", agreeing == len(asked))


def _agree(card: Scorecard, theirs: dict[str, Any]) -> bool:
    figures = (
        abs(float(getattr(part, name)) - theirs.get(f"{jdm.key(node.criterion)}_{name}", 0)) < _NEAR
        for node in card.nodes
        for part, names in ((node.ledger, jdm.FIGURES), (node.taken, jdm.TAKEN))
        for name in names
    )
    states = (node.state.value == theirs[f"{jdm.key(node.criterion)}_state"] for node in card.nodes)
    held = (c.holds is theirs.get(f"consequence_{c.consequence.value.number}") for c in card.consequences)
    return _band(card) == _their_band(theirs) and all(figures) and all(states) and all(held)


def _band(card: Scorecard) -> str | None:
    return card.band.value.name if card.band is not None else None


def _their_band(theirs: dict[str, Any]) -> str | None:
    low, high = theirs["band_low"], theirs["band_high"]
    return low if low == high else None


# ---- speed


def _speed(tree: RuleTree, sheets: Sequence[Sheet], complete: Decide, lean: Decide, rounds: int) -> list[Result]:
    units = [jdm.unit(s) for s in sheets]
    works = [
        [partial(whole_trace, tree, s) for s in sheets],
        [partial(evaluate, tree, s) for s in sheets],
        [partial(complete, u) for u in units],
        [partial(lean, u) for u in units],
    ]
    ours, alone, theirs, least = _unit_by_unit(works, rounds)
    return [
        Result("Tính một đơn vị, dựng cả vết", milliseconds(ours)),
        Result("Tính một đơn vị, vết dựng khi hỏi", milliseconds(alone)),
        Result("zen-engine, cùng các số của vết", milliseconds(theirs)),
        Result("zen-engine, đồ thị ít số nhất", milliseconds(least)),
        Result("Nhanh hơn zen-engine, cùng các số", times(theirs / ours), f"ít nhất {GOAL} lần", theirs / ours >= GOAL),
        Result("Nhanh hơn zen-engine, đồ thị ít số nhất", times(least / ours)),
    ]


def _unit_by_unit(works: Sequence[Sequence[Work]], rounds: int) -> list[float]:
    """Mean seconds a unit of each kind of work: all units in a row, as scoring many does, the least of the rounds."""
    best = [[inf] * len(work) for work in works]
    gc.collect()
    gc.freeze()  # the units themselves are not looked through by the collector again and again
    for _ in range(rounds):
        for kind, work in enumerate(works):
            best[kind] = [min(least, once(one)) for least, one in zip(best[kind], work, strict=True)]
    gc.unfreeze()
    return [fmean(of_units) for of_units in best]


# ---- bands on thresholds


def _wrong_bands(tree: RuleTree, rubric_id: str, decide: Decide, count: int) -> list[Result]:
    rng = Random(24102019)
    ours = theirs = 0
    for number in range(count):
        sheet, band = on_threshold(tree.rubric, rubric_id, rng, number)
        ours += _band(evaluate(tree, sheet)) != band
        theirs += _their_band(decide(jdm.unit(sheet))["result"]) != band
    return [
        Result("Xếp loại sai ở đúng ngưỡng", f"{ours}/{count}", "0", ours == 0),
        Result("zen-engine xếp loại sai ở đúng ngưỡng", f"{theirs}/{count}"),
    ]
