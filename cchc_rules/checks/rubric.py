"""Static checks of a linked rubric: plain functions in one tuple, each from a rubric to what it finds."""

from collections.abc import Callable, Iterable

from cchc_rules.checks.basis import provisions_have_a_basis
from cchc_rules.checks.buckets import (
    buckets_are_sound,
    disqualifiers_are_sound,
    every_kind_is_rated,
    rescaling_does_something,
)
from cchc_rules.checks.completeness import nothing_needed_is_missing
from cchc_rules.checks.conditions import (
    conditions_decide_something,
    one_claim_policy_a_row,
    parts_can_hold,
    rows_apply_to_somebody,
)
from cchc_rules.checks.consequences import triggers_make_sense
from cchc_rules.checks.counts import counts_are_right
from cchc_rules.checks.discrepancies import discrepancies_are_listed, reasons_are_given
from cchc_rules.checks.facts import (
    facts_are_compared_by_type,
    facts_are_declared,
    facts_are_used,
    facts_have_their_own_names,
)
from cchc_rules.checks.rating import (
    bands_cover_the_range,
    bands_have_one_measure,
    bands_have_their_own_names,
)
from cchc_rules.checks.rules import (
    fact_details_agree,
    facts_are_no_circles,
    last_year_is_asked,
    rule_lines_are_sound,
    rules_give_nought_to_maximum,
    rules_stand_on_rows,
    zero_denominators_are_spoken_of,
)
from cchc_rules.checks.stages import combined_stages_exist, every_row_is_counted, shares_are_possible
from cchc_rules.checks.structure import level_names_differ, no_code_is_left_out
from cchc_rules.checks.totals import (
    groups_are_sums,
    maxima_are_positive,
    maxima_fit_the_step,
    survey_split,
    total_is_the_sum,
)
from cchc_rules.diagnostics import Diagnostic, in_order
from cchc_rules.model.rubric import Rubric

Check = Callable[[Rubric], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    nothing_needed_is_missing,
    provisions_have_a_basis,
    level_names_differ,
    no_code_is_left_out,
    total_is_the_sum,
    groups_are_sums,
    survey_split,
    maxima_are_positive,
    maxima_fit_the_step,
    counts_are_right,
    combined_stages_exist,
    every_row_is_counted,
    shares_are_possible,
    bands_have_one_measure,
    bands_have_their_own_names,
    bands_cover_the_range,
    buckets_are_sound,
    rescaling_does_something,
    every_kind_is_rated,
    disqualifiers_are_sound,
    triggers_make_sense,
    facts_have_their_own_names,
    facts_are_declared,
    facts_are_used,
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
    rules_give_nought_to_maximum,
    zero_denominators_are_spoken_of,
)


def check_rubric(rubric: Rubric) -> tuple[Diagnostic, ...]:
    """Everything that CHECKS find in a rubric whose common provisions are merged in, in file order."""
    return in_order(found for check in CHECKS for found in check(rubric))
