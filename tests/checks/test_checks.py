"""Points, counts, codes, rating, stages and consequences: a valid rubric with a line or two changed."""

from fractions import Fraction

import attrs
import pytest
from checks_sample import VALID, codes, findings, only, rubric, stating, without

from cchc_rules.checks.rubric.all_checks import CHECKS, check_rubric
from cchc_rules.diagnostics import Severity, has_errors
from cchc_rules.model.code import Code
from cchc_rules.model.link import link
from cchc_rules.model.rubric import CommonProvisions, Criterion, Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric


def test_a_valid_rubric_has_no_findings() -> None:
    assert findings() == ()


def test_checks_are_named_functions() -> None:
    assert all(check.__doc__ for check in CHECKS)


def test_findings_are_in_file_order_and_unique() -> None:
    found = findings(("10 điểm, trong", "11 điểm, trong"), ("2 lĩnh vực, 4", "3 lĩnh vực, 4"), ("2.2", "2.3"))
    assert [d.code for d in found] == ["K301", "K303", "K309"]
    assert len(set(found)) == len(found)


# ---- points


def test_total_differs_from_the_fields() -> None:
    found = only(("tổng điểm: 10 ", "tổng điểm: 10,5 "))
    assert found.code == "K301"
    assert found.message == "tổng điểm khai 10,5, các lĩnh vực cộng lại 10"
    assert found.span is not None
    assert found.span.line == 3


def test_group_differs_from_its_children() -> None:
    found = only(('"Theo dõi": 1 điểm', '"Theo dõi": 1,5 điểm'))
    assert (found.code, found.message) == ("K302", "2 có điểm tối đa 4, các dòng con cộng lại 4,5")


def test_survey_split_differs_from_the_tags() -> None:
    assert only(("ĐTXHH 2 điểm", "ĐTXHH 2,5 điểm")).code == "K304"
    assert only(('"Theo dõi": 1 điểm', '"Theo dõi": 1 điểm, ĐTXHH')).code == "K304"


def test_survey_exceeds_the_total() -> None:
    assert codes(("ĐTXHH 2 điểm", "ĐTXHH 12 điểm")) == ["K325"]


@pytest.mark.parametrize(("points", "other"), [("0", "4"), ("-1", "5")])
def test_maximum_is_not_positive(points: str, other: str) -> None:
    found = only(('"Theo dõi": 1', f'"Theo dõi": {points}'), ('"Rà soát": 3', f'"Rà soát": {other}'))
    assert found.code == "K321"


def test_maximum_is_finer_than_the_step() -> None:
    changes = ('"Theo dõi": 1', '"Theo dõi": 0,75'), ('"Rà soát": 3', '"Rà soát": 3,25')
    assert codes(*changes) == ["K320", "K320"]


# ---- counts


def test_declared_count_differs() -> None:
    found = findings(("4 tiêu chí", "5 tiêu chí"))
    assert [d.code for d in found] == ["K303"]
    assert found[0].message == "khai 5 tiêu chí, đếm được 4"


def test_count_of_one_field_differs() -> None:
    change = ("điểm\n  số lượng: 2 tiêu chí\n  TIÊU CHÍ 2.1", "điểm\n  số lượng: 3 tiêu chí\n  TIÊU CHÍ 2.1")
    assert codes(change) == ["K303"]


def test_a_printed_count_relaxes_nothing() -> None:
    noted = stating('bản in ghi số lượng "5 tiêu chí", vì "in nhầm"')
    assert "K303" in codes(("4 tiêu chí", "6 tiêu chí"), noted)


def test_fields_that_state_no_count_are_not_added_up() -> None:
    assert codes(("  số lượng: 2 tiêu chí\n", ""), ("4 tiêu chí", "5 tiêu chí")) == ["K303"]


def test_count_of_an_unknown_level() -> None:
    found = only(("2 lĩnh vực,", "2 chương,"))
    assert found.code == "B212"
    assert "lĩnh vực, tiêu chí, tiêu chí thành phần" in (found.fix or "")


def test_counts_follow_declared_level_names() -> None:
    levels = stating("các cấp: phần, mục")
    headings = ("LĨNH VỰC", "PHẦN"), ("TIÊU CHÍ 1", "MỤC 1"), ("TIÊU CHÍ 2", "MỤC 2")
    counts = ("2 lĩnh vực, 4 tiêu chí", "2 phần, 4 mục"), ("tiêu chí\n", "mục\n")
    triggers = ("1 lĩnh vực", "1 phần"), ("khi lĩnh vực 2", "khi phần 2")
    assert codes(levels, *headings, *counts, *triggers) == []


# ---- rating


def test_bands_leave_a_gap() -> None:
    found = only(('dưới 50%: "Yếu"', 'dưới 40%: "Yếu"'))
    assert (found.code, found.message) == ("K305", "xếp loại bỏ trống khoảng từ 40% đến dưới 50%")


def test_bands_leave_out_the_top_and_the_bottom() -> None:
    assert only(("từ 90%: ", "từ 90% đến dưới 100%: ")).message == "xếp loại bỏ trống khoảng từ 100% trở lên"
    assert only(('  dưới 50%: "Yếu"\n', "")).message == "xếp loại bỏ trống khoảng dưới 50%"


def test_gaps_out_of_range_do_not_count() -> None:
    assert codes(("từ 90%: ", "từ 90% đến dưới 101%: "), ("  dưới 50%: ", "  từ 0% đến dưới 50%: ")) == []


def test_bands_overlap() -> None:
    found = only(("từ 50% đến dưới 90%", "từ 50% đến dưới 91%"))
    assert (found.code, found.message) == ("K306", "xếp loại chồng nhau ở khoảng từ 90% đến dưới 91%")
    assert len(found.related) == 1


def test_band_beyond_reach() -> None:
    assert codes(("  từ 90%: ", '  từ 110%: "Xuất sắc"\n  từ 90% đến dưới 110%: ')) == ["K311"]


def test_bands_share_a_name() -> None:
    assert only(('"Khá"', '"TỐT"')).code == "K323"


def test_bands_mix_measures() -> None:
    assert only(("từ 90%: ", "từ 9 điểm: ")).code == "K324"


def test_bands_of_points_are_held_against_the_total() -> None:
    points = ("từ 90%: ", "từ 9 điểm: "), ("từ 50% đến dưới 90%", "từ 5 điểm đến dưới 9 điểm")
    assert codes(*points, ('dưới 50%: "Yếu', 'dưới 5 điểm: "Yếu')) == []
    assert codes(*points, ('dưới 50%: "Yếu', 'dưới 4 điểm: "Yếu')) == ["K305"]
    beyond = ("  từ 9 điểm: ", '  từ 11 điểm: "Xuất sắc"\n  từ 9 điểm đến dưới 11 điểm: ')
    assert codes(*points, ('dưới 50%: "Yếu', 'dưới 5 điểm: "Yếu'), beyond) == ["K311"]


# ---- what is missing


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (without("  từ 90%", "HỆ QUẢ"), "mức xếp loại nào"),
        (without("  tổng điểm", "  số lượng"), "tổng điểm"),
        (without("  đối tượng", "  bước điểm"), "đối tượng chấm điểm"),
        (without("  tự đánh giá", "  điểm chỉ số"), "các bước đánh giá"),
        (without("  điểm chỉ số", "XẾP LOẠI"), "cách lấy điểm chỉ số"),
    ],
)
def test_something_needed_is_missing(change: tuple[str, str], what: str) -> None:
    found = only(change)
    assert (found.code, found.message) == ("K317", f"bộ tiêu chí chưa có {what}")


def test_no_rows_at_all() -> None:
    made = attrs.evolve(rubric(), fields=())
    assert "bộ tiêu chí chưa có dòng tiêu chí nào" in [d.message for d in check_rubric(made)]


def test_missing_basis() -> None:
    found = only(("ĐTXHH 2 điểm  theo mục 1", "ĐTXHH 2 điểm"))
    assert (found.code, found.severity) == ("K307", Severity.WARNING)
    assert codes(("XẾP LOẠI  theo mục 4", "XẾP LOẠI")) == ["K307"]


def test_missing_instrument_is_one_finding() -> None:
    found = only(("  văn bản: Quyết định 1/QĐ-UBND ngày 01/02/2019, Bảng 1\n", ""))
    assert (found.code, found.severity) == ("K307", Severity.WARNING)
    assert "văn bản" in (found.fix or "")


def test_shared_provisions_count_as_stated() -> None:
    shared = [line for line in VALID.split("\n") if line.startswith(("XẾP LOẠI", "  từ ", "  dưới "))]
    common = read_rubric(Source.of("chung.cchc", 'QUY ĐỊNH CHUNG chung "Chung"\n' + "\n".join(shared))).value
    assert isinstance(common, CommonProvisions)
    own = rubric(("XẾP LOẠI  theo mục 4\n", ""), without("  từ 90%", "HỆ QUẢ"))
    assert has_errors(check_rubric(own))
    assert check_rubric(link(own, [common])) == ()


# ---- codes and levels


def test_code_left_out() -> None:
    found = only(("TIÊU CHÍ 2.2", "TIÊU CHÍ 2.3"))
    assert (found.code, found.message) == ("K309", "sau 2.1 là 2.3, thiếu số ở giữa")
    assert found.expected == "2.2 hoặc 2.1a"


def test_codes_start_late() -> None:
    assert only(("TIÊU CHÍ 2.2", "TIÊU CHÍ 2.3"), ("TIÊU CHÍ 2.1", "TIÊU CHÍ 2.2")).code == "K329"


def _table(*segments: str) -> list[str]:
    """Findings on the order of a field's rows with these last parts."""
    rows = tuple(Criterion(Code(f"1.{s}"), s, Fraction(1)) for s in segments)
    field = Criterion(Code("1"), "một", Fraction(len(rows)), children=rows)
    found = check_rubric(Rubric("x", "x", rubric().provisions, fields=(field,)))
    return [d.code for d in found if d.code in ("K309", "K329")]


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ("1 2 3 10", "K309"),
        ("24", "K329"),
        ("a b c d đ e g h i k l m n o p q r s t u v x y", ""),
        ("a c", "K309"),
        ("d e", "K309 K329"),
        ("a b c d đ e f", "K309"),
        ("I II III IV V VI VII VIII IX X XI", ""),
        ("I III", "K309"),
    ],
)
def test_numbering_styles(segments: str, expected: str) -> None:
    assert _table(*segments.split()) == expected.split()


def test_inserted_codes_are_no_gap() -> None:
    first = [str(n) for n in range(1, 25)]
    assert _table(*first, "24a", "25") == []
    assert _table(*first, "24a", "24b", "24đ") == ["K309"]
    assert _table("1", "1a", "1aa", "1ab", "1b", "2") == []
    assert _table("a", "a1", "a2", "b", "c", "d", "đ") == []
    assert _table("a1", "a2", "b1") == []


def test_level_named_twice() -> None:
    assert "B202" in codes(stating("các cấp: lĩnh vực, tiêu chí, tiêu chí"))


# ---- stages


def test_combined_stage_has_no_rule() -> None:
    found = only(without("  phúc tra", "  ĐTXHH"))
    assert found.code == "K318"
    assert found.message == "điểm chỉ số lấy bước “phúc tra” mà không có câu nào quy định bước này"


@pytest.mark.parametrize(
    ("combination", "told"),
    [
        ("ĐTXHH cộng thẩm định", ["phúc tra"]),
        ("ĐTXHH cộng thẩm định, không có thì phúc tra", ["phúc tra"]),
        ("ĐTXHH cộng tự đánh giá", ["thẩm định", "phúc tra"]),
        ("ĐTXHH cộng phúc tra, không có thì tự đánh giá", ["thẩm định"]),
        ("ĐTXHH cộng phúc tra, không có thì thẩm định, không có thì tự đánh giá", []),
    ],
)
def test_points_of_a_later_stage_are_not_ignored_in_silence(combination: str, told: list[str]) -> None:
    found = findings(("ĐTXHH cộng phúc tra, không có thì thẩm định", combination))
    assert [(d.code, d.severity) for d in found] == [("K331", Severity.WARNING)] * len(told)
    assert all(d.message.startswith(f"có điểm {stage} mà") for d, stage in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("share", "combination", "told"),
    [
        (", tối thiểu 30% đơn vị", "ĐTXHH cộng phúc tra", True),
        (", tối thiểu 99,99% đơn vị", "ĐTXHH cộng phúc tra", True),
        (", tối thiểu 100% đơn vị", "ĐTXHH cộng phúc tra", False),
        ("", "ĐTXHH cộng phúc tra", False),
        (", tối thiểu 30% đơn vị", "ĐTXHH cộng phúc tra, không có thì thẩm định", False),
        (", tối thiểu 30% đơn vị", "ĐTXHH cộng phúc tra, không có thì thẩm định, không có thì tự đánh giá", False),
    ],
)
def test_units_that_a_stage_passes_over_have_points_of_another(share: str, combination: str, told: bool) -> None:
    swaps = (("ĐTXHH cộng phúc tra, không có thì thẩm định", combination), (", tối thiểu 30% đơn vị", share))
    found = findings(*swaps)
    assert [(d.code, d.severity) for d in found] == [("K430", Severity.WARNING)] * told


def test_where_the_stage_before_passes_units_over_too_the_one_before_that_stands_in() -> None:
    swaps = (
        ("ĐTXHH cộng phúc tra, không có thì thẩm định", "ĐTXHH cộng phúc tra"),
        ("thẩm định: công nhận hoặc giảm", "thẩm định: công nhận hoặc giảm, tối thiểu 50% đơn vị"),
    )
    found = only(*swaps)
    assert found.code == "K430"
    (edit,) = found.fixes[0].edits
    assert edit.text == "điểm chỉ số: ĐTXHH cộng phúc tra, không có thì thẩm định, không có thì tự đánh giá"


def test_survey_rows_without_survey_in_the_index() -> None:
    assert only(("ĐTXHH cộng phúc tra", "phúc tra")).code == "K326"


def test_scored_rows_without_a_stage_in_the_index() -> None:
    assert only(("ĐTXHH cộng phúc tra, không có thì thẩm định", "ĐTXHH")).code == "K326"


def test_survey_in_the_index_without_survey_rows() -> None:
    found = only((", trong đó ĐTXHH 2 điểm", ""), ("2 điểm, ĐTXHH", "2 điểm"))
    assert (found.code, found.severity) == ("K327", Severity.WARNING)


def test_impossible_share_of_units() -> None:
    assert only(("tối thiểu 30%", "tối thiểu 130%")).code == "K311"


# ---- consequences


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("khi lĩnh vực 2 ", "khi lĩnh vực 3 ", "K316"),
        ("khi lĩnh vực 2 ", "khi lĩnh vực 2.1 ", "K328"),
        ("từ 1 lĩnh vực", "từ 3 lĩnh vực", "K319"),
        ("từ 1 lĩnh vực", "từ 0 lĩnh vực", "K312"),
        ("chỉ số dưới 70%", "chỉ số từ 120%", "K311"),
        ("chỉ số dưới 70%", "chỉ số từ 0%", "K312"),
        ("chỉ số dưới 70%", "chỉ số dưới 0%", "K311"),
    ],
)
def test_triggers(old: str, new: str, code: str) -> None:
    found = only((old, new))
    assert found.code == code
    assert found.span is not None
    assert found.span.line in (18, 19)
