"""Units under a transitional clause, in every command: by which text they are scored, and that results say so."""

import json
import re
from pathlib import Path

import pytest

from cchc_rules.cli.main import run

RUBRIC = """\
BỘ TIÊU CHÍ b "Bảng thử"
  văn bản: Quyết định 1/QĐ-THU ngày 01/01/2019
  áp dụng: từ kỳ đánh giá 2019  theo Điều 1
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "xã", "phường"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 1
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI  theo Điều 1
  từ 80%: "Tốt"
  dưới 80%: "Chưa đạt"
  không quá 50% số đơn vị được xếp loại được xếp "Tốt", làm tròn xuống, vượt thì xếp "Chưa đạt"
SỐ LIỆU
  [hồ sơ]: số đếm
LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "A": 6 điểm
TIÊU CHÍ 1.2 "B": 4 điểm
  cách chấm: tỷ lệ × điểm tối đa, tỷ lệ là [hồ sơ] / cao nhất trong kỳ([hồ sơ])
    khi mẫu số bằng 0: 0 điểm
"""
AMENDMENT = """\
SỬA ĐỔI sd "Sửa"
  văn bản: Quyết định 2/QĐ-THU ngày 01/06/2020
  sửa đổi: b
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020
{clause}
Điều 1
{own}
  SỬA 1.1 điểm tối đa: từ 6 điểm thành 5 điểm
Điều 2
  SỬA 1.2 điểm tối đa: từ 4 điểm thành 5 điểm
"""
CLAUSE = '  chuyển tiếp: đơn vị "Xã A" theo quy định trước khi sửa đổi, trong kỳ đánh giá 2020'
UNITS = {"Xã A": (5, 8), "Xã B": (5, 10), "Xã C": (5, 6), "Xã D": (1, 1)}
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", str(tmp_path / "cache"))
    (tmp_path / "phieu").mkdir()
    Path("b.cchc").write_text(RUBRIC, encoding="utf-8")
    amend(CLAUSE)
    for unit in UNITS:
        sheet(unit)
    return tmp_path


def amend(clause: str, own: str = "") -> None:
    Path("sd.cchc").write_text(AMENDMENT.format(clause=clause, own=own), encoding="utf-8")


def sheet(unit: str, kind: str = "xã") -> Path:
    points, count = UNITS[unit]
    path = Path("phieu") / f"{unit[-1]}.phieu"
    path.write_text(
        f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "../b.cchc"\n  đơn vị: "{unit}"\n  loại đơn vị: "{kind}"\n  năm: 2020\n'
        f'SỐ LIỆU\n  [hồ sơ]: {count}\nĐIỂM\n1.1 "A"\n  tự đánh giá: {points} điểm\n',
        encoding="utf-8",
    )
    return path


def printed(capsys: Capture, *args: str, status: int = 0) -> str:
    assert run(list(args)) == status, capsys.readouterr().err
    return capsys.readouterr().out


def rankings(capsys: Capture, *options: str) -> list[dict[str, object]]:
    assert run(["score", "phieu", "--format", "json", *options]) == 0
    return list(json.loads(capsys.readouterr().out)["rankings"])


def test_one_unit_is_scored_by_the_text_before(capsys: Capture) -> None:
    a, b = (json.loads(printed(capsys, "explain", f"phieu/{u}.phieu", "--format", "json")) for u in "AB")
    assert [t["use"] for t in a["rubric"]["texts"]] == ["transitional"]
    assert a["rubric"]["texts"][0]["transitions"] == [f"phần đầu: {CLAUSE.partition(': ')[2]}"]
    assert [t["use"] for t in b["rubric"]["texts"]] == ["applied"] and "transitions" not in b["rubric"]["texts"][0]
    assert [row["max"] for row in a["criteria"] if row["code"] == "1.1"] == ["6"]
    assert [row["max"] for row in b["criteria"] if row["code"] == "1.1"] == ["5"]


def test_a_year_under_two_texts_is_ranked_apart_and_is_never_closed(capsys: Capture) -> None:
    after, before = rankings(capsys, "--closed")
    assert [u["unit"] for u in before["units"]] == ["Xã A"] and before["apart"] == ["Xã B", "Xã C", "Xã D"]
    assert [u["unit"] for u in after["units"]] == ["Xã B", "Xã C", "Xã D"] and after["apart"] == ["Xã A"]
    # Neither quota nor best of the year is settled among some of the units.
    assert all(u["provisional"] for u in (*after["units"], *before["units"]))
    told = printed(capsys, "score", "phieu", "--closed")
    assert "xếp riêng: Xã A. Hạn mức, số cao nhất của kỳ" in " ".join(told.split())
    amend("")
    (one,) = rankings(capsys, "--closed")
    assert not any(u["provisional"] for u in one["units"])


def test_a_part_left_as_it_was_ranks_apart_too(capsys: Capture) -> None:
    """The files are the same; only what was done with them differs."""
    own = '  chuyển tiếp: loại đơn vị "phường" theo quy định trước khi sửa đổi, trong năm 2020'
    amend("", own)
    sheet("Xã D", "phường")
    # What is left of the text does not add up, and that is told without any sheet of such a unit.
    assert run(["check", "sd.cchc"]) == 1
    told = capsys.readouterr().out
    assert "S651" in told and "loại đơn vị “phường” theo Điều 1" in told
    body = Path("sd.cchc").read_text("utf-8").partition("Điều 1\n")[0]
    notes = f'{body}Điều 1\n  SỬA 1.1 ghi chú: từ trống thành "một"\nĐiều 2\n{own}\n  SỬA 1.2 tên: từ "B" thành "C"\n'
    Path("sd.cchc").write_text(notes, encoding="utf-8")
    assert run(["check", "sd.cchc"]) == 0, capsys.readouterr().out
    capsys.readouterr()
    assert [[u["unit"] for u in r["units"]] for r in rankings(capsys)] == [["Xã B", "Xã A", "Xã C"], ["Xã D"]]


def test_a_unit_with_a_sheet_under_each_text_has_two_sheets(capsys: Capture) -> None:
    amend('  chuyển tiếp: loại đơn vị "phường" theo quy định trước khi sửa đổi, trong năm 2020')
    twin = Path("phieu/B2.phieu")
    twin.write_text(Path("phieu/B.phieu").read_text("utf-8").replace('"xã"', '"phường"'), encoding="utf-8")
    assert run(["score", "phieu"]) == 1
    assert capsys.readouterr().err.count("P450") == 2


def test_a_name_that_no_sheet_has_is_told_with_what_is_near(capsys: Capture) -> None:
    amend(CLAUSE.replace("Xã A", "Xã Á"))
    assert run(["score", "phieu"]) == 0
    told = capsys.readouterr().err
    assert "S650" in told and "“Xã Á”" in told
    run(["explain", "phieu/A.phieu"])
    assert "S650" not in capsys.readouterr().err


def test_the_best_of_the_year_is_not_settled_for_one_sheet_either(capsys: Capture) -> None:
    assert run(["explain", "phieu/B.phieu", "--year-sheets", "phieu"]) == 0
    out = capsys.readouterr()
    assert "L639" in out.err and "điều khoản chuyển tiếp: Xã A" in out.err


def test_impact_leaves_the_unit_aside(capsys: Capture) -> None:
    (impact,) = json.loads(printed(capsys, "impact", "sd.cchc", "--sheets", "phieu", "--format", "json"))["impacts"]
    assert [u["unit"] for u in impact["units"]] and "Xã A" not in [u["unit"] for u in impact["units"]]
    assert any(told.startswith("Xã A: theo quy định trước khi sửa đổi") for told in impact["assumed"])


def test_texts_without_a_unit_list_the_clause(capsys: Capture) -> None:
    for args in (["show", "b.cchc", "--year", "2020"], ["log", "b.cchc"], ["consolidate", "b.cchc"]):
        assert "Chuyển tiếp: sd, phần đầu" in printed(capsys, *args).replace("chuyển tiếp  sd", "Chuyển tiếp: sd")
    assert "huyển tiếp" not in printed(capsys, "show", "b.cchc", "--year", "2021")


def test_a_blank_sheet_is_that_of_its_unit(capsys: Capture) -> None:
    own = "ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [hồ sơ mới]"
    text = Path("sd.cchc").read_text("utf-8").replace("Điều 2\n", f"Điều 2\n  {own}\n")
    Path("sd.cchc").write_text(text, encoding="utf-8")
    for unit, name in (("Xã A", "[hồ sơ]"), ("Xã B", "[hồ sơ mới]")):
        assert name in printed(capsys, "new-sheet", "b.cchc", "--unit", unit, "--kind", "xã", "--year", "2020")


def test_batch_refuses_the_unit_by_name(capsys: Capture) -> None:
    pytest.importorskip("polars")
    plain = RUBRIC.partition("SỐ LIỆU")[0].replace("  không quá 50%", "# không quá 50%")
    rows = '  TIÊU CHÍ 1.1 "A": 6 điểm\n  TIÊU CHÍ 1.2 "B": 4 điểm\n'
    Path("b.cchc").write_text(f'{plain}LĨNH VỰC 1 "Một": 10 điểm\n{rows}', encoding="utf-8")
    for file in Path("phieu").glob("*"):
        file.write_text(re.sub(r"SỐ LIỆU\n.*\n", "", file.read_text("utf-8")), encoding="utf-8")
    schema = printed(capsys, "batch", "schema", "b.cchc", "--year", "2020")
    points = re.findall(r"^ *(\S*1[._]1\S*)", schema, re.MULTILINE)
    lines = [f"unit,kind,year,{points[0]}", *(f"{unit},xã,2020,1" for unit in UNITS)]
    Path("bang.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for source in ("phieu", "bang.csv"):
        assert run(["batch", "b.cchc", source, "-o", "ra.csv"]) == 1
        left = [line for line in Path("ra.loai.csv").read_text("utf-8").splitlines() if "Xã" in line]
        assert len(left) == 1 and "Xã A" in left[0] and "phần đầu: đơn vị" in left[0]
        assert "Xã A" not in Path("ra.csv").read_text("utf-8")
        assert "Xã B" in Path("ra.csv").read_text("utf-8")


def test_a_receipt_holds_and_verifies_it(capsys: Capture) -> None:
    printed(capsys, "seal", "-o", "goi.zip", "score", "phieu")
    printed(capsys, "verify", "goi.zip")


def test_a_report_keeps_a_unit_that_came_under_the_clause(capsys: Capture) -> None:
    for side, clause in (("cu", ""), ("moi", CLAUSE)):
        (Path(side) / "phieu").mkdir(parents=True)
        amend(clause)
        for file in (Path("b.cchc"), Path("sd.cchc"), *Path("phieu").glob("*")):
            (Path(side) / file).write_bytes(file.read_bytes())
    told = json.loads(printed(capsys, "report", "cu", "moi", "--sheets", "phieu", "--format", "json", status=0))
    units = {u["unit"] for i in told["impacts"] for u in i["units"]}
    assert units == set(UNITS)
