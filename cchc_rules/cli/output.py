"""What commands share: printing diagnostics, colour, and writing results."""

from collections.abc import Iterable, Sequence

import click

from cchc_rules.cli.checking import judged_here
from cchc_rules.diagnostics import Diagnostic, Severity, render_all
from cchc_rules.results.texts_beside import TextBeside

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def tell_texts(texts: Sequence[TextBeside]) -> None:
    """Print at the top of a plain result which texts beside the rubric were applied and which were not."""
    if texts:
        from cchc_rules.explain.words.texts_beside import wrapped

        click.echo("\n".join(wrapped(texts)))


def tell(diagnostics: Sequence[Diagnostic], err: bool = True) -> None:
    """Print diagnostics but for those that the settings around silence, the severity coloured on a terminal."""
    if not diagnostics:
        return
    silenced = {s.finding for s in judged_here(diagnostics).silenced}
    tell_all([d for d in diagnostics if d not in silenced], err)


def tell_all(diagnostics: Sequence[Diagnostic], err: bool = True) -> None:
    """Print diagnostics, the severity coloured on a terminal."""
    if not diagnostics:
        return
    heads = {f"{s.value} ": colour for s, colour in _COLOURS.items()}
    for line in render_all(diagnostics).split("\n"):
        colour = next((c for head, c in heads.items() if line.startswith(head)), None)
        click.echo(click.style(line, fg=colour, bold=True) if colour else line, err=err)


def remark(lines: Iterable[str]) -> None:
    """Print what is worth knowing and is no diagnostic of a text, beside the result."""
    for line in lines:
        click.echo(line, err=True)
