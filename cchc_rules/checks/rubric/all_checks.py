"""Static checks of a linked rubric: plain functions in one tuple, each from a rubric to what it finds."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from cchc_rules.checks.rubric.basis import provisions_have_a_basis
from cchc_rules.checks.rubric.buckets import (
    buckets_are_sound,
    disqualifiers_are_sound,
    every_kind_is_rated,
    rescaling_does_something,
)
from cchc_rules.checks.rubric.completeness import nothing_needed_is_missing
from cchc_rules.checks.rubric.conditions import (
    conditions_decide_something,
    one_claim_policy_a_row,
    parts_can_hold,
    rows_apply_to_somebody,
)
from cchc_rules.checks.rubric.consequences import triggers_make_sense
from cchc_rules.checks.rubric.counts import counts_are_right
from cchc_rules.checks.rubric.discrepancies import discrepancies_are_listed, reasons_are_given
from cchc_rules.checks.rubric.groups import groups_count_as_they_say
from cchc_rules.checks.rubric.inheritance import (
    common_levels_are_somebodys,
    common_provisions_stand,
    marks_are_of_common_provisions,
    overrides_replace_something,
)
from cchc_rules.checks.rubric.quotas import quotas_are_sound, ties_look_at_rows
from cchc_rules.checks.rubric.rating import (
    bands_cover_the_range,
    bands_have_one_measure,
    bands_have_their_own_names,
)
from cchc_rules.checks.rubric.reach import (
    bands_can_be_reached,
    consequences_follow_from_something,
    ratings_by_condition_decide_something,
)
from cchc_rules.checks.rubric.stages import (
    appraisers_have_rows,
    combined_stages_exist,
    deadlines_are_in_order,
    every_row_is_counted,
    every_unit_is_counted,
    later_stages_count,
    shares_are_possible,
    stages_follow_one_another,
)
from cchc_rules.checks.rubric.structure import level_names_differ, no_code_is_left_out
from cchc_rules.checks.rubric.surveys import (
    every_survey_row_is_asked,
    questions_feed_survey_rows,
    survey_forms_are_complete,
    survey_rules_stand_alone,
    survey_scales_are_sound,
    survey_shares_add_up,
    survey_shares_fit_the_rows,
)
from cchc_rules.checks.rubric.totals import (
    groups_are_sums,
    maxima_are_positive,
    maxima_fit_the_step,
    survey_split,
    total_is_the_sum,
)
from cchc_rules.checks.rubric.unit_names import unit_names_are_told_apart
from cchc_rules.checks.rules.all_checks import (
    fact_details_agree,
    facts_are_no_circles,
    last_year_is_asked,
    rule_lines_are_sound,
    rules_stand_on_rows,
    working_days_are_known,
)
from cchc_rules.checks.rules.declarations import (
    facts_are_compared_by_type,
    facts_are_declared,
    facts_are_used,
    facts_have_their_own_names,
    followers_supply_facts_of_their_rows,
)
from cchc_rules.checks.rules.facts_of_rows import facts_stay_on_their_rows
from cchc_rules.checks.rules.points_given import (
    rules_give_zero_to_maximum,
    rules_say_nothing_idle,
    zero_denominators_are_handled,
)
from cchc_rules.diagnostics import Diagnostic, Severity, catalog, has_errors, in_order
from cchc_rules.model.rubric import Rubric

Check = Callable[[Rubric], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    nothing_needed_is_missing,
    common_provisions_stand,
    common_levels_are_somebodys,
    overrides_replace_something,
    marks_are_of_common_provisions,
    provisions_have_a_basis,
    level_names_differ,
    unit_names_are_told_apart,
    no_code_is_left_out,
    total_is_the_sum,
    groups_are_sums,
    groups_count_as_they_say,
    survey_split,
    maxima_are_positive,
    maxima_fit_the_step,
    counts_are_right,
    combined_stages_exist,
    every_row_is_counted,
    every_unit_is_counted,
    later_stages_count,
    stages_follow_one_another,
    appraisers_have_rows,
    shares_are_possible,
    deadlines_are_in_order,
    bands_have_one_measure,
    bands_have_their_own_names,
    bands_cover_the_range,
    buckets_are_sound,
    rescaling_does_something,
    every_kind_is_rated,
    disqualifiers_are_sound,
    quotas_are_sound,
    ties_look_at_rows,
    triggers_make_sense,
    facts_have_their_own_names,
    facts_are_declared,
    facts_are_used,
    followers_supply_facts_of_their_rows,
    facts_stay_on_their_rows,
    facts_are_compared_by_type,
    parts_can_hold,
    conditions_decide_something,
    rows_apply_to_somebody,
    one_claim_policy_a_row,
    discrepancies_are_listed,
    reasons_are_given,
    fact_details_agree,
    facts_are_no_circles,
    last_year_is_asked,
    rules_stand_on_rows,
    rule_lines_are_sound,
    rules_give_zero_to_maximum,
    zero_denominators_are_handled,
    working_days_are_known,
    survey_scales_are_sound,
    survey_forms_are_complete,
    questions_feed_survey_rows,
    every_survey_row_is_asked,
    survey_rules_stand_alone,
    survey_shares_add_up,
    survey_shares_fit_the_rows,
)

CHECKS_OF_SENSE: tuple[Check, ...] = (
    ratings_by_condition_decide_something,
    bands_can_be_reached,
    consequences_follow_from_something,
    rules_say_nothing_idle,
)
"""Of a rubric without errors alone: whether what it says, each part sound by itself, can come about."""


LIMIT = 100
"""Errors, and warnings, after which the rest is left untold; the check of a sheet has the same."""

_LEFT_OUT = ((Severity.ERROR, catalog.TOO_MANY), (Severity.WARNING, catalog.TOO_MANY_WARNINGS))


def check_rubric(rubric: Rubric) -> tuple[Diagnostic, ...]:
    """What CHECKS find in a rubric whose common provisions are merged in, in file order.

    At most LIMIT errors and LIMIT warnings, with a word where there are more; every note, for notes are the record.
    """
    found = in_order(d for check in CHECKS for d in _enough(check(rubric)))
    if not has_errors(found):
        found = in_order((*found, *(d for check in CHECKS_OF_SENSE for d in _enough(check(rubric)))))
    for severity, more in _LEFT_OUT:
        of_kind = [d for d in found if d.severity is severity]
        if len(of_kind) > LIMIT:
            dropped = frozenset(of_kind[LIMIT:])
            kept = (d for d in found if d not in dropped)
            found = in_order((*kept, more.at(of_kind[LIMIT - 1].span, limit=LIMIT)))
    return found


def _enough(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Until there are more than LIMIT errors or warnings: the rest takes long and would not be shown."""
    counts: Counter[Severity] = Counter()
    for d in found:
        yield d
        counts[d.severity] += 1
        if d.severity is not Severity.NOTE and counts[d.severity] > LIMIT:
            return
