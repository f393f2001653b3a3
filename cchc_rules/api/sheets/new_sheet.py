"""A blank sheet for a unit."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.checks.sheet.facts import giving_stages
from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.explain.words.texts_beside import in_one_line
from cchc_rules.model.citation import NO_TRIVIA, Trivia
from cchc_rules.model.fact import FactDeclaration, Supplier, in_year_before
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import Answer, Option, Tally, named_scales, options_of, row_surveys
from cchc_rules.results.texts_beside import TextBeside, Use

BESIDE = "Điểm cộng, điểm trừ: dòng nào không có thì xóa hoặc ghi 0 điểm; để trống là chưa biết."
"""Stands above the first row of bonus or penalty, for those rows need not be filled in."""


def blank_sheet(rubric: Rubric, named: str, unit: str, kind: str, year: int, texts: Sequence[TextBeside] = ()) -> Sheet:
    """Every row that takes points, with the stages of the rubric left open; nothing entered is not yet known.

    Its note names those of the `texts` beside the rubric that were not looked at.
    """
    tallies = _open_tallies(rubric)
    p = rubric.provisions
    fed = row_surveys(p.surveys, p.survey_shares)
    every = (*rubric.leaves(), *rubric.bucket_rows())
    open_rows = ((c, () if c.code.text in fed else _open_entries(rubric, c.survey)) for c in every)
    first = next(rubric.bucket_rows(), None)
    remarks = {first.code: Trivia((BESIDE,))} if first is not None else {}
    rows = tuple(Row(c.code, c.title, entries, trivia=remarks.get(c.code, NO_TRIVIA)) for c, entries in open_rows)
    facts = tuple(entry for f in rubric.facts for entry in _open_facts(rubric, f.value))
    return Sheet(Header(named, unit, kind, year, note=_note(texts)), facts, rows, tallies=tallies)


def _note(texts: Sequence[TextBeside]) -> str | None:
    return in_one_line([t for t in texts if t.use is Use.IGNORED]) or None


def _open_tallies(rubric: Rubric) -> tuple[Tally, ...]:
    """Every question with its options at 0: no valid answer yet, which is not known and never 0 points."""
    surveys = rubric.provisions.surveys
    scales = named_scales(surveys)
    return tuple(
        Tally(form.value.name, q.value.number, _no_answers(options_of(q.value, form.value, scales)))
        for form in surveys
        for q in form.value.questions
    )


def _no_answers(options: tuple[Option, ...]) -> tuple[Answer, ...]:
    return tuple(Answer(o.text, Fraction(0)) for o in options)


def _open_facts(rubric: Rubric, fact: FactDeclaration) -> Iterator[FactEntry]:
    """The fact open at the stage of whoever supplies it, and last year's where asked for; computed ones are not."""
    if fact.formula is None:
        stage = giving_stages(rubric.provisions.lineup, fact.supplier or Supplier.UNIT)[0]
        yield FactEntry(fact.name, None, stage=stage)
        for back in range(1, fact.years_before + 1):
            yield FactEntry(in_year_before(fact.name, back), None, stage=stage)


def _open_entries(rubric: Rubric, survey: bool) -> tuple[Entry, ...]:
    if survey:
        return (Entry(Stage.SURVEY, None),)
    first = next((s.value.stage for s in rubric.provisions.stages if s.value.stage is not Stage.SURVEY), Stage.SELF)
    return (Entry(first, None),)


def why_not(rubric: Rubric, sheet: Sheet) -> tuple[Diagnostic, ...]:
    """What is wrong with making this sheet at all: the unit, its kind or the year."""
    return tuple(d for d in check_sheet(rubric, sheet) if has_errors((d,)))
