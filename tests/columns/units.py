"""Units for the columnar engine: random records of a contract, and what both engines make of them."""

import random
from collections.abc import Iterator, Sequence

import attrs

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.columns.contract import KIND, NOT_ARISEN_WORDS, UNIT, YEAR, Column, Contract, Holds
from cchc_rules.columns.sheets import Cell, Record, sheet_of
from cchc_rules.columns.walked import explained
from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import has_errors

KINDS = ("tỉnh", "sở", "xã")


@attrs.frozen
class Temper:
    """How a unit is: how often nothing is entered, how often something odd is, and near which share its points lie."""

    gaps: float
    odd: float
    level: float | None
    later: float


def records(contract: Contract, count: int, seed: int, year: int = 2019) -> Iterator[dict[str, Cell]]:
    """Random units in and (seldom) out of the contract, each with a temper of its own: full, sparse, at a threshold."""
    rng = random.Random(seed)
    kinds = contract.kinds or KINDS
    for i in range(count):
        temper = Temper(
            rng.choice((0.0, 0.0, 0.05, 0.4)),
            rng.choice((0.0, 0.0, 0.0, 0.02)),
            rng.choice((None, 0.5, 0.7, 0.8, 0.9, 1.0)),
            rng.choice((0.0, 0.3, 1.0)),
        )
        unit = rng.choice((*contract.units, f"Đơn vị {i}")) if contract.units else f"Đơn vị {i}"
        record: dict[str, Cell] = {UNIT: unit, KIND: rng.choice(kinds), YEAR: year}
        claimed: tuple[str, ...] = ()
        before: dict[str, int] = {}
        for c in contract.columns:
            if c.holds is Holds.CLAIM:
                if rng.random() < 0.03 and not any(c.subject.startswith(f"{code}.") for code in claimed):
                    record[c.name], claimed = True, (*claimed, c.subject)
            elif c.holds is Holds.POINTS:
                under = any(f"{c.subject}.".startswith(f"{code}.") for code in claimed)
                if not (under and c.name.endswith(":self") and rng.random() < 0.98):
                    _points(record, c, before, rng, temper)
            else:
                record[c.name] = _fact(c, rng, temper)
        yield record


def _points(record: dict[str, Cell], c: Column, before: dict[str, int], rng: random.Random, t: Temper) -> None:
    if rng.random() < t.gaps or (c.subject in before and c.name.endswith(":reviewed") and rng.random() > t.later):
        return
    last = before.get(c.subject)
    if rng.random() < t.odd:
        value = rng.choice((-1, -1, 0, c.high, c.high + 1))
    elif last is not None and last >= 0:
        value = rng.choice((last, last, last, max(0, last - c.step), last // 2 // c.step * c.step, 0))
    elif t.level is None:
        value = rng.randint(0, c.high // c.step) * c.step
    else:
        value = int(c.high * t.level) // c.step * c.step + rng.choice((0, 0, 0, 0, 0, 0, -c.step, c.step))
        value = min(c.high, max(0, value))
    record[c.name] = before[c.subject] = value


def _fact(c: Column, rng: random.Random, t: Temper) -> Cell:
    if rng.random() < t.gaps / 3:
        return None
    if c.holds is Holds.CHOICE:
        return rng.choice((*c.words, *c.words, NOT_ARISEN_WORDS))
    if rng.random() < 0.05:
        return -1
    most = min(c.high, rng.choice((2, 9, 200)) * c.scale)
    return rng.choice((0, c.scale, rng.randint(0, most), rng.randint(0, most)))


def is_sound(tree: RuleTree, contract: Contract, record: Record) -> bool:
    """Whether the same unit as a sheet has no error."""
    return not has_errors(check_sheet(tree.rubric, explained(sheet_of(record, tree, contract))))


def table(contract: Contract, given: Sequence[Record]) -> dict[str, list[Cell]]:
    """The records as columns."""
    names = (UNIT, KIND, YEAR, *(c.name for c in contract.columns))
    return {name: [record.get(name) for record in given] for name in names}
