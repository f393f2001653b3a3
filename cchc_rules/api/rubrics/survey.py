"""The skeleton of a questionnaire in the language, ready to paste before the rows of a rubric."""

from cchc_rules.explain.tables.survey_form import Skeleton, field_name, skeleton_of, summary, survey_json, survey_md
from cchc_rules.model.citation import Stated
from cchc_rules.model.survey import BLANK, Question, SurveyInstrument
from cchc_rules.writing.survey_lines import printed, share_lines
from cchc_rules.writing.surveys import question_lines, settings_lines

__all__ = ["skeleton_of", "survey_json", "survey_md", "survey_text"]


def survey_text(skeleton: Skeleton) -> str:
    """Instruments as statements, questions under the name of their field, blank ones last."""
    lines = [f"# Khung phiếu điều tra xã hội học: {skeleton.rubric.title}", f"# {summary(skeleton)}."]
    if skeleton.missing:
        lines.append("# Câu có lời hỏi “…” là câu trống: viết lời hỏi, hoặc chuyển sang phiếu khác.")
    for stated in skeleton.forms:
        lines += ["", *printed(settings_lines(stated)), *_questions(skeleton, stated.value)]
    lines += share_lines(skeleton.rubric.provisions)
    return "\n".join(lines) + "\n"


def _questions(skeleton: Skeleton, form: SurveyInstrument) -> list[str]:
    lines: list[str] = []
    for group in skeleton.groups(form):
        lines.append(f"  # {field_name(group.field)}")
        for stated in sorted(group.questions, key=_is_blank):
            lines += printed(question_lines(stated))
    return lines


def _is_blank(stated: Stated[Question]) -> bool:
    return stated.value.text == BLANK
