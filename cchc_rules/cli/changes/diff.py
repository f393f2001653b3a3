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
from cchc_rules.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_rules.amend.compare.drafted import Changed
    from cchc_rules.api.changes.draft import Drafted
    from cchc_rules.api.library import Library
    from cchc_rules.model.code import Code
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
@click.option("--rename", "renames", multiple=True, metavar="CŨ=MỚI", help="Số liệu đổi tên: “hồ sơ = hồ sơ đã nhận”.")
@click.option("--merge", "merges", multiple=True, metavar="CŨ,CŨ=MỚI", help="Dòng gộp, ví dụ “1.1.1, 1.1.2 = 1.1.1”.")
@click.option("--split", "splits", multiple=True, metavar="CŨ=MỚI,MỚI", help="Dòng tách, ví dụ “1.2 = 1.2, 1.3”.")
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
    renames: tuple[str, ...],
    merges: tuple[str, ...],
    splits: tuple[str, ...],
    exit_code: bool,
    ignored: tuple[Path, ...],
) -> int:
    """So hai bộ tiêu chí, hai quy định chung theo nghĩa: từng mã, cũ → mới, bất kể cách trình bày hay bảng mã của tệp.

    Với --as-amendment, CŨ và MỚI có thể là hai thư mục: một văn bản sửa mọi bảng, quy định chung khác nhau. Dòng nào
    gộp, tách, số liệu nào đổi tên là điều người soạn nói; công cụ không đoán. Nhiều bảng thì ghi “bang-1: ” ở trước.

    Git gọi được lệnh này để xem thay đổi của tệp .cchc (external diff).

    Mã thoát: 0 so được; 1 một bên có lỗi, hoặc với --exit-code khi hai bên khác nhau; 2 gọi lệnh sai;
    3 không đọc được tệp.
    """
    from cchc_rules.api.changes.draft import Drafted
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library

    if _is_of_git(names) and not session.seals():
        click.echo(_of_git(names), nl=False)
        return OK
    asked = _Asked(Drafted(number, signed, governs), (renames, merges, splits), form, template)
    library = Library(session.cache(), law=Law(ignored=ignored), workspace=session.workspace())
    folders = all(library.workspace.is_folder(Path(name)) for name in names)
    _refuse(names, asked, as_amendment, folders)
    if folders:
        return _of_folders(names, asked, library)
    return _of_two(names, asked, as_amendment, exit_code, library)


def _of_two(names: tuple[str, ...], asked: "_Asked", as_amendment: bool, exit_code: bool, library: "Library") -> int:
    from cchc_rules.api.changes.compare import differ, two_rubrics

    sides = two_rubrics(names[0], names[1], library)
    pair, found = sides.pair, sides.diagnostics
    tell([d for d in found if d.severity is not Severity.NOTE])
    refuse_vain(library)
    if pair is None:
        return CONTENT
    session.leave_versions(library)
    if not as_amendment:
        click.echo(_rendered(pair, sides.texts, asked.form), nl=False)
    elif _given(asked, [pair], sides.texts) != OK:
        return CONTENT
    return CONTENT if has_errors(found) or (exit_code and differ(*pair)) else OK


Words = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What is said of facts renamed, rows merged, rows split, as written."""


@frozen
class _Asked:
    """The amendment that is asked for: its heading, what is said of the change, in which form."""

    heading: "Drafted"
    said: Words
    form: str
    template: Path | None


def _refuse(names: tuple[str, ...], asked: _Asked, as_amendment: bool, folders: bool) -> None:
    if asked.form == "docx" and not as_amendment:
        raise click.UsageError("dạng docx đi với --as-amendment: quyết định sửa đổi để trình ký")
    if len(names) != 2:
        raise click.UsageError("cần đúng hai bộ tiêu chí, hoặc hai quy định chung: CŨ và MỚI.")
    if any(asked.said) and not as_amendment:
        raise click.UsageError("--rename, --merge, --split chỉ dùng với --as-amendment.")
    if folders and not as_amendment:
        raise click.UsageError("so hai thư mục: thêm --as-amendment, hoặc dùng lệnh report.")
    if folders and asked.form == "docx":
        raise click.UsageError("dạng docx là của một bộ tiêu chí; hai thư mục thì bỏ --format docx.")


def _of_folders(names: tuple[str, ...], asked: _Asked, library: "Library") -> int:
    from cchc_rules.api.changes.folders import two_folders

    folders = two_folders(Path(names[0]), Path(names[1]), library)
    tell(folders.diagnostics)
    refuse_vain(library)
    session.leave_versions(library)
    if has_errors(folders.diagnostics):
        return CONTENT
    return _given(asked, [(t.before, t.after) for t in folders.texts], library.texts)


def _given(asked: _Asked, pairs: "Sequence[tuple[Rubric, Rubric]]", beside: "Sequence[TextBeside]") -> int:
    """The amendment, in the language or as the decision that is signed.

    It is tried where it has several texts, or something is said of them.
    """
    from cchc_rules.api.changes.draft import Draft, amendment_between, decision_of, draft, printed

    several = len(pairs) > 1 or any(asked.said)
    made = draft(_with_words(pairs, asked.said), asked.heading) if several else None
    made = made or Draft(amendment_between(*pairs[0], asked.heading))
    tell(made.diagnostics)
    if made.amendment is None:
        return CONTENT
    if asked.form != "docx":
        click.echo(printed(made.amendment, asked.heading, beside), nl=False)
        return OK
    from cchc_rules.explain.decision.document import preamble
    from cchc_rules.office.word.dresses import decision

    document = decision_of(made.amendment, pairs[0][0], asked.heading)
    dress = decision(asked.heading.number, asked.heading.signed, preamble(pairs[0][0]))
    click.echo(in_word(document, dress, asked.template), nl=False)
    return OK


def _with_words(texts: "Sequence[tuple[Rubric, Rubric]]", said: Words) -> "list[Changed]":
    """The texts with what is said of each; where there are several, what is said names which."""
    from cchc_rules.amend.compare.drafted import Became, Changed, Said

    names = [before.id for before, _ in texts]
    facts: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
    rows: dict[str, list[Became]] = {name: [] for name in names}
    for words in said[0]:
        where, old, new = _parted(words, names)
        facts[where].append((old.strip(" []"), new.strip(" []")))
    for words in (*said[1], *said[2]):
        where, old, new = _parted(words, names)
        rows[where].append(Became(_codes(old), _codes(new)))
    return [Changed(a, b, Said(tuple(rows[a.id]), tuple(facts[a.id]))) for a, b in texts]


def _parted(words: str, names: list[str]) -> tuple[str, str, str]:
    """`bang-1: 1.1, 1.2 = 1.1`: of which text, what was, what came."""
    named, colon, rest = words.partition(":")
    where, told = (named.strip(), rest) if colon else (names[0] if len(names) == 1 else "", words)
    old, equals, new = told.partition("=")
    if not equals or not old.strip() or not new.strip():
        raise click.UsageError(f"“{words}”: viết CŨ=MỚI.")
    if where not in names:
        raise click.UsageError(f"“{words}”: ghi ở trước là của văn bản nào, một trong: {', '.join(names)}.")
    return where, old, new


def _codes(words: str) -> "tuple[Code, ...]":
    from cchc_rules.model.code import Code

    codes = [Code.meant(word.strip()) for word in words.split(",")]
    if None in codes:
        raise click.UsageError(f"“{words.strip()}”: không phải các mã dòng cách nhau bằng dấu phẩy.")
    return tuple(code for code in codes if code is not None)


def _is_of_git(names: tuple[str, ...]) -> bool:
    return len(names) in _GIT_ARGUMENTS or (len(names) == 1 and _CALLED_BY_GIT in os.environ)


def _of_git(names: tuple[str, ...]) -> str:
    """What git shows of a file; of one that both sides changed it gives the name alone."""
    from cchc_rules.api.changes.compare import rubric_of_git

    return rubric_of_git(names) if len(names) > 1 else f"{names[0]}: hai bên đều sửa, chưa gộp xong\n"


def _rendered(pair: "tuple[Rubric, Rubric]", texts: "tuple[TextBeside, ...]", form: str) -> str:
    from cchc_rules.api.changes.compare import diff_json, diff_md, diff_text

    return {"text": diff_text, "md": diff_md, "json": diff_json}[form](*pair, texts)
