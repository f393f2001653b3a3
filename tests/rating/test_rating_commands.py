"""Bonus, penalty and rating conditions from the command line: every command counts them."""

import json
import shutil
from pathlib import Path

import pytest

from cchc_rules.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]
CONG_TRU, DIEM_LIET = "cong-tru/cong-tru.cchc", "diem-liet/diem-liet.cchc"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both examples."""
    for name in ("cong-tru", "diem-liet"):
        shutil.copytree(ROOT / "examples" / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    return tmp_path


def out(capsys: Capture, *arguments: str, status: int = 0) -> str:
    assert run(list(arguments)) == status
    return capsys.readouterr().out


def changed(name: str, *pairs: tuple[str, str]) -> str:
    """A copy of a file with other words in it."""
    path = Path(name)
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    copy = path.with_name(f"khac{path.suffix}")
    copy.write_text(text, encoding="utf-8")
    return copy.as_posix()


def test_what_if_tells_rated_points_and_rows_beside_the_table(capsys: Capture) -> None:
    told = out(capsys, "what-if", "cong-tru/so-a.phieu", "--set", "[báo cáo chậm]=0")
    assert told == "88,5/100 điểm, 88,5%, Tốt → 90/100 điểm, 90%, Xuất sắc\nT1  1,5 điểm → 0 điểm\n"
    told = out(capsys, "what-if", "diem-liet/xa-a.phieu", "--set", "[khiếu nại đông người]=có")
    assert told.endswith("86,5/100 điểm, 86,5%, không xếp loại\n")


def test_advice_leaves_out_what_a_cap_makes_vain(capsys: Capture) -> None:
    # C1 stands at 4 of 4; with one initiative fewer it would matter, and with C2 both are over the cap.
    told = out(capsys, "advice", "cong-tru/so-a.phieu")
    assert "C1" not in told and "để chỉ bị trừ 1 điểm" in told
    sheet = changed("cong-tru/so-a.phieu", ("được công nhận]: 3", "được công nhận]: 1"), ("2 điểm, vì", "3 điểm, vì"))
    told = out(capsys, "advice", sheet)
    assert "C1" not in told  # 2 + 3 are the whole cap already
    sheet = changed("cong-tru/so-a.phieu", ("được công nhận]: 3", "được công nhận]: 1"), ("2 điểm, vì", "2,5 điểm, vì"))
    told = out(capsys, "advice", sheet)
    assert "thêm 1 sáng kiến ở [sáng kiến được công nhận] để được 4 điểm; điểm xếp loại tăng 0,5 điểm" in told


def test_advice_says_first_that_a_condition_blocks_the_rating(capsys: Capture) -> None:
    blocked = "Đơn vị đang bị xếp “Không đạt” vì: 1.2 dưới 5 điểm."
    assert out(capsys, "advice", "diem-liet/xa-a.phieu").startswith(blocked)
    assert blocked in out(capsys, "explain", "--advice", "diem-liet/xa-a.phieu")
    assert "Đơn vị đang bị" not in out(capsys, "explain", "--advice", "diem-liet/xa-b.phieu")


def test_thresholds_are_of_the_points_that_are_rated(capsys: Capture) -> None:
    sheet = changed("cong-tru/so-a.phieu", ("  thẩm định: 24 điểm\n", ""))
    told = out(capsys, "explain", sheet)
    # 27 of the 60 applicable, rescaled to 80: 36; with 17 of survey, +5, −1,5: 56,5; pending 30 × 80 / 60 = 40.
    assert "mức thấp nhất: 53 điểm của bảng + 5 điểm cộng − 1,5 điểm trừ = 56,5" in told
    assert "Để đạt “Tốt” cần thêm 23,5 trong 40 điểm xếp loại chưa chắc" in told
    assert "Để đạt “Xuất sắc” cần thêm 33,5 trong 40 điểm xếp loại chưa chắc" in told
    data = json.loads(out(capsys, "explain", sheet, "--format", "json"))
    assert [(t["band"], t["needed"]) for t in data["thresholds"]] == [("Xuất sắc", "33.5"), ("Tốt", "23.5")]


def test_a_band_that_only_bonus_keeps_open_tells_what_would_settle_it(capsys: Capture) -> None:
    sheet = changed("cong-tru/so-a.phieu", ("chậm]: 3, vì", "chậm]: 1, vì"), ("  thẩm định: 2 điểm, vì", "  # "))
    told = out(capsys, "explain", sheet)
    assert "khi biết hết: từ 88,5 đến 89,5 điểm" in told
    sheet = changed("cong-tru/so-a.phieu", ("chậm]: 3, vì", "chậm]: 0, vì"), ("  thẩm định: 2 điểm, vì", "  # "))
    told = out(capsys, "explain", sheet)
    assert "Để đạt “Xuất sắc” cần thêm 1 trong 1 điểm xếp loại chưa chắc" in told
    assert "Cần biết điểm các dòng này để xếp loại, nhiều điểm trước: C2 (3)." in told


def test_show_prints_rows_beside_the_table(capsys: Capture) -> None:
    assert "cách chấm: 2 điểm × [sáng kiến được công nhận]" in out(capsys, "show", CONG_TRU, "C1")
    assert out(capsys, "show", CONG_TRU, "--format", "csv").endswith("T2,T2,dòng điểm trừ,Để xảy ra vi phạm,5,false,\n")
    data = json.loads(out(capsys, "show", CONG_TRU, "--format", "json"))
    assert [(b["kind"], b["cap"], [r["code"] for r in b["rows"]]) for b in data["buckets"]] == [
        ("bonus", "5", ["C1", "C2"]),
        ("penalty", "5", ["T1", "T2"]),
    ]
    assert "buckets" not in json.loads(out(capsys, "show", DIEM_LIET, "--format", "json"))


def test_a_new_sheet_says_that_rows_beside_the_table_may_go(capsys: Capture) -> None:
    text = out(capsys, "new-sheet", CONG_TRU, "--unit", "Sở B", "--kind", "sở", "--year", "2019")
    assert '# Điểm cộng, điểm trừ: dòng nào không có thì xóa hoặc ghi 0 điểm; để trống là chưa biết.\nC1 "Có' in text
    Path("cong-tru/moi.phieu").write_text(text, encoding="utf-8")
    assert out(capsys, "fmt", "--check", "cong-tru/moi.phieu") == ""


def test_a_ranking_tells_rated_points(capsys: Capture) -> None:
    lines = out(capsys, "score", "cong-tru", "diem-liet", "--format", "csv").splitlines()
    assert ",points,of,rating,provisional," in lines[0]
    assert [line.split(",")[14:18] for line in lines[1:]] == [
        ["88.5", "100", "rated", "false"],
        ["90", "100", "open", "true"],
        ["86.5", "100", "rated", "false"],
        ["60", "100", "rated", "false"],
    ]
    data = json.loads(out(capsys, "score", "cong-tru", "--format", "json", "--closed"))
    assert data["rankings"][0]["units"][0]["points"] == "88.5"


def test_impact_tells_a_band_that_a_cap_changes(capsys: Capture) -> None:
    sheet = changed("cong-tru/so-a.phieu", ("chậm]: 3, vì", "chậm]: 0, vì"))
    Path("cong-tru/so-a.phieu").write_text(Path(sheet).read_text(encoding="utf-8"), encoding="utf-8")
    Path(sheet).unlink()
    new = changed(CONG_TRU, ("ĐIỂM CỘNG: tối đa 5 điểm", "ĐIỂM CỘNG: tối đa 4 điểm"))
    told = out(capsys, "impact", CONG_TRU, new, "--sheets", "cong-tru")
    assert "Xuất sắc → Tốt" in told and "90/100 → 89/100" in told
    data = json.loads(out(capsys, "impact", CONG_TRU, new, "--sheets", "cong-tru", "--format", "json"))
    unit = data["impacts"][0]["units"][0]
    assert (unit["gained"], unit["crosses_band"], unit["after"]["points"]) == ("-1", True, "89")
    line = out(capsys, "impact", CONG_TRU, new, "--sheets", "cong-tru", "--format", "csv").splitlines()[1]
    assert ",1,90,100,90.00,Xuất sắc,,1,89,100,89.00,Tốt,,-1," in line


def test_impact_tells_a_condition_that_takes_the_band(capsys: Capture) -> None:
    new = changed(
        DIEM_LIET, ('  xếp "Không đạt" khi: từ 1 lĩnh vực dưới 50%', "  không xếp loại khi: 3.1 dưới 12 điểm")
    )
    told = out(capsys, "impact", DIEM_LIET, new, "--sheets", "diem-liet")
    assert "Đạt → không xếp loại" in told


def test_cases_expect_points_beside_the_table_and_no_rating(capsys: Capture) -> None:
    sheet = Path("cong-tru/so-a.phieu").read_text(encoding="utf-8")
    expected = 'mong đợi: C1 được 4 điểm\nmong đợi: T2 được 0 điểm\nmong đợi: chỉ số 88,5%\nmong đợi: xếp loại "Tốt"\n'
    Path("cong-tru/a.thu").write_text(sheet + expected, encoding="utf-8")
    sheet = Path("diem-liet/xa-a.phieu").read_text(encoding="utf-8").replace("đông người]: không", "đông người]: có")
    Path("diem-liet/b.thu").write_text(sheet + "mong đợi: không xếp loại\n", encoding="utf-8")
    assert "2 tệp, 5 câu mong đợi: 5 đạt, 0 trượt." in out(capsys, "test", "cong-tru", "diem-liet")
    Path("diem-liet/b.thu").write_text(sheet + 'mong đợi: xếp loại "Đạt"\n', encoding="utf-8")
    told = out(capsys, "test", "diem-liet", status=1)
    assert "không xếp loại vì: [khiếu nại đông người] là có; nếu chỉ theo điểm thì “Đạt”" in told


def test_coverage_asks_for_conditions_and_scoped_bands(capsys: Capture) -> None:
    told = out(capsys, "check", "--coverage", "diem-liet")
    assert "“không xếp loại khi: [khiếu nại đông người] là có”: chưa phiếu nào cho thấy điều này đúng" in told
    assert '“dưới 60 điểm: "Không đạt" cho "xã đặc biệt khó khăn"”' in told


def test_guidance_may_rule_a_row_of_bonus(capsys: Capture) -> None:
    guidance = """HƯỚNG DẪN CHẤM ĐIỂM hd "Hướng dẫn"
  cho bộ tiêu chí: cong-tru
  văn bản: Hướng dẫn 03/HD-MH ngày 03/01/2019

SỐ LIỆU
  [bằng khen]: số đếm "bằng khen"

C2 "Được khen thưởng"
  cách chấm: 1 điểm × [bằng khen], không quá 3 điểm
"""
    Path("cong-tru/hd.cchc").write_text(guidance, encoding="utf-8")
    assert run(["check", "cong-tru/hd.cchc"]) == 0
    capsys.readouterr()
    sheet = Path("cong-tru/so-a.phieu").read_text(encoding="utf-8").replace("bộ tiêu chí: cong-tru", "bộ tiêu chí: hd")
    sheet = sheet[: sheet.index("C2 ")].replace("\nĐIỂM\n", "  thẩm định [bằng khen]: 1\n\nĐIỂM\n", 1)
    Path("cong-tru/so-b.phieu").write_text(sheet, encoding="utf-8")
    told = out(capsys, "explain", "cong-tru/so-b.phieu")
    assert "1 điểm × [bằng khen] = 1 điểm × 1 = 1 điểm" in told and "88,5/100" in told


def test_the_log_knows_rows_of_bonus(capsys: Capture) -> None:
    assert 'C2 "Được khen thưởng": 3 điểm' in out(capsys, "log", CONG_TRU, "C2")
