"""Points taken or given for every step beyond a mark: what a part of a step counts for, and whether any step can be."""

from collections.abc import Iterator

from cchc_rules.checks.rules.types import Declared, is_whole
from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import Fix, content, replaced
from cchc_rules.language.words import forms
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.expression import Expression, StepChange, StepPart, Stepped, walk
from cchc_rules.model.numbers import vietnamese
from cchc_rules.source import Span
from cchc_rules.writing.expressions import expression, step_change

_ASSERTED = {
    StepPart.WHOLE: "phần lẻ của một bước không tính",
    StepPart.STARTED: "phần lẻ của một bước tính như đủ bước",
    StepPart.SHARE: "phần lẻ của một bước tính theo tỷ lệ",
}


def parts_of_steps_are_told(e: Expression, at: Span | None, declared: Declared) -> Iterator[Diagnostic]:
    """L644: where there can be a part of a step, the text says what it counts for."""
    for change in _changes(e):
        if change.part is None and not _in_whole_steps(change, declared):
            step = expression(change.step)
            place, words = _written(at, step)
            yield catalog.STEP_PART_UNSAID.at(place, step=step, fixes=_readings(place, words))


def steps_can_be(e: Expression, at: Span | None, nothing_known: Situation) -> Iterator[Diagnostic]:
    """L645: some report lies beyond the mark, and some so far that the limit is met."""
    for change in _changes(e):
        words, does = step_change(change), "cộng" if change.adds else "trừ"
        if work(change.beyond, nothing_known).range.high == 0:
            yield catalog.STEP_IDLE.at(at, change=words, does=f"{does} điểm nào", why="số liệu không thể như vậy")
        elif change.most is not None:
            free = work(_unlimited(change), nothing_known).range.high
            if free is not None and free < change.most:
                why = f"số liệu chỉ đến mức {does} {vietnamese(free)} điểm"
                yield catalog.STEP_IDLE.at(at, change=words, does=f"{does} đến mức không quá đã nêu", why=why)


def _changes(e: Expression) -> Iterator[StepChange]:
    for part in walk(e):
        if isinstance(part, Stepped):
            yield from part.changes


def _unlimited(change: StepChange) -> Expression:
    return StepChange(
        change.step, change.part, change.value, change.mark, change.below, change.adds, change.points
    ).amount


def _in_whole_steps(change: StepChange, declared: Declared) -> bool:
    """Whether the value lies a whole number of steps beyond the mark whatever is reported."""
    counted = (change.value,) if change.mark is None else (change.value, change.mark)
    return change.step.value.numerator == 1 and all(is_whole(e, declared) for e in counted)


def _written(at: Span | None, step: str) -> tuple[Span | None, str | None]:
    """Where a step is told and in which words; the whole, and None, where it is typed in another way."""
    for word in sorted(forms("_EACH"), key=len, reverse=True):
        place = narrow(at, f"{word} {step}")
        if place != at:
            return place, f"{word} {step}"
    return at, None


def _readings(place: Span | None, words: str | None) -> tuple[Fix, ...]:
    """The three readings, where the step is written as it is said."""
    if place is None or words is None:
        return ()
    return tuple(content(says, replaced(place, f"{words} {part.value}")) for part, says in _ASSERTED.items())
