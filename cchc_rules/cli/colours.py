"""Explanations in colour. click takes the codes out again when the output is no terminal."""

import sys
from collections.abc import Callable
from functools import partial

import click

from cchc_rules.explain.render.plain_text import DEFAULT_WIDTH
from cchc_rules.explain.render.style import Style


def terminal_columns() -> int:
    """Columns to lay text out in: those of the terminal, within reason; the usual number when piped."""
    if not sys.stdout.isatty():
        return DEFAULT_WIDTH
    import shutil  # slow to import, and of no use when piped

    return min(max(shutil.get_terminal_size().columns, 60), 140)


def terminal_style() -> Style:
    """The look of each kind of text on a terminal."""

    def colour(name: str) -> Callable[[str], str]:
        return partial(click.style, fg=name)

    return Style(
        bold=partial(click.style, bold=True),
        dim=partial(click.style, dim=True),
        red=colour("red"),
        green=colour("green"),
        yellow=colour("yellow"),
        cyan=colour("cyan"),
    )
