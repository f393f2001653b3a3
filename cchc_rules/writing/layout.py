"""Small parts of canonical text that rubrics, sheets and amendments share."""

from collections.abc import Iterable, Sequence
from typing import Any

from cchc_rules.model.citation import NO_TRIVIA, Stated, Trivia
from cchc_rules.model.dates import date
from cchc_rules.writing.long_lines import broken
from cchc_rules.writing.rubric import (
    basis,
    condition,
    for_table,
    instrument,
    interval,
    measure,
    quote,
    with_basis,
)
from cchc_rules.writing.rubric import stated as stated_text

__all__ = [
    "as_text",
    "at_heading",
    "basis",
    "comments",
    "condition",
    "date",
    "instrument",
    "interval",
    "lines_with",
    "measure",
    "quote",
    "section_lines",
    "with_basis",
]


def lines_with(trivia: Trivia, text: str) -> list[str]:
    """A statement with its comments: those before on lines of their own, the one behind at the end.

    Those below are indented even where the statement is not: at the end of a file nothing else tells whose they are.
    """
    indent = text[: len(text) - len(text.lstrip())]
    before = [f"{indent}# {c}".rstrip() for c in trivia.before]
    below = [f"{indent or '  '}# {c}".rstrip() for c in trivia.below]
    return [*before, f"{text}  # {trivia.behind}".rstrip() if trivia.behind is not None else text, *below]


def at_heading(given: Iterable[tuple[str, Trivia]], heading: str) -> Trivia:
    """The comments on a heading, among those of all headings."""
    return next((trivia for name, trivia in given if name == heading), NO_TRIVIA)


def section_lines(heading: str, items: Sequence[tuple[Stated[Any], str]], trivia: Trivia) -> list[str]:
    """A heading and its statements, an empty line before; a basis that all share stands at the heading."""
    if not items:
        return []
    first = items[0][0]
    shared = first.basis if len(items) > 1 and all(s.basis == first.basis for s, _ in items) else None
    lines = ["", *lines_with(trivia, with_basis(heading, shared))]
    for stated, text in items:
        full = for_table(text, stated) if shared is not None else stated_text(text, stated)
        lines += lines_with(stated.trivia, "  " + full)
    return lines


def as_text(lines: Iterable[str]) -> str:
    """The lines of a file, one line feed at the end; long sentences go on over several lines.

    A comment below a statement that the next one follows closely stands as far in as that one: so it is read again.
    """
    made: list[str] = []
    indent = 0
    for line in reversed(list(lines)):
        words = line.lstrip()
        if words.startswith("#"):
            line = " " * max(indent, len(line) - len(words)) + words
        else:
            indent = len(line) - len(words)
        made.append(line)
    return "\n".join(part for line in reversed(made) for part in broken(line)) + "\n"


def comments(texts: Iterable[str]) -> list[str]:
    """Comment lines after the last statement."""
    return [f"# {c}".rstrip() for c in texts]
