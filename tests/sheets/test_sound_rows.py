"""A row passed over as sound is one of which the whole check of rows finds nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.checks.sheet import rows as whole
from cchc_rules.checks.sheet.nodes_by_code import frame_of
from cchc_rules.checks.sheet.sound_rows import is_sound
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.sheet import NOT_APPLICABLE, Claim, Entry, EntryValue, Header, Row, Sheet
from cchc_rules.model.stages import USUAL, Stage
from tests.sheets.sample import rubric
from tests.support.rubrics import bundled

UNIT = Header("mau", "Sở Minh họa 01", "cơ quan chuyên môn thuộc UBND tỉnh", 2019)
WITHOUT_STAGES = """\
BỘ TIÊU CHÍ gon "Không khai bước"
LĨNH VỰC 1 "Chỉ đạo": 3 điểm
  TIÊU CHÍ 1.1 "Kế hoạch": 2 điểm
  TIÊU CHÍ 1.2 "Khảo sát": 1 điểm, ĐTXHH
ĐIỂM TRỪ: tối đa 1 điểm
  T1 "Vi phạm": tối đa 1 điểm
"""


def values(most: Fraction) -> st.SearchStrategy[EntryValue]:
    """Points around the ends and the steps, and what is no points."""
    ends = st.sampled_from([Fraction(0), most, most / 2, most + Fraction(1, 100), Fraction(-1, 4), Fraction(1, 3)])
    steps = st.integers(-1, 9).map(lambda n: Fraction(n, 4))
    return st.one_of(ends, steps, st.just(None), st.just(NOT_APPLICABLE))


@st.composite
def rows(draw: st.DrawFn, c: Criterion) -> Row:
    """A row with entries of any stages in any order, with and without reasons."""
    usual = st.sampled_from([(Stage.SELF, Stage.APPRAISAL), (Stage.SELF, Stage.APPRAISAL, Stage.REVIEW)])
    stages = draw(usual | st.just((Stage.SURVEY,)) | st.permutations(tuple(USUAL)).map(lambda p: tuple(p[:3])))
    reason = st.sampled_from([None, "", "lý do"])
    entries = tuple(Entry(stage, draw(values(c.max)), draw(reason)) for stage in stages)
    title = draw(st.sampled_from([c.title, None, "", "Tên khác"]))
    return Row(
        c.code, title, entries, draw(st.sampled_from([None, None, None, Claim("vì")])), partial=draw(st.booleans())
    )


def every_rubric() -> tuple[Rubric, ...]:
    return rubric(), rubric(WITHOUT_STAGES), bundled("2019/bang-1"), bundled("2019/bang-2")


@given(st.data())
def test_nothing_is_found_in_a_row_that_is_passed_over(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(every_rubric()))
    c = data.draw(st.sampled_from([*table.walk(), *table.bucket_rows()]))
    row, frame = data.draw(rows(c)), frame_of(table)
    if is_sound(frame, frame.nodes[c.code.text], row):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(whole, "is_sound", lambda *_: False)
            assert not list(whole.check_rows(frame, Sheet(UNIT, (), (row,)), Situation({}, {}), judged=False))


def test_ordinary_rows_are_passed_over() -> None:
    table = rubric()
    frame, node = frame_of(table), frame_of(table).nodes["1.1.1"]
    own, given_less = Entry(Stage.SELF, Fraction(1)), Entry(Stage.APPRAISAL, Fraction(3, 4), "thiếu")
    code, title = node.criterion.code, node.criterion.title
    assert is_sound(frame, node, Row(code, title, (own, given_less)))
    assert is_sound(frame, node, Row(code, title, (own, given_less, Entry(Stage.REVIEW, Fraction(1), "đủ"))))
    assert not is_sound(frame, node, Row(code, title, (own, Entry(Stage.APPRAISAL, Fraction(3, 4)))))
    assert not is_sound(frame, node, Row(code, title, (given_less,)))
    assert not is_sound(frame, node, Row(code, title, (Entry(Stage.SELF, Fraction(9, 8)),)))
