"""An operation of an amendment, and a provision, while they are being read: what has been found below them."""

from attrs import field

from cchc_rules.frozen import define
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Provision, Written
from cchc_rules.model.citation import NO_TRIVIA, Trivia
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
    inner: "dict[str, Draft]" = field(factory=dict)
    """Where it amends an amendment: the operations of that, by the part that they stand in."""
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

    @property
    def innermost(self) -> "Draft":
        """The operation that the next lines belong to: the one in the part at work, where there is one."""
        return self.inner.get(self.at, self)

    def open_part(self, name: str, line: Line) -> None:
        """A part, and the operation that stands in it."""
        self.parts[name], self.at = line, name
        if line.holds_operation and line.inner is not None:
            self.inner[name] = Draft(line.inner, self.report)

    def comments(self) -> tuple[tuple[str, Trivia], ...]:
        """The comments on its parts, and on those of operations in them: by `từ`, or `từ từ`."""
        own = [(name, line.statement.trivia) for name, line in self.parts.items()]
        below = [(f"{name} {part}", t) for name, draft in self.inner.items() for part, t in draft.comments()]
        return tuple((name, trivia) for name, trivia in (*own, *below) if trivia != NO_TRIVIA)

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
