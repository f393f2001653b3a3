"""Values of the year before, taken from last year's sheets: found by unit, compared with what was entered."""

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from rules_sample import codes, found_in, text_of

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.cases import try_case
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.api.sheets.score import score_files
from cchc_rules.api.sheets.what_if import suppose
from cchc_rules.cli.main import run
from cchc_rules.diagnostics import FixKind
from cchc_rules.diagnostics.edits import applied
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.results.scorecard import View
from cchc_rules.source import WrittenText

ROOT = Path(__file__).resolve().parents[2]

RULE = "  cách chấm: 3 điểm - 1 điểm × lớn nhất(0; [vi phạm] - [vi phạm, năm trước]), không dưới 0 điểm"
FACTS = '  [vi phạm]: số đếm "vụ", cần TLKC, có năm trước'
THIS_YEAR = '[vi phạm]: 7, TLKC "1"\nthẩm định [vi phạm]: 7'


def sheet(folder: Path, name: str, facts: str, unit: str = "Sở A", year: int = 2019, tail: str = "") -> Path:
    text = f"""PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "{unit}"
  loại đơn vị: "sở"
  năm: {year}
SỐ LIỆU
{facts}
{tail}"""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rubric, and a folder with last year's sheets of two units."""
    (tmp_path / "thu.cchc").write_text(text_of(FACTS, RULE, "3"), encoding="utf-8")
    (tmp_path / "truoc").mkdir()
    last = '[vi phạm]: 4, TLKC "1"\nthẩm định [vi phạm]: 5, vì "thêm một vụ"'
    sheet(tmp_path / "truoc", "a.phieu", last, year=2018)
    sheet(tmp_path / "truoc", "b.phieu", '[vi phạm]: 1, TLKC "1"', unit="Sở B", year=2018)
    return tmp_path


def points(path: Path, last_year: Path | None) -> tuple[Fraction | None, list[str]]:
    result = explain_sheet(path, Library(last_year=last_year))
    assert result.scorecard is not None, result.diagnostics
    return result.scorecard.nodes[1].final, [d.message for d in result.diagnostics if d.code in ("L637", "L638")]


@pytest.mark.parametrize("last", ["truoc", "truoc/a.phieu"])
def test_the_accepted_value_of_last_year_is_taken(folder: Path, last: str) -> None:
    now = sheet(folder, "nay.phieu", THIS_YEAR)
    assert points(now, folder / last) == (1, [])
    assert points(now, None) == (None, [])


def test_the_sheet_it_came_from_is_among_the_sources(folder: Path) -> None:
    result = explain_sheet(sheet(folder, "nay.phieu", THIS_YEAR), Library(last_year=folder / "truoc"))
    assert result.provenance is not None
    assert [f.name for f in result.provenance.beside if f.name.endswith("a.phieu")]
    assert result.scorecard is not None
    data = json.loads(scorecard_json(result.scorecard, result.provenance))
    jsonschema.validate(data, json.loads((ROOT / "schemas/scorecard-1.json").read_text(encoding="utf-8")))
    assert data["beside"][0]["name"].endswith("a.phieu")


COMPARED = """  cách chấm: theo trường hợp
    khi [vi phạm] nhiều hơn năm trước: 0 điểm
    còn lại: 3 điểm"""


def test_the_value_taken_is_told_beside_the_comparison(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "thu.cchc").write_text(text_of(FACTS, COMPARED, "3"), encoding="utf-8")
    now = sheet(folder, "nay.phieu", THIS_YEAR)
    assert run(["explain", str(now), "--last-year", str(folder / "truoc")]) == 0
    assert "[vi phạm, năm trước] = 5 vụ" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("entered", "exact", "kept"),
    [
        ('[vi phạm, năm trước]: 5, TLKC "1"', 1, None),
        ('[vi phạm, năm trước]: 6, TLKC "1"', 1, "tự đánh giá"),
        ("thẩm định [vi phạm, năm trước]: 5", 1, None),
        ('thẩm định [vi phạm, năm trước]: 6, vì "đính chính"', 2, "thẩm định"),
    ],
)
def test_a_value_entered_by_hand_is_compared(folder: Path, entered: str, exact: int, kept: str | None) -> None:
    now = sheet(folder, "nay.phieu", f"{THIS_YEAR}\n{entered}")
    found, told = points(now, folder / "truoc")
    assert found == exact
    file = "truoc/a.phieu"
    shown = 6 if kept == "thẩm định" else 5
    assert len(told) == (kept is not None)
    for message in told:
        assert message.startswith(f"“{kept}” ghi [vi phạm, năm trước] là 6, phiếu năm trước (")
        assert message.endswith(f"{file}) là 5; tính theo {shown}")


@pytest.mark.parametrize(
    ("unit", "last", "why"),
    [
        ("Sở C", "truoc", "không có phiếu năm 2018 của “Sở C”"),
        ("Sở C", "truoc/a.phieu", "a.phieu là của “Sở A”, năm 2018"),
        ("Sở D", "truoc", "chưa ghi số liệu này"),
        ("Sở E", "truoc", "ghi số liệu này không đúng kiểu"),
        ("Sở F", "truoc", "có 2 phiếu năm 2018 của “Sở F”"),
    ],
)
def test_what_is_missing_stays_unknown_and_says_why(folder: Path, unit: str, last: str, why: str) -> None:
    sheet(folder / "truoc", "d.phieu", "[vi phạm]:", unit="Sở D", year=2018)
    sheet(folder / "truoc", "e.phieu", "[vi phạm]: 5%", unit="Sở E", year=2018)
    for name in ("f1.phieu", "f2.phieu"):
        sheet(folder / "truoc", name, "[vi phạm]: 5", unit="Sở F", year=2018)
    now = sheet(folder, "nay.phieu", THIS_YEAR, unit=unit)
    exact, told = points(now, folder / last)
    assert exact is None
    assert len(told) == 1 and told[0].startswith("chưa biết [vi phạm, năm trước]: ") and why in told[0]
    by_hand = sheet(folder, "tay.phieu", f'{THIS_YEAR}\n[vi phạm, năm trước]: 6, TLKC "1"', unit=unit)
    assert points(by_hand, folder / last) == (2, [])


def test_the_year_must_be_the_one_before(folder: Path) -> None:
    now = sheet(folder, "nay.phieu", THIS_YEAR, year=2020)
    assert points(now, folder / "truoc")[0] is None


def test_sheets_that_cannot_be_read_are_named(folder: Path) -> None:
    (folder / "truoc" / "hong.phieu").write_text("PHIẾU CHẤM ĐIỂM\n  đơn vị:\n", encoding="utf-8")
    told = points(sheet(folder, "nay.phieu", THIS_YEAR, unit="Sở C"), folder / "truoc")[1]
    assert "(không đọc được" in told[0] and "hong.phieu)" in told[0]


def test_it_did_not_arise_last_year(folder: Path) -> None:
    sheet(folder / "truoc", "g.phieu", "[vi phạm]: không phát sinh", unit="Sở G", year=2018)
    result = explain_sheet(sheet(folder, "nay.phieu", THIS_YEAR, unit="Sở G"), Library(last_year=folder / "truoc"))
    assert result.scorecard is not None and result.scorecard.nodes[1].final is None


def test_no_stage_acts_for_what_was_carried_over_alone(folder: Path) -> None:
    now = sheet(folder, "nay.phieu", '[vi phạm]: 7, TLKC "1"')
    result = explain_sheet(now, Library(last_year=folder / "truoc"))
    assert result.scorecard is not None
    assert result.scorecard.view == View.SELF


def test_score_what_if_and_cases_take_it_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = sheet(folder, "nay.phieu", f'{THIS_YEAR}\n[vi phạm, năm trước]: 6, TLKC "1"')
    case = sheet(folder, "ca.thu", THIS_YEAR, tail="mong đợi: 1.1 được 1 điểm\n")
    last = str(folder / "truoc")
    scored = score_files([now], Library(last_year=folder / "truoc"))
    assert [d.code for d in scored.noted] == ["L637"]
    assert scored.rankings[0].units[0].standing.total.achieved == 1
    answer = suppose(now, Library(last_year=folder / "truoc"), ["[vi phạm]=6"]).answer
    assert answer is not None
    assert (answer.before.nodes[1].final, answer.after.nodes[1].final) == (1, 2)
    assert try_case(case, Library(last_year=folder / "truoc")).ok
    assert not try_case(case, Library()).ok
    assert run(["test", str(case), "--last-year", last]) == 0
    assert run(["score", str(now), "--last-year", last]) == 0
    assert "phiếu năm trước (" in capsys.readouterr().err
    assert run(["explain", str(now), "--last-year", last]) == 0
    assert run(["what-if", str(now), "--set", "[vi phạm]=6", "--last-year", last]) == 0
    assert run(["explain", str(now), "--last-year", str(folder / "khong-co")]) == 3


COMPUTED = """  [giao]: số đếm "việc", từ 1, có năm trước
  [xong]: số đếm "việc", từ 0 đến [giao], có năm trước
  [tỷ lệ xong]: tỷ lệ phần trăm, tính bằng [xong] / [giao]
"""
OWN = "  [tỷ lệ xong của năm trước]: tỷ lệ phần trăm, tính bằng [xong, năm trước] / [giao, năm trước]\n"
BETTER = "  cách chấm: theo trường hợp\n    khi [tỷ lệ xong] {} : 2 điểm\n    còn lại: 0 điểm"


def test_a_computed_fact_has_no_value_of_the_year_before() -> None:
    both = COMPUTED.replace("[xong] / [giao]", "[xong] / [giao], có năm trước")
    found = found_in(both, BETTER.format("nhiều hơn năm trước"))
    assert [d.code for d in found] == ["L640"]
    assert OWN.strip() in (found[0].fix or "")
    found = found_in(COMPUTED, BETTER.format("nhiều hơn năm trước"))
    assert [d.code for d in found] == ["L619"]
    assert OWN.strip() in (found[0].fix or "")


def test_what_the_message_says_instead_is_worked_out_from_last_years_values(tmp_path: Path) -> None:
    rule = BETTER.format("lớn hơn [tỷ lệ xong của năm trước]")
    assert codes(COMPUTED + OWN, rule) == []
    (tmp_path / "thu.cchc").write_text(text_of(COMPUTED + OWN, rule), encoding="utf-8")
    last = sheet(tmp_path, "truoc.phieu", "[giao]: 10\n[xong]: 4", year=2018)
    now = sheet(tmp_path, "nay.phieu", "thẩm định [giao]: 20\nthẩm định [xong]: 9")
    assert points(now, last) == (2, [])


@pytest.mark.parametrize("read", ["[xong, năm trước] / [giao]", "[xong] / [giao, năm trước]"])
def test_a_formula_reads_only_values_that_are_asked_for(read: str) -> None:
    facts = COMPUTED.replace(", có năm trước", "") + f"  [so]: tỷ lệ phần trăm, tính bằng {read}\n"
    rule = "  cách chấm: theo thang [so]\n    từ 50%: 2 điểm\n    dưới 50%: 0 điểm\n  khi mẫu số bằng 0: 0 điểm"
    assert "L619" in codes(facts, rule)


# ---- units that were renamed, merged or divided

LAST = '[vi phạm]: 4, TLKC "1"\nthẩm định [vi phạm]: 5, vì "thêm một vụ"'
BASIS = "theo Điều 1 Nghị quyết 9/NQ-HĐND ngày 10/01/2019"


def renamed(folder: Path, names: str, since: str = "01/02/2019", unit: str = "Sở Mới", year: int = 2019) -> Path:
    path = sheet(folder, "moi.phieu", THIS_YEAR, unit=unit, year=year)
    text = path.read_text(encoding="utf-8")
    head = f"  tên trước đây: {names}, từ ngày {since}, {BASIS}\n  năm: {year}"
    path.write_text(text.replace(f"  năm: {year}", head), encoding="utf-8")
    return path


def test_a_renamed_unit_takes_the_values_of_its_former_name(folder: Path) -> None:
    assert points(renamed(folder, '"Sở A"'), folder / "truoc") == (1, [])


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ('"Sở A", "Sở B"', "“Sở Mới” được lập từ “Sở A”, “Sở B”, không cộng hay chia số liệu của các đơn vị ấy"),
        ('một phần "Sở A"', "“Sở Mới” được lập từ một phần “Sở A”, không cộng hay chia số liệu của các đơn vị ấy"),
        ('"Sở C"', "không có phiếu năm 2018 của “Sở Mới” (trước đây là “Sở C”)"),
    ],
)
def test_nothing_is_guessed_of_a_merger_a_split_or_a_name_without_sheet(folder: Path, names: str, told: str) -> None:
    value, found = points(renamed(folder, names), folder / "truoc")
    assert value is None
    assert [told in m for m in found] == [True]


def test_a_merged_unit_that_kept_a_name_is_not_the_unit_that_had_it(folder: Path) -> None:
    value, found = points(renamed(folder, '"Sở A", "Sở B"', unit="Sở A"), folder / "truoc")
    assert value is None
    assert "được lập từ" in found[0]


def test_what_was_merged_before_last_year_is_looked_for_under_its_own_name(folder: Path) -> None:
    merged = renamed(folder, '"Sở C", "Sở B"', since="01/02/2017", unit="Sở A")
    assert points(merged, folder / "truoc") == (1, [])


def test_a_near_name_of_last_year_is_told_and_not_taken(folder: Path) -> None:
    now = sheet(folder, "nay.phieu", THIS_YEAR, unit="Sở Á")
    value, found = points(now, folder / "truoc")
    assert value is None
    assert "có phiếu của “Sở A”, tên gần giống" in found[0]


def test_a_sheet_of_the_former_name_in_the_same_year_is_the_same_unit_twice(folder: Path) -> None:
    new, old = renamed(folder, '"Sở A"'), sheet(folder, "cu.phieu", THIS_YEAR)
    scored = score_files([new, old], Library())
    assert [d.code for b in scored.bad for d in b.diagnostics] == ["P450", "P450"]
    assert "cu.phieu (ghi “Sở A”)" in scored.bad[0].diagnostics[0].message


@pytest.mark.parametrize("names", ['"Sở A", "Sở B"', '"Sở A", một phần "Sở B"'])
def test_a_sheet_of_what_was_taken_in_whole_is_told(folder: Path, names: str) -> None:
    new, old, other = renamed(folder, names), sheet(folder, "cu.phieu", THIS_YEAR), folder / "b.phieu"
    sheet(folder, "b.phieu", THIS_YEAR, unit="Sở C")
    scored = score_files([new, old, other], Library())
    assert not scored.bad
    assert [d.code for d in scored.noted] == ["P482"]


def test_near_names_of_one_year_are_told_until_one_sheet_denies_the_other(folder: Path) -> None:
    one, other = sheet(folder, "1.phieu", THIS_YEAR, unit="Sở Ả"), sheet(folder, "2.phieu", THIS_YEAR)
    scored = score_files([one, other], Library())
    assert len(scored.rankings[0].units) == 2
    assert [d.code for d in scored.noted] == ["P481"]
    other.write_text(other.read_text(encoding="utf-8").replace('"Sở A"', '"Sở A", không phải "Sở Ả"'), encoding="utf-8")
    assert not score_files([one, other], Library()).noted


def test_the_former_name_is_told_with_the_result_and_in_data(folder: Path) -> None:
    result = explain_sheet(renamed(folder, '"Sở A"'), Library(last_year=folder / "truoc"))
    assert result.scorecard is not None and result.provenance is not None
    data = json.loads(scorecard_json(result.scorecard, result.provenance))
    jsonschema.validate(data, json.loads((ROOT / "schemas/scorecard-1.json").read_text(encoding="utf-8")))
    assert data["formerly"] == {
        "units": [{"name": "Sở A"}],
        "since": "2019-02-01",
        "basis": "Điều 1 Nghị quyết 9/NQ-HĐND ngày 10/01/2019",
    }


def test_the_accepted_value_is_offered_in_the_place_of_another(folder: Path) -> None:
    now = sheet(folder, "nay.phieu", f'{THIS_YEAR}\n[vi phạm, năm trước]: 6, TLKC "1"')
    result = explain_sheet(now, Library(last_year=folder / "truoc"))
    (differs,) = (d for d in result.diagnostics if d.code == "L637")
    (fix,) = differs.fixes
    assert (fix.kind, fix.says) == (FixKind.CONTENT, "[vi phạm, năm trước] là 5, như phiếu năm trước")
    text = applied(WrittenText.of(now.read_text("utf-8")), fix.edits)
    assert '[vi phạm, năm trước]: 5, TLKC "1"' in text
    now.write_text(text, encoding="utf-8")
    assert points(now, folder / "truoc") == (1, [])
