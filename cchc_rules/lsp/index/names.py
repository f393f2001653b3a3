"""Names that are declared in one place and used in others."""

from enum import Enum

from cchc_rules.frozen import frozen
from cchc_rules.source import Span


class NameKind(Enum):
    """What a name names."""

    FACT = "số liệu"
    ROW = "mã"
    TEXT = "văn bản"
    FORM = "phiếu điều tra"
    SCALE = "thang"


class Refers(Enum):
    """How a name refers to what is declared elsewhere; for a text it tells where that is looked for."""

    NAMES = "nêu tên"
    USES = "dùng quy định chung"
    LIES_OVER = "hướng dẫn cho"
    AMENDS = "sửa đổi"
    SCORED_BY = "chấm theo"


@frozen
class Name:
    """A name as it is compared: of a fact folded, of a scale with the form that it belongs to."""

    kind: NameKind
    key: str


@frozen
class Occurrence:
    """A name where it stands: `span` is the name alone, `whole` with its brackets or quotes.

    `refers` is None where it is declared.
    """

    name: Name
    span: Span
    whole: Span
    refers: Refers | None

    @property
    def declares(self) -> bool:
        """Whether the name is declared here."""
        return self.refers is None
