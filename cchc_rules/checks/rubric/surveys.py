"""Surveys of a rubric: answers, rows that questions feed, shares of instruments, rows without a question."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from cchc_rules.diagnostics import Diagnostic, Fix, Related, catalog, nearest
from cchc_rules.diagnostics.mends import chosen, renamed
from cchc_rules.language.words import spelled
from cchc_rules.meaning.rules import is_manual
from cchc_rules.model.citation import Stated
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.rule import BySurvey, Rule
from cchc_rules.model.survey import (
    BLANK,
    AnswerScale,
    Option,
    Question,
    RowSurvey,
    ScaleUse,
    SurveyInstrument,
    SurveyShare,
    named_scales,
    options_of,
    row_surveys,
    share_line,
)
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.surveys import percent

_FULL = Fraction(1)


# ---- answers


def survey_scales_are_sound(rubric: Rubric) -> Iterator[Diagnostic]:
    """D704 to D710: scales are known once, weights lie in 0…100% and the best is 100%, options differ."""
    surveys = rubric.provisions.surveys
    scales = named_scales(surveys)
    first: dict[str, Stated[AnswerScale | ScaleUse]] = {}
    for form in surveys:
        for stated in form.value.scales:
            scale = stated.value
            if isinstance(scale, ScaleUse):
                yield from _known(scale.name, stated.at, scales)
                continue
            yield from _options(scale.options, stated.at)
            if scale.name is not None and first.setdefault(fold_name(scale.name), stated) is not stated:
                related = (Related("thang trước ở đây", first[fold_name(scale.name)].at),)
                yield catalog.SCALE_TWICE.at(stated.at, name=scale.name, related=related)
        for question in form.value.questions:
            yield from _answers(question, form.value, scales)


def _known(name: str, at: Span | None, scales: Mapping[str, AnswerScale]) -> Iterator[Diagnostic]:
    if fold_name(name) not in scales:
        near = nearest(name, [s.name for s in scales.values() if s.name is not None])
        hint = f"ý bạn có phải là “{near}”? nếu không, " if near else ""
        yield catalog.SCALE_UNKNOWN.at(at, name=name, hint=hint, fixes=renamed(at, name, near))


def _answers(q: Stated[Question], form: SurveyInstrument, scales: Mapping[str, AnswerScale]) -> Iterator[Diagnostic]:
    if q.value.answers is not None:
        yield from _options(q.value.answers.value, q.value.answers.at)
    elif q.value.scale is not None:
        yield from _known(q.value.scale, q.at, scales)
    elif not options_of(q.value, form, scales) and not _uses_a_scale(form):
        yield catalog.QUESTION_NO_SCALE.at(q.at, number=q.value.number, name=form.name)


def _uses_a_scale(form: SurveyInstrument) -> bool:
    """Whether the default is a named scale; a wrong name is reported at that line only."""
    return any(isinstance(s.value, ScaleUse) for s in form.scales)


def _options(options: Sequence[Option], at: Span | None) -> Iterator[Diagnostic]:
    counts = Counter(fold_name(o.text) for o in options)
    for o in options:
        if counts.pop(fold_name(o.text), 0) > 1:
            yield catalog.OPTION_TWICE.at(at, option=o.text)
        if o.weight is not None and not 0 <= o.weight <= 1:
            yield catalog.OPTION_WEIGHT.at(at, option=o.text, weight=percent(o.weight))
    weights = [o.weight for o in options if o.weight is not None]
    if len(weights) < 2:
        yield catalog.ONE_OPTION.at(at)
    best = max(weights, default=_FULL)
    if best < 1:
        yield catalog.BEST_NOT_FULL.at(at, weight=percent(best))


# ---- instruments and questions


def survey_forms_are_complete(rubric: Rubric) -> Iterator[Diagnostic]:
    """D714 to D716: an instrument asks somebody something."""
    for stated in rubric.provisions.surveys:
        form = stated.value
        if not form.questions:
            yield catalog.FORM_EMPTY.at(stated.at, name=form.name)
        if form.respondents is None or BLANK in form.respondents.value:
            at = form.respondents.at if form.respondents is not None else stated.at
            yield catalog.FORM_RESPONDENTS.at(at, name=form.name)
        for q in form.questions:
            if q.value.text == BLANK:
                yield catalog.QUESTION_BLANK.at(q.at, number=q.value.number, name=form.name)


def questions_feed_survey_rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """D711, D712, D723: each question is for one ĐTXHH row, which no other arithmetic scores."""
    rows = {c.code.text: c for c in rubric.walk()}
    for form in rubric.provisions.surveys:
        for q in form.value.questions:
            row = rows.get(q.value.code.text)
            if row is None:
                hint, fixes = _survey_rows(rubric), _asked_of(q, _surveyed(rubric))
                yield catalog.QUESTION_NO_ROW.at(q.at, number=q.value.number, code=q.value.code, hint=hint, fixes=fixes)
            elif not row.survey:
                hint, fixes = _hint(row, rubric), _asked_of(q, _inside(row) or _surveyed(rubric))
                yield catalog.QUESTION_NOT_SURVEY.at(q.at, number=q.value.number, code=row.code, hint=hint, fixes=fixes)
            elif row.rule is not None and not is_manual(row.rule.value):
                related = (Related("cách chấm ở đây", row.rule.at),)
                yield catalog.TWO_SOURCES.at(q.at, code=row.code, related=related)


def _hint(row: Criterion, rubric: Rubric) -> str:
    inside = _inside(row)
    return f"trong {row.code} có các dòng ĐTXHH: {', '.join(inside)}" if inside else _survey_rows(rubric)


def _asked_of(q: Stated[Question], codes: Sequence[str]) -> tuple[Fix, ...]:
    """The question asked for one of these rows instead."""
    cho, wrong = spelled("_FOR")[0], q.value.code.text
    return chosen(q.at, f"{cho} {wrong}", [f"{cho} {code}" for code in codes], "câu hỏi")


def _inside(row: Criterion) -> list[str]:
    return [c.code.text for c in row.walk() if c.survey]


def _surveyed(rubric: Rubric) -> list[str]:
    return [c.code.text for c in rubric.leaves() if c.survey]


def _survey_rows(rubric: Rubric) -> str:
    every = _surveyed(rubric)
    return f"các dòng ĐTXHH: {', '.join(every)}" if every else "bảng không có dòng ĐTXHH nào"


def every_survey_row_is_asked(rubric: Rubric) -> Iterator[Diagnostic]:
    """D713: rows that no question feeds, once a rubric states any survey, or a row that asks for one.

    By mục II.1.3.c and II.2.3.c the questions correspond to the criteria.
    """
    surveys = rubric.provisions.surveys
    missing = unasked_rows(rubric)
    if not surveys:
        missing = tuple(c for c in missing if c.rule is not None and isinstance(c.rule.value.method, BySurvey))
    if missing:
        at = surveys[0].at if surveys else missing[0].at
        codes = ", ".join(c.code.text for c in missing)
        yield catalog.ROWS_UNASKED.at(at, count=len(missing), codes=codes)


def unasked_rows(rubric: Rubric) -> tuple[Criterion, ...]:
    """ĐTXHH rows that neither a question nor a rule of their own scores, in the order of the table."""
    asked = {q.value.code for form in rubric.provisions.surveys for q in form.value.questions}
    return tuple(c for c in rubric.leaves() if c.survey and c.code not in asked and not _ruled(c))


def _ruled(c: Criterion) -> bool:
    return c.rule is not None and not is_manual(c.rule.value)


def survey_rules_stand_alone(rubric: Rubric) -> Iterator[Diagnostic]:
    """D724, D725: `theo phiếu điều tra` stands on ĐTXHH rows, with no line but the rounding."""
    for c in rubric.walk():
        if c.rule is None or not isinstance(c.rule.value.method, BySurvey):
            continue
        if not c.survey:
            yield catalog.SURVEY_RULE_ROW.at(c.rule.at, code=c.code)
        for other in _other_lines(c.rule.value):
            yield catalog.SURVEY_RULE_LINES.at(other.at)


def _other_lines(rule: Rule) -> tuple[Stated[Any], ...]:
    return tuple(s for s in (rule.gate, rule.zero, rule.not_arisen, rule.precedence) if s is not None)


# ---- shares


def survey_shares_add_up(rubric: Rubric) -> Iterator[Diagnostic]:
    """D717, D718, D721, D722: instruments that exist, each once, together 100%; one statement a place."""
    names = [s.value.name for s in rubric.provisions.surveys]
    first: dict[object, Stated[SurveyShare]] = {}
    for stated in rubric.provisions.survey_shares:
        said = stated.value
        if first.setdefault(said.code, stated) is not stated:
            where = said.code.text if said.code is not None else "các dòng khác"
            related = (Related("câu trước ở đây", first[said.code].at),)
            yield catalog.SHARE_TWICE.at(stated.at, where=where, related=related)
        yield from _unknown_forms(stated, names)
        yield from _unusable_parts(stated)
        total = sum((p.ratio for p in said.parts), Fraction(0))
        if total != 1:
            yield catalog.SHARES_SUM.at(stated.at, sum=percent(total))


def _unknown_forms(stated: Stated[SurveyShare], names: Sequence[str]) -> Iterator[Diagnostic]:
    shown = ", ".join(names) or "(chưa có phiếu nào)"
    for part in stated.value.parts:
        if part.instrument not in names:
            near = nearest(part.instrument, names)
            others = [n for n in names if all(n != p.instrument for p in stated.value.parts)]
            fixes = chosen(stated.at, part.instrument, [near] if near else others)
            yield catalog.SHARE_NO_FORM.at(stated.at, name=part.instrument, names=shown, fixes=fixes)


def _unusable_parts(stated: Stated[SurveyShare]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for part in stated.value.parts:
        ratio, name = percent(part.ratio), part.instrument
        if part.instrument in seen:
            remedy = f"sửa tên phiếu, hoặc gộp thành một phần cho {name}"
            why = "phiếu này đã ghi ở trước"
            yield catalog.SHARE_OUT.at(stated.at, name=name, ratio=ratio, why=why, remedy=remedy)
        elif part.ratio <= 0:
            remedy = "ghi tỷ trọng lớn hơn 0%, hoặc bỏ câu hỏi của phiếu này cho dòng ấy"
            yield catalog.SHARE_OUT.at(stated.at, name=name, ratio=ratio, why="phải lớn hơn 0%", remedy=remedy)
        seen.add(part.instrument)


def survey_shares_fit_the_rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """D719, D720: shares are those of the instruments that feed the row."""
    shares = rubric.provisions.survey_shares
    names = {s.value.name for s in rubric.provisions.surveys}
    codes: set[object] = set()
    used: set[int] = set()
    for row in row_surveys(rubric.provisions.surveys, shares).values():
        line = share_line(row.code, shares)
        if line is None or (len(row.forms) == 1 and line.value.code != row.code):
            continue
        used.add(id(line))
        # A wrong name, or a name written twice, has been reported; what does not fit follows from it.
        if _is_plain(line.value, names):
            yield from _fits(row, line)
    for stated in shares:
        # A second statement of one place has been reported as such.
        if id(stated) not in used and stated.value.code not in codes:
            yield catalog.SHARE_IDLE.at(stated.at)
        codes.add(stated.value.code)


def _is_plain(share: SurveyShare, names: Collection[str]) -> bool:
    stated = [p.instrument for p in share.parts]
    return len(set(stated)) == len(stated) and all(name in names for name in stated)


def _fits(row: RowSurvey, line: Stated[SurveyShare]) -> Iterator[Diagnostic]:
    fed = [f.form.name for f in row.forms]
    stated = [p.instrument for p in line.value.parts]
    if set(fed) != set(stated):
        own = line.value.code == row.code
        remedy = f"chia tỷ trọng cho {', '.join(fed)}" if own else f"thêm câu tỷ trọng riêng cho {row.code}"
        given, said = ", ".join(fed), ", ".join(stated)
        yield catalog.SHARE_MISFIT.at(
            line.at, code=row.code, fed=given, stated=said, remedy=f"{remedy}, hoặc sửa câu hỏi"
        )
