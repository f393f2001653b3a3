"""Facts (số liệu) that a rubric asks for."""

import datetime
import re
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from cchc_rules.frozen import frozen
from cchc_rules.model.expression import Expression
from cchc_rules.source import fold_name


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
MOST_YEARS_BACK = 9
_EARLIER = re.compile(r", ([2-9]) năm trước$", re.IGNORECASE)


@lru_cache(maxsize=4096)  # the same names for every sheet
def years_back(name: str) -> int:
    """How many years before the one assessed a fact's name means: 0 for `[x]`, 2 for `[x, 2 năm trước]`."""
    folded = fold_name(name)
    if folded.endswith(LAST_YEAR_MARK):
        return 1
    earlier = _EARLIER.search(folded)
    return int(earlier[1]) if earlier is not None else 0


def this_year(name: str) -> str:
    """The name without the mark of a year before."""
    back = years_back(name)
    return name[: -len(_mark(back))] if back else name


def in_year_before(name: str, back: int) -> str:
    """The name of the value of `back` years before."""
    return name + _mark(back)


def _mark(back: int) -> str:
    return "" if not back else LAST_YEAR_MARK if back == 1 else f", {back} năm trước"


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

    Numbers lie in `low`…`high`, both included; None is no bound beyond the type's own. `years_before` tells of how
    many years before values are asked for too. `formula` makes it computed: nobody reports it.
    """

    name: str
    type: FactType
    choices: tuple[str, ...] = ()
    unit: str | None = None
    low: FactBound | None = None
    high: FactBound | None = None
    supplier: Supplier | None = None
    evidence: bool = False
    years_before: int = 0
    formula: Expression | None = None

    @property
    def last_year(self) -> bool:
        """Whether values of years before are asked for."""
        return self.years_before > 0
