"""The skeleton of the questionnaire of a rubric: its instruments, and blank questions for rows without one."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from typing import Any

import attrs

from cchc_rules.checks.rubric.surveys import unasked_rows
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.words.citations import printed_place
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Basis, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import decimal_string, vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import (
    BLANK,
    AnswerScale,
    Option,
    Question,
    SurveyInstrument,
    named_scales,
    options_of,
)
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.surveys import percent

SCHEMA = "cchc-rules/survey/1"
_HINT = "gợi ý, sửa theo hướng dẫn điều tra"
_SCALE = (("Tốt", 100), ("Khá", 60), ("Trung bình", 20), ("Kém", 0))
_MINIMUM = 30


@frozen
class QuestionGroup:
    """The questions of an instrument for rows of one field; None where the row is not in the table."""

    field: Criterion | None
    questions: tuple[Stated[Question], ...]


@frozen
class Skeleton:
    """Instruments as they would stand with a blank question for every row that has none (`missing`).

    `invented`: the rubric states no survey, so the one instrument here is a proposal.
    """

    rubric: Rubric
    forms: tuple[Stated[SurveyInstrument], ...]
    missing: tuple[Criterion, ...]
    invented: bool

    @property
    def rows(self) -> tuple[Criterion, ...]:
        """All ĐTXHH rows."""
        return tuple(c for c in self.rubric.leaves() if c.survey)

    def groups(self, form: SurveyInstrument) -> Iterator[QuestionGroup]:
        """The questions of an instrument by field, in the order of the table."""
        for field in (*self.rubric.fields, None):
            inside = tuple(q for q in form.questions if self._field(q.value.code) is field)
            if inside:
                yield QuestionGroup(field, inside)

    def _field(self, code: Code) -> Criterion | None:
        return next((f for f in self.rubric.fields if code.lies_in(f.code)), None)


def skeleton_of(rubric: Rubric) -> Skeleton:
    """The skeleton of a linked rubric; blank questions go to the first instrument."""
    missing = unasked_rows(rubric)
    surveys = rubric.provisions.surveys
    forms = surveys or ((_proposal(rubric),) if missing else ())
    if missing:
        forms = (_with_blanks(forms[0], missing), *forms[1:])
    return Skeleton(rubric, forms, missing, not surveys)


def _proposal(rubric: Rubric) -> Stated[SurveyInstrument]:
    stages = rubric.provisions.stages
    basis = next((s.basis for s in stages if s.value.stage is Stage.SURVEY), None)
    hint = Trivia((), _HINT)
    scale = AnswerScale(None, tuple(Option(text, Fraction(p, 100)) for text, p in _SCALE))
    form = SurveyInstrument(
        "phieu-1",
        "Phiếu điều tra xã hội học",
        Stated((BLANK,), trivia=Trivia((), "các nhóm người trả lời")),
        Stated(_MINIMUM, trivia=hint),
        (Stated(scale, trivia=hint),),
    )
    return Stated(form, basis if basis is not None else Basis(own_choice=BLANK))


def _with_blanks(stated: Stated[SurveyInstrument], rows: tuple[Criterion, ...]) -> Stated[SurveyInstrument]:
    form = stated.value
    used = {q.value.number for q in form.questions}
    free = (str(n) for n in count(1) if str(n) not in used)
    blanks = tuple(
        Stated(Question(number, c.code, BLANK), trivia=Trivia((), clean(c.called)))
        for number, c in zip(free, rows, strict=False)
    )
    return attrs.evolve(stated, value=attrs.evolve(form, questions=(*form.questions, *blanks)))


# ---- what there is to say about it


def summary(skeleton: Skeleton) -> str:
    """`28 dòng ĐTXHH, 26,5 điểm: 26 dòng đã có nguồn điểm, 2 dòng chưa có câu hỏi`."""
    rows, missing = skeleton.rows, len(skeleton.missing)
    points = vietnamese(sum((c.max for c in rows), Fraction(0)))
    split = f"{len(rows) - missing} dòng đã có nguồn điểm, {missing} dòng chưa có câu hỏi"
    return f"{len(rows)} dòng ĐTXHH, {points} điểm: {split}"


def field_name(field: Criterion | None) -> str:
    """`1. Chỉ đạo, điều hành`."""
    return f"{field.code}. {clean(field.called)}" if field is not None else "Dòng không có trong bảng"


# ---- Markdown


def survey_md(skeleton: Skeleton) -> str:
    """The questionnaire as people would fill it in, then the rows without a question."""
    lines = ["# Khung phiếu điều tra xã hội học", "", f"{_md(skeleton.rubric.title)}. {summary(skeleton)}."]
    for stated in skeleton.forms:
        lines += ["", *_form_md(skeleton, stated.value)]
    if skeleton.missing:
        lines += ["", "## Dòng ĐTXHH chưa có câu hỏi", ""]
        lines += [
            f"- {_md(f'{c.code}{printed_place(skeleton.rubric, c.code)} {c.called}')} ({vietnamese(c.max)} điểm)"
            for c in skeleton.missing
        ]
    return "\n".join(lines) + "\n"


def _form_md(skeleton: Skeleton, form: SurveyInstrument) -> Iterator[str]:
    yield f"## Phiếu {form.name}: {_md(form.title)}"
    if form.respondents is not None:
        yield ""
        yield f"Người trả lời: {_md('; '.join(form.respondents.value))}."
    yield ""
    yield f"Số phiếu hợp lệ tối thiểu: {form.needed}."
    scales = named_scales(skeleton.forms)
    for group in skeleton.groups(form):
        yield from ("", f"### {_md(field_name(group.field))}", "")
        for q in group.questions:
            said = q.value
            at = _md(f"{said.code}{printed_place(skeleton.rubric, said.code)}")
            yield f"- **Câu {said.number}** (mã {at}): {_md(_text(q))}"
            yield "  " + " ".join(f"☐ {_md(o.text)}" for o in options_of(said, form, scales))


def _text(q: Stated[Question]) -> str:
    """A blank question shows what its row is about."""
    if q.value.text == BLANK and q.trivia.behind:
        return f"{BLANK} ({q.trivia.behind})"
    return q.value.text


def _md(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in clean(text))


# ---- JSON


def survey_json(skeleton: Skeleton) -> str:
    """The same for other programs; percentages and points as decimal strings."""
    data = {
        "schema": SCHEMA,
        "rubric": skeleton.rubric.id,
        "title": skeleton.rubric.title,
        "proposed": skeleton.invented,
        "survey_rows": len(skeleton.rows),
        "instruments": [_form_data(skeleton, f.value) for f in skeleton.forms],
        "unasked": [{"code": c.code.text, "title": c.title, "max": decimal_string(c.max)} for c in skeleton.missing],
    }
    return json_text(data)


def _form_data(skeleton: Skeleton, form: SurveyInstrument) -> dict[str, Any]:
    groups = [
        {
            "code": g.field.code.text if g.field is not None else None,
            "title": g.field.title if g.field is not None else None,
            "questions": [_question_data(skeleton, form, q.value) for q in g.questions],
        }
        for g in skeleton.groups(form)
    ]
    return {
        "name": form.name,
        "title": form.title,
        "respondents": list(form.respondents.value) if form.respondents is not None else [],
        "minimum": form.needed,
        "fields": groups,
    }


def _question_data(skeleton: Skeleton, form: SurveyInstrument, q: Question) -> dict[str, Any]:
    rubric = skeleton.rubric
    given = options_of(q, form, named_scales(skeleton.forms))
    return {
        "number": q.number,
        "code": q.code.text,
        **({"printed_at": rubric.cited_at(q.code)} if rubric.numbers_restart else {}),
        "text": None if q.text == BLANK else q.text,
        "coefficient": decimal_string(q.coefficient),
        "options": [{"text": o.text, "percent": _percent(o)} for o in given],
    }


def _percent(o: Option) -> str | None:
    """What an answer is worth; None outside the denominator."""
    return None if o.weight is None else percent(o.weight)[:-1].replace(",", ".")
