"""Transitional clauses: units that keep the text as it was before an amendment, for some years."""

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.citation import NO_TRIVIA, Trivia
from cchc_rules.source import Span


@frozen
class NamedUnits:
    """`đơn vị "Xã A", "Xã B"`."""

    names: tuple[str, ...]


@frozen
class KindsOfUnit:
    """`loại đơn vị "xã"`."""

    names: tuple[str, ...]


@frozen
class Transition:
    """`đơn vị "Xã A" theo quy định trước khi sửa đổi, trong kỳ đánh giá 2020`: from the first year to the last."""

    whom: NamedUnits | KindsOfUnit
    first: int
    last: int


@frozen
class OwnTransition:
    """`chuyển tiếp: …` in the head (`address` empty), for all that is amended, or under a heading."""

    address: Address
    transition: Transition
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
