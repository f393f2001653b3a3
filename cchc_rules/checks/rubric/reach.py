"""What ratings and consequences hang on can happen, and can fail to happen, given what rows can come to."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.checks.rubric.buckets import atoms_are_sound
from cchc_rules.checks.rubric.consequences import told_at_once
from cchc_rules.checks.rubric.rating import by_scope
from cchc_rules.checks.rubric.result_cases import Results, judge_result, results_of
from cchc_rules.checks.rules.satisfiable import Verdict
from cchc_rules.checks.words_and_places import interval_text
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.meaning.amount import Amount
from cchc_rules.model.citation import Stated
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.result_condition import (
    IndexWithin,
    ResultAll,
    ResultAny,
    ResultCondition,
    ResultNot,
    Trigger,
    result_atoms,
)
from cchc_rules.model.rubric import Band, Disqualifier, Measure, Rubric
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.rubric import result_condition

_MOST = 60
"""Conditions and bands looked at; far more than any rubric has."""


def ratings_by_condition_decide_something(rubric: Rubric) -> Iterator[Diagnostic]:
    """X812, X890 to X892, X900: a condition on ratings can hold, can fail, and says more than those before it."""
    stated = rubric.provisions.disqualifiers[:_MOST]
    if not stated:
        return
    results = results_of(rubric)
    rows = {row.code: row for row in (*rubric.walk(), *rubric.bucket_rows())}
    for number, d in enumerate(stated):
        if any(True for _ in atoms_are_sound(rubric, rows, d)):
            continue
        verdict = judge_result(results, d.value.condition)
        if verdict is Verdict.NEVER:
            yield catalog.NEVER_DISQUALIFIES.at(d.at, why=_why(results, d.value.condition))
        elif verdict is Verdict.ALWAYS:
            yield catalog.ALWAYS_DISQUALIFIES.at(d.at, rating=_rating(d.value))
        elif verdict is Verdict.SOMETIMES:
            yield from _told_already(results, d, stated[:number])
            yield from _lowers_nobody(rubric, d)
            yield from _as_the_bands_say(rubric, d)


def _rating(d: Disqualifier) -> str:
    return "không được xếp loại" if d.result is None else f"bị xếp “{d.result}”"


def _why(results: Results, condition: ResultCondition) -> str:
    atoms = result_atoms(condition)
    if len(atoms) > 1:
        return "các phần của điều kiện loại trừ nhau, hoặc ngoài số điểm các dòng có thể được"
    told = result_condition(condition, results.rubric.level_names[0])
    return f"theo điểm tối đa và cách chấm, không đơn vị nào có “{told}”"


def _told_already(
    results: Results, d: Stated[Disqualifier], before: Sequence[Stated[Disqualifier]]
) -> Iterator[Diagnostic]:
    """A sentence whose every case is one of an earlier sentence that gives the same rating to the same units."""
    for other in before:
        if (other.value.result, other.value.scope) != (d.value.result, d.value.scope):
            continue
        beyond = ResultAll((d.value.condition, ResultNot(other.value.condition)))
        if judge_result(results, beyond) is Verdict.NEVER:
            yield catalog.DISQUALIFIER_DEAD.at(d.at, related=(Related("câu trước ở đây", other.at),))
            return


def _lowers_nobody(rubric: Rubric, d: Stated[Disqualifier]) -> Iterator[Diagnostic]:
    """X900: a condition that puts units into the highest band, while conditions only lower ratings."""
    name = d.value.result
    scopes = by_scope(rubric)
    own = [scopes[d.value.scope]] if d.value.scope in scopes else list(scopes.values())
    if name is None or not own:
        return
    tops = [max(bands, key=lambda b: (b.value.interval.low is not None, b.value.interval.low or 0)) for bands in own]
    if all(fold_name(top.value.name) == fold_name(name) for top in tops):
        related = (Related(f"mức “{name}”", tops[0].at),)
        yield catalog.DISQUALIFIER_RAISES.at(d.at, name=name, related=related)


def _as_the_bands_say(rubric: Rubric, d: Stated[Disqualifier]) -> Iterator[Diagnostic]:
    """A condition on the index alone that gives the rating which the index has anyway."""
    condition, name = d.value.condition, d.value.result
    if not isinstance(condition, IndexWithin) or name is None:
        return
    scopes = by_scope(rubric)
    for scope in (d.value.scope, None):
        band = next((b for b in scopes.get(scope, ()) if fold_name(b.value.name) == fold_name(name)), None)
        if (
            band is not None
            and band.value.measure is Measure.PERCENT
            and band.value.interval.covers(condition.interval)
        ):
            related = (Related(f"mức “{name}”", band.at),)
            yield catalog.DISQUALIFIER_IDLE.at(d.at, name=name, related=related)
            return


# ---- bands


def bands_can_be_reached(rubric: Rubric) -> Iterator[Diagnostic]:
    """K391: some unit can come to each band, by what rows can be scored."""
    bands = rubric.provisions.bands[:_MOST]
    if not bands or not rubric.fields or rubric.buckets:
        return
    whole = results_of(rubric).attainable.of(rubric.fields)
    named = {fold_name(d.value.result) for d in rubric.provisions.disqualifiers if d.value.result is not None}
    for band in bands:
        b = band.value
        by_index = b.measure is Measure.PERCENT
        reached = whole.ratio if by_index else whole.points
        few = whole.values
        if few is not None and by_index:
            few = frozenset(v / whole.max for v in few) if whole.max else None
        if b.interval.empty or fold_name(b.name) in named or not _sound(b):
            continue
        if reached.within(b.interval) is False or (few is not None and not any(map(b.interval.holds, few))):
            text = interval_text(b.interval, b.measure)
            yield catalog.BAND_UNREACHED.at(band.at, interval=text, why=_reached(reached, b))


def _sound(band: Band) -> bool:
    """Whether the band lies where an index can at all; what does not is told of as such."""
    return band.measure is not Measure.PERCENT or band.interval.low is None or band.interval.low <= 1


def _reached(amount: Amount, band: Band) -> str:
    if amount.within(band.interval) is not False:
        return "các dòng chỉ có một số mức điểm, không tổng nào rơi vào khoảng này"
    if band.measure is Measure.PERCENT:
        low, high = (f"{vietnamese((v or 0) * 100, 2)}%" for v in (amount.low, amount.high))
        return f"chỉ số chỉ từ {low} đến {high}"
    low, high = (vietnamese(v or Fraction(0), 2) for v in (amount.low, amount.high))
    return f"tổng điểm chỉ từ {low} đến {high}"


# ---- consequences


def consequences_follow_from_something(rubric: Rubric) -> Iterator[Diagnostic]:
    """K311, K312, K392: triggers can hold and fail together, and none says only what another says."""
    stated = rubric.provisions.consequences[:_MOST]
    if not stated:
        return
    results = results_of(rubric)
    for c in stated:
        triggers = c.value.triggers[:_MOST]
        if any(told_at_once(t) for t in triggers):
            continue
        verdict = judge_result(results, ResultAny(triggers))
        if verdict is Verdict.NEVER:
            yield catalog.IMPOSSIBLE.at(c.at, why="theo cách chấm, không kết quả nào thuộc hệ quả này")
        elif verdict is Verdict.ALWAYS:
            yield catalog.ALWAYS.at(c.at, why="mọi kết quả đều thuộc hệ quả này")
        else:
            yield from _spare(results, c.at, triggers)


def _spare(results: Results, at: Span | None, triggers: Sequence[Trigger]) -> Iterator[Diagnostic]:
    """A trigger that holds only where another one does already."""
    top = results.rubric.level_names[0]
    for number, trigger in enumerate(triggers):
        for other in (*triggers[:number], *triggers[number + 1 :]):
            alone = judge_result(results, ResultAll((trigger, ResultNot(other))))
            if alone is Verdict.NEVER and (trigger != other or number):
                told, already = (result_condition(t, top) for t in (trigger, other))
                yield catalog.TRIGGER_IDLE.at(at, told=told, already=already)
                return
