"""`cchc-rules rule`."""

import click

from cchc_rules.cli.main import OK, USAGE
from cchc_rules.cli.printing import PrintingCommand


@click.command("rule", cls=PrintingCommand)
@click.argument("words", metavar="MÃ|TỪ…", nargs=-1, required=True)
def command(words: tuple[str, ...]) -> int:
    """Giải thích một mã chẩn đoán như K302: nghĩa là gì, một ví dụ sai, một ví dụ đúng, cách sửa.

    Không nhớ mã thì nêu từ: cchc-rules rule tổng điểm.
    """
    from cchc_rules.diagnostics.catalog import severity_of
    from cchc_rules.explain.rule_page import as_text, find, near
    from cchc_rules.files.reading import diagnostics_page
    from cchc_rules.source import visible

    page, wanted = diagnostics_page(), " ".join(words)
    found = find(page, wanted)
    if len(found) == 1:
        click.echo(as_text(found[0], severity_of(found[0].code).value), nl=False)
        return OK
    for entry in found:
        click.echo(f"{entry.code}  {entry.title}")
    if found:
        return OK
    click.echo(f"Lỗi: không có mã hay từ “{visible(wanted)}”.", err=True)
    meant = near(page, wanted)
    if meant:
        click.echo("Ý bạn có phải là:", err=True)
    for entry in meant:
        click.echo(f"  {entry.code}  {entry.title}", err=True)
    return USAGE
