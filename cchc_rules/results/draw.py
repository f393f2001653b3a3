"""The draw of units for a stage that looks at a share of them: in an order that anybody can work out again."""

from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.period.period import Period, PeriodTable
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stages import Stage


@frozen
class Lot:
    """A unit with its normalised name, and the SHA-256 (hexadecimal) of the seed and that name."""

    unit: str
    name: str
    digest: str


@frozen
class HandPicked:
    """A unit that is looked at beside those drawn, with why and on what basis."""

    unit: str
    because: str
    basis: str = ""


@frozen
class StageDraw:
    """The draw of one stage among the units assessed by one rubric.

    `lots` are all of them in the order drawn; the first `count` are drawn: the least share in percent, rounded up.
    `register` is the SHA-256 of all normalised names.
    """

    table: PeriodTable
    rubric: Rubric
    stage: Stage
    share: Fraction
    lots: tuple[Lot, ...]
    count: int
    register: str
    picked: tuple[HandPicked, ...] = ()

    @property
    def drawn(self) -> tuple[Lot, ...]:
        """The units that are drawn, in the order drawn."""
        return self.lots[: self.count]


@frozen
class Draw:
    """Every draw of a period by one seed; `file` is the text of the period, `sha256` that of its bytes."""

    period: Period
    file: str
    sha256: str
    seed: str
    stages: tuple[StageDraw, ...]
