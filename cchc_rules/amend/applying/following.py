"""What follows the rows by itself after an instrument: counts always, sums where the instrument says so.

Only what held before follows, and nothing that the instrument states itself: what is stated is checked instead.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import evolve, field

from cchc_rules.amend.applying.balance import Declared, Imbalance, moved_by, numbers_in
from cchc_rules.amend.applying.session import Change, Session, Step
from cchc_rules.frozen import define, frozen
from cchc_rules.model.amendments.operation import ChangeMax, ChangeSentence, SumsFollow
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Action, Part, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Count, Criterion, Rubric, Total
from cchc_rules.model.without_places import bare
from cchc_rules.writing import amendments as words

_ZERO = Fraction(0)


@frozen
class Followed:
    """The result with what followed, and each of these changes, rows by their addresses before the instrument."""

    rubric: Rubric
    changes: tuple[Change, ...]


def sums_follow(s: Session) -> bool:
    """Whether the instrument says that maxima of groups, the total and the ĐTXHH share follow the rows."""
    return any(isinstance(step.written.operation, SumsFollow) for step in s.effective.steps)


def followed(s: Session, result: Rubric, before: tuple[Imbalance, ...], sums: bool) -> Followed:
    """The result of the operations with its counts, and with `sums` its sums, set to what the rows come to."""
    work = _Work(s, result, before)
    if sums:
        fields = tuple(map(work.summed, result.fields))
        work.rubric = evolve(work.rubric, fields=fields)
        work.total()
    work.counts()
    heads = tuple(c.amended for c in work.changes if not c.codes)
    result = evolve(work.rubric, amended=(*result.amended, *heads)) if heads else work.rubric
    return Followed(result, tuple(work.changes))


@define
class _Work:
    session: Session
    rubric: Rubric
    before: tuple[Imbalance, ...]
    changes: list[Change] = field(factory=list)
    old: dict[Code, Code] = field(factory=dict)
    """Addresses before the instrument by those after it: the rows that were there."""
    steps: dict[tuple[Declared, Code | None], Step] = field(factory=dict)
    """The last operation that may have moved a declaration."""

    def __attrs_post_init__(self) -> None:
        nodes = self.session.table.walk()
        self.old = {node.code(): node.old for node in nodes if node.old is not None}
        for step in self.session.effective.steps:
            self.steps |= dict.fromkeys(moved_by(step.written.operation), step)

    # ---- sums

    def summed(self, row: Criterion) -> Criterion:
        """A row whose maximum, and those of the groups in it, are what their rows come to.

        A group whose rows are not added up keeps its own.
        """
        children = tuple(map(self.summed, row.children))
        if any(a is not b for a, b in zip(children, row.children, strict=True)):
            row = evolve(row, children=children)
        sum_of_rows = sum((c.max for c in children), _ZERO)
        old = self.old.get(row.code)
        summed = bool(children) and row.group is None
        if not summed or sum_of_rows == row.max or old is None or not self._free(Declared.SUM, old):
            return row
        amended = self._by(Declared.SUM, old).amended(Part.MAX, Action.FOLLOWED)
        self.changes.append(Change(amended, ChangeMax(old, row.max, sum_of_rows), (old,)))
        return evolve(row, max=sum_of_rows, amended=(*row.amended, amended))

    def total(self) -> None:
        """The declared total, and how much of it is scored by survey."""
        stated = self.rubric.provisions.total
        if stated is None:
            return
        points, survey = stated.value.points, stated.value.survey
        if self._free(Declared.TOTAL, None):
            points = sum((c.max for c in self.rubric.fields), _ZERO)
        if survey is not None and self._free(Declared.SURVEY, None):
            survey = self.rubric.survey_max
        moved = Declared.TOTAL if points != stated.value.points else Declared.SURVEY
        new = self._restated(None, Slot.TOTAL, stated, Total(points, survey), moved)
        self.rubric = evolve(self.rubric, provisions=evolve(self.rubric.provisions, total=new))

    # ---- counts

    def counts(self) -> None:
        """Every declared number of rows, of the table and of each row."""
        fields = tuple(map(self._counted, self.rubric.fields))
        stated = self.rubric.provisions.counts
        if stated is not None:
            stated = self._recounted(None, stated, self.rubric.fields)
        provisions = evolve(self.rubric.provisions, counts=stated)
        self.rubric = evolve(self.rubric, fields=fields, provisions=provisions)

    def _counted(self, row: Criterion) -> Criterion:
        children = tuple(map(self._counted, row.children))
        if any(a is not b for a, b in zip(children, row.children, strict=True)):
            row = evolve(row, children=children)
        old = self.old.get(row.code)
        if row.counts is None or old is None:
            return row
        counts = self._recounted(old, row.counts, row.children)
        return row if counts is row.counts else evolve(row, counts=counts)

    def _recounted(
        self, old: Code | None, stated: Stated[tuple[Count, ...]], rows: tuple[Criterion, ...]
    ) -> Stated[tuple[Count, ...]]:
        if not self._free(Declared.COUNT, old):
            return stated
        numbers = numbers_in(self.rubric, rows)
        levels = self.rubric.level_names
        value = tuple(evolve(c, number=numbers.get(c.level, 0)) if c.level in levels else c for c in stated.value)
        return self._restated(old, Slot.COUNTS, stated, value, Declared.COUNT)

    # ---- both

    def _free(self, what: Declared, old: Code | None) -> bool:
        """Whether a declaration held before, and the instrument moves rows under it and does not state it itself."""
        if any(one.what is what and one.code == old for one in self.before) or (what, old) not in self.steps:
            return False
        if what is Declared.SUM:
            return (old, Part.MAX) not in self.session.claims
        slot = Slot.COUNTS if what is Declared.COUNT else Slot.TOTAL
        return not any(
            owner == old and isinstance(aspect, tuple) and aspect[0] is slot for owner, aspect in self.session.claims
        )

    def _restated(
        self,
        old: Code | None,
        slot: Slot,
        stated: Stated[Any],
        value: object,
        what: Declared,
    ) -> Stated[Any]:
        """The sentence with its new value, resting on the clause that moved it; itself when nothing moved."""
        if value == stated.value:
            return stated
        amended = self._by(what, old).amended_sentence(stated.rests_on, Action.FOLLOWED)
        new: Stated[Any] = evolve(stated, value=value, basis=self.session.basis(), amended=amended)
        operation = ChangeSentence(old, slot, bare(stated), bare(new))
        self.changes.append(Change(amended, operation, (old,) if old is not None else ()))
        return new

    def _by(self, what: Declared, old: Code | None) -> Session:
        """The session at the operation that moved a declaration."""
        self.session.step = self.steps[what, old]
        return self.session


def followed_by_itself(change: Change) -> bool:
    """Whether no provision says a change in words."""
    return change.amended.action is Action.FOLLOWED


def moved_values(change: Change) -> Iterator[str]:
    """What followed, each value from old to new: `số lượng của 7: 19 → 18 tiêu chí`, `3.3: 5 → 4 điểm`."""
    operation = change.operation
    if isinstance(operation, ChangeMax):
        yield f"{operation.code}: {vietnamese(operation.old)} → {vietnamese(operation.new)} điểm"
        return
    assert isinstance(operation, ChangeSentence)  # nothing else follows
    old, new = operation.old.value, operation.new.value
    if isinstance(old, Total):
        if old.points != new.points:
            yield f"tổng điểm: {vietnamese(old.points)} → {vietnamese(new.points)}"
        if old.survey != new.survey:
            yield f"ĐTXHH: {vietnamese(old.survey or _ZERO)} → {vietnamese(new.survey)}"
        return
    for before, behind in zip(old, new, strict=True):
        if before != behind:
            yield f"số lượng{words.owner(operation.owner)}: {before.number} → {behind.number} {behind.level}"
