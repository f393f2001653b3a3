"""Rows that the unit and the council gave points are scored in a shorter way: to the same scorecard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate, rows
from cchc_rules.results.scorecard import VIEWS
from tests.support.rubrics import rubric_of
from tests.support.sheets import sheets_for

TABLE = """
LĨNH VỰC 1 "Một": 6 điểm
TIÊU CHÍ 1.1 "Một một": 3 điểm
TIÊU CHÍ 1.2 "Một hai": 3 điểm
LĨNH VỰC 2 "Hai": 2,5 điểm
TIÊU CHÍ 2.1 "Hai một": 2,5 điểm, ĐTXHH
"""
STAGES = "CÁC BƯỚC ĐÁNH GIÁ\n  tự đánh giá: chấm điểm\n  thẩm định: chấm điểm\n  ĐTXHH: chấm điểm\n"
HEADS = (
    "",
    STAGES,
    f"{STAGES}  điểm chỉ số: ĐTXHH cộng tự đánh giá\n",
    f"{STAGES}  điểm chỉ số: ĐTXHH cộng thẩm định\n",
)
RUBRICS = tuple(rubric_of(f'BỘ TIÊU CHÍ thu "Bộ thử"\n{head}{TABLE}') for head in HEADS)


@pytest.mark.parametrize("number", range(len(RUBRICS)))
@given(st.data())
def test_the_shorter_way_gives_what_the_whole_way_gives(number: int, data: st.DataObject) -> None:
    rubric = RUBRICS[number]
    tree, sheet = compile_rubric(rubric), data.draw(sheets_for(rubric))
    view = data.draw(st.sampled_from(VIEWS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_by_unit_and_council", lambda *_: False)
        whole = evaluate(tree, sheet, view)
    assert evaluate(tree, sheet, view) == whole
