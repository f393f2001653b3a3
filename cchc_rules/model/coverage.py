"""What sheets exercise of a rubric: lines of rules, conditions both ways, and bands."""

from enum import Enum

from attrs import field, frozen

from cchc_rules.model.code import Code
from cchc_rules.source import Span


class Kind(Enum):
    """What can be exercised."""

    LINE = "dòng chấm"
    CONDITION = "điều kiện"
    BAND = "mức xếp loại"


@frozen
class Coverable:
    """A part of a rubric and whether some sheet exercised it; `code` is None for a band.

    A condition is there twice, once for each `outcome`; other kinds have none.
    """

    kind: Kind
    code: Code | None
    text: str
    exercised: bool
    outcome: bool | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
