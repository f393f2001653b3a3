"""The questionnaire of a rubric as people fill it in: a form for each group of respondents."""

from collections.abc import Iterator

from cchc_rules.explain.render.document import Document, Fact, Group, Item, Items, Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.survey_form import Skeleton, field_name
from cchc_rules.model.citation import Stated
from cchc_rules.model.survey import BLANK, Question, SurveyInstrument, named_scales, options_of

_HEADS = ("Câu", "Nội dung", "", "")
_BOX = "☐"
_TO_WRITE = "…………………………………………"
_HOW = Line("Đánh dấu X vào một ô ở mỗi câu.", Tone.FAINT)


def questionnaires(skeleton: Skeleton) -> tuple[Document, ...]:
    """A form for each survey instrument and each group that answers it, questions by field."""
    return tuple(
        _form(skeleton, stated.value, group) for stated in skeleton.forms for group in _respondents(stated.value)
    )


def _respondents(form: SurveyInstrument) -> tuple[str, ...]:
    named = form.respondents.value if form.respondents is not None else ()
    return tuple(n for n in named if n != BLANK) or (_TO_WRITE,)


def _form(skeleton: Skeleton, form: SurveyInstrument, respondents: str) -> Document:
    groups = tuple(
        Group(field_name(group.field), tuple(_question(skeleton, form, q) for q in group.questions))
        for group in skeleton.groups(form)
    )
    return Document(
        title=clean(form.title),
        headline=(f"Dành cho: {clean(respondents)}",),
        notices=(),
        facts=(Fact("đơn vị được đánh giá", _TO_WRITE),),
        sections=(Items("CÂU HỎI", Tone.STRONG, (_HOW,), groups, _HEADS),),
        footer_heading="",
        footer=(),
    )


def _question(skeleton: Skeleton, form: SurveyInstrument, stated: Stated[Question]) -> Item:
    question = stated.value
    return Item(question.number, clean(_text(stated)), "", "", Tone.PLAIN, tuple(_options(skeleton, form, question)))


def _text(stated: Stated[Question]) -> str:
    """A question without words yet is a line to write on, with what its row is about."""
    if stated.value.text != BLANK:
        return stated.value.text
    about = f" ({stated.trivia.behind})" if stated.trivia.behind else ""
    return f"{_TO_WRITE}{about}"


def _options(skeleton: Skeleton, form: SurveyInstrument, question: Question) -> Iterator[Line]:
    for option in options_of(question, form, named_scales(skeleton.forms)):
        yield Line(f"{_BOX} {clean(option.text)}")
