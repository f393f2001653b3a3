"""How surveys are said in the language: the words that the printer and the skeleton share."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.model.citation import Stated
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.survey import AnswerScale, Option, Question, ScaleUse, SurveyInstrument, SurveyShare
from cchc_rules.writing.rubric import quote
from cchc_rules.writing.rules import Line

SURVEY_HEADING = "PHIẾU ĐIỀU TRA"
SHARES_HEADING = "TỶ TRỌNG PHIẾU ĐIỀU TRA"
RESULTS_HEADING = "KẾT QUẢ ĐIỀU TRA"


def percent(ratio: Fraction) -> str:
    """`60%`; the ratio must have a finite decimal form, as all that was read has."""
    return f"{vietnamese(ratio * 100)}%"


def form_lines(stated: Stated[SurveyInstrument]) -> Iterator[Line]:
    """An instrument as statements in canonical order: the head, who is asked, scales, questions."""
    yield from settings_lines(stated)
    for question in stated.value.questions:
        yield from question_lines(question)


def settings_lines(stated: Stated[SurveyInstrument]) -> Iterator[Line]:
    """The head of an instrument and what it states before its questions."""
    form = stated.value
    yield Line(f"{SURVEY_HEADING} {form.name} {quote(form.title)}", stated)
    if form.respondents is not None:
        yield Line(respondents(form.respondents.value), form.respondents, 1)
    if form.minimum is not None:
        yield Line(minimum(form.minimum.value), form.minimum, 1)
    for stated_scale in form.scales:
        yield Line(scale(stated_scale.value), stated_scale, 1)


def respondents(groups: Sequence[str]) -> str:
    """`hỏi: "người dân", "tổ chức"`."""
    return f"hỏi: {', '.join(map(quote, groups))}"


def minimum(least: int) -> str:
    """`tối thiểu 20 phiếu hợp lệ`."""
    return f"tối thiểu {least} phiếu hợp lệ"


def scale(scale: AnswerScale | ScaleUse) -> str:
    """`thang "mức độ": "Tốt" 100%, …` or `thang: "mức độ"`."""
    if isinstance(scale, ScaleUse):
        return f"thang: {quote(scale.name)}"
    named = f" {quote(scale.name)}" if scale.name is not None else ""
    return f"thang{named}: {options(scale.options)}"


def options(given: Sequence[Option]) -> str:
    """`"Tốt" 100%, "Khá" 60%, "Không ý kiến" ngoài mẫu số`."""
    worth = ("ngoài mẫu số" if o.weight is None else percent(o.weight) for o in given)
    return ", ".join(f"{quote(o.text)} {said}" for o, said in zip(given, worth, strict=True))


def question_lines(stated: Stated[Question]) -> Iterator[Line]:
    """A question, and its own answers below it."""
    q = stated.value
    weighed = f", hệ số {vietnamese(q.coefficient)}" if q.coefficient != 1 else ""
    scaled = f", theo thang {quote(q.scale)}" if q.scale is not None else ""
    yield Line(f"câu {q.number} cho {q.code}{weighed}{scaled}: {quote(q.text)}", stated, 1)
    if q.answers is not None:
        yield Line(f"trả lời: {options(q.answers.value)}", q.answers, 2)


def share(s: SurveyShare) -> str:
    """`1.8.1: can-bo 60%, nguoi-dan 40%`."""
    where = s.code.text if s.code is not None else "các dòng khác"
    return f"{where}: {', '.join(f'{p.instrument} {percent(p.ratio)}' for p in s.parts)}"
