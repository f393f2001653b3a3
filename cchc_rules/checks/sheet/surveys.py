"""Check the tallies of a sheet against the questionnaires of its rubric and against points entered by hand."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from cchc_rules.checks.sheet.nodes_by_code import Frame
from cchc_rules.diagnostics import Diagnostic, Related, catalog, nearest
from cchc_rules.diagnostics.mends import chosen, renamed
from cchc_rules.language.words import spelled
from cchc_rules.meaning.tallies import SurveyResult, Tallies, apply_survey, tallies_by_question
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.sheet import Entry, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import Option, SurveyInstrument, Tally, named_scales, options_of, row_surveys
from cchc_rules.source import fold_name
from cchc_rules.writing.rubric import quote


def check_tallies(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """D727 to D733 on every tally and every row that tallies feed."""
    surveys = frame.rubric.provisions.surveys
    forms, scales = {s.value.name: s.value for s in surveys}, named_scales(surveys)
    sound = True
    for tally in sheet.tallies:
        form = forms.get(tally.instrument)
        asked = form.questions if form is not None else ()
        question = next((q.value for q in asked if q.value.number == tally.question), None)
        if form is None:
            found = [_no_form(tally, tuple(forms))]
        elif question is None:
            counted = {t.question for t in sheet.tallies if t.instrument == form.name}
            found = [_no_question(tally, form, counted)]
        else:
            found = list(_answers(tally, options_of(question, form, scales)))
        yield from found
        sound = sound and not found
    # Of tallies that are wrong in themselves, points would say nothing.
    if sound and sheet.tallies:
        yield from _rows(frame, sheet)


def _no_form(tally: Tally, names: Sequence[str]) -> Diagnostic:
    near = nearest(tally.instrument, names)
    hint = f"ý bạn có phải là {near}?" if near else f"các phiếu của bộ tiêu chí: {', '.join(names)}"
    if not names:
        hint = "bộ tiêu chí không khai phiếu điều tra: nhập thẳng điểm ở “ĐTXHH” của từng dòng"
    return catalog.TALLY_NO_FORM.at(
        tally.at, name=tally.instrument, hint=hint, fixes=renamed(tally.at, tally.instrument, near)
    )


def _no_question(tally: Tally, form: SurveyInstrument, counted: Collection[str]) -> Diagnostic:
    numbers = [q.value.number for q in form.questions]
    word = spelled("_QUESTION")[0]
    fixes = chosen(tally.at, f"{word} {tally.question}", [f"{word} {n}" for n in numbers if n not in counted], "số câu")
    shown = ", ".join(numbers)
    return catalog.TALLY_NO_QUESTION.at(tally.at, name=form.name, number=tally.question, numbers=shown, fixes=fixes)


def _answers(tally: Tally, options: Sequence[Option]) -> Iterator[Diagnostic]:
    known = {fold_name(o.text): o.text for o in options}
    seen: set[str] = set()
    twice: list[str] = []
    number, name = tally.question, tally.instrument
    for answer in tally.answers:
        key = fold_name(answer.option)
        if key not in known:
            shown = ", ".join(map(quote, known.values()))
            wrong = answer.option
            fixes = renamed(tally.at, wrong, nearest(wrong, known.values()))
            yield catalog.TALLY_NO_OPTION.at(
                tally.at, number=number, name=name, option=wrong, options=shown, fixes=fixes
            )
        elif key in seen:
            twice.append(answer.option)
        seen.add(key)
        if answer.count < 0 or answer.count.denominator != 1:
            yield catalog.TALLY_COUNT.at(tally.at, count=vietnamese(answer.count), option=answer.option)
    left = [quote(text) for key, text in known.items() if key not in seen]
    rest = f"; câu này còn thiếu phương án {', '.join(left)}" if left else ""
    for option in twice:
        yield catalog.TALLY_OPTION_TWICE.at(tally.at, option=option, remedy=f"giữ một lần{rest}")
    # A misspelt or misplaced option has been reported already; what is missing follows from it.
    if tally.answers and left and not twice and seen <= known.keys():
        end = tally.answers[-1]
        last, rest = f"{quote(end.option)} {vietnamese(end.count)}", ", ".join(f"{option} 0" for option in left)
        yield catalog.TALLY_OPTION_MISSING.at(
            tally.at, number=number, name=name, options=", ".join(left), last=last, rest=rest
        )


def _rows(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    p = frame.rubric.provisions
    tallies = tallies_by_question(sheet.tallies)
    entered = {r.code.text: e for r in sheet.rows for e in r.entries if e.stage is Stage.SURVEY}
    for code, row in row_surveys(p.surveys, p.survey_shares).items():
        node = frame.nodes.get(code)
        if node is None:
            continue
        result = apply_survey(row, node.criterion, tallies)
        if result.given and code in entered:
            yield from _beside(code, entered[code], result, tallies)


def _beside(code: str, entry: Entry, result: SurveyResult, tallies: Tallies) -> Iterator[Diagnostic]:
    if not isinstance(entry.value, Fraction) or entry.value == result.points:
        return
    given = f"cho {vietnamese(result.points)} điểm" if result.points is not None else "chưa đủ phiếu hợp lệ"
    places = [tallies.get((f.form.name, q.question.value.number)) for f in result.forms for q in f.questions]
    related = tuple(Related("kết quả phiếu ở đây", t.at) for t in places if t is not None)
    yield catalog.TALLY_AND_POINTS.at(
        entry.at, code=code, entered=vietnamese(entry.value), points=given, related=related
    )
