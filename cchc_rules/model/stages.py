"""Stages of an assessment, what each may do, how they combine, and when they are due."""

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import ClassVar

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.source import fold_name


class Stage(str):
    """A stage of the assessment by its name; stages whose names fold alike are one. `value` is the name as written.

    A string, for it is a key for every row of every unit: any other class would be hashed in Python, every time.
    Those that every rubric may have without naming them are one object each.
    """

    SELF: ClassVar["Stage"]
    APPRAISAL: ClassVar["Stage"]
    REVIEW: ClassVar["Stage"]
    SURVEY: ClassVar["Stage"]

    __slots__ = ("value",)
    value: str

    def __new__(cls, name: str) -> "Stage":
        """The stage of a name."""
        folded = fold_name(name)
        if folded in _KNOWN:
            return _KNOWN[folded]
        made = super().__new__(cls, folded)
        made.value = name
        return made

    def __repr__(self) -> str:
        return f"Stage({self.value!r})"

    def __reduce__(self) -> tuple[type["Stage"], tuple[str]]:
        return Stage, (self.value,)


_KNOWN: dict[str, Stage] = {}
USUAL = tuple(Stage(name) for name in ("tự đánh giá", "thẩm định", "phúc tra", "ĐTXHH"))
"""The stages that have words of their own in the language, in the order in which they act; the survey beside them."""
_KNOWN.update({str(stage): stage for stage in USUAL})
Stage.SELF, Stage.APPRAISAL, Stage.REVIEW, Stage.SURVEY = USUAL


def usual_first(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Stages in the order of writing where the rubric is not known: the usual ones in theirs, the others as they come.

    A usual stage goes no further than it has to, so that what was written in order stays in order.
    """
    given = tuple(stages)
    if len(given) < 2 or given in _IN_ORDER:
        return given
    usual = iter(sorted((s for s in given if s in USUAL), key=USUAL.index))
    return tuple(next(usual) if s in USUAL else s for s in given)


_IN_ORDER = frozenset(order for count in (2, 3, 4) for order in combinations(USUAL, count))
"""What nearly all rows have."""


OF_THE_UNIT = (Stage.SELF, Stage.SURVEY)
"""Stages that look at no earlier points: the unit's own, and the survey, whose facts it sees."""


class Power(Enum):
    """What a stage may do with the points of the nearest earlier stage that has any for the row."""

    SCORE = "chấm điểm"
    LOWER = "công nhận hoặc giảm"
    RAISE = "công nhận hoặc tăng"
    ADJUST = "công nhận, tăng hoặc giảm"
    COMMENT = "nêu ý kiến"


@frozen
class Appraiser:
    """Who acts at a stage on these rows and all in them, as departments appraise their own fields."""

    by: str
    codes: tuple[Code, ...]


@frozen
class StageRule:
    """Who acts at a stage, with what power, and the least share of units it covers (percent, None for all).

    `power` None is not stated: that of the common provisions, else the usual one. A linked rubric has no such stage.
    `after` is the stage that one which the rubric names itself follows: as said, else that of the sentence before
    (`following`); only in an amendment's words may it be unsaid.
    """

    stage: Stage
    power: Power | None
    by: str | None = None
    minimum_share: Fraction | None = None
    after: Stage | None = None
    shares: tuple[Appraiser, ...] = ()
    evidence: bool = False
    """Whether points entered here need evidence."""

    def who(self, code: Code) -> str | None:
        """Who acts on a row: whom the nearest row above it is given to, else who acts at the stage at all."""
        for above in code.up():
            found = next((share.by for share in self.shares if above in share.codes), None)
            if found is not None:
                return found
        return self.by

    @property
    def allowed(self) -> Power:
        """What the stage may do, said or not."""
        usual = Power.SCORE if self.stage in OF_THE_UNIT else Power.ADJUST
        return self.power if self.power is not None else usual


@frozen
class Combination:
    """Which points count: survey points for survey rows when `survey`, else the first of `order` that is there."""

    survey: bool
    order: tuple[Stage, ...]


def following(rules: Iterable[StageRule]) -> tuple[StageRule, ...]:
    """The same sentences, each named stage with the one that it follows: as said, else that of the sentence before."""
    made: list[StageRule] = []
    for rule in rules:
        unsaid = rule.stage not in USUAL and rule.after is None
        made.append(evolve(rule, after=_usually_follows(made)) if unsaid else rule)
    return tuple(made)


def unsaid(rules: Iterable[StageRule]) -> tuple[StageRule, ...]:
    """The inverse: what goes without saying where the sentences stand in this order is left out."""
    given = tuple(rules)
    return tuple(
        evolve(rule, after=None) if rule.after is not None and rule.after == _usually_follows(given[:place]) else rule
        for place, rule in enumerate(given)
    )


def _usually_follows(before: Sequence[StageRule]) -> Stage:
    return next((r.stage for r in reversed(before) if r.stage is not Stage.SURVEY), Stage.REVIEW)


@frozen
class Lineup:
    """All stages of a rubric in the order in which they act, the survey last, and what those stated may do.

    The four usual stages are always there and in their usual order: each may act where no stage is stated.
    """

    order: tuple[Stage, ...] = USUAL
    rules: tuple[StageRule, ...] = ()

    @classmethod
    def of(cls, rules: Iterable[StageRule]) -> "Lineup":
        """The stages by the sentences on them, in whatever order these stand; of two that follow one stage by name."""
        stated = tuple(rules)
        named = sorted((r for r in stated if r.stage not in USUAL), key=lambda r: r.stage)
        order: list[Stage] = []

        def take(stage: Stage) -> None:
            if stage not in order:
                order.append(stage)
                for rule in named:
                    if rule.after == stage:
                        take(rule.stage)

        for usual in USUAL[:-1]:
            take(usual)
        for rule in named:  # those that follow nothing that is there, which the checks tell
            take(rule.stage)
        return cls((*order, Stage.SURVEY), stated)

    @cached_property
    def named(self) -> tuple[Stage, ...]:
        """Stages that the rubric names itself."""
        return tuple(s for s in self.order if s not in USUAL)

    @cached_property
    def acting(self) -> tuple[Stage, ...]:
        """Stages that may be asked for one after another: those stated, else the usual ones; not the survey."""
        stated = {r.stage for r in self.rules}
        return tuple(s for s in self.order if s is not Stage.SURVEY and (s in stated or not stated))

    @cached_property
    def columns(self) -> tuple[Stage, ...]:
        """Every stage in the order in which amounts by stage are kept: the usual ones, then those named."""
        return (*USUAL, *self.named)

    @cached_property
    def later(self) -> tuple[Stage, ...]:
        """Stages that look at the points of an earlier one, in order; those that only comment are not among them."""
        return tuple(s for s in self.order if s not in OF_THE_UNIT and self.power(s) is not Power.COMMENT)

    @property
    def council(self) -> Stage:
        """The stage that first looks at what the unit stated: a stated one, if there is any."""
        stated = {r.stage for r in self.rules}
        return next((s for s in self.later if s in stated), Stage.APPRAISAL)

    @property
    def last(self) -> Stage:
        """The stage that sees all facts."""
        return self.facts[-1]

    @cached_property
    def facts(self) -> tuple[Stage, ...]:
        """The order in which values of facts stand for one another: the survey speaks beside the unit."""
        return (*OF_THE_UNIT, *(s for s in self.order if s not in OF_THE_UNIT))

    def power(self, stage: Stage) -> Power:
        """What a stage may do, stated or usual."""
        return next((r.allowed for r in self.rules if r.stage == stage), StageRule(stage, None).allowed)

    def after(self, stage: Stage) -> tuple[Stage, ...]:
        """Stages that act after another, apart from the survey."""
        return tuple(s for s in self.order[self.order.index(stage) + 1 :] if s is not Stage.SURVEY)

    def seen_by(self, stage: Stage) -> tuple[Stage, ...]:
        """Whose facts a stage sees, its own the last."""
        if stage in OF_THE_UNIT:
            return OF_THE_UNIT
        return self.facts[: self.facts.index(stage) + 1]


USUAL_LINEUP = Lineup()


class Publication(Enum):
    """What a deadline may be for beside a stage."""

    PUBLICATION = "công bố"


Step = Stage | Publication
"""What a deadline is for."""


class DueForm(Enum):
    """How a deadline is phrased; only BEFORE leaves the day itself out."""

    BEFORE = "trước ngày"
    BY = "chậm nhất ngày"
    BY_QUARTER = "chậm nhất quý"
    IN_QUARTER = "trong quý"


@frozen
class Deadline:
    """A step due on a day or in a quarter, `years_after` the assessment year (0 or 1; None: not stated)."""

    step: Step
    form: DueForm
    day: int = 0
    month: int = 0
    quarter: int = 0
    years_after: int | None = 1

    def year_due(self, assessed: int) -> int:
        """The year in which it is due: that after the assessment year where nothing is stated."""
        return assessed + (1 if self.years_after is None else self.years_after)
