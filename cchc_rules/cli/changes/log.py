"""`cchc-rules log`."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_rules.cli import session
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell, tell_texts
from cchc_rules.cli.printing import PrintingCommand
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.writing.json_text import json_text

if TYPE_CHECKING:
    from cchc_rules.amend import Event


@click.command("log", cls=PrintingCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.argument("code", metavar="[MÃ]", required=False)
@law_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Dạng kết quả.")
def command(
    rubric: str,
    code: str | None,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
    form: str,
) -> int:
    """Kể lịch sử của bộ tiêu chí hoặc của một mã: văn bản nào đặt gì, có hiệu lực khi nào, cho kỳ nào."""
    from cchc_rules.amend import log_text
    from cchc_rules.api.changes.amend import amended, log_of
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.show import known_code

    library = Library(session.cache(), law=Law(extra, as_of, year, ignored), workspace=session.workspace())
    result = amended(rubric, library)
    tell(result.diagnostics)
    refuse_vain(library)
    if result.applied is None:
        return CONTENT
    found, unknown = known_code(result.applied, code)
    tell(unknown)
    if unknown:
        return CONTENT
    session.leave_versions(library)
    events = log_of(result.applied, found)
    if form == "json":
        click.echo(_json(result.texts, events), nl=False)
    else:
        tell_texts(result.texts)
        click.echo(log_text(events), nl=False)
    return OK


def _json(texts: Sequence[TextBeside], events: Sequence["Event"]) -> str:
    from cchc_rules.explain.words.texts_beside import data

    return json_text({"schema": "cchc-rules/log/1", "texts": data(texts), "events": list(map(_plain, events))})


def _plain(event: "Event") -> dict[str, Any]:
    return {
        "codes": [c.text for c in event.codes],
        "told": list(event.told),
        "instrument": event.instrument.cite() if event.instrument else None,
        "provision": event.provision,
        **({"basis_before": event.before} if event.before is not None else {}),
        "in_force": event.in_force.isoformat() if event.in_force else None,
        "governs": event.governs,
        "place": event.at.cite() if event.at else None,
    }
