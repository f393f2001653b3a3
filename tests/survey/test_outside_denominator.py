"""Answers outside the denominator: counted nowhere, told of, and never taken for an answer that is worth nothing."""

from fractions import Fraction

import pytest
from survey_sample import FORM, node_of, points_of, rubric_of, scored

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.explain.words.surveys import tallied
from cchc_rules.meaning.tallies import Tallied
from cchc_rules.writing.rubric_file import print_rubric

KEPT = '"Kém" 0%'
OUTSIDE = FORM.replace(KEPT, KEPT + ', "Không ý kiến" ngoài mẫu số')
INSIDE = FORM.replace(KEPT, KEPT + ', "Không ý kiến" 0%')
TALLY = '  ĐTXHH can-bo câu 1: "Tốt" 30, "Khá" 0, "Trung bình" 0, "Kém" 10, "Không ý kiến" {}'


@pytest.mark.parametrize("silent", [0, 10, 1000])
def test_outside_the_denominator_nobody_is_counted(silent: int) -> None:
    assert OUTSIDE != FORM
    card = scored(rubric_of(OUTSIDE), TALLY.format(silent))
    assert points_of(card, "1.2") == Fraction(30, 40) * 2
    inside = scored(rubric_of(INSIDE), TALLY.format(silent))
    assert points_of(inside, "1.2") == Fraction(30, 40 + silent) * 2


def test_too_few_in_the_denominator_leave_it_open_however_many_are_outside() -> None:
    few = TALLY.replace("30", "0").replace('"Kém" 10', '"Kém" 0').format(500)
    assert points_of(scored(rubric_of(OUTSIDE), few), "1.2") is None


def test_who_is_left_out_is_told() -> None:
    card = scored(rubric_of(OUTSIDE), TALLY.format(7))
    (because,) = (b for b in node_of(card, "1.2").because if isinstance(b, Tallied))
    assert "30 / 40 phiếu hợp lệ" in (told := "\n".join(tallied(because)))
    assert 'ngoài mẫu số 7 phiếu "Không ý kiến"' in told


def test_it_is_printed_as_it_is_read_and_two_answers_must_count() -> None:
    rubric = rubric_of(OUTSIDE)
    assert '"Không ý kiến" ngoài mẫu số' in print_rubric(rubric)
    alone = FORM.replace(FORM[FORM.index("thang:") :].splitlines()[0], 'thang: "Tốt" 100%, "Khác" ngoài mẫu số')
    assert "D710" in {d.code for d in check_rubric(rubric_of(alone))}
