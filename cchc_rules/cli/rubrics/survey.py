"""`cchc-rules survey`."""

import click

from cchc_rules.cli import session
from cchc_rules.cli.main import CONTENT, OK
from cchc_rules.cli.output import tell
from cchc_rules.cli.vietnamese import VietnameseCommand


@click.command("survey", cls=VietnameseCommand)
@click.argument("rubric", metavar="BỘ_TIÊU_CHÍ")
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text", help="Dạng kết quả.")
def command(rubric: str, form: str) -> int:
    """In khung phiếu điều tra xã hội học: các câu hỏi theo lĩnh vực, câu trống cho dòng ĐTXHH chưa có câu hỏi.

    Bộ tiêu chí chưa khai phiếu nào thì in một khung đầy đủ để chép vào trước dòng tiêu chí đầu tiên.
    Các dòng chưa có câu hỏi được nêu ở phần cảnh báo; mã thoát vẫn là 0.
    """
    from cchc_rules.api.library import Library
    from cchc_rules.api.rubrics.survey import skeleton_of, survey_json, survey_md, survey_text
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
    render = {"text": survey_text, "md": survey_md, "json": survey_json}[form]
    click.echo(render(skeleton), nl=False)
    return CONTENT if has_errors(ready.diagnostics) else OK
