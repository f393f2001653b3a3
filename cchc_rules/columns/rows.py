"""Rows over columns: which entry decides, what each stage took, what does not count (evaluate.rows, .deductions)."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import evolve, field

from cchc_rules.columns.amounts import Amounts
from cchc_rules.columns.conditions import Tri, holds
from cchc_rules.columns.contract import Contract, claim_column, entering_stages, entry_column
from cchc_rules.columns.draft import Draft
from cchc_rules.columns.typed import (
    FALSE,
    NOT_APPLICABLE,
    NOTHING,
    ZERO,
    Const,
    Number,
    Said,
    Truth,
    choice,
    counted,
    equal,
    every,
    greatest,
    less,
    minus,
    opposite,
    some,
    sum_of,
)
from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.evaluate.rows import deciding_order
from cchc_rules.frozen import define
from cchc_rules.model.condition import Condition, YearWithin
from cchc_rules.model.stages import Stage
from cchc_rules.results.scorecard import View

_GONE, _OPEN = Const(NOT_APPLICABLE), Const(NOTHING)


@define
class Setting:
    """What rows are worked out in: the rubric, the year and the stage; conditions get a name each."""

    tree: RuleTree
    contract: Contract
    year: int
    view: View
    draft: Draft
    _judged: dict[Condition | YearWithin, Tri] = field(factory=dict)

    @cached_property
    def order(self) -> tuple[Stage, ...]:
        """The stages that may decide a row, the strongest first."""
        return deciding_order(self.tree, self.view)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages by which amounts are kept."""
        return self.tree.lineup.columns

    def holds(self, condition: Condition | YearWithin) -> Tri:
        """A condition over the unit and its facts."""
        if condition not in self._judged:
            made, place = holds(condition, self.contract, self.year), len(self._judged)
            sure = self.draft.truth(f"condition {place}", made.sure)
            possible = sure if made.sure == made.possible else self.draft.truth(f"condition {place} may", made.possible)
            self._judged[condition] = Tri(sure, possible)
        return self._judged[condition]

    @property
    def open_condition(self) -> Truth:
        """Whether any condition that has been asked for depends on what is not known."""
        return some(t.open for t in self._judged.values())


@define
class Row:
    """One row as columns. `state` is its points, NOT_APPLICABLE where it does not count, NOTHING while it is open."""

    node: TreeNode
    setting: Setting

    @property
    def code(self) -> str:
        """Its code."""
        return self.node.criterion.code.text

    @property
    def most(self) -> int:
        """Its maximum in whole units."""
        return int(self.node.criterion.max * self.setting.contract.scale)

    @cached_property
    def entries(self) -> Mapping[Stage, Number]:
        """What each stage entered, in the order in which they act."""
        stages = entering_stages(self.setting.tree, self.node.criterion)
        return {s: self.setting.contract.by_name[entry_column(self.code, s)].read for s in stages}

    @cached_property
    def order(self) -> tuple[Stage, ...]:
        """The stages that may decide it and can enter something, the strongest first."""
        order = (Stage.SURVEY,) if self.node.survey else self.setting.order
        return tuple(s for s in order if s in self.entries)

    @cached_property
    def excluded(self) -> Truth:
        """Whether a condition of the rubric takes it out of the maximum."""
        judged = [(g.excludes, self.setting.holds(g.condition)) for g in self.node.guards]
        return some(t.sure if excludes else opposite(t.possible) for excludes, t in judged)

    @cached_property
    def claimed(self) -> Truth:
        """Whether the unit claims that it, or a group that it lies in, does not apply."""
        known = self.setting.contract.by_name
        return some(Said(claim_column(c)) for c in self.node.path if claim_column(c) in known)

    @cached_property
    def named(self) -> Truth:
        """Whether any stage entered points for it, or that it does not apply."""
        return some(_given(v) for v in self.entries.values())

    @cached_property
    def gained(self) -> Truth:
        """Whether any stage gave it points above 0."""
        return some(less(ZERO, v) for v in self.entries.values())

    @cached_property
    def own_state(self) -> Number:
        """Its state by itself, whatever the unit chose in its group."""
        decided: Number = _OPEN
        for stage in reversed(self.order):
            decided = choice(_given(self.entries[stage]), self.entries[stage], decided)
        own = self.entries.get(Stage.SELF)
        left = some((self.claimed, equal(own, _GONE) if own is not None and Stage.SELF not in self.order else FALSE))
        stays = choice(every((left, equal(decided, _OPEN))), _GONE, decided)
        return self.setting.draft.number(f"{self.code} state", choice(self.excluded, _GONE, stays))

    def amounts(self, not_chosen: Truth = FALSE) -> Amounts:
        """Its amounts; `not_chosen` tells that the unit is scored on another row of the group."""
        made = (
            self._kept(self._amounts(self.own_state)) if self.node.criterion.deducts else self._amounts(self.own_state)
        )
        if not_chosen == FALSE:
            return made
        draft, code = self.setting.draft, self.code
        return Amounts(
            self.most,
            draft.number(f"{code} achieved, chosen", choice(not_chosen, ZERO, made.achieved)),
            draft.number(f"{code} excluded, chosen", choice(not_chosen, Const(self.most), made.excluded)),
            draft.number(f"{code} pending, chosen", choice(not_chosen, ZERO, made.pending)),
            tuple(choice(not_chosen, ZERO, t) for t in made.taken),
        )

    def _amounts(self, state: Number) -> Amounts:
        most = Const(self.most)
        pending = choice(equal(state, _OPEN), most, ZERO)
        return Amounts(
            self.most,
            greatest((state, ZERO)),
            choice(equal(state, _GONE), most, ZERO),
            pending,
            self._taken(less(_GONE, state)),
        )

    def _taken(self, scored: Truth) -> tuple[Number, ...]:
        """What each stage took, from the maximum down to the entry that decides."""
        found: dict[Stage, Number] = {}
        standing: Number = Const(self.most)
        chain = self.order if self.node.survey else tuple(self.entries)
        for place, stage in enumerate(chain):
            entry = self.entries[stage]
            counts = every((less(_GONE, entry), opposite(self._decided_among(chain[:place]))))
            found[stage] = self.setting.draft.number(
                f"{self.code} taken by {stage.value}", choice(every((scored, counts)), minus(standing, entry), ZERO)
            )
            if place + 1 < len(chain):
                name = f"{self.code} after {stage.value}"
                standing = self.setting.draft.number(name, choice(counts, entry, standing), 0, self.most)
        return tuple(found.get(s, ZERO) for s in self.setting.stages)

    def _decided_among(self, before: Sequence[Stage]) -> Truth:
        """Whether one of these is the stage that decides, so that what acts after it no longer counts."""
        ahead = {s: self.order[: self.order.index(s)] for s in before if s in self.order}
        deciding = (
            every((_given(self.entries[s]), *(opposite(_given(self.entries[a])) for a in ahead[s]))) for s in ahead
        )
        return some(deciding)

    def _kept(self, a: Amounts) -> Amounts:
        """Of a row that deducts, by what it leaves of its maximum; the first to speak took all that it takes."""
        scored, draft = less(_GONE, self.own_state), self.setting.draft
        taken, before = list(a.taken), list[Truth]()
        for stage in (s for s in self.setting.stages if s in self.entries):
            at, given = self.setting.stages.index(stage), _given(self.entries[stage])
            first = every((scored, given, *map(opposite, before)))
            turned = sum_of((choice(first, Const(self.most), ZERO), minus(ZERO, taken[at])))
            taken[at] = draft.number(f"{self.code} kept at {stage.value}", turned)
            before.append(given)
        left = choice(scored, minus(Const(self.most), greatest((self.own_state, ZERO))), ZERO)
        return evolve(a, achieved=draft.number(f"{self.code} kept", left), taken=tuple(taken))

    @cached_property
    def is_out(self) -> Truth:
        """Whether it does not count, whatever the unit chose in its group."""
        return equal(self.own_state, _GONE)

    @cached_property
    def silent(self) -> Truth:
        """Whether nothing at all is said of it."""
        return every((opposite(self.named), equal(self.own_state, _OPEN)))


def _given(entry: Number) -> Truth:
    return less(_OPEN, entry)


def chosen_tops(tops: Sequence[Sequence[Row]], setting: Setting, name: str) -> tuple[tuple[Truth, ...], Truth]:
    """Which rows of a choice any stage gave points; whether it is just one of them."""
    gained = tuple(
        setting.draft.truth(f"{name} choice {i}", some(r.gained for r in rows)) for i, rows in enumerate(tops)
    )
    return gained, equal(counted(gained), Const(1))
