"""`như tự đánh giá`: what a stage takes over of the unit's own figures, written out as if it had been entered again.

The sentence of a row prevails over that of its group, that of a group over the one for the whole sheet; what a stage
says of a row itself prevails over all of them. A sentence with a mark covers nothing once the unit's figures in its
scope are others than they were: the rows wait for the stage again.
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

import attrs

from cchc_rules.frozen import frozen
from cchc_rules.meaning.facts_of_rules import reported_facts
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactDeclaration, FactValue, NotArisen, Supplier, this_year
from cchc_rules.model.rubric import BucketKind, Criterion, Rubric
from cchc_rules.model.sheet import (
    NOT_APPLICABLE,
    Acceptance,
    Also,
    Entry,
    EntryValue,
    FactEntry,
    NotApplicable,
    Row,
    Sheet,
)
from cchc_rules.model.stages import OF_THE_UNIT, Lineup, Stage
from cchc_rules.source import fold_name

Of = TypeVar("Of", Entry, FactEntry, Acceptance)
_MARK_LENGTH = 8
_BUCKETS = {BucketKind.BONUS: Also.BONUS, BucketKind.PENALTY: Also.PENALTY}


@frozen
class Said:
    """What the unit says of a row: points or not applicable, and at which code; what it must be named by to count."""

    value: EntryValue
    at: Code
    needs: tuple[Also, ...]


@frozen
class Leaf:
    """A row that takes points: what the unit says of it, and the facts that its rule needs by folded name."""

    code: Code
    said: Said
    facts: frozenset[str]
    survey: bool


@frozen
class Takeover:
    """A sentence with its scope: `code` None is the whole sheet, `leaves` are the rows that no nearer sentence takes.

    `mark` is that of what the unit states now in all of the scope, nothing when not `stated`.
    """

    accepted: Acceptance
    code: Code | None
    leaves: tuple[Leaf, ...]
    mark: str
    stated: bool

    @property
    def holds(self) -> bool:
        """Whether the unit's figures are those that were there when the sentence was written, as far as it tells."""
        return _fits(self.accepted.mark, self.mark)

    def covers(self, leaf: Leaf) -> bool:
        """Whether it takes over what the unit says of a row in its scope."""
        named = self.code is not None and self.code.lies_in(leaf.said.at)
        return self.holds and (named or set(leaf.said.needs) <= set(self.accepted.also))


@frozen
class FactTakeover:
    """A sentence on a single fact: what the unit reported of it, and the mark of that now."""

    entry: FactEntry
    own: FactEntry
    mark: str

    @property
    def holds(self) -> bool:
        """Whether the unit's figure is the one that was there when the sentence was written, as far as it tells."""
        return _fits(self.entry.mark, self.mark)


def _fits(stated: str | None, mark: str) -> bool:
    return stated is None or stated.casefold() == mark


@frozen
class Takeovers:
    """All sentences of a sheet against its rubric."""

    rubric: Rubric
    sheet: Sheet

    @cached_property
    def declared(self) -> Mapping[str, FactDeclaration]:
        """Facts of the rubric by folded name."""
        return {fold_name(f.value.name): f.value for f in self.rubric.facts}

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """What is entered for each code."""
        return {row.code.text: row for row in self.sheet.rows}

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every row of the table, then of bonus and penalty."""
        kinds = ((c, b.value.kind) for b in self.rubric.buckets for c in b.value.rows)
        return tuple(self._leaf(c, kind) for c, kind in (*((c, None) for c in self.rubric.leaves()), *kinds))

    def _leaf(self, c: Criterion, kind: BucketKind | None) -> Leaf:
        facts = reported_facts(c.rule.value, self.declared) if c.rule is not None else frozenset()
        return Leaf(c.code, self._said(c.code, kind), facts, c.survey)

    def _said(self, code: Code, kind: BucketKind | None) -> Said:
        beside = (_BUCKETS[kind],) if kind is not None else ()
        for above in code.up():
            row = self.rows.get(above.text)
            if row is not None and row.claim is not None:
                return Said(NOT_APPLICABLE, above, (Also.NOT_APPLICABLE, *beside))
        own = _entered(self.rows.get(code.text), Stage.SELF)
        value = own.value if own is not None else None
        needs = (Also.NOT_APPLICABLE, *beside) if isinstance(value, NotApplicable) else beside
        return Said(value, code, needs)

    def of(self, stage: Stage) -> tuple[Takeover, ...]:
        """The sentences of a stage, those of rows and groups in the order of the sheet, then that of the whole."""
        scoped = [(row.code, a) for row in self.sheet.rows for a in row.accepted if a.stage == stage]
        nearest = {code.text: code for code, _ in scoped}
        found: list[Takeover] = []
        for code, accepted in (*scoped, *((None, a) for a in self.sheet.accepted if a.stage == stage)):
            inside = [leaf for leaf in self.leaves if code is None or leaf.code.lies_in(code)]
            own = [leaf for leaf in inside if next((c for c in leaf.code.up() if c.text in nearest), None) == code]
            stated = self._stated(inside, code is None)
            found.append(Takeover(accepted, code, tuple(own), _mark(stated), bool(stated)))
        return tuple(found)

    def of_fact(self, entry: FactEntry) -> FactTakeover | None:
        """What a stage takes over of the unit's single fact; None where the unit reported none that it is asked for."""
        own = self.of_unit.get(fold_name(entry.name))
        return FactTakeover(entry, own, _mark([_fact_stated(fold_name(entry.name), own)])) if own is not None else None

    def opened(self, stage: Stage) -> frozenset[str]:
        """Facts of which a sentence of their own takes nothing over, so that rows wait whatever wider ones say."""
        singles = (f for f in self.sheet.facts if f.as_self and f.stage == stage)
        found = ((f, self.of_fact(f)) for f in singles)
        return frozenset(fold_name(f.name) for f, taken in found if taken is None or not taken.holds)

    def _stated(self, inside: Sequence[Leaf], whole: bool) -> list[str]:
        read = frozenset[str]().union(*(leaf.facts for leaf in inside))
        rows = [f"{leaf.code}={_shown(leaf.said.value)}" for leaf in inside if leaf.said.value is not None]
        facts = [_fact_stated(name, f) for name, f in self.of_unit.items() if whole or name in read]
        return sorted((*rows, *facts))

    @cached_property
    def of_unit(self) -> Mapping[str, FactEntry]:
        """What the unit reported of the facts that it is asked for, by folded name."""
        given = {fold_name(f.name): f for f in self.sheet.facts if f.stage is Stage.SELF and f.value is not None}
        return {name: f for name, f in given.items() if self._is_units(name)}

    def _is_units(self, name: str) -> bool:
        declared = self.declared.get(fold_name(this_year(name)))
        return declared is not None and declared.supplier in (None, Supplier.UNIT)


def _mark(stated: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(stated).encode()).hexdigest()[:_MARK_LENGTH]


def _fact_stated(name: str, fact: FactEntry) -> str:
    return f"[{name}]={_shown(fact.value)}"


def takeovers(rubric: Rubric, sheet: Sheet) -> Iterator[Takeover]:
    """Every sentence `như tự đánh giá` of a sheet with what it is about."""
    every = Takeovers(rubric, sheet)
    for stage in stages_taking_over(sheet):
        yield from every.of(stage)


def stages_taking_over(sheet: Sheet) -> tuple[Stage, ...]:
    """Stages other than the unit's own that take over what the unit stated."""
    told = (*sheet.accepted, *(a for row in sheet.rows for a in row.accepted))
    return tuple(dict.fromkeys(a.stage for a in told if a.stage is not Stage.SELF))


def written_out(rubric: Rubric, sheet: Sheet) -> Sheet:
    """The sheet with the stages of its rubric, and an entry in the place of everything that one of them takes over.

    The same where the rubric names no stage itself and none takes anything over.
    """
    sheet = _in_turn(rubric.provisions.lineup, sheet)
    if not sheet.takes_over:
        return sheet
    every = Takeovers(rubric, sheet)
    entries: dict[str, list[Entry]] = {}
    facts: list[FactEntry] = []
    for stage in stages_taking_over(sheet):
        made, opened = every.of(stage), every.opened(stage)
        for takeover in made:
            for leaf in takeover.leaves:
                if (
                    takeover.covers(leaf)
                    and leaf.said.value is not None
                    and not leaf.survey
                    and not leaf.facts & opened
                ):
                    _enter(entries, leaf.code, every.rows.get(leaf.code.text), takeover.accepted, leaf.said.value)
        facts += _facts(every, stage, made)
    given = [
        attrs.evolve(r, entries=_sorted(sheet.lineup, (*r.entries, *entries.pop(r.code.text, ()))), accepted=())
        for r in sheet.rows
    ]
    new = [Row(leaf.code, entries=tuple(entries[leaf.code.text])) for leaf in every.leaves if leaf.code.text in entries]
    own_words = (_single(every, fact) if fact.as_self else fact for fact in sheet.facts)
    return attrs.evolve(sheet, rows=(*given, *new), facts=(*own_words, *facts), accepted=())


def _single(every: Takeovers, fact: FactEntry) -> FactEntry:
    """A fact that a stage takes over by name, which says that it has seen the rows that use it; else not known yet."""
    takeover = every.of_fact(fact) if fact.stage not in OF_THE_UNIT else None
    if takeover is None or not takeover.holds:
        return attrs.evolve(fact, as_self=False)
    own = takeover.own
    return attrs.evolve(fact, value=own.value, percent=own.percent, copied=True, as_self=False)


def _in_turn(lineup: Lineup, sheet: Sheet) -> Sheet:
    """The sheet with the entries of each row in the order of the stages, which are called as the rubric calls them."""
    if not lineup.named or sheet.lineup is lineup:
        return sheet
    spelled = {stage: stage for stage in lineup.order}

    def own(said: Of) -> Of:
        return attrs.evolve(said, stage=spelled.get(said.stage, said.stage))

    rows = tuple(
        attrs.evolve(r, entries=_sorted(lineup, [own(e) for e in r.entries]), accepted=tuple(map(own, r.accepted)))
        for r in sheet.rows
    )
    facts, accepted = tuple(map(own, sheet.facts)), tuple(map(own, sheet.accepted))
    return attrs.evolve(sheet, rows=rows, facts=facts, accepted=accepted, lineup=lineup)


def _sorted(lineup: Lineup, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """A stage that the rubric has not, which the checks tell, stands last."""
    order = lineup.order
    return tuple(sorted(entries, key=lambda e: order.index(e.stage) if e.stage in order else len(order)))


def _enter(entries: dict[str, list[Entry]], code: Code, row: Row | None, a: Acceptance, value: EntryValue) -> None:
    if _entered(row, a.stage) is None:
        made = Entry(a.stage, value, a.reason, a.evidence, a.by, a.at, copied=True)
        entries.setdefault(code.text, []).append(made)


def _facts(every: Takeovers, stage: Stage, made: Sequence[Takeover]) -> Iterator[FactEntry]:
    """The facts that a stage takes over, but for those by which it would look at a row that it does not take over."""
    held = _held_facts(every, stage, made)
    own = {fold_name(f.name) for f in every.sheet.facts if f.stage == stage}
    told: set[str] = set()
    for takeover in made:
        if not takeover.holds:
            continue
        read = frozenset[str]().union(*(leaf.facts for leaf in takeover.leaves if takeover.covers(leaf)))
        for name, fact in every.of_unit.items():
            if (takeover.code is None or name in read) and name not in held | own | told:
                told.add(name)
                yield _taken_over(fact, takeover.accepted)


def _taken_over(fact: FactEntry, a: Acceptance) -> FactEntry:
    return FactEntry(
        fact.name,
        fact.value,
        a.at,
        percent=fact.percent,
        stage=a.stage,
        reason=a.reason,
        evidence=a.evidence,
        by=a.by,
        copied=True,
    )


def _held_facts(every: Takeovers, stage: Stage, made: Sequence[Takeover]) -> set[str]:
    """Facts of rows that nobody at the stage has looked at: claimed, of bonus or penalty, or changed by the unit."""
    by_code = {leaf.code: takeover for takeover in made for leaf in takeover.leaves}
    held, opened = set[str](), every.opened(stage)
    for leaf in every.leaves:
        takeover = by_code.get(leaf.code)
        waits = bool(leaf.said.needs) if takeover is None else not takeover.covers(leaf)
        if (waits or leaf.facts & opened) and _entered(every.rows.get(leaf.code.text), stage) is None:
            held |= leaf.facts
    return held


def _entered(row: Row | None, stage: Stage) -> Entry | None:
    return next((e for e in row.entries if e.stage == stage), None) if row is not None else None


def _shown(value: FactValue | NotApplicable | None) -> str:
    """A value as the mark reads it: the same for equal values, however they are written."""
    if isinstance(value, NotApplicable):
        return Also.NOT_APPLICABLE.value
    if isinstance(value, NotArisen):
        return "không phát sinh"
    if isinstance(value, bool | Fraction):
        return str(value)
    return value.isoformat() if isinstance(value, datetime.date) else fold_name(str(value))
