"""Which parts of a rubric sheets exercise: lines of rules, conditions true and false, bands, consequences."""

from enum import Enum

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.source import Span


class Kind(Enum):
    """What can be exercised."""

    LINE = "dòng chấm"
    CONDITION = "điều kiện"
    BAND = "mức xếp loại"
    DISQUALIFIER = "điểm liệt"
    TRIGGER = "hệ quả"


@frozen
class Coverable:
    """A part of a rubric and whether some sheet exercised it; `code` is None where it is of the whole result.

    What can be true or false is there twice, once for each `outcome`; lines and bands have none.
    """

    kind: Kind
    code: Code | None
    text: str
    exercised: bool
    outcome: bool | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
