"""From the points of the table to those that are rated: rescaled, with bonus and penalty, at most the maximum."""

from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactValue
from cchc_rules.model.result_condition import ResultAtom, ResultCondition
from cchc_rules.model.rubric import Bucket, Ceiling, Disqualifier
from cchc_rules.results.ledger import ZERO
from cchc_rules.results.node_score import NodeScore


@frozen
class BucketScore:
    """A bucket with its rows. `low` and `high` bound what counts of it, within its cap, as points of 0 or more.

    `silent` are rows of which the sheet says nothing: they are scored 0, for nobody asks for them.
    """

    bucket: Stated[Bucket]
    nodes: tuple[NodeScore, ...]
    low: Fraction
    high: Fraction
    silent: frozenset[Code] = frozenset()

    @property
    def sure(self) -> Fraction:
        """What the rows give that are known, before the cap."""
        return sum((n.ledger.achieved for n in self.nodes), ZERO)

    @property
    def over_cap(self) -> Fraction:
        """How much of that the cap leaves out."""
        return max(ZERO, self.sure - self.bucket.value.cap)


@frozen
class Rescaled:
    """The appraised part of the table brought to its full maximum: achieved × max / applicable; survey points."""

    achieved: Fraction
    applicable: Fraction
    max: Fraction
    survey: Fraction

    @property
    def points(self) -> Fraction:
        """The appraised part, rescaled."""
        return self.achieved * self.max / self.applicable


@frozen
class Final:
    """The points that are rated. Bounds are over every completion; `base` is the maximum that counts.

    `table` is what the table gives surely, rescaled if the rubric says so. `raw` is the least sum before it is
    held between 0 and the base.
    """

    table: Fraction
    rescaled: Rescaled | None
    buckets: tuple[BucketScore, ...]
    ceiling: Stated[Ceiling] | None
    raw: Fraction
    low: Fraction
    high: Fraction
    base: Fraction

    @property
    def pending(self) -> bool:
        """Whether anything that counts here is not known."""
        return self.low != self.high


@frozen
class AtomResult:
    """A comparison with what was found: True, False or None (not yet known); a fact's value, or fields."""

    atom: ResultAtom
    holds: bool | None
    value: FactValue | None = None
    fields: tuple[Code, ...] = ()


@frozen
class Decision:
    """A disqualifying condition applied to a unit. None: it depends on what is not yet known."""

    stated: Stated[Disqualifier]
    holds: bool | None
    atoms: tuple[AtomResult, ...]
    reason: ResultCondition | None = None
    """The sides of a `hoặc` that hold; the whole condition where it has none."""
