"""A suspended row leaves the maximum for the years suspended, and comes back; a repealed one is gone."""

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Entry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import State

from .texts import good

ROW_112 = '1.1.2 đang là "Mức độ hoàn thành kế hoạch": 2 điểm'


def _score(rubric, year):
    stages = (Stage.SELF, Stage.APPRAISAL)
    rows = tuple(Row(c.code, entries=tuple(Entry(s, c.max) for s in stages)) for c in rubric.leaves())
    return evaluate(compile_rubric(rubric), Sheet(Header("bang-1", "A", "huyện", year), rows=rows))


def test_years_of_a_suspension():
    rubric = good(f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2021 đến hết kỳ đánh giá 2022")
    for year, maximum in ((2020, 10), (2021, 8), (2022, 8), (2023, 10)):
        card = _score(rubric, year)
        assert card.total.max - card.total.excluded == maximum
        node = next(n for n in card.nodes if n.criterion.code == Code("1.1.2"))
        assert (node.state is State.NOT_APPLICABLE) == (maximum == 8)


def test_a_resumed_row_counts_again():
    rubric = good(f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2021", "KHÔI PHỤC HIỆU LỰC 1.1.2 từ kỳ đánh giá 2023")
    assert [_score(rubric, y).total.excluded for y in (2021, 2022, 2023)] == [2, 2, 0]
