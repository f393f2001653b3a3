"""`merge`: the copies of one sheet in a folder, by the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc_rules.cli.main import run
from tests.office.sheets import RUBRIC, SHEET, column_of, edited, row_of

SELF, COUNCIL = "tự đánh giá", "thẩm định"
Capture = pytest.CaptureFixture[str]


def _put(identity: str, stage: str, value: Any, part: str = "value") -> Callable[[Any], None]:
    def change(page: Any) -> None:
        page.cell(row_of(page, identity), column_of(page, f"{part}|{stage}")).value = value

    return change


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The unit's own workbook and two of the council, all made from one sheet that the council has begun on."""
    made = tmp_path / "so"
    made.mkdir()
    (tmp_path / "bo.cchc").write_text(RUBRIC, encoding="utf-8")
    text = SHEET.replace('"bo.cchc"', '"../bo.cchc"').replace('  thẩm định: 0,75 điểm, vì "chậm", bởi "Hội đồng"\n', "")
    (made / "goc.phieu").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name, role in (("dv", SELF), ("td1", COUNCIL), ("td2", COUNCIL)):
        assert run(["sheet", "so/goc.phieu", "-o", f"so/{name}.xlsx", "--role", role]) == 0
    return made


def _merged(*options: str) -> int:
    return run(["merge", "so", "-o", "so/ra.phieu", *options])


def _text(folder: Path) -> str:
    return (folder / "ra.phieu").read_text(encoding="utf-8")


def test_each_stage_comes_from_its_copies(folder: Path, capsys: Capture) -> None:
    edited(folder / "dv.xlsx", _put("row:5.1.2", SELF, "4/BC\n5/BC", "evidence"))
    edited(folder / "td1.xlsx", _put("row:5.1.2", COUNCIL, 1))
    edited(folder / "td2.xlsx", _put("row:5.1.2", COUNCIL, 1))
    edited(folder / "td2.xlsx", _put("row:5.1.2", COUNCIL, "Hội đồng", "by"))
    assert _merged() == 0
    told = capsys.readouterr()
    assert told.out == (
        "Xã A, năm 2020\n  tự đánh giá: so/dv.xlsx\n  thẩm định: so/td1.xlsx, so/td2.xlsx\nĐã gộp vào so/ra.phieu.\n"
    )
    row = '5.1.2\n  tự đánh giá: 1 điểm, TLKC "4/BC", TLKC "5/BC"\n  thẩm định: 1 điểm, bởi "Hội đồng"\n'
    assert row in _text(folder)
    first = _text(folder)
    assert _merged("--force") == 0 and _text(folder) == first, "what was merged is in the folder now, and adds nothing"
    assert run(["merge", "so", "-o", "ra.xlsx", "--role", COUNCIL]) == 1, "the rubric is not there from here"
    assert run(["merge", "so", "-o", "so/ra.xlsx", "--role", COUNCIL]) == 0
    assert run(["merge", "so", "-o", "so/ra.docx"]) == 2


def test_what_somebody_has_to_decide_is_listed_and_nothing_written(folder: Path, capsys: Capture) -> None:
    edited(folder / "dv.xlsx", _put("row:5.1.1", SELF, None))
    edited(folder / "td1.xlsx", _put("row:5.1.2", COUNCIL, 1))
    edited(folder / "td2.xlsx", _put("row:5.1.2", COUNCIL, 0.5))
    edited(folder / "td2.xlsx", _put("row:5.1.2", COUNCIL, "chậm", "reason"))
    edited(folder / "td2.xlsx", _put("row:5.10.1", SELF, 9.5))
    capsys.readouterr()
    assert _merged() == 1
    told = capsys.readouterr()
    for code, place in (("E064", "so/dv.xlsx, ô J22"), ("E063", "so/td1.xlsx, ô N23"), ("E062", "so/td2.xlsx, ô J25")):
        assert f"lỗi {code}: " in told.err and f"--> {place}" in told.err, told.err
    assert 'so/td1.xlsx ghi “1 điểm”; so/td2.xlsx ghi “0,5 điểm, vì "chậm"”' in told.err
    assert "Chưa gộp: còn 3 chỗ phải quyết; so/ra.phieu không được ghi." in told.out
    assert not (folder / "ra.phieu").exists()
    assert _merged("--leave-open") == 1
    assert "Đã gộp vào so/ra.phieu; còn 3 chỗ phải quyết như trên." in capsys.readouterr().out
    text = _text(folder)
    assert '5.1.1 "Ban hành"\n  tự đánh giá: 1 điểm\n' in text and "tự đánh giá: 10 điểm" in text
    assert '5.1.2\n  tự đánh giá: 1 điểm, TLKC "2/BC", TLKC "3/BC"\n5.10.1' in text


def test_a_changed_figure_reopens_the_row(folder: Path, capsys: Capture) -> None:
    edited(folder / "dv.xlsx", _put("row:5.10.1", SELF, 8))
    capsys.readouterr()
    assert _merged() == 0
    told = capsys.readouterr().err
    assert 'cảnh báo E065: dòng 5.10.1, thẩm định: không lấy “9 điểm, vì "chậm"”' in told
    assert "lúc ấy dòng 5.10.1, tự đánh giá “10 điểm”, nay “8 điểm”" in told
    assert '5.10.1 "Đúng hạn"\n  tự đánh giá: 8 điểm\n' in _text(folder)


def test_the_newer_of_two_is_told_where_a_copy_was_made_from_the_older(folder: Path, capsys: Capture) -> None:
    text = (folder / "goc.phieu").read_text(encoding="utf-8").replace("  thẩm định [văn bản đúng]: 4\n", "")
    (folder / "moi.phieu").write_text(text.replace("đúng]: 4", "đúng]: 3"), encoding="utf-8")
    assert run(["sheet", "so/moi.phieu", "-o", "so/dv.xlsx", "--role", SELF, "--force"]) == 0
    capsys.readouterr()
    assert _merged() == 0
    told = capsys.readouterr().err
    assert 'E066: [văn bản đúng], tự đánh giá: tệp này làm từ phiếu còn ghi “4, TLKC "1/BC"”' in told
    assert "E065: [văn bản đúng], thẩm định: không lấy “4”" in told
    assert '[văn bản đúng]: 3, TLKC "1/BC"' in _text(folder)


def test_what_belongs_to_nobody_is_told(folder: Path, capsys: Capture) -> None:
    loose = (folder / "goc.phieu").read_text(encoding="utf-8").replace("tự đánh giá: 10 điểm", "tự đánh giá: 9,5 điểm")
    (folder / "le.phieu").write_text(loose, encoding="utf-8")
    capsys.readouterr()
    assert _merged() == 1
    assert "E067: dòng 5.10.1, tự đánh giá: phiếu này không là bản của bước nào" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "same"), [("Xã  a", True), ("xã Hoà", True), ("Xã Hóa", False), ("Xã Hoa", False)])
def test_one_unit_may_be_spelt_in_two_ways(name: str, same: bool, folder: Path, capsys: Capture) -> None:
    other = (folder / "goc.phieu").read_text(encoding="utf-8").replace("Xã A", name)
    (folder / "khac.phieu").write_text(other, encoding="utf-8")
    if "H" in name:
        for path in folder.glob("*.xlsx"):
            path.unlink()
        mine = (folder / "goc.phieu").read_text(encoding="utf-8").replace("Xã A", "Xã Hòa")
        (folder / "goc.phieu").write_text(mine, encoding="utf-8")
    capsys.readouterr()
    _merged()
    assert ("E068" in capsys.readouterr().err) is not same


def test_a_folder_holds_the_copies_of_one_sheet(folder: Path, capsys: Capture) -> None:
    other = (folder / "goc.phieu").read_text(encoding="utf-8").replace("Xã A", "Xã B")
    (folder / "khac.phieu").write_text(other, encoding="utf-8")
    capsys.readouterr()
    assert _merged() == 1
    assert "E068" in capsys.readouterr().err
    for path in (*folder.glob("*.xlsx"), folder / "khac.phieu"):
        path.unlink()
    assert _merged() == 1
    assert "E070" in capsys.readouterr().err


def test_a_hidden_part_that_was_changed_is_no_base(folder: Path, capsys: Capture) -> None:
    def change(page: Any) -> None:
        cell = page.cell(row_of(page, "row:5.1.1"), 2)
        cell.value = cell.value.replace("1 điểm", "0,5 điểm")

    edited(folder / "td1.xlsx", change)
    capsys.readouterr()
    assert _merged() == 1
    assert "E069" in capsys.readouterr().err


def test_a_cell_that_cannot_be_read_stops_it(folder: Path, capsys: Capture) -> None:
    edited(folder / "td1.xlsx", _put("row:5.1.2", COUNCIL, "0,5"))
    (folder / "hong.xlsx").write_bytes(b"PK")
    capsys.readouterr()
    assert _merged() == 1
    told = capsys.readouterr()
    assert "E047" in told.err and "E040" in told.err and "Chưa gộp, vì có lỗi" in told.out


def test_a_change_for_another_stage_is_told_wherever_the_workbook_is_read(folder: Path, capsys: Capture) -> None:
    edited(folder / "dv.xlsx", _put("row:5.10.1", COUNCIL, 10))
    edited(folder / "dv.xlsx", _put("row:5.1.2", COUNCIL, "đã xem", "reason"))
    capsys.readouterr()
    assert run(["check", "so/dv.xlsx"]) == 0
    told = capsys.readouterr().out
    assert told.count("E061") == 2 and "so/dv.xlsx, ô N25" in told and "so/dv.xlsx, ô N23" in told
    assert run(["explain", "so/dv.xlsx"]) == 0
    assert "E061" in capsys.readouterr().err


def test_copies_may_be_texts_or_json(folder: Path, capsys: Capture) -> None:
    """A text knows whose copy it is by a sentence, and what it was made from by that sheet beside it."""
    (folder / "td2.xlsx").unlink()
    for name in ("td3.phieu", "td4.json"):
        assert run(["sheet", "so/goc.phieu", "-o", f"so/{name}", "--role", COUNCIL]) == 0
    text, other = ((folder / name).read_text(encoding="utf-8") for name in ("td3.phieu", "td4.json"))
    assert '  bản sao: thẩm định, mã đối chiếu "' in text and '"copy"' in other
    (folder / "td3.phieu").write_text(text.replace("10 điểm", "9,5 điểm"), encoding="utf-8")
    capsys.readouterr()
    assert _merged() == 1 and "E062: dòng 5.10.1" in capsys.readouterr().err
    written = text.replace('TLKC "3/BC"', 'TLKC "3/BC"\n  thẩm định: 1 điểm')
    (folder / "td3.phieu").write_text(written, encoding="utf-8")
    assert _merged() == 0
    assert "  thẩm định: so/td1.xlsx, so/td3.phieu, so/td4.json\n" in capsys.readouterr().out
    assert 'TLKC "3/BC"\n  thẩm định: 1 điểm\n' in _text(folder) and "bản sao" not in _text(folder)
    (folder / "goc.phieu").unlink()
    (folder / "ra.phieu").unlink()
    for path in (*folder.glob("*.xlsx"), folder / "td4.json"):  # one that nobody changed says what the sheet said
        path.unlink()
    assert (
        _merged() == 1 and "E069: không rõ bản này làm từ phiếu nào: trong thư mục không có" in capsys.readouterr().err
    )


def test_a_copy_stays_one_through_a_workbook(folder: Path) -> None:
    assert run(["sheet", "so/goc.phieu", "-o", "so/td3.phieu", "--role", COUNCIL]) == 0
    assert run(["sheet", "so/td3.phieu", "-o", "so/td3.xlsx"]) == 0
    assert run(["sheet", "so/td3.xlsx", "-o", "so/lai.phieu"]) == 0
    assert (folder / "lai.phieu").read_bytes() == (folder / "td3.phieu").read_bytes()


def test_whose_copy_it_is_is_said_once_and_for_a_stage_that_is_there(folder: Path, capsys: Capture) -> None:
    assert run(["sheet", "so/goc.phieu", "-o", "so/x.phieu", "--role", "phúc tra hai"]) == 1
    assert run(["sheet", "so/goc.phieu", "-o", "so/td3.phieu", "--role", COUNCIL]) == 0
    text = (folder / "td3.phieu").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if "bản sao" in line)
    (folder / "td3.phieu").write_text(text.replace(line, line + line), encoding="utf-8")
    capsys.readouterr()
    assert run(["check", "so/td3.phieu"]) == 1 and "P427" in capsys.readouterr().out
