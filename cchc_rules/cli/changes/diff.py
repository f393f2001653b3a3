"""`cchc-rules diff`."""

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.checking import ResultCommand
from cchc_rules.cli.forms import in_word, template_option
from cchc_rules.cli.law_options import Day, ignore_option, refuse_vain
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.diagnostics import Severity, has_errors

if TYPE_CHECKING:
    from cchc_rules.api.changes.draft import Drafted
    from cchc_rules.model.rubric import Rubric
    from cchc_rules.results.texts_beside import TextBeside

_GIT_ARGUMENTS = (7, 9)
"""Of git's external diff: path, old file, hash, mode, new file, hash, mode; the new path and a text for a rename."""
_CALLED_BY_GIT = "GIT_DIFF_PATH_COUNTER"


@click.command("diff", cls=ResultCommand)
@click.argument("names", metavar="CŨ MỚI", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json", "docx"]),
    default="text",
    help="Dạng kết quả; docx đi với --as-amendment: quyết định sửa đổi thành văn bản để trình ký.",
)
@template_option
@click.option("--as-amendment", is_flag=True, help="In văn bản sửa đổi biến CŨ thành MỚI.")
@click.option("--number", metavar="SỐ", help="Số của văn bản sửa đổi, ví dụ 12/QĐ-UBND.")
@click.option("--signed", type=Day(), help="Ngày ký văn bản sửa đổi.")
@click.option("--governs", type=int, metavar="NĂM", help="Kỳ đánh giá đầu tiên mà văn bản sửa đổi áp dụng.")
@click.option("--exit-code", is_flag=True, help="Mã thoát 1 khi hai bên khác nhau về nghĩa, 0 khi như nhau.")
@ignore_option
def command(
    names: tuple[str, ...],
    form: str,
    template: Path | None,
    as_amendment: bool,
    number: str | None,
    signed: datetime.date | None,
    governs: int | None,
    exit_code: bool,
    ignored: tuple[Path, ...],
) -> int:
    """So hai bộ tiêu chí, hai quy định chung theo nghĩa: từng mã, cũ → mới, bất kể cách trình bày hay bảng mã của tệp.

    Git gọi được lệnh này để xem thay đổi của tệp .cchc (external diff).

    Mã thoát: 0 so được; 1 một bên có lỗi, hoặc với --exit-code khi hai bên khác nhau; 2 gọi lệnh sai;
    3 không đọc được tệp.
    """
    from cchc_rules.api.changes.compare import differ, two_rubrics
    from cchc_rules.api.changes.draft import Drafted
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library

    if _is_of_git(names) and not session.seals():
        click.echo(_of_git(names), nl=False)
        return OK
    _refuse(names, form, as_amendment)
    library = Library(session.cache(), law=Law(ignored=ignored), workspace=session.workspace())
    sides = two_rubrics(names[0], names[1], library)
    pair, found = sides.pair, sides.diagnostics
    tell([d for d in found if d.severity is not Severity.NOTE])
    refuse_vain(library)
    if pair is None:
        return CONTENT
    session.leave_versions(library)
    if as_amendment:
        click.echo(_drafted(pair, Drafted(number, signed, governs), sides.texts, form, template), nl=False)
    else:
        click.echo(_rendered(pair, sides.texts, form), nl=False)
    return CONTENT if has_errors(found) or (exit_code and differ(*pair)) else OK


def _refuse(names: tuple[str, ...], form: str, as_amendment: bool) -> None:
    if form == "docx" and not as_amendment:
        raise click.UsageError("dạng docx đi với --as-amendment: quyết định sửa đổi để trình ký")
    if len(names) != 2:
        raise click.UsageError("cần đúng hai bộ tiêu chí, hoặc hai quy định chung: CŨ và MỚI.")


def _drafted(
    pair: "tuple[Rubric, Rubric]",
    drafted: "Drafted",
    texts: "tuple[TextBeside, ...]",
    form: str,
    template: Path | None,
) -> str | bytes:
    """The amendment, in the language or as the decision that is signed."""
    from cchc_rules.api.changes.draft import amendment_text, decision_between

    if form != "docx":
        return amendment_text(*pair, drafted, texts)
    from cchc_rules.office.word.dresses import decision

    return in_word(decision_between(*pair, drafted), decision(drafted.number, drafted.signed), template)


def _is_of_git(names: tuple[str, ...]) -> bool:
    return len(names) in _GIT_ARGUMENTS or (len(names) == 1 and _CALLED_BY_GIT in os.environ)


def _of_git(names: tuple[str, ...]) -> str:
    """What git shows of a file; of one that both sides changed it gives the name alone."""
    from cchc_rules.api.changes.compare import rubric_of_git

    return rubric_of_git(names) if len(names) > 1 else f"{names[0]}: hai bên đều sửa, chưa gộp xong\n"


def _rendered(pair: "tuple[Rubric, Rubric]", texts: "tuple[TextBeside, ...]", form: str) -> str:
    from cchc_rules.api.changes.compare import diff_json, diff_md, diff_text

    return {"text": diff_text, "md": diff_md, "json": diff_json}[form](*pair, texts)
