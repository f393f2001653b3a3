"""What the settings of the repository around do to what commands tell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from cchc_rules.cli.printing import PrintingCommand
from cchc_rules.cli.session import repository, workspace
from cchc_rules.diagnostics import Diagnostic

if TYPE_CHECKING:
    from cchc_rules.checks.checking import Judged
    from cchc_rules.model.repository import Checking


class ResultCommand(PrintingCommand):
    """A command that gives results: behind them it tells what the settings keep from being told, on stderr."""

    def invoke(self, ctx: click.Context) -> Any:
        status = super().invoke(ctx)
        told = settings_told()
        if told:
            click.echo("\n".join(told), err=True)
        return status


def judged_here(found: Sequence[Diagnostic], looked_at: Sequence[str] = ()) -> "Judged":
    """Findings as the settings around have them told."""
    from cchc_rules.checks.checking import Judged, judged

    around = repository()
    if around is None or around.settings is None:
        return Judged(tuple(found))
    same_file = partial(around.same_file, workspace=workspace())
    return judged(found, around.settings.checking, same_file, looked_at)


def silenced_text(judged: "Judged") -> str:
    """What was found and is not told, a line for each setting that keeps it from being told."""
    from cchc_rules.model.repository import Silence

    counts = Counter(s.by for s in judged.silenced)
    lines = []
    for by, count in counts.items():
        why = f" ở {by.file}, “{by.place}”, vì {by.reason}" if isinstance(by, Silence) else ", mã này đã tắt"
        lines.append(f"Không nêu {count} {by.code}{why}.\n")
    return "".join(lines)


def settings_told() -> list[str]:
    """What the settings around turn off or silence, a line each; nothing where they do not."""
    around = repository()
    return list(_told(around.file.name, around.settings.checking)) if around is not None and around.settings else []


def _told(name: str, checking: "Checking") -> Iterator[str]:
    from cchc_rules.checks.checking import silent

    off, silences = silent(checking)
    if off:
        yield f"Tắt theo {name}: {', '.join(off)}."
    for s in silences:
        yield f"Bỏ qua theo {name}: {s.code} ở {s.file}, “{s.place}”, vì {s.reason}."
