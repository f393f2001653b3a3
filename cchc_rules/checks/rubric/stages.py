"""Stages: those that give the index its points exist, and every row gets points from one."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from fractions import Fraction

from attrs import evolve

from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, Fix, Related, catalog
from cchc_rules.diagnostics.mends import Swap, mended
from cchc_rules.meaning.deadlines import printed_last_day
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Provisions, Rubric
from cchc_rules.model.stages import USUAL, Combination, Deadline, Lineup, Power, Publication, Stage, StageRule, Step
from cchc_rules.writing.rubric import combination as said
from cchc_rules.writing.rubric import named_stage

_EXAMPLES = {Stage.SELF: "chấm điểm", Stage.SURVEY: "chấm điểm"}
_ANY_YEAR = 2003
"""The next year has a 29 February, so that each day that a text may name is there."""


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
    return f"{named_stage(stage)}: {_EXAMPLES.get(stage, 'công nhận, tăng hoặc giảm')}"


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
        yield _uncounted(combination, scored, _other_stages(rubric))
    if survey is None and combination.value.survey and not _declared(rubric):
        without = evolve(combination.value, survey=False)
        yield catalog.SURVEY_ABSENT.at(combination.at, fixes=_combined(combination, without))


def _other_stages(rubric: Rubric) -> str:
    return f"các bước {', '.join(s.value for s in rubric.provisions.lineup.order if s is not Stage.SURVEY)}"


def later_stages_count(rubric: Rubric) -> Iterator[Diagnostic]:
    """K331: points of a later stage are not passed over for those of an earlier one, which are there too."""
    combination = rubric.provisions.combination
    if combination is None:
        return
    order, lineup = combination.value.order, rubric.provisions.lineup
    for stated in rubric.provisions.stages:
        stage = stated.value.stage
        before = order[: order.index(stage)] if stage in order else order
        counted = stage is Stage.SELF or stage in lineup.later
        earlier = next((s for s in before if s in lineup.order and stage in lineup.after(s)), None) if counted else None
        if earlier is not None:
            related = (Related("câu “điểm chỉ số”", combination.at),)
            at = order.index(earlier)
            new = (*order[:at], stage, *(s for s in order[at:] if s != stage))
            fixes = _combined(combination, evolve(combination.value, order=new))
            yield catalog.STAGE_IGNORED.at(
                stated.at, related=related, stage=stage.value, earlier=earlier.value, fixes=fixes
            )


def every_unit_is_counted(rubric: Rubric) -> Iterator[Diagnostic]:
    """K430: a stage that the index takes points from covers every unit, or the others would never have any."""
    p = rubric.provisions
    if p.combination is None or not p.combination.value.order:
        return
    combination, shares = p.combination.value, {s.value.stage: s for s in p.stages if _covers_part(s.value)}
    last = combination.order[-1]
    if not all(stage in shares for stage in combination.order):
        return
    stood_in = tuple(_stands_in(p.lineup, combination.order, shares))
    new = evolve(combination, order=(*combination.order, *stood_in))
    yield catalog.SOME_UNCOUNTED.at(
        narrow(p.combination.at, last.value),
        stage=last.value,
        share=vietnamese(shares[last].value.minimum_share or Fraction(0)),
        other=stood_in[-1].value if stood_in else Stage.SELF.value,
        related=(Related(f"câu “{last.value}”", shares[last].at),),
        fixes=_combined(p.combination, new) if stood_in else (),
    )


def _covers_part(rule: StageRule) -> bool:
    return rule.minimum_share is not None and 0 < rule.minimum_share < 100


def _stands_in(lineup: Lineup, order: Sequence[Stage], partial: Collection[Stage]) -> Iterator[Stage]:
    """The stages to take points from where those of the index give none, back to one that covers every unit."""
    last = order[-1]
    earlier = lineup.acting[: lineup.acting.index(last)] if last in lineup.acting else ()
    for stage in reversed(earlier):
        if stage not in order and lineup.power(stage) is not Power.COMMENT:
            yield stage
            if stage not in partial:
                return


def stages_follow_one_another(rubric: Rubric) -> Iterator[Diagnostic]:
    """B300, B301, B302: a stage follows one that is there, comments give the index no points, deadlines have stages."""
    p = rubric.provisions
    there = {*USUAL, *(s.value.stage for s in p.stages)}
    for stated in p.stages:
        stage, after = stated.value.stage, stated.value.after
        why = _follows_nothing(stage, after, {s.value.stage: s.value.after for s in p.stages}, there)
        if after is not None and why is not None:
            span = narrow(stated.at, after.value)
            yield catalog.FOLLOWS_NONE.at(span, stage=stage.value, after=after.value, why=why)
    yield from _comments_counted(p)
    for due in p.timetable:
        step = due.value.step
        if isinstance(step, Stage) and step not in there:
            yield catalog.DUE_WITHOUT_STAGE.at(narrow(due.at, step.value), stage=step.value)


def _follows_nothing(
    stage: Stage, after: Stage | None, follows: Mapping[Stage, Stage | None], there: Set[Stage]
) -> str | None:
    """What is wrong with what a stage follows: it is not there, or follows the stage itself."""
    if after is not None and after not in there:
        return "mà không có bước ấy"
    for _ in follows:
        if after == stage:
            return "mà bước ấy lại đứng sau nó"
        after = follows.get(after) if after is not None else None
    return None


def _comments_counted(p: Provisions) -> Iterator[Diagnostic]:
    combination = p.combination
    for stage in combination.value.order if combination is not None else ():
        if combination is not None and p.lineup.power(stage) is Power.COMMENT:
            yield catalog.COMMENT_COUNTS.at(narrow(combination.at, stage.value), stage=stage.value)


def appraisers_have_rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """K316, B303: rows that a stage shares out are in the table, each given to one."""
    known = {c.code for c in rubric.rows()}
    for stated in rubric.provisions.stages:
        told: dict[Code, str] = {}
        for share in stated.value.shares:
            for code in share.codes:
                if code not in known:
                    yield catalog.NO_SUCH_ROW.at(narrow(stated.at, code.text), code=code)
                elif code in told:
                    yield catalog.SHARED_TWICE.at(stated.at, code=code, one=told[code], other=share.by)
                told[code] = share.by


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
    for step, own in due.items():
        for earlier in _waits_for(rubric.provisions.lineup, step):
            other = due.get(earlier)
            if other is not None and _before(own.value, other.value):
                related = (Related(f"hạn {earlier.value}", other.at),)
                yield catalog.DEADLINE_ORDER.at(own.at, step=step.value, earlier=earlier.value, related=related)


def _waits_for(lineup: Lineup, step: Step) -> tuple[Stage, ...]:
    """The stages before a step, the nearest first; publication waits for the survey too."""
    if isinstance(step, Publication):
        return lineup.order
    before = lineup.order[: lineup.order.index(step)] if step in lineup.order else ()
    return () if step is Stage.SURVEY else tuple(reversed(before))


def _before(one: Deadline, other: Deadline) -> bool:
    """Whether the last permitted day comes before that of the other, in any year."""
    return printed_last_day(one, _ANY_YEAR) < printed_last_day(other, _ANY_YEAR)
