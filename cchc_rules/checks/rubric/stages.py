"""Stages: those that give the index its points exist, and every row gets points from one."""

from collections.abc import Iterator

from attrs import evolve

from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, Fix, Related, catalog
from cchc_rules.diagnostics.mends import Swap, mended
from cchc_rules.meaning.deadlines import printed_last_day
from cchc_rules.model.citation import Stated
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.stages import Combination, Deadline, Stage, Step
from cchc_rules.writing.rubric import combination as said

_EXAMPLES = {Stage.SELF: "chấm điểm", Stage.SURVEY: "chấm điểm"}
_LATER = {Stage.SELF: (Stage.APPRAISAL, Stage.REVIEW), Stage.APPRAISAL: (Stage.REVIEW,)}
_ANY_YEAR = 2003
"""The next year has a 29 February, so that each day that a text may name is there."""
_WAITS_FOR = {
    Step.APPRAISAL: (Step.SELF,),
    Step.REVIEW: (Step.APPRAISAL, Step.SELF),
    Step.PUBLICATION: (Step.SELF, Step.APPRAISAL, Step.REVIEW, Step.SURVEY),
}
_OTHER_STAGES = "các bước tự đánh giá, thẩm định, phúc tra"


def combined_stages_exist(rubric: Rubric) -> Iterator[Diagnostic]:
    """K318: every stage that the index takes points from has its rule."""
    combination, stages = rubric.provisions.combination, rubric.provisions.stages
    if combination is None or not stages:
        return
    survey = (Stage.SURVEY,) if combination.value.survey else ()
    ruled = {s.value.stage for s in stages}
    for stage in dict.fromkeys((*survey, *combination.value.order)):
        if stage not in ruled:
            span = narrow(combination.at, stage.value)
            yield catalog.STAGE_UNUSED.at(span, stage=stage.value, example=_example(stage))


def _example(stage: Stage) -> str:
    return f"{stage.value}: {_EXAMPLES.get(stage, 'công nhận, tăng hoặc giảm')}"


def every_row_is_counted(rubric: Rubric) -> Iterator[Diagnostic]:
    """K326, K327: rows of each kind have a source of points in the index, and each source has rows."""
    combination = rubric.provisions.combination
    if combination is None or not rubric.fields:
        return
    survey = next((row for row in rubric.leaves() if row.survey), None)
    scored = next((row for row in rubric.leaves() if not row.survey), None)
    if survey is not None and not combination.value.survey:
        yield _uncounted(combination, survey, Stage.SURVEY.value)
    if scored is not None and not combination.value.order:
        yield _uncounted(combination, scored, _OTHER_STAGES)
    if survey is None and combination.value.survey and not _declared(rubric):
        without = evolve(combination.value, survey=False)
        yield catalog.SURVEY_ABSENT.at(combination.at, fixes=_combined(combination, without))


def later_stages_count(rubric: Rubric) -> Iterator[Diagnostic]:
    """K331: points of a later stage are not passed over for those of an earlier one, which are there too."""
    combination = rubric.provisions.combination
    if combination is None:
        return
    order = combination.value.order
    for stated in rubric.provisions.stages:
        stage = stated.value.stage
        before = order[: order.index(stage)] if stage in order else order
        earlier = next((s for s in before if stage in _LATER.get(s, ())), None)
        if earlier is not None:
            related = (Related("câu “điểm chỉ số”", combination.at),)
            at = order.index(earlier)
            new = (*order[:at], stage, *(s for s in order[at:] if s is not stage))
            fixes = _combined(combination, evolve(combination.value, order=new))
            yield catalog.STAGE_IGNORED.at(
                stated.at, related=related, stage=stage.value, earlier=earlier.value, fixes=fixes
            )


def _declared(rubric: Rubric) -> bool:
    """Whether survey points are declared, so that a missing tag is reported already."""
    total = rubric.provisions.total
    return total is not None and bool(total.value.survey)


def _uncounted(combination: Stated[Combination], row: Criterion, source: str) -> Diagnostic:
    related = (Related(f"dòng {row.code}", row.at),)
    fixes = _combined(combination, evolve(combination.value, survey=True)) if row.survey else ()
    return catalog.ROW_UNCOUNTED.at(combination.at, code=row.code, source=source, related=related, fixes=fixes)


def _combined(stated: Stated[Combination], new: Combination) -> tuple[Fix, ...]:
    """The sentence on the index said with other sources of points; none where it would have no source."""
    if not (new.order or new.survey):
        return ()
    swap = Swap("{old}", "{new}", "{new}")
    return mended(swap, stated.at, {"old": said(stated.value), "new": said(new)})


def shares_are_possible(rubric: Rubric) -> Iterator[Diagnostic]:
    """K311: a stage covers more than none and at most all of the units."""
    for stage in rubric.provisions.stages:
        share = stage.value.minimum_share
        if share is not None and not 0 < share <= 100:
            why = f"tối thiểu {vietnamese(share)}% đơn vị, mà tỷ lệ đơn vị phải trên 0% và không quá 100%"
            yield catalog.IMPOSSIBLE.at(stage.at, why=why)


def deadlines_are_in_order(rubric: Rubric) -> Iterator[Diagnostic]:
    """K390: no step is due before another that it waits for."""
    due = {d.value.step: d for d in rubric.provisions.timetable}
    for step, waits_for in _WAITS_FOR.items():
        own = due.get(step)
        for earlier in waits_for if own is not None else ():
            other = due.get(earlier)
            if own is not None and other is not None and _before(own.value, other.value):
                related = (Related(f"hạn {earlier.value}", other.at),)
                yield catalog.DEADLINE_ORDER.at(own.at, step=step.value, earlier=earlier.value, related=related)


def _before(one: Deadline, other: Deadline) -> bool:
    """Whether the last permitted day comes before that of the other, in any year."""
    return printed_last_day(one, _ANY_YEAR) < printed_last_day(other, _ANY_YEAR)
