"""Points from tallies, with the whole arithmetic as data. It holds no prose."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.expression import round_to
from cchc_rules.model.rubric import Criterion
from cchc_rules.model.rule import BySurvey, PointRounding
from cchc_rules.model.survey import (
    AskedQuestion,
    Option,
    Question,
    RowForm,
    RowSurvey,
    SurveyInstrument,
    Tally,
)
from cchc_rules.source import fold_name

Tallies = Mapping[tuple[str, str], Tally]
"""Tallies by instrument and question."""

_ZERO = Fraction(0)


@frozen
class AnswerCount:
    """An option and how many chose it."""

    option: Option
    count: Fraction

    @property
    def outside(self) -> bool:
        """Whether who chose it is left out of the denominator."""
        return self.option.weight is None


@frozen
class QuestionResult:
    """A question with its counts; `needed` is the least number of valid answers. No counts: no tally."""

    question: Stated[Question]
    answers: tuple[AnswerCount, ...]
    needed: int

    @property
    def total(self) -> Fraction:
        """All valid answers that are in the denominator."""
        return sum((a.count for a in self.answers if not a.outside), _ZERO)

    @property
    def left_out(self) -> tuple[AnswerCount, ...]:
        """The answers outside the denominator that somebody chose."""
        return tuple(a for a in self.answers if a.outside and a.count)

    @property
    def weighted(self) -> Fraction:
        """The sum of count × weight."""
        return sum((a.count * a.option.weight for a in self.answers if a.option.weight is not None), _ZERO)

    @property
    def mean(self) -> Fraction | None:
        """The mean weight, a ratio in 0…1; None while there are too few answers."""
        return self.weighted / self.total if self.total >= self.needed else None


@frozen
class FormResult:
    """An instrument's part in a row; `share` is the ratio of the maximum it decides."""

    form: SurveyInstrument
    share: Fraction
    questions: tuple[QuestionResult, ...]

    @property
    def coefficients(self) -> Fraction:
        """The sum of the coefficients of its questions for the row."""
        return sum((q.question.value.coefficient for q in self.questions), _ZERO)

    @property
    def ratio(self) -> Fraction | None:
        """The mean of the means by coefficient; None while one of them is not known."""
        means = [(q.question.value.coefficient, q.mean) for q in self.questions]
        if any(m is None for _, m in means):
            return None
        return sum((c * m for c, m in means if m is not None), _ZERO) / self.coefficients


@frozen
class SurveyResult:
    """What the tallies give a row whose maximum is `max` points."""

    max: Fraction
    forms: tuple[FormResult, ...]
    rounding: Stated[PointRounding] | None = None

    @property
    def given(self) -> bool:
        """Whether there is any tally for the row."""
        return any(q.answers for f in self.forms for q in f.questions)

    @property
    def ratio(self) -> Fraction | None:
        """The share of the maximum, exact; None while an instrument is not known."""
        ratios = [(f.share, f.ratio) for f in self.forms]
        if any(r is None for _, r in ratios):
            return None
        return sum((s * r for s, r in ratios if r is not None), _ZERO)

    @property
    def points(self) -> Fraction | None:
        """The points, in 0…max, rounded only where the row's rule says so."""
        if self.ratio is None:
            return None
        exact = self.ratio * self.max
        if self.rounding is None:
            return exact
        rounded = round_to(exact, self.rounding.value.step, self.rounding.value.direction)
        return min(max(rounded, _ZERO), self.max)


@frozen
class Tallied:
    """The points of a row come from tallies."""

    result: SurveyResult


@frozen
class TalliesOpen:
    """Some instrument that feeds the row has no tally, or too few valid answers: the row is not yet known."""

    result: SurveyResult


def tallies_by_question(tallies: Iterable[Tally]) -> dict[tuple[str, str], Tally]:
    """The tallies that say something, by instrument and question."""
    return {(t.instrument, t.question): t for t in tallies if t.answers}


def survey_rounding(c: Criterion) -> Stated[PointRounding] | None:
    """The rounding that a row's `cách chấm: theo phiếu điều tra` states."""
    return c.rule.value.rounding if c.rule is not None and isinstance(c.rule.value.method, BySurvey) else None


def apply_survey(row: RowSurvey, c: Criterion, tallies: Tallies) -> SurveyResult:
    """What the tallies give the row `c`."""
    return SurveyResult(c.max, tuple(_form(f, tallies) for f in row.forms), survey_rounding(c))


def _form(row_form: RowForm, tallies: Tallies) -> FormResult:
    name, needed = row_form.form.name, row_form.form.needed
    asked = [(q, tallies.get((name, q.question.value.number))) for q in row_form.questions]
    results = tuple(QuestionResult(q.question, _counts(q, tally), needed) for q, tally in asked)
    return FormResult(row_form.form, row_form.share, results)


def _counts(q: AskedQuestion, tally: Tally | None) -> tuple[AnswerCount, ...]:
    if tally is None:
        return ()
    counts = {fold_name(a.option): a.count for a in tally.answers}
    return tuple(AnswerCount(o, counts.get(fold_name(o.text), _ZERO)) for o in q.options)
