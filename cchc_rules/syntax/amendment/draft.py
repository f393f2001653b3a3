"""An operation of an amendment, and a provision, while they are being read: what has been found below them."""

from attrs import define, field

from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Provision, Written
from cchc_rules.model.citation import Trivia
from cchc_rules.source import Span
from cchc_rules.syntax.amendment.lines import Line
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.statements import Report, Statement


@define
class Draft:
    """An operation being read: its line, the parts and the rows found below it."""

    line: Line
    report: Report
    parts: dict[str, Line] = field(factory=dict)
    rows: list[Statement] = field(factory=list)
    lines: dict[str, list[Statement]] = field(factory=dict)
    """Lines of whole sentences below, by the part they stand in; outside of any by the empty word."""
    at: str = ""
    levels: tuple[str, ...] = ()
    broken: bool = False
    """A line of it could not be read, which has been reported."""

    @property
    def st(self) -> Statement:
        """The sentence that opens it."""
        return self.line.statement

    @property
    def node(self) -> Node:
        """Its tree."""
        return self.line.statement.node

    def block(self, part: str = "") -> tuple[Statement, ...]:
        """The statements of a part, or of the operation itself: behind the colon, and below."""
        line = self.parts.get(part) if part else self.line
        inner = (line.inner.statement,) if line is not None and line.inner is not None else ()
        return (*inner, *self.lines.get(part, ()))


@define
class OpenProvision:
    """A provision while its operations are read."""

    address: Address
    at: Span | None
    trivia: tuple[tuple[Address, Trivia], ...]
    operations: list[Written] = field(factory=list)
    titles: list[tuple[Address, str]] = field(factory=list)

    def closed(self) -> Provision:
        """The provision as read."""
        return Provision(self.address, tuple(self.operations), tuple(self.titles), self.at, self.trivia)
