"""`cchc-rules survey`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli import session
from cchc_rules.cli.forms import papers_in_word, template_option
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.printing import PrintingCommand

if TYPE_CHECKING:
    from cchc_rules.explain.tables.survey_form import Skeleton


@click.command("survey", cls=PrintingCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "json", "docx"]), default="text", help="Dạng kết quả."
)
@template_option
def command(rubric: str, form: str, template: Path | None) -> int:
    """In khung phiếu điều tra xã hội học: các câu hỏi theo lĩnh vực, câu trống cho dòng ĐTXHH chưa có câu hỏi.

    Bộ tiêu chí chưa khai phiếu nào thì in một khung đầy đủ để chép vào trước dòng tiêu chí đầu tiên.
    Các dòng chưa có câu hỏi được nêu ở phần cảnh báo; mã thoát vẫn là 0. Dạng docx là các tờ phiếu để in, mỗi nhóm
    người trả lời một tờ.
    """
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.survey import skeleton_of
    from cchc_rules.diagnostics import Severity, catalog, has_errors

    library = Library(session.cache(), workspace=session.workspace())
    ready = library.rubric(rubric)
    tell([d for d in ready.diagnostics if d.severity is Severity.ERROR])
    if ready.rubric is None:
        return CONTENT
    skeleton = skeleton_of(ready.rubric)
    if skeleton.missing:
        codes = ", ".join(c.code.text for c in skeleton.missing)
        tell([catalog.ROWS_UNASKED.at(ready.rubric.at, count=len(skeleton.missing), codes=codes)])
    session.leave_versions(library)
    click.echo(_rendered(skeleton, form, template), nl=False)
    return CONTENT if has_errors(ready.diagnostics) else OK


def _rendered(skeleton: "Skeleton", form: str, template: Path | None) -> str | bytes:
    from cchc_rules.api.rubrics.survey import survey_json, survey_md, survey_text

    if form == "docx":
        from cchc_rules.explain.tables.questionnaire import questionnaires
        from cchc_rules.office.word.dresses import questionnaire

        forms = questionnaires(skeleton)
        if not forms:
            raise click.UsageError("bộ tiêu chí không có dòng ĐTXHH, nên không có phiếu điều tra nào")
        return papers_in_word([(form, questionnaire(form.title)) for form in forms], template)
    return {"text": survey_text, "md": survey_md, "json": survey_json}[form](skeleton)
