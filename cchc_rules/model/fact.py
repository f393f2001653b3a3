"""Facts (số liệu) that a rubric asks for."""

import datetime
from enum import Enum
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.expression import Expression


class FactType(Enum):
    """What kind of answer a fact is, by its name in the language."""

    YES_NO = "có/không"
    CHOICE = "lựa chọn"
    COUNT = "số đếm"
    AMOUNT = "số đo"
    PERCENT = "tỷ lệ phần trăm"
    DATE = "ngày tháng"
    TEXT = "chữ"


NUMERIC = frozenset({FactType.COUNT, FactType.AMOUNT, FactType.PERCENT})
LAST_YEAR_MARK = ", năm trước"
"""What follows a fact's name where its value of the year before is meant."""


@frozen
class NotArisen:
    """In place of a value: what the fact measures did not arise in the year."""


NOT_ARISEN = NotArisen()
FactValue = bool | Fraction | str | datetime.date | NotArisen


class Supplier(Enum):
    """Who gives the value."""

    UNIT = "đơn vị"
    COUNCIL = "Hội đồng"
    FOLLOWER = "cơ quan theo dõi"
    SURVEY = "điều tra"

    @property
    def at_appraisal(self) -> bool:
        """Whether the value comes with the appraisal, and the unit does not give it."""
        return self in (Supplier.COUNCIL, Supplier.FOLLOWER)


FactBound = Fraction | str
"""A bound of a number: itself, or the name of the fact that bounds it."""


@frozen
class FactDeclaration:
    """A fact's name, type, choices (for a choice) and unit of measure.

    Numbers lie in `low`…`high`, both included; None is no bound beyond the type's own. `last_year` tells that
    the value of the year before is asked for too. `formula` makes it computed: nobody reports it.
    """

    name: str
    type: FactType
    choices: tuple[str, ...] = ()
    unit: str | None = None
    low: FactBound | None = None
    high: FactBound | None = None
    supplier: Supplier | None = None
    evidence: bool = False
    last_year: bool = False
    formula: Expression | None = None
