"""Texts found beside a rubric: which were applied to it, which were not, and why."""

from enum import Enum

from attrs import evolve

from cchc_rules.frozen import frozen


class Use(Enum):
    """What was done with a text found beside a rubric."""

    APPLIED = "applied"
    OTHER_YEAR = "other_year"
    """Not applied: governs only years after that of the result."""
    LATER = "later"
    """Not applied: not yet in force on the day asked for."""
    NOT_ASKED = "not_asked"
    """Not applied: the text as first written was asked for, with neither a day nor a year."""
    AFTER = "after"
    """Not applied: comes after the amendment whose impact is asked for."""
    TRANSITIONAL = "transitional"
    """Not applied: a transitional clause leaves the unit under the text as it was."""
    OTHER_RUBRIC = "other_rubric"
    IGNORED = "ignored"
    """Not applied: the user said so."""
    NOT_READ = "not_read"
    """Not a text of the language by its name: a document of an office program, a lock file."""


@frozen
class TextBeside:
    """A text found beside a rubric: its file, as people call it, and SHA-256, empty when it was not read.

    In what leaves the office `file` is empty (`without_file`).

    `id` is its short name where it has one. `told` (Vietnamese) is the instrument that was applied, or why it was not.
    """

    file: str
    sha256: str
    use: Use
    id: str | None = None
    told: str = ""
    not_carried: tuple[str, ...] = ()
    """Content of an applied text that the language cannot say, each with its clause and why (Vietnamese)."""
    transitions: tuple[str, ...] = ()
    """The transitional clauses that left a unit under the text as it was, each by its place (Vietnamese).

    Where no unit was asked about, all of the year.
    """
    moved: tuple[str, ...] = ()
    """Counts and sums that followed the rows it changed, each from old to new with its clause (Vietnamese)."""


def without_file(text: TextBeside) -> TextBeside:
    """The text for those outside the office: what was done with it and its short name, not what its file is called."""
    return evolve(text, file="")
