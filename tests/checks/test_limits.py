"""However much is wrong with a rubric, what is told stays readable, and nothing is dropped without a word."""

from collections import Counter

from checks_sample import VALID, findings, rubric, without

from cchc_rules.checks.rubric.all_checks import LIMIT, check_rubric
from cchc_rules.diagnostics import has_errors, render, summary
from cchc_rules.source import Source
from cchc_rules.syntax.sheet.reader import read_sheet

_HEADING = "XẾP LOẠI  theo mục 4\n"


def test_errors_are_bounded_and_the_notice_is_no_error_of_its_own() -> None:
    bands = "".join(f'  từ {i} điểm đến dưới {i},5 điểm: "mức {i}"\n' for i in range(11, 411))
    found = findings(without("  từ 90%", "HỆ QUẢ"), (_HEADING, _HEADING + bands))
    assert Counter(d.code for d in found)["T007"] == 1
    assert len(found) == LIMIT + 1
    assert summary(found) == f"{LIMIT} lỗi"


def test_warnings_are_bounded_and_do_not_become_errors() -> None:
    facts = "".join(f"  [thừa {i}]: số đếm\n" for i in range(3 * LIMIT))
    found = findings(("SỐ LIỆU\n", "SỐ LIỆU\n" + facts))
    assert Counter(d.code for d in found) == {"K314": LIMIT, "T009": 1}
    assert not has_errors(found)
    assert summary(found) == f"{LIMIT} cảnh báo"


def test_notes_are_all_told() -> None:
    row = '  TIÊU CHÍ 2.{0} "Dòng {0}": 1 điểm\n    bản in ghi mã "9.{0}", vì "in sai"\n'
    rows = "".join(row.format(i) for i in range(3, 153))
    text = VALID.replace('"Thể chế": 4', '"Thể chế": 154').replace("điểm: 10 ", "điểm: 160 ") + rows
    assert Counter(d.code for d in check_rubric(rubric(text=text)))["K310"] == 150


def test_a_section_without_a_basis_is_told_once() -> None:
    (found,) = findings((_HEADING, "XẾP LOẠI\n"))
    assert found.code == "K307"
    assert "3 câu" in found.message and "tên phần" in str(found.fix)


def test_too_many_lines_are_counted_in_lines() -> None:
    (found,) = read_sheet(Source.of("thu.phieu", "a\n" * 25_000)).diagnostics
    assert found.code == "T002"
    assert found.message == "tệp quá lớn: 25000 câu, giới hạn 20000 câu"


def test_a_code_pasted_by_mistake_does_not_drown_the_message() -> None:
    code = "1" + ".1" * 3000
    for line in (code, f"{code}:", f'"{code}"', f"  tự đánh giá: {code}", f"[{code}]: 1", "x" * 5000):
        text = f"PHIẾU CHẤM ĐIỂM\nĐIỂM\n{line}\n"
        found = read_sheet(Source.of("thu.phieu", text)).diagnostics
        assert found and all(len(render(d)) < 900 for d in found), line


def test_two_instruments_of_one_number_are_no_repetition() -> None:
    lines = "  thay thế: Quyết định 1/QĐ-UBND ngày {0}\n"
    both = lines.format("02/01/2017") + lines.format("03/01/2018")
    assert findings(("  tổng điểm", both + "  tổng điểm")) == ()
