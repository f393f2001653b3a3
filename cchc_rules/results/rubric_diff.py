"""The differences between two rubrics, as lines for people: each row before and after, and how subtotals moved."""

from enum import Enum
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric


class Reach(Enum):
    """What the results of units a difference can change."""

    WORDS = "words"
    """Nothing: a name, a basis, how the text counts itself."""
    ROW = "row"
    """Points of the row it is in, and of rows below it."""
    BAND = "band"
    CONSEQUENCE = "consequence"
    ANYTHING = "anything"
    """Any row or the whole: a fact, a stage, a questionnaire, how the total is made."""


@frozen
class DiffLine:
    """One difference: the row it is in (None: the rubric itself), what it is about, the old and new (None: none).

    A scoring rule, a survey instrument, a question with its answers have several lines, one below the other.
    `printed` is how the printed table calls the row, where that is not by its code. `reach` is what results it can
    change; `band` the band that it is about, where it is about one.
    """

    code: Code | None
    what: str
    old: str | None
    new: str | None
    printed: str | None = None
    reach: Reach = Reach.ANYTHING
    band: str | None = None

    @property
    def row(self) -> str:
        """The row for people: `2.1`, `2.1 (tiêu chuẩn 2, nội dung 1)`; empty for the rubric itself."""
        code = str(self.code) if self.code is not None else ""
        return f"{code} ({self.printed})" if self.printed is not None else code


@frozen
class Subtotal:
    """Points of a group or of the table before and after, where they differ; None where there is none."""

    code: Code | None
    name: str
    old: Fraction | None
    new: Fraction | None


@frozen
class DiffGroup:
    """The differences in one top row; in the provisions of the rubric, or in a bucket, when `code` is None."""

    code: Code | None
    heading: str
    lines: tuple[DiffLine, ...]


@frozen
class DiffReport:
    """All differences between two rubrics."""

    old: Rubric
    new: Rubric
    groups: tuple[DiffGroup, ...]
    subtotals: tuple[Subtotal, ...]

    @property
    def count(self) -> int:
        """How many differences there are, subtotals not counted."""
        return sum(len(g.lines) for g in self.groups)
