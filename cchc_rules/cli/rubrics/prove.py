"""`cchc-rules prove`."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli.forms import laid_out
from cchc_rules.cli.law_options import law_options, refuse_vain
from cchc_rules.cli.main import CONTENT, OK, UNDECIDED
from cchc_rules.cli.output import tell
from cchc_rules.cli.printing import PrintingCommand

if TYPE_CHECKING:
    from cchc_rules.results.certificate import Certificate

NO_SOLVER = "thiếu thư viện chứng minh; cài bằng: pip install 'cchc-rules[proof]'"


@click.command("prove", cls=PrintingCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "html", "json"]), default="text", help="Dạng kết quả."
)
@click.option(
    "--sheets",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="THƯ_MỤC",
    help="Ghi mỗi phiếu dẫn chứng thành một tệp .phieu trong thư mục này.",
)
@law_options
def command(
    rubric: str,
    form: str,
    sheets: Path | None,
    extra: tuple[Path, ...],
    as_of: datetime.date | None,
    year: int | None,
    ignored: tuple[Path, ...],
) -> int:
    """Giấy chứng nhận của một bộ tiêu chí: điều gì đúng với mọi phiếu có thể có, không phải chỉ với phiếu đã thử.

    Điều bị bác bỏ kèm phiếu cho thấy; phiếu ấy đã được chấm lại trước khi in.

    Mã thoát: 0 mọi điều hỏi đều được chứng minh; 1 có điều bị bác bỏ, hoặc bộ tiêu chí có lỗi; 2 gọi lệnh sai;
    3 không đọc hoặc ghi được tệp; 4 không điều nào bị bác bỏ nhưng có điều không quyết định được.
    """
    from cchc_rules.api.law_in_force import Law
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.prove import NoSolver, apart_from_it, prove
    from cchc_rules.diagnostics import has_errors
    from cchc_rules.files.cache import user_cache

    library = Library(user_cache(), law=Law(extra, as_of, year, ignored))
    ready = library.rubric(rubric)
    refuse_vain(library)
    tell([d for d in ready.diagnostics if has_errors([d])])
    if ready.tree is None:
        return CONTENT
    try:
        certificate = apart_from_it(prove(ready.tree, year), ready)
    except NoSolver as missing:
        raise click.UsageError(NO_SOLVER) from missing
    _write(certificate, form, sheets)
    return status_of(certificate)


def status_of(certificate: "Certificate") -> int:
    """0 where all is proven, 1 where something is refuted, 4 where something is only undecided."""
    from cchc_rules.results.certificate import Verdict

    if certificate.count(Verdict.REFUTED):
        return CONTENT
    return UNDECIDED if certificate.count(Verdict.UNDECIDED) else OK


def _write(certificate: "Certificate", form: str, sheets: Path | None) -> None:
    from cchc_rules.api.rubrics.prove import sheets_of
    from cchc_rules.files.rewrite import replace_file

    click.echo(_rendered(certificate, form), nl=False)
    if sheets is not None:
        sheets.mkdir(parents=True, exist_ok=True)
        for name, sheet in sheets_of(certificate):
            replace_file(sheets / name, sheet.encode())


def _rendered(certificate: "Certificate", form: str) -> str:
    from cchc_rules.explain.tables.certificate import certificate_document

    if form == "json":
        from cchc_rules.explain.data.certificate import certificate_json

        return certificate_json(certificate)
    document = certificate_document(certificate)
    return laid_out(document, form)
