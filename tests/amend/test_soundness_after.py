"""An amendment must leave a sound rubric; errors are shown in the amendment, before anything is made of the result."""

import shutil
from pathlib import Path

import pytest

from cchc_rules.amend import apply
from cchc_rules.cli.main import run

from .texts import amendment, applied, bad, base, good, row

ROOT = Path(__file__).resolve().parents[2]
HEAD = """\
SỬA ĐỔI thu "Thử"
  văn bản: Quyết định 2/QĐ-THU ngày 01/06/2020
  sửa đổi: {target}
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020
Điều 1
"""
BROKEN = [
    ("diem-liet", "BỎ CÂU: [khiếu nại đông người]: có/không", "K313", 7),
    (
        "diem-liet",
        "SỬA CÂU\n  từ: [khiếu nại đông người]: có/không\n"
        '  thành: [khiếu nại đông người]: số đếm "vụ"\nSỬA 1.1 ghi chú: từ trống thành "x"',
        "K315",
        7,
    ),
    ("diem-liet", "THÊM CÂU của 1.1: không áp dụng khi: [vụ việc] là có", "K313", 7),
    ("diem-liet", 'SỬA CÂU\n  từ: từ 80 điểm: "Đạt"\n  thành: từ 85 điểm: "Đạt"', "K305", 9),
    (
        "diem-liet",
        'SỬA CÂU\n  từ: đối tượng: "xã", "xã đặc biệt khó khăn", "phường"\n  thành: đối tượng: "xã", "phường"',
        "K311",
        7,
    ),
    (
        "cong-tru",
        'SỬA CÂU\n  từ: từ 80% đến dưới 90%: "Tốt"\n  thành: từ 80% đến dưới 95%: "Tốt"',
        "K306",
        9,
    ),
    ("cong-tru", 'BỎ CÂU: từ 80% đến dưới 90%: "Tốt"', "K305", 7),
    ("cong-tru", 'BỎ CÂU: thẩm định: do "Hội đồng thẩm định", công nhận, tăng hoặc giảm', "K318", 7),
]


def placed(folder: Path, target: str, body: str) -> Path:
    """The amendment beside a copy of the rubric with its sheets."""
    shutil.copytree(ROOT / "examples" / target, folder / target)
    path = folder / target / "thu.cchc"
    path.write_text(HEAD.format(target=target) + body, encoding="utf-8")
    return path


@pytest.mark.parametrize(("target", "body", "code", "line"), BROKEN)
def test_a_rubric_left_broken_is_told_at_the_amendment(target, body, code, line, tmp_path, capsys) -> None:
    path = placed(tmp_path, target, body)
    assert run(["check", "--quiet", str(path)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"lỗi {code}: ")
    assert f"thu.cchc:{line}:" in out.splitlines()[1]
    assert "Đã kiểm tra 1 tệp: 1 lỗi." in out


@pytest.mark.parametrize(("target", "body", "code", "line"), BROKEN)
def test_nothing_is_made_of_a_broken_rubric(target, body, code, line, tmp_path, capsys) -> None:
    path = placed(tmp_path, target, body)
    assert run(["impact", str(path), "--sheets", str(path.parent)]) == 1
    said = capsys.readouterr()
    assert (said.out, f"lỗi {code}: " in said.err) == ("", True)
    assert run(["consolidate", str(path.parent / f"{target}.cchc")]) == 1
    said = capsys.readouterr()
    assert (said.out, f"lỗi {code}: " in said.err) == ("", True)


def test_a_cap_of_bonus_changes_points_though_no_row_does(tmp_path, capsys) -> None:
    old, new = (f"ĐIỂM CỘNG: tối đa {n} điểm  theo khoản 1 Điều 6" for n in (5, 1))
    path = placed(tmp_path, "cong-tru", f"SỬA CÂU\n  từ: {old}\n  thành: {new}")
    assert run(["impact", str(path), "--sheets", str(path.parent)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "1 đơn vị đổi điểm" in out
    assert "tổng Không dòng nào đổi điểm: mức tối đa của điểm cộng" in out


# ---- one value, one operation, one provision to blame


def test_a_sentence_just_changed_is_not_changed_again() -> None:
    one = 'SỬA CÂU\n  từ: từ 90%: "Tốt"\n  thành: từ 90%: "Giỏi"\n'
    two = 'SỬA CÂU\n  từ: từ 90%: "Giỏi"\n  thành: từ 90%: "Xuất sắc"'
    assert [(code, line) for code, line, _ in bad(one + two)] == [("S513", 10)]
    assert [(code, line) for code, line, _ in bad(one + 'BỎ CÂU: từ 90%: "Giỏi"')] == [("S513", 10)]
    assert [b.value.name for b in good(one, two).provisions.bands] == ["Xuất sắc", "Khá"]


def test_words_replaced_in_a_note_are_taken_too() -> None:
    note = 'SỬA 1.1.1 ghi chú: từ trống thành "xem kế hoạch năm"'
    words = 'THAY CỤM TỪ "kế hoạch" bằng "chương trình" tại 1.1.1\n'
    again = 'SỬA 1.1.1 ghi chú: từ "xem chương trình năm" thành "x"'
    assert [(code, line) for code, line, _ in bad(note, words + again)] == [("S513", 8)]


def test_words_are_whole_words() -> None:
    assert [code for code, _, _ in bad('THAY CỤM TỪ "ạn" bằng "x" tại 2.1.1')] == ["S516"]
    assert [code for code, _, _ in bad('BỎ CỤM TỪ "kế ho" tại 1.1.1')] == ["S516"]
    given = 'SỬA 1.1.1 ghi chú: từ trống thành "ban an, an"'
    assert row(good(given, 'THAY CỤM TỪ "an" bằng "x" tại 1.1.1'), "1.1.1").note == "ban x, x"


def test_a_suspension_sets_no_value() -> None:
    suspended = 'NGƯNG HIỆU LỰC 1.1.2 đang là "Mức độ hoàn thành kế hoạch": 2 điểm, từ kỳ đánh giá 2021'
    found = applied(suspended, "SỬA 1.1.2 điểm tối đa: từ 3 điểm thành 4 điểm").diagnostics
    assert [(d.code, d.related[0].message) for d in found] == [("S511", "giá trị này có từ văn bản gốc")]
    new = 'BỔ SUNG SAU 1.2\n  TIÊU CHÍ 1.3 "Mới": 1 điểm\nSỬA 1.2 điểm tối đa: từ 3 điểm thành 2 điểm\n'
    counts = "BỎ CÂU: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần"
    found = applied(new + counts, "SỬA 1.3 điểm tối đa: từ 3 điểm thành 4 điểm").diagnostics
    assert [d.related[0].message for d in found] == ["giá trị này do Quyết định 1/QĐ-THU ngày 01/01/2020, Điều 1 đặt"]


def test_addresses_in_an_instrument_are_those_before_the_one_that_amends_it() -> None:
    first, second, third = (f'SỬA 1.1 ghi chú: từ trống thành "{n}"' for n in "abc")
    change = "SỬA Điều 1\n  từ: {}\n  thành: {}\n"
    twice = change.format(first, second) + change.format(second, third)
    added = f"BỔ SUNG khoản 3 Điều 1\n  nội dung: {second}\nBÃI BỎ khoản 3 Điều 1"
    for body, line in ((twice, 10), (added, 9)):
        by = amendment(body, id="b", number=3, signed="01/07/2020", target="a")
        result = apply(base(), [amendment(first), by])
        assert [(d.code, d.span.line if d.span else 0) for d in result.diagnostics] == [("S513", line)]
        assert row(result.rubric, "1.1").note == "a"


def test_no_year_before_those_governed_is_suspended_or_resumed() -> None:
    suspended = 'NGƯNG HIỆU LỰC 1.2 đang là "Báo cáo": 3 điểm, từ kỳ đánh giá 2020'
    first = amendment(suspended)
    resumed = amendment("KHÔI PHỤC HIỆU LỰC 1.2 từ kỳ đánh giá 2021", id="b", number=3, signed="01/07/2020", year=2022)
    told = [d.message for d in apply(base(), [first, resumed]).diagnostics]
    between = "các kỳ ở giữa không đổi gì"
    assert told == [f"khôi phục hiệu lực từ kỳ 2021, mà văn bản này áp dụng từ kỳ 2022: {between}"]
    told = [d.message for d in apply(base(), [amendment(suspended, year=2021)]).diagnostics]
    assert told == [f"ngưng hiệu lực từ kỳ 2020, mà văn bản này áp dụng từ kỳ 2021: {between}"]
    assert apply(base(), [first]).ok


def test_the_rubric_beside_an_amendment_is_the_one_it_amends_whatever_its_file_is_called(tmp_path, capsys) -> None:
    """Not the one of the package that has the same short name."""
    text = (ROOT / "rubrics/2019/bang-2.cchc").read_text(encoding="utf-8")
    (tmp_path / "sua-doi").mkdir()
    shutil.copy(ROOT / "rubrics/2019/quy-dinh-chung.cchc", tmp_path)
    (tmp_path / "du-thao.cchc").write_text(text.replace('"Kế hoạch CCHC"', '"Kế hoạch năm"'), encoding="utf-8")
    path = tmp_path / "sua-doi/thu.cchc"
    body = 'SỬA 1.1 tên: từ "Kế hoạch năm" thành "Kế hoạch CCHC năm"'
    path.write_text(HEAD.format(target="bang-2") + body, encoding="utf-8")
    assert run(["check", "--quiet", str(path)]) == 0, capsys.readouterr().out
