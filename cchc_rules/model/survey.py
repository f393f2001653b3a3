"""Surveys (điều tra xã hội học): questionnaires, the rows that questions feed, tallies of answers."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, field

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import NO_TRIVIA, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.source import Span, fold_name

BLANK = "…"
"""The text of a question that a skeleton leaves for people to write."""


@frozen
class Option:
    """An answer to choose, and the share of the maximum it is worth (a ratio: 60% is 3/5).

    Weight None is outside the denominator: who chose it is counted nowhere.
    """

    text: str
    weight: Fraction | None


@frozen
class AnswerScale:
    """`thang "mức độ": "Tốt" 100%, …`; without a name it is the default of its instrument."""

    name: str | None
    options: tuple[Option, ...]


@frozen
class ScaleUse:
    """`thang: "mức độ"`: the default of the instrument is a named scale, stated in any instrument."""

    name: str


@frozen
class Question:
    """`câu 1 cho 1.8.1: "…?"`; `coefficient` weighs it among those of its instrument that feed the same row.

    Its options are its own `answers`, else the named `scale`, else the default of the instrument.
    """

    number: str
    code: Code
    text: str
    coefficient: Fraction = Fraction(1)
    scale: str | None = None
    answers: Stated[tuple[Option, ...]] | None = None


@frozen
class SurveyInstrument:
    """`PHIẾU ĐIỀU TRA can-bo "…"`: who is asked, how many valid answers a question needs, the questions."""

    name: str
    title: str
    respondents: Stated[tuple[str, ...]] | None = None
    minimum: Stated[int] | None = None
    scales: tuple[Stated[AnswerScale | ScaleUse], ...] = ()
    questions: tuple[Stated[Question], ...] = ()

    @property
    def needed(self) -> int:
        """The least number of valid answers to a question; at least one in any case."""
        return max(self.minimum.value, 1) if self.minimum is not None else 1


@frozen
class Share:
    """What part of a row's maximum an instrument decides (a ratio)."""

    instrument: str
    ratio: Fraction


@frozen
class SurveyShare:
    """`1.8.1: can-bo 60%, nguoi-dan 40%`: for a row or all rows in it; without a code for all other rows."""

    code: Code | None
    parts: tuple[Share, ...]


# ---- shared provisions


def merge_surveys(
    own: Sequence[Stated[SurveyInstrument]], shared: Sequence[Stated[SurveyInstrument]]
) -> tuple[Stated[SurveyInstrument], ...]:
    """Instruments of the same name become one: what a rubric says itself stands, the rest comes from the shared.

    So common provisions may say who is asked and by which scale, and each rubric its own questions.
    """
    mine = {s.value.name: s for s in own}
    names = {s.value.name for s in shared}
    merged = (_merged(mine[s.value.name], s.value) if s.value.name in mine else s for s in shared)
    return (*merged, *(s for s in own if s.value.name not in names))


def _merged(own: Stated[SurveyInstrument], shared: SurveyInstrument) -> Stated[SurveyInstrument]:
    form = own.value
    said = {scale_key(s.value) for s in form.scales}
    asked = {q.value.number for q in form.questions}
    made = evolve(
        form,
        respondents=form.respondents or shared.respondents,
        minimum=form.minimum or shared.minimum,
        scales=(*form.scales, *(s for s in shared.scales if scale_key(s.value) not in said)),
        questions=(*form.questions, *(q for q in shared.questions if q.value.number not in asked)),
    )
    return evolve(own, value=made)


def scale_key(scale: AnswerScale | ScaleUse) -> str | None:
    """None for what sets the default."""
    return fold_name(scale.name) if isinstance(scale, AnswerScale) and scale.name is not None else None


# ---- tallies, which sheets carry


@frozen
class Answer:
    """How many valid answers chose an option; a whole number not below 0 once it is checked."""

    option: str
    count: Fraction


@frozen
class Tally:
    """`ĐTXHH can-bo câu 1: "Tốt" 40, …`; without answers it is not yet known."""

    instrument: str
    question: str
    answers: tuple[Answer, ...] = ()
    evidence: tuple[str, ...] = ()
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


# ---- what feeds a row


@frozen
class AskedQuestion:
    """A question with the options that stand for it; none where its scale is not there."""

    question: Stated[Question]
    options: tuple[Option, ...]


@frozen
class RowForm:
    """An instrument as it feeds one row: its share of the maximum and its questions for the row."""

    form: SurveyInstrument
    share: Fraction
    questions: tuple[AskedQuestion, ...]


@frozen
class RowSurvey:
    """Everything that feeds one row, in the order of the text."""

    code: Code
    forms: tuple[RowForm, ...]


def named_scales(surveys: Iterable[Stated[SurveyInstrument]]) -> dict[str, AnswerScale]:
    """The scales that have a name, by folded name; they serve every instrument of the rubric."""
    scales = [s.value for form in surveys for s in form.value.scales]
    return {fold_name(s.name): s for s in scales if isinstance(s, AnswerScale) and s.name is not None}


def default_options(form: SurveyInstrument, scales: Mapping[str, AnswerScale]) -> tuple[Option, ...]:
    """The options of an instrument's questions that state no others; empty when there are none."""
    for stated in form.scales:
        if isinstance(stated.value, ScaleUse):
            found = scales.get(fold_name(stated.value.name))
            return found.options if found is not None else ()
        if stated.value.name is None:
            return stated.value.options
    return ()


def options_of(q: Question, form: SurveyInstrument, scales: Mapping[str, AnswerScale]) -> tuple[Option, ...]:
    """The options of a question: its own, its scale's, or the default."""
    if q.answers is not None:
        return q.answers.value
    if q.scale is not None:
        found = scales.get(fold_name(q.scale))
        return found.options if found is not None else ()
    return default_options(form, scales)


def share_line(code: Code, shares: Sequence[Stated[SurveyShare]]) -> Stated[SurveyShare] | None:
    """The statement on shares that governs a row: the one for the nearest code, else that for other rows."""
    fitting = [s for s in shares if s.value.code is None or code.lies_in(s.value.code)]
    return max(fitting, key=lambda s: s.value.code.depth if s.value.code is not None else 0, default=None)


def _share(line: Stated[SurveyShare] | None, name: str, names: Sequence[str]) -> Fraction:
    """An instrument alone decides all; equal parts where nothing is stated."""
    stated = {p.instrument: p.ratio for p in line.value.parts} if line is not None else {}
    if len(names) == 1 or stated.keys() != set(names):
        return Fraction(1, len(names))
    return stated[name]


def row_surveys(
    surveys: Sequence[Stated[SurveyInstrument]], shares: Sequence[Stated[SurveyShare]]
) -> dict[str, RowSurvey]:
    """What feeds each row that has a question, by code."""
    scales = named_scales(surveys)
    asked: dict[Code, dict[str, list[AskedQuestion]]] = {}
    forms = {s.value.name: s.value for s in surveys}
    for form in forms.values():
        for q in form.questions:
            made = AskedQuestion(q, options_of(q.value, form, scales))
            asked.setdefault(q.value.code, {}).setdefault(form.name, []).append(made)
    found: dict[str, RowSurvey] = {}
    for code, by_form in asked.items():
        line, names = share_line(code, shares), tuple(by_form)
        rows = [RowForm(forms[n], _share(line, n, names), tuple(qs)) for n, qs in by_form.items()]
        found[code.text] = RowSurvey(code, tuple(rows))
    return found
