"""What applying a rule gives: points, or bounds of them, and the whole arithmetic as data. It holds no prose."""

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.conditions import Observed, Truth
from cchc_rules.meaning.expressions import NO_GAPS, Worked
from cchc_rules.meaning.situation import Gap
from cchc_rules.model.citation import Stated
from cchc_rules.model.expression import round_to
from cchc_rules.model.rule import CaseRow, Fallback, FallbackKind, LevelRow, Method, Part, PointRounding, ScaleRow


@frozen
class RowTrace:
    """A line of a scale, of levels or of cases: whether it decided (None: it may), why, and its points worked out.

    Lines below the one that decided are left as not looked at: `looked_at` is False. `answered` is False where
    its condition may turn out to have no answer, as with a fact that did not arise.
    """

    row: Stated[ScaleRow] | Stated[LevelRow] | Stated[CaseRow]
    holds: bool | None
    observed: tuple[Observed, ...] = ()
    points: Worked | None = None
    looked_at: bool = True
    answered: bool = True


@frozen
class PartTrace:
    """A part: whether its condition holds (True when it has none), and its method worked out.

    `asked` is False where the condition has no result, as with a fact that did not arise.
    """

    part: Stated[Part]
    holds: bool | None
    observed: tuple[Observed, ...]
    trace: "MethodTrace"
    asked: bool = True

    @property
    def broken(self) -> bool:
        """Whether there is surely no number; with a condition not yet known there may turn out to be no need of one."""
        return self.trace.gap is not None and (self.holds is True or not self.asked)


@frozen
class MethodTrace:
    """A method worked out. `value` is what a scale measures or `tỷ lệ` means, `body` a formula's arithmetic.

    `amount` is None where there is no number because of `gap`; `fallback` is then what a part says about it.
    `low` and `high` are the limits where one of them cut the amount.
    """

    method: Method
    amount: Amount | None
    value: Worked | None = None
    rows: tuple[RowTrace, ...] = ()
    body: Worked | None = None
    parts: tuple[PartTrace, ...] = ()
    low: Worked | None = None
    high: Worked | None = None
    gap: Gap | None = None
    may: frozenset[Gap] = NO_GAPS
    missing: tuple[str, ...] = ()
    provisional: bool = False
    fallback: Stated[Fallback] | None = None

    @property
    def own_words(self) -> tuple[Stated[Fallback], ...]:
        """What parts that may count say themselves about a zero denominator, where that is no points of theirs."""
        counting = [p.trace for p in self.parts if p.holds is not False]
        said = [t.fallback for t in counting if t.fallback is not None]
        own = (w for w in said if w.value.kind is not FallbackKind.POINTS)
        return (*own, *(w for t in counting for w in t.own_words))

    @property
    def decided(self) -> RowTrace | None:
        """The line that decided; None for a method without lines, or while more than one may."""
        first = next((r for r in self.rows if r.holds is not False and r.looked_at), None)
        return first if first is not None and first.holds else None


@frozen
class RuleTrace:
    """The whole rule worked out: gate, method, what stood in for missing arithmetic, and rounding of the points."""

    method: MethodTrace | None
    gate: Truth | None = None
    fallback: Stated[Fallback] | None = None
    before_rounding: Amount | None = None
    rounding: Stated[PointRounding] | None = None

    @property
    def rounded(self) -> bool:
        """Whether rounding changed the points."""
        exact = self.before_rounding.exact if self.before_rounding is not None else None
        if exact is None or self.rounding is None:
            return False
        return round_to(exact, self.rounding.value.step, self.rounding.value.direction) != exact


@frozen
class RuleResult:
    """Points in 0…maximum; `excluded` is True when the row leaves the maximum, None while it may.

    `missing` names the unknown facts that the result waits for. `working` makes the trace, which most callers never
    look at: it follows from the rule and the facts as the points do, and is no part of equality.
    """

    points: Amount
    excluded: bool | None
    missing: tuple[str, ...]
    working: Callable[[], RuleTrace] = field(eq=False, repr=False)
    provisional: bool = False

    @cached_property
    def trace(self) -> RuleTrace:
        """The rule worked out, step by step; made when first asked for."""
        return self.working()

    @property
    def exact(self) -> Fraction | None:
        """The points, None while they are not known or when the row is excluded."""
        return self.points.exact if self.excluded is False else None

    @property
    def settled(self) -> bool:
        """Whether nothing unknown can change it."""
        return self.excluded is True or self.exact is not None


def worked_out(
    points: Amount, excluded: bool | None, missing: tuple[str, ...], trace: RuleTrace, provisional: bool = False
) -> RuleResult:
    """A result whose trace is there already."""
    return RuleResult(points, excluded, missing, lambda: trace, provisional)
