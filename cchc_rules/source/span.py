"""A place in a normalised source text."""

from cchc_rules.frozen import frozen


@frozen
class Span:
    """Columns `column` up to but not including `end` (both from 1) of one line of one file.

    Statements never cross lines, so one line number is enough. `excerpt` is that line as read after
    normalisation, so that a message can show it without keeping the file.
    """

    source: str
    line: int
    column: int
    end: int
    excerpt: str = ""

    def cite(self) -> str:
        """The place as people and editors write it: `file:line`."""
        return f"{self.source}:{self.line}"
