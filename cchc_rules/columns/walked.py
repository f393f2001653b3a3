"""Units that only a walk works out, each by `evaluate`, in the columns of a plan."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.columns.contract import NOT_ARISEN_WORDS, Column, Contract, Holds
from cchc_rules.columns.figures import Figures, figures_of
from cchc_rules.columns.sheets import Record, sheet_of
from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import has_errors
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.powers import beyond_powers
from cchc_rules.evaluate.year import evaluate_year
from cchc_rules.frozen import frozen
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.ranking import Ranked, ranking_of, standing
from cchc_rules.results.scorecard import Scorecard, View

_ROOM_FOR_REASONS = "ở cột"
"""What stands for the reasons and evidence that a table has no room for, and a sheet needs."""


@frozen
class Walk:
    """How units are walked: the rubric, up to which stage, and whether every row is given back."""

    tree: RuleTree
    contract: Contract
    view: View
    rows: bool

    def wrong(self, record: Record) -> tuple[tuple[str, str], ...]:
        """Why a unit cannot be scored: columns and reasons; nothing where it can."""
        outside = tuple(_outside(c, record.get(c.name)) for c in self.contract.columns)
        told = tuple(o for o in outside if o is not None)
        if told:
            return told
        sheet = explained(sheet_of(record, self.tree, self.contract))
        found = (*check_sheet(self.tree.rubric, sheet), *beyond_powers(self.tree, sheet))
        return tuple(("", f"{d.code} {d.message}") for d in found if has_errors((d,)))

    def figures(self, records: Iterable[Record]) -> Iterator[tuple[Figures, tuple[Fraction, ...] | None]]:
        """The figures of each unit, and what it is ordered by; None for one without a rank."""
        for record in records:
            card = evaluate(self.tree, sheet_of(record, self.tree, self.contract), self.view)
            yield figures_of(card, self.contract.scale, self.rows), _order(card)

    def year(self, records: Sequence[Record]) -> tuple[tuple[Figures, Ranked], ...]:
        """The figures of all units of a year, with bests of the year, quotas and ranks."""
        sheets = [sheet_of(record, self.tree, self.contract) for record in records]
        cards = evaluate_year(self.tree, sheets, self.view)
        standings = [standing(card, str(place)) for place, card in enumerate(cards)]
        year = sheets[0].header.year if sheets else 0
        ranked = {r.standing.source: r for r in ranking_of(self.tree.rubric, year, standings).units}
        found = []
        for place, card in enumerate(cards):
            own = ranked[str(place)]
            figures = figures_of(card, self.contract.scale, self.rows)
            if own.standing.quota is not None:
                figures |= {"band": own.standing.band, "provisional": True}
            found.append((figures, own))
        return tuple(found)


def explained(sheet: Sheet) -> Sheet:
    """The sheet with something in the place of reasons and evidence, which tables have no room for."""
    said, papers = _ROOM_FOR_REASONS, (_ROOM_FOR_REASONS,)
    rows = tuple(
        attrs.evolve(
            r,
            claim=attrs.evolve(r.claim, reason=said) if r.claim is not None else None,
            entries=tuple(attrs.evolve(e, reason=said, evidence=papers) for e in r.entries),
        )
        for r in sheet.rows
    )
    facts = tuple(attrs.evolve(f, reason=said, evidence=papers) for f in sheet.facts)
    return attrs.evolve(sheet, rows=rows, facts=facts)


def _outside(c: Column, value: int | bool | str | None) -> tuple[str, str] | None:
    if value is None or c.holds is Holds.TEXT:
        return None
    if c.holds is Holds.DATE:
        return (
            None
            if value == NOT_ARISEN_WORDS or _is_day(str(value))
            else (c.name, "phải là ngày như 2025-12-31 hoặc để trống")
        )
    if c.holds is Holds.CHOICE:
        return None if value in (NOT_ARISEN_WORDS, *c.words) else (c.name, f"phải là một trong: {', '.join(c.words)}")
    if isinstance(value, int) and c.low <= value <= c.high:
        return None
    return c.name, f"phải là số nguyên từ {c.low} đến {c.high} hoặc để trống"


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _order(card: Scorecard) -> tuple[Fraction, ...] | None:
    own = standing(card, "")
    known = own.index is not None and own.index.exact and all(low == high for low, high in own.tie_keys)
    if not known or own.unrated or own.index is None:
        return None
    return (own.index.low, *(low for low, _ in own.tie_keys))
