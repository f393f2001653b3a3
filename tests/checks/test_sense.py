"""What a rubric says can come about: each kind of fault that only weighing values shows, and its sound neighbour."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.checks.rules import extremes
from cchc_rules.checks.rules.facts_used import declared_in
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.fact import NUMERIC
from tests.support.rubrics import rubric_of

HEAD = """\
BỘ TIÊU CHÍ thu "Bộ thử"
  văn bản: Quyết định 1/QĐ-THU ngày 02/01/2019
  áp dụng: từ kỳ đánh giá 2019  theo Điều 1
  tổng điểm: 10 điểm  theo Điều 2
  đối tượng: "sở"  theo Điều 1

CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  tự đánh giá: chấm điểm
  thẩm định: do "Hội đồng", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định

XẾP LOẠI  theo Điều 4
  từ 80%: "Tốt"
  từ 50% đến dưới 80%: "Khá"
  dưới 50%: "Yếu"
"""
FACTS = """
SỐ LIỆU
  [a]: tỷ lệ phần trăm
  [n]: số đếm "việc", từ 5 đến 20
  [x]: số đếm "việc", từ 0 đến [n]
  [c]: tỷ lệ phần trăm, tính bằng 100% - [a] × 50%
"""
SCALE = "cách chấm: theo thang [a]\n    từ 80%: 6 điểm\n    từ 50% đến dưới 80%: 3 điểm\n    dưới 50%: 0 điểm"


def codes(rating: str = "", rule: str = SCALE, middle: str = "", second: str = "") -> list[str]:
    table = (
        'LĨNH VỰC 1 "Chỉ đạo": 10 điểm\n'
        f'TIÊU CHÍ 1.1 "Một": 6 điểm\n  {rule}\n'
        f'TIÊU CHÍ 1.2 "Hai": 4 điểm\n  {second or "cách chấm: [x] / [n] × điểm tối đa"}\n'
    )
    found = check_rubric(rubric_of(f"{HEAD}{rating}\n{middle}{FACTS}\n{table}"))
    return [d.code for d in found if d.code != "K314"]


def parts(how: str, *said: str) -> str:
    return "\n    ".join((f"cách chấm: {how}", *said))


# ---- ratings by condition


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("1.1 dưới 7 điểm", "X890"),
        ("1.1 dưới 6 điểm", None),
        ("1.1 từ 0 điểm", "X890"),
        ("1 dưới 11 điểm", "X890"),
        ("1 dưới 10 điểm", None),
        ("1.1 bằng 5 điểm", "X812"),
        ("1.1 bằng 3 điểm", None),
        ("1.1 từ 4 điểm đến dưới 6 điểm", "X812"),
        ("1.1 từ 3 điểm và 1.1 dưới 3 điểm", "X812"),
        ("1.1 dưới 3 điểm hoặc 1.1 từ 3 điểm", "X890"),
        ("chỉ số từ 0%", "X890"),
        ("chỉ số dưới 30% và chỉ số từ 40%", "X812"),
        ("lĩnh vực 1 từ 0%", "X890"),
        ("[a] dưới 50% và [a] từ 80%", "X812"),
        ("[n] từ 5", "X890"),
        ("[c] dưới 50% và 1.1 dưới 1 điểm", "K311"),
        ("[c] dưới 60% và 1.1 dưới 1 điểm", None),
        ("chỉ số dưới 40%", "X892"),
        ("chỉ số dưới 60%", None),
    ],
)
def test_a_rating_by_condition_can_hold_and_can_fail(condition: str, code: str | None) -> None:
    assert codes(f'  xếp "Yếu" khi: {condition}  theo Điều 4\n') == ([] if code is None else [code])


def test_a_sentence_within_an_earlier_one_is_told() -> None:
    first = '  xếp "Yếu" khi: 1.1 dưới 4 điểm\n'
    assert codes(first + '  xếp "Yếu" khi: 1.1 dưới 2 điểm\n') == ["X891"]
    assert codes(first + '  xếp "Khá" khi: 1.1 dưới 2 điểm\n') == []
    assert codes(first + '  xếp "Yếu" khi: 1.2 dưới 2 điểm\n') == []


# ---- bands and consequences


@pytest.mark.parametrize(
    ("least", "wanted"),
    [
        (("0", "0"), []),  # 0, 4, 6, 10
        (("0", "2"), ["K391"]),  # 2, 4, 8, 10: nothing from 50% to 80%
        (("3", "3"), ["K391"]),  # 6 at least: nothing below 50%
    ],
)
def test_bands_by_the_few_points_there_are(least: tuple[str, str], wanted: list[str]) -> None:
    first, second = (
        f"cách chấm: theo thang {of}\n    từ 80%: {most} điểm\n    dưới 80%: {low} điểm"
        for of, most, low in (("[a]", 6, least[0]), ("[x] / [n]", 4, least[1]))
    )
    assert codes(rule=first, second=second) == wanted


@pytest.mark.parametrize(
    ("triggers", "code"),
    [
        ("chỉ số dưới 70% hoặc chỉ số từ 60%", "K312"),
        ("chỉ số dưới 70% hoặc chỉ số dưới 50%", "K392"),
        ("chỉ số dưới 70% hoặc lĩnh vực 1 dưới 50%", None),
    ],
)
def test_consequences_can_follow_and_can_fail_to(triggers: str, code: str | None) -> None:
    middle = f'HỆ QUẢ  theo Điều 5\n  1 khi {triggers}: "xem xét"\n'
    assert codes(middle=middle) == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("own", "appraisal", "late"),
    [
        ("chậm nhất ngày 30/06 năm sau", "chậm nhất ngày 31/03 năm sau", True),
        ("chậm nhất ngày 31/03 năm sau", "chậm nhất ngày 31/03 năm sau", False),
        ("trước ngày 01/04 năm sau", "chậm nhất quý I năm sau", False),
        ("chậm nhất ngày 01/04 năm sau", "trong quý I năm sau", True),
    ],
)
def test_deadlines_are_in_the_order_of_the_steps(own: str, appraisal: str, late: bool) -> None:
    middle = f"TIẾN ĐỘ  theo Điều 6\n  hạn tự đánh giá: {own}\n  hạn thẩm định: {appraisal}\n"
    found = codes(middle=middle)
    assert ("K390" in found) is late


# ---- rules


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("cách chấm: [a] × điểm tối đa\n    làm tròn điểm: đến 2,5 điểm, xuống", "L605"),
        ("cách chấm: [a] × điểm tối đa\n    làm tròn điểm: đến 1,5 điểm, xuống", None),
        (parts("tổng các phần", "phần a khi [a] từ 50%: 3 điểm", "phần b khi [a] dưới 50%: 3 điểm"), "L605"),
        (parts("tổng các phần", "phần a khi [a] từ 50%: 3 điểm", "phần b khi [a] từ 60%: 3 điểm"), None),
        (parts("tổng các phần", "phần a khi [n] từ 10: 3 điểm", "phần b khi [n] dưới 10: 3 điểm"), "L605"),
        (parts("tổng các phần", "phần a: [a] × 3 điểm", "phần b: (100% - [a]) × 3 điểm"), "L605"),
        (parts("tổng các phần", "phần a: [a] × 6 điểm", "phần b khi [n] dưới 3: 0 điểm"), "K311"),
        (
            "cách chấm: theo thang [a]\n    từ 80%: 4 điểm\n    từ 50% đến dưới 80%: 6 điểm\n    dưới 50%: 0 điểm",
            "L690",
        ),
        (
            "cách chấm: theo trường hợp\n    khi [a] từ 80%: 4 điểm\n    khi [a] từ 50%: 6 điểm\n    còn lại: 0 điểm",
            "L690",
        ),
        ("cách chấm: theo thang [n]\n    từ 10: 0 điểm\n    từ 8 đến dưới 10: 3 điểm\n    dưới 8: 6 điểm", None),
        (f"{SCALE}\n    điều kiện chấm: [n] từ 5", "L691"),
        (f"{SCALE}\n    điều kiện chấm: [n] từ 6", None),
        ("cách chấm: [a] × 6 điểm, không quá 8 điểm", "L692"),
        ("cách chấm: [a] × 8 điểm, không quá 6 điểm", None),
        ("cách chấm: [a] × 6 điểm, không quá điểm tối đa", None),
        (parts("cao nhất trong các phần", "phần a: [a] × 6 điểm", "phần b: [a] × 0,5 điểm"), None),
        ("không áp dụng khi: [n] bằng 0\n  cách chấm: [a] × điểm tối đa", "K311"),
        ("không áp dụng khi: [n] từ 5\n  cách chấm: [a] × điểm tối đa", "K312"),
        ("không áp dụng khi: [c] dưới 50%\n  cách chấm: [a] × điểm tối đa", "K311"),
    ],
)
def test_rules_give_what_they_seem_to(rule: str, code: str | None) -> None:
    found = codes(rule=rule)
    assert code in found if code is not None else found == []


def test_parts_that_exclude_each_other_are_not_added_up() -> None:
    both = parts("tổng các phần", "phần a khi [a] từ 50%: 6 điểm", "phần b khi [a] dưới 50%: 6 điểm")
    assert "L606" not in codes(rule=both)


# ---- the law: bounds of a rule hold for every report, and a report comes near each

THRESHOLDS = st.integers(0, 10).map(lambda n: n * 10)
POINTS = st.integers(-3, 6)
PART = st.one_of(
    st.tuples(THRESHOLDS, POINTS).map(lambda p: f"khi [a] từ {p[0]}%: {p[1]} điểm"),
    st.tuples(THRESHOLDS, POINTS).map(lambda p: f"khi [a] dưới {p[0] or 10}%: {p[1]} điểm"),
    POINTS.map(lambda p: f": [a] × {p} điểm"),
    st.tuples(st.integers(5, 20), POINTS).map(lambda p: f"khi [n] từ {p[0]}: {p[1]} điểm"),
)
HOW = st.sampled_from(["tổng các phần", "cao nhất trong các phần", "thấp nhất trong các phần"])


@settings(max_examples=60)
@given(HOW, st.lists(PART, min_size=1, max_size=3), st.data())
def test_no_report_gives_more_or_less_than_the_bounds(how: str, said: list[str], data: st.DataObject) -> None:
    lines = [f"phần {'abc'[i]} {p}".replace(" :", ":").replace("-", "0 điểm - ") for i, p in enumerate(said)]
    text = f'{HEAD}\n{FACTS}\nLĨNH VỰC 1 "Chỉ đạo": 10 điểm\nTIÊU CHÍ 1.1 "Một": 10 điểm\n  {parts(how, *lines)}\n'
    rubric = rubric_of(text)
    (rule,) = (row.rule.value for row in rubric.walk() if row.rule is not None)
    s = Situation({}, declared_in(rubric), max=Fraction(10))
    bounds = extremes.extremes(rule, s)
    assert bounds is not None and bounds.low is not None and bounds.high is not None
    a = data.draw(st.integers(0, 100)) / Fraction(100)
    n = Fraction(data.draw(st.integers(5, 20)))
    reported = Situation({"a": a, "n": n}, s.declared, max=s.max)
    assert all(f.type in NUMERIC for f in s.declared.values())
    amount = extremes.given(rule, reported)
    assert amount is not None and amount.exact is not None
    assert bounds.low <= amount.exact <= bounds.high


def test_hundreds_of_lines_for_named_units() -> None:
    """Each line is asked against what those above leave, all cases tried once: 300 lines once took minutes."""
    lines = [f'    khi đơn vị là "Xã {n}": {n % 7} điểm' for n in range(300)]
    rule = ["cách chấm: theo trường hợp", *lines, '    khi đơn vị là "xã  7": 3 điểm', "    còn lại: 6 điểm"]
    assert codes(rule="\n".join(rule)) == ["L610"]
