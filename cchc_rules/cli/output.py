"""What commands share: printing diagnostics, colour, and writing results."""

from collections.abc import Sequence

import click

from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.diagnostics import Diagnostic, Severity, has_errors, render

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def tell(diagnostics: Sequence[Diagnostic], err: bool = True) -> None:
    """Print diagnostics, the severity coloured on a terminal."""
    for number, d in enumerate(diagnostics):
        if number:
            click.echo(err=err)
        head, _, rest = render(d).partition("\n")
        click.echo(click.style(head, fg=_COLOURS[d.severity], bold=True) + ("\n" + rest if rest else ""), err=err)


def status_of(diagnostics: Sequence[Diagnostic]) -> int:
    """Exit status for what was found."""
    return CONTENT if has_errors(diagnostics) else OK
