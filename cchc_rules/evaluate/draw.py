"""Draw units by a seed: the order is that of the SHA-256 of the seed and each unit's normalised name."""

import hashlib
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil

from cchc_rules.model.period.period import PeriodTable
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stages import Stage
from cchc_rules.results.draw import HandPicked, Lot, StageDraw
from cchc_rules.source import unit_key


def lot(seed: str, unit: str) -> Lot:
    """The lot of a unit: SHA-256 over the seed, a line feed, the normalised name, a line feed, in UTF-8."""
    name = unit_key(unit)
    return Lot(unit, name, _sha256(f"{seed}\n{name}\n"))


def register_digest(units: Iterable[str]) -> str:
    """SHA-256 over the normalised names in the order of their UTF-8 bytes, each with a line feed behind it."""
    names = sorted(map(unit_key, units), key=str.encode)
    return _sha256("".join(f"{name}\n" for name in names))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def least_units(share: Fraction, units: int) -> int:
    """How many units are at least a share in percent: rounded up, exactly."""
    return ceil(share * units / 100)


def draws(table: PeriodTable, rubric: Rubric, seed: str) -> Iterator[StageDraw]:
    """A draw for each stage of a rubric that has a least share of units, in the order of the stages."""
    units = [unit.name for unit in table.assessed]
    shares = {s.value.stage: s.value.minimum_share for s in rubric.provisions.stages}
    lots = tuple(sorted((lot(seed, unit) for unit in units), key=lambda one: (one.digest, one.name)))
    for stage in rubric.provisions.lineup.order:
        share = shares.get(stage)
        if share is not None:
            count = least_units(share, len(units))
            picked = tuple(_picked(table, stage))
            yield StageDraw(table, rubric, stage, share, lots, count, register_digest(units), picked)


def called_for(table: PeriodTable, rubric: Rubric, seed: str | None) -> dict[str, tuple[Stage, ...]]:
    """The stages that each unit, as the register names it, is called for: drawn, where there is a seed, or chosen."""
    drawn = [(one.unit, d.stage) for d in draws(table, rubric, seed) for one in d.drawn] if seed is not None else []
    picked = [(name, s.value.stage) for s in table.chosen for name in s.value.units]
    every = {unit_key(name): name for name in (u.name for u in table.assessed)}
    found: dict[str, tuple[Stage, ...]] = {}
    for name, stage in (*drawn, *picked):
        registered = every.get(unit_key(name))
        if registered is not None and stage not in found.get(registered, ()):
            found[registered] = (*found.get(registered, ()), stage)
    return found


def _picked(table: PeriodTable, stage: Stage) -> Iterator[HandPicked]:
    for stated in table.chosen:
        for unit in stated.value.units if stated.value.stage == stage else ():
            basis = stated.basis.cite() if stated.basis is not None else ""
            yield HandPicked(unit, stated.value.because, basis)
