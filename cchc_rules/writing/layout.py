"""Small parts of canonical text that rubrics, sheets and amendments share."""

from collections.abc import Iterable

from cchc_rules.model.citation import Trivia
from cchc_rules.model.dates import date
from cchc_rules.writing.rubric import (
    basis,
    condition,
    instrument,
    interval,
    measure,
    quote,
    with_basis,
)

__all__ = [
    "basis",
    "comments",
    "condition",
    "date",
    "instrument",
    "interval",
    "lines_with",
    "measure",
    "quote",
    "with_basis",
]


def lines_with(trivia: Trivia, text: str) -> list[str]:
    """A statement with its comments: those before on lines of their own, the one behind at the end."""
    indent = text[: len(text) - len(text.lstrip())]
    before = [f"{indent}# {c}".rstrip() for c in trivia.before]
    return [*before, f"{text}  # {trivia.behind}".rstrip() if trivia.behind is not None else text]


def comments(texts: Iterable[str]) -> list[str]:
    """Comment lines after the last statement."""
    return [f"# {c}".rstrip() for c in texts]
