"""Facts (số liệu) that a rubric asks for."""

import datetime
from enum import Enum
from fractions import Fraction

from attrs import frozen


class FactType(Enum):
    """What kind of answer a fact is, by its name in the language."""

    YES_NO = "có/không"
    CHOICE = "lựa chọn"
    COUNT = "số đếm"
    AMOUNT = "số đo"
    PERCENT = "tỷ lệ phần trăm"
    DATE = "ngày tháng"
    TEXT = "chữ"


FactValue = bool | Fraction | str | datetime.date


@frozen
class FactDeclaration:
    """A fact's name, type, choices (for a choice) and unit of measure."""

    name: str
    type: FactType
    choices: tuple[str, ...] = ()
    unit: str | None = None
