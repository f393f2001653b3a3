"""Comments on the headings of sections while a file is read, so that each stays at its heading."""

from attrs import evolve, field

from cchc_rules.frozen import define
from cchc_rules.model.citation import NO_TRIVIA, Trivia
from cchc_rules.model.citation import Headings as Kept
from cchc_rules.syntax.lines.statements import Statement


@define
class Headings:
    """What stands at each heading of the printed text; comments of a heading that is not printed go on."""

    _kept: dict[str, Trivia] = field(factory=dict)
    _open: tuple[str, Trivia] | None = None

    def open(self, heading: str, trivia: Trivia) -> None:
        """A heading is read; comments of one above that has nothing under it come along."""
        self._open = (heading, trivia.after(self.left()))

    def under(self, heading: str, trivia: Trivia) -> Trivia:
        """The comments of a statement under `heading`; those of a second heading of the same words too."""
        if self._open is None or self._open[0] != heading:
            return trivia
        given, self._open = self._open[1], None
        if heading in self._kept:
            return trivia.after(given.every())
        self._kept[heading] = given
        return trivia

    def left(self) -> tuple[str, ...]:
        """The comments of a heading that has nothing under it, once."""
        given, self._open = self._open, None
        return given[1].every() if given is not None else ()

    def build(self) -> Kept:
        """The comments of each heading that has any."""
        return tuple((heading, trivia) for heading, trivia in self._kept.items() if trivia != NO_TRIVIA)


def commented(st: Statement, before: tuple[str, ...]) -> Statement:
    """The statement with more comments before it."""
    return evolve(st, raw=evolve(st.raw, trivia=st.trivia.after(before))) if before else st
