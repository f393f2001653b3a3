"""Amendments from the command line: exit statuses, formats, which of them count, what is refused."""

import json
import shutil
from pathlib import Path

import pytest

from cchc_rules.amend import canonical
from cchc_rules.api.changes.amend import check_amendment
from cchc_rules.api.library import Library
from cchc_rules.cli.main import run
from cchc_rules.diagnostics.edits import applied
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.without_places import baseless
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.rubric.reader import read_rubric

ROOT = Path(__file__).resolve().parents[1]
CHAIN = ROOT / "examples/amendments/bang-2"
YEAR = "examples/2019/bang-2"
ERRATUM, FIRST, SECOND, THIRD = "00-dinh-chinh", "01-dieu-chinh-diem", "02-quyen-de-nghi", "03-sap-xep-lai"
MISPRINT, CORRECTED = "Tỷ lê đạt chuẩn", "Tỷ lệ đạt chuẩn"
ROW = "Tỷ lệ hồ sơ TTHC do UBND cấp huyện tiếp nhận trong năm được giải quyết đúng hạn"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tables of 2019, two of the amendments beside them, and the sheets of the example year."""
    shutil.copytree(ROOT / "rubrics/2019", tmp_path / "2019")
    shutil.copytree(ROOT / YEAR, tmp_path / YEAR)
    (tmp_path / "2019/sua-doi").mkdir()
    for name in (ERRATUM, FIRST):
        shutil.copy(amendment(name), tmp_path / "2019/sua-doi")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", str(tmp_path / "cache"))
    return tmp_path


def amendment(name: str) -> Path:
    return CHAIN / f"{name}.cchc"


def beside(name: str) -> Path:
    return Path("2019/sua-doi") / f"{name}.cchc"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def printed(capsys: Capture, *args: object, status: int = 0) -> str:
    """What a command prints; its messages are not part of it."""
    assert run(list(map(str, args))) == status, capsys.readouterr().err
    return capsys.readouterr().out


def told(capsys: Capture, *args: object, status: int = 0) -> str:
    """The messages of a command."""
    assert run(list(map(str, args))) == status
    return capsys.readouterr().err


def maximum(capsys: Capture, code: str, *options: object) -> str | None:
    """The maximum of a row as `show` has it; None when there is no such row."""
    assert run(["show", "2019/bang-2.cchc", "--format", "json", *map(str, options)]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    return next((row["max"] for row in rows if row["code"] == code), None)


def sheet(year: int, points: str, name: str = "huyen.phieu") -> Path:
    path = Path(name)
    path.write_text(
        f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "2019/bang-2.cchc"\n  đơn vị: "Huyện Minh họa 11"\n'
        f'  loại đơn vị: "UBND huyện, thị xã, thành phố"\n  năm: {year}\n\nĐIỂM\n'
        f'3.3.1 "{ROW}"\n  tự đánh giá: {points}\n',
        encoding="utf-8",
    )
    return path


# ---- which amendments count


def test_show_says_that_it_shows_the_original_text(capsys: Capture) -> None:
    message = told(capsys, "show", "2019/bang-2.cchc", "3.3.1")
    assert "S550" in message and "mh-dinh-chinh, mh-01" in message
    assert maximum(capsys, "3.3.1") == "2"


def test_check_says_that_it_checks_the_original_text(capsys: Capture) -> None:
    assert "S550" in printed(capsys, "check", "2019/bang-2.cchc")
    assert "S550" not in printed(capsys, "check", "2019/bang-1.cchc")
    assert "S550" not in printed(capsys, "check", "--year", 2020, "2019/bang-2.cchc")


def test_a_year_chooses(capsys: Capture) -> None:
    assert maximum(capsys, "3.3.1", "--year", 2019) == "2"
    assert maximum(capsys, "3.3.1", "--year", 2020) == "1.5"
    assert maximum(capsys, "3.3.4", "--year", 2019) is None
    assert maximum(capsys, "3.3.4", "--year", 2021) == "0.5"


@pytest.mark.parametrize(
    ("day", "points"), [("19/08/2020", "2"), ("20/08/2020", "1.5"), ("2020-08-19", "2"), ("2020-08-20", "1.5")]
)
def test_a_day_chooses(day: str, points: str, capsys: Capture) -> None:
    assert maximum(capsys, "3.3.1", "--as-of", day) == points


def test_force_and_governed_year_are_two_things(capsys: Capture) -> None:
    """Signed and in force in 2020, 02 governs from 2021 on."""
    shutil.copy(amendment(SECOND), "2019/sua-doi")
    assert maximum(capsys, "3.3.1", "--year", 2020, "--as-of", "31/12/2020") == "1.5"
    texts = [printed(capsys, "show", "2019/bang-2.cchc", "--as-of", "31/12/2020", "--year", y) for y in (2020, 2021)]
    assert ["Chưa đạt" in text for text in texts] == [False, True]


def test_errata_reach_back(capsys: Capture) -> None:
    for options in (["--year", "2019"], ["--as-of", "24/10/2019"]):
        text = printed(capsys, "show", "2019/bang-2.cchc", "5.7.1", *options)
        assert CORRECTED in text and MISPRINT not in text
    assert MISPRINT in printed(capsys, "show", "2019/bang-2.cchc", "5.7.1")


def test_a_sheet_is_scored_under_the_law_of_its_year(capsys: Capture) -> None:
    assert "1,5/2" in printed(capsys, "explain", sheet(2019, "1,5"), "3.3.1")
    text = " ".join(printed(capsys, "explain", sheet(2020, "1,5"), "3.3.1", "--all").split())
    assert "1,5/1,5" in text and "sửa bởi Quyết định 01/QĐ-MINHHOA ngày 15/08/2020, khoản 1 Điều 1" in text
    assert "P404" in told(capsys, "explain", sheet(2020, "2"), "3.3.1", status=1)
    assert "1,5/2" in printed(capsys, "explain", sheet(2020, "1,5"), "3.3.1", "--as-of", "19/08/2020")
    assert "1,5/2" in printed(capsys, "explain", sheet(2020, "1,5"), "3.3.1", "--year", 2019)
    assert "2/2" in printed(capsys, "explain", sheet(2019, "2"), "3.3.1", "--all")


def test_check_holds_a_sheet_against_the_law_of_its_year(capsys: Capture) -> None:
    assert "P404" in printed(capsys, "check", sheet(2020, "2"), status=1)
    assert "không có lỗi" in printed(capsys, "check", sheet(2019, "2"))
    assert "không có lỗi" in printed(capsys, "check", "--as-of", "19/08/2020", sheet(2020, "2"))


def test_every_text_that_made_the_law_is_named_with_its_digest(capsys: Capture) -> None:
    names = (SECOND, "04-sua-van-ban-sua-doi")
    for name in names:
        shutil.copy(amendment(name), "2019/sua-doi")
    text = printed(capsys, "explain", sheet(2021, "1"), "3.3.1").partition("KIỂM CHỨNG")[2]
    assert all(f"2019/sua-doi/{name}.cchc" in text for name in (ERRATUM, FIRST, *names))
    text = printed(capsys, "explain", sheet(2020, "1"), "3.3.1").partition("KIỂM CHỨNG")[2]
    assert not any(name in text for name in names)


def test_score_takes_each_year_for_itself(capsys: Capture) -> None:
    old, new = sheet(2019, "2", "a.phieu"), sheet(2020, "1,5", "b.phieu")
    rankings = json.loads(printed(capsys, "score", old, new, "--format", "json"))["rankings"]
    assert [r["year"] for r in rankings] == [2019, 2020]


def test_a_blank_sheet_is_that_of_its_year(capsys: Capture) -> None:
    def codes(year: int) -> str:
        return printed(capsys, "new-sheet", "2019/bang-2.cchc", "--unit", "Huyện A", "--year", year)

    assert "3.3.4" not in codes(2019) and "3.3.4" in codes(2020)


def test_amendments_from_elsewhere(capsys: Capture) -> None:
    extra = ("--with", amendment(SECOND), "--with", amendment(THIRD))
    assert maximum(capsys, "8.2", *extra, "--year", 2021) == "13"
    assert maximum(capsys, "8.2", "--year", 2021) == "15"


def test_an_amendment_asked_for_that_does_not_count_is_told(capsys: Capture) -> None:
    shutil.rmtree("2019/sua-doi")
    args = ("--with", amendment(FIRST))
    message = told(capsys, "explain", sheet(2019, "2"), "3.3.1", *args)
    assert "S552" in message and "chưa áp dụng cho kỳ đánh giá này" in message
    assert "chưa có hiệu lực" in told(capsys, "show", "2019/bang-2.cchc", *args, "--as-of", "01/01/2020")
    assert "S552" not in told(capsys, "show", "2019/bang-2.cchc", *args)


def test_an_amendment_of_another_rubric_is_refused(capsys: Capture) -> None:
    args = ("2019/bang-1.cchc", "--with", amendment(FIRST))
    assert "S508" in told(capsys, "show", *args, status=1)
    assert "S508" in told(capsys, "consolidate", *args, status=1)


def test_a_rubric_that_was_replaced_is_not_scored_by(capsys: Capture) -> None:
    for path in CHAIN.glob("*.cchc"):
        shutil.copy(path, "2019/sua-doi")
    assert "S551" in told(capsys, "explain", sheet(2026, "1"), status=1)
    assert "bang-2-2026" in told(capsys, "show", "2019/bang-2.cchc", "--year", 2026, status=1)
    assert "S551" not in told(capsys, "show", "2019/bang-2.cchc", "--year", 2025)


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["show", "2019/bang-2.cchc", "--as-of", "31/02/2020"], 2, "không phải ngày"),
        (["show", "2019/bang-2.cchc", "--as-of", "hôm nay"], 2, "viết như 15/08/2020"),
        (["show", "2019/bang-2.cchc", "--with", "khong-co.cchc"], 3, "không có tệp này"),
        (["consolidate", "khong-co"], 1, "không tìm thấy"),
        (["log", "2019/bang-2.cchc", "9.9"], 1, "không có mã 9.9"),
        (["diff", "2019/bang-2.cchc"], 2, "cần đúng hai bộ tiêu chí"),
        (["diff", "2019/bang-2.cchc", "khong-co"], 1, "không tìm thấy"),
        (["impact", "2019/bang-2.cchc", "--sheets", YEAR], 1, "T004"),
        (["impact", "khong-co.cchc", "--sheets", YEAR], 3, "không có tệp này"),
        (["impact", "2019/sua-doi/01-dieu-chinh-diem.cchc"], 2, "thiếu --sheets"),
    ],
)
def test_exit_status_and_words(args: list[str], status: int, words: str, capsys: Capture) -> None:
    assert words in told(capsys, *args, status=status)


# ---- an amendment that fails changes nothing


def test_a_failing_amendment_changes_nothing(capsys: Capture) -> None:
    edit(beside(FIRST), "từ 2 điểm thành 1,5 điểm", "từ 3 điểm thành 1,5 điểm")
    before = {p: p.read_bytes() for p in Path("2019").rglob("*.cchc")}
    for args in (
        ["check", beside(FIRST)],
        ["consolidate", "2019/bang-2.cchc"],
        ["log", "2019/bang-2.cchc"],
        ["explain", sheet(2020, "1")],
        ["impact", beside(FIRST), "--sheets", YEAR],
        ["show", "2019/bang-2.cchc", "--year", 2020],
    ):
        assert run(list(map(str, args))) == 1, args
        captured = capsys.readouterr()
        assert "S511" in captured.out + captured.err, args
        assert "BỘ TIÊU CHÍ" not in captured.out, args
    assert maximum(capsys, "3.3.1", "--year", 2019) == "2"
    assert {p: p.read_bytes() for p in Path("2019").rglob("*.cchc")} == before


def test_all_errors_are_told_at_once(capsys: Capture) -> None:
    edit(beside(FIRST), "từ 2 điểm thành 1,5 điểm", "từ 3 điểm thành 1,5 điểm")
    edit(beside(FIRST), "BỔ SUNG SAU 3.3.3", "BỔ SUNG SAU 3.3.9")
    text = printed(capsys, "check", beside(FIRST), status=1)
    assert "S511" in text and "S510" in text and "2 lỗi" in text


def test_an_amendment_of_itself(capsys: Capture) -> None:
    edit(beside(FIRST), "sửa đổi: bang-2", "sửa đổi: mh-01")
    assert "S533" in printed(capsys, "check", beside(FIRST), status=1)


# ---- consolidate


def test_the_reading_copy_is_a_rubric_equal_to_the_law_it_shows(capsys: Capture) -> None:
    copy = Path("hop-nhat.cchc")
    copy.write_text(printed(capsys, "consolidate", "2019/bang-2.cchc", "--year", 2020), encoding="utf-8")
    assert printed(capsys, "check", "--quiet", copy).endswith("không có lỗi.\n")
    tables = [
        json.loads(printed(capsys, "show", *args, "--format", "json"))["rows"]
        for args in ((copy,), ("2019/bang-2.cchc", "--year", "2020"))
    ]
    keys = ("code", "title", "max", "survey")
    assert [[r.get(k) for k in keys] for r in tables[0]] == [[r.get(k) for k in keys] for r in tables[1]]


@pytest.mark.parametrize(("form", "opening"), [("cchc", "# "), ("md", "## "), ("html", "<!DOCTYPE html>")])
def test_the_reading_copy_says_what_it_is(form: str, opening: str, capsys: Capture) -> None:
    text = printed(capsys, "consolidate", "2019/bang-2.cchc", "--format", form)
    assert text.startswith(opening)
    assert "Bản hợp nhất để tra cứu" in text and "VBHN" not in text
    assert "Quyết định 01/QĐ-MINHHOA ngày 15/08/2020" in text and "9999" not in text


def test_the_reading_copy_lists_what_amended_an_amendment(capsys: Capture) -> None:
    extra = [word for n in (SECOND, "04-sua-van-ban-sua-doi") for word in ("--with", amendment(n))]
    text = printed(capsys, "consolidate", "2019/bang-2.cchc", *extra)
    assert "04/QĐ-MINHHOA" in text.partition("BỘ TIÊU CHÍ")[0]


def test_nothing_to_consolidate(capsys: Capture) -> None:
    assert "chưa được sửa đổi" in printed(capsys, "consolidate", "2019/bang-1.cchc")


# ---- diff


@pytest.mark.parametrize("options", [["--year", "2020"], ["--year", "2021"], ["--year", "2022"], ["--year", "2025"]])
def test_a_difference_as_an_amendment_makes_the_new_out_of_the_old(options: list[str], capsys: Capture) -> None:
    for path in CHAIN.glob("*.cchc"):
        shutil.copy(path, "2019/sua-doi")
    new, made = Path("moi.cchc"), Path("lam-ra.cchc")
    new.write_text(printed(capsys, "consolidate", "2019/bang-2.cchc", *options), encoding="utf-8")
    shutil.rmtree("2019/sua-doi")
    text = printed(
        capsys, "diff", "2019/bang-2.cchc", new, "--as-amendment", "--signed", "01/02/2026", "--governs", 2026
    )
    made.write_text(text, encoding="utf-8")
    again = Path("lai.cchc")
    again.write_text(printed(capsys, "consolidate", "2019/bang-2.cchc", "--with", made), encoding="utf-8")
    # The sentences that the made instrument sets rest on it too: in all else the two are the same.
    assert _without_bases(new) == _without_bases(again)
    assert printed(capsys, "fmt", "--check", made) == ""


def _without_bases(path: Path) -> object:
    read = read_rubric(Source.of(str(path), path.read_text(encoding="utf-8"))).value
    assert isinstance(read, Rubric)
    return baseless(canonical(read))


def test_what_the_drafter_has_not_said_is_pointed_out(capsys: Capture) -> None:
    new = Path("2019/moi.cchc")
    shutil.copy("2019/bang-2.cchc", new)
    edit(new, f'"{ROW}": 2 điểm', f'"{ROW}": 1,5 điểm')
    text = printed(capsys, "diff", "2019/bang-2.cchc", new, "--as-amendment", status=1)
    assert text.startswith("# Số, ngày ký") and "SỬA 3.3.1 điểm tối đa: từ 2 điểm thành 1,5 điểm" in text


def test_a_difference_in_each_form(capsys: Capture) -> None:
    new = Path("moi.cchc")
    new.write_text(printed(capsys, "consolidate", "2019/bang-2.cchc", "--year", 2020), encoding="utf-8")
    assert "    3.3.1 điểm tối đa: 2 điểm → 1,5 điểm" in printed(capsys, "diff", "2019/bang-2.cchc", new).splitlines()
    assert "| 3.3.1 | điểm tối đa | 2 điểm | 1,5 điểm |" in printed(
        capsys, "diff", "2019/bang-2.cchc", new, "--format", "md"
    )
    shown = json.loads(printed(capsys, "diff", "2019/bang-2.cchc", new, "--format", "json"))
    assert set(shown) == {"schema", "old", "new", "texts", "changes", "subtotals"}
    assert {"code": "3.3.1", "what": "điểm tối đa", "old": "2 điểm", "new": "1,5 điểm"} in shown["changes"]


def test_equals_do_not_differ_however_they_are_written(capsys: Capture) -> None:
    text = Path("2019/bang-2.cchc").read_text(encoding="utf-8")
    odd = Path("2019/khac.cchc")
    odd.write_bytes(("\ufeff" + "\r\n".join(line.strip() for line in text.split("\n"))).encode("utf-8"))
    assert "như nhau về nội dung" in printed(capsys, "diff", "2019/bang-2.cchc", odd)


def test_a_gate_tells_a_difference_of_meaning_alone(capsys: Capture) -> None:
    new, old = Path("2019/moi.cchc"), "2019/bang-2.cchc"
    text = Path(old).read_text(encoding="utf-8")
    new.write_text("# ghi chú\n" + text.replace("  tổng điểm", "\n  tổng điểm"), encoding="utf-8")
    printed(capsys, "diff", "--exit-code", old, new)
    edit(new, f'"{ROW}": 2 điểm', f'"{ROW}": 1,5 điểm')
    printed(capsys, "diff", "--exit-code", old, new, "--format", "json", status=1)
    edit(new, f'"{ROW}": 1,5 điểm', f'"{ROW}": 2,0 điểm')
    printed(capsys, "diff", "--exit-code", old, new, status=0)
    edit(new, f'"{ROW}"', f'"{ROW}."')
    printed(capsys, "diff", "--exit-code", old, new, status=1)


# ---- impact


def test_impact_tells_units_and_rows(capsys: Capture) -> None:
    shown = json.loads(printed(capsys, "impact", beside(FIRST), "--sheets", YEAR, "--format", "json"))
    assert set(shown) == {"schema", "impacts", "failed"} and shown["failed"] == []
    (impact,) = shown["impacts"]
    assert impact["year"] == 2019 and len(impact["units"]) == 10
    assert [c["code"] for c in impact["criteria"]] == ["3.3.1", "3.3.4"]
    for unit in impact["units"]:
        assert {r["code"] for r in unit["rows"]} <= {"3.3.1", "3.3.4"}
        assert unit["before"]["applicable"] == unit["after"]["applicable"] == "100"


def test_impact_scales_points_unless_told_to_keep_them(capsys: Capture) -> None:
    text = printed(capsys, "impact", beside(FIRST), "--sheets", YEAR)
    assert "GIẢ ĐỊNH: điểm của dòng đổi điểm tối đa được quy theo tỷ lệ mới/cũ: 3.3.1" in text
    assert "2/2 → 1,5/1,5" in text
    kept = printed(capsys, "impact", beside(FIRST), "--sheets", YEAR, "--points", "keep", status=1)
    assert "quy theo tỷ lệ" not in kept and "Không so sánh được" in kept


def test_impact_as_csv_has_one_line_a_unit(capsys: Capture) -> None:
    lines = printed(capsys, "impact", beside(FIRST), "--sheets", YEAR, "--format", "csv").splitlines()
    assert lines[0].startswith("year,unit,rank_before,") and len(lines) == 11
    assert all(line.startswith("2019,") for line in lines[1:])


@pytest.mark.parametrize(("form", "opening"), [("md", "## "), ("html", "<!DOCTYPE html>")])
def test_impact_for_people(form: str, opening: str, capsys: Capture) -> None:
    text = printed(capsys, "impact", beside(FIRST), "--sheets", YEAR, "--format", form)
    assert text.lower().startswith(opening.lower()) and "Huyện Minh họa 08" in text


def test_impact_of_a_later_amendment_starts_from_those_before_it(capsys: Capture) -> None:
    """Rows repealed or moved by then are read as the earlier texts left them, and that is said."""
    text = printed(capsys, "impact", amendment("05-khoi-phuc"), "--sheets", YEAR)
    assert "tính như của kỳ đánh giá 2022" in text
    assert "đã sửa đổi bởi mh-dinh-chinh, mh-01, mh-02, mh-03" in " ".join(text.split())
    assert "mh-06 (đến sau mh-05)" in text and text.count("mh-06") == 1
    row = next(line for line in text.splitlines() if line.startswith("7.2.3  "))
    assert "Tỷ lệ hồ sơ" in row and "không áp dụng (1) → 1/1" in text


def test_impact_follows_rows_to_their_new_codes(capsys: Capture) -> None:
    shown = json.loads(printed(capsys, "impact", amendment(THIRD), "--sheets", YEAR, "--format", "json"))
    codes = {c["code"] for c in shown["impacts"][0]["criteria"]}
    assert {"7.2.2", "7.2.3", "7.2.4", "8.1a", "8.2"} <= codes
    assert not codes & {"5.9a", "6.3", "6.4.1", "6.5.1"}


def test_impact_of_an_amendment_of_an_amendment(capsys: Capture) -> None:
    text = printed(capsys, "impact", amendment("04-sua-van-ban-sua-doi"), "--sheets", YEAR)
    assert "0 đơn vị đổi xếp loại" in " ".join(text.split())


def test_impact_of_a_new_table_takes_no_row_for_another_of_its_code(capsys: Capture) -> None:
    shown = json.loads(printed(capsys, "impact", amendment("06-thay-bang"), "--sheets", YEAR, "--format", "json"))
    twice = [c for c in shown["impacts"][0]["criteria"] if c["code"] == "1.2"]
    assert [c["title"][:9] for c in twice] == ["Thực hiện", "Chấp hành"]
    assert [c["achieved_after"] for c in twice] == ["0", "0"] and twice[1]["achieved_before"] == "0"


def test_impact_says_which_rows_survey_has_come_to_score(capsys: Capture) -> None:
    text = printed(capsys, "impact", amendment(THIRD), "--sheets", YEAR)
    assert "GIẢ ĐỊNH: dòng đổi nhãn ĐTXHH coi như chưa có điểm theo cách chấm mới: 7.4.4" in text


def test_impact_of_a_whole_new_rubric_that_is_not_there(capsys: Capture) -> None:
    message = told(capsys, "impact", amendment("07-thay-van-ban"), "--sheets", YEAR, status=1)
    assert "bang-2-2026" in message


def test_impact_between_two_rubrics(capsys: Capture) -> None:
    new = Path("moi.cchc")
    new.write_text(printed(capsys, "consolidate", "2019/bang-2.cchc", "--year", 2020), encoding="utf-8")
    by_texts = json.loads(printed(capsys, "impact", "2019/bang-2.cchc", new, "--sheets", YEAR, "--format", "json"))
    by_amendment = json.loads(printed(capsys, "impact", beside(FIRST), "--sheets", YEAR, "--format", "json"))
    assert by_texts["impacts"][0]["criteria"] == by_amendment["impacts"][0]["criteria"]


def test_nobody_to_compare(capsys: Capture) -> None:
    Path("trong").mkdir()
    assert "Không có phiếu nào so được" in printed(capsys, "impact", beside(FIRST), "--sheets", "trong")


# ---- log


def test_log_of_a_row(capsys: Capture) -> None:
    text = printed(capsys, "log", "2019/bang-2.cchc", "3.3.1")
    assert text.index("1026/QĐ-UBND") < text.index("01/QĐ-MINHHOA ngày 15/08/2020, khoản 1 Điều 1")
    assert "hiệu lực từ 20/08/2020, áp dụng từ kỳ đánh giá 2020" in text
    assert "01/QĐ-MINHHOA" not in printed(capsys, "log", "2019/bang-2.cchc", "3.3.1", "--as-of", "19/08/2020")


def test_log_as_json(capsys: Capture) -> None:
    shown = json.loads(printed(capsys, "log", "2019/bang-2.cchc", "3.3.1", "--format", "json"))
    assert shown["schema"] == "cchc-rules/log/1"
    origin, change = shown["events"]
    assert origin["in_force"] == "2019-10-24" and origin["governs"] == 2019
    assert change["codes"] == ["3.3.1"] and change["provision"] == "khoản 1 Điều 1"
    assert (change["in_force"], change["governs"]) == ("2020-08-20", 2020)
    assert change["told"] == ["SỬA 3.3.1 điểm tối đa: từ 2 điểm thành 1,5 điểm"]


def test_log_follows_a_row_to_its_new_code(capsys: Capture) -> None:
    extra = [word for n in (SECOND, THIRD) for word in ("--with", amendment(n))]
    text = printed(capsys, "log", "2019/bang-2.cchc", "5.9a", *extra)
    assert "dòng 6.3" in text and "CHUYỂN 6.3 đến sau 5.9 thành 5.9a" in text


# ---- help


@pytest.mark.parametrize("command", ["consolidate", "diff", "impact", "log", "show", "explain", "score", "check"])
def test_help_is_in_vietnamese(command: str, capsys: Capture) -> None:
    text = printed(capsys, command, "--help")
    assert "Cách dùng:" in text and "Tùy chọn:" in text and "Show this" not in text


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("--as-of", "23/10/2019"), "chưa có hiệu lực ngày 23/10/2019: có hiệu lực từ 24/10/2019"),
        (("--as-of", "24/10/2019"), None),
        (("--year", "2018"), "chưa áp dụng cho kỳ đánh giá 2018: áp dụng từ kỳ đánh giá 2019"),
        (("--year", "2019"), None),
    ],
)
def test_a_day_or_a_year_before_the_rubric_itself_is_told(
    capsys: Capture, args: tuple[str, str], why: str | None
) -> None:
    for command in ("show", "consolidate"):
        message = told(capsys, command, "2019/bang-2.cchc", *args)
        assert ("S553" in message) == (why is not None)
        assert why is None or why in message


def test_score_tells_once_of_an_amendment_that_does_not_count(capsys: Capture) -> None:
    assert run(["score", YEAR, "--with", str(amendment(SECOND))]) == 0
    assert capsys.readouterr().err.count("S552") == 1
    run(["score", YEAR, "--with", str(amendment(SECOND)), "--year", "2021"])
    assert "S552" not in capsys.readouterr().err


# ---- content that the language cannot say

LEFT = "Sở Nội vụ hướng dẫn chi tiết"


def test_content_not_carried_over_stands_on_every_result_of_its_years(capsys: Capture) -> None:
    edit(beside(FIRST), "\nSau sửa đổi", f'khoản 3\n  không dịch được: "{LEFT}", vì "chưa có hướng dẫn"\n\nSau sửa đổi')
    assert f"nội dung này không được tính: “{LEFT}”" in printed(capsys, "check", beside(FIRST))
    listed = f'CHƯA TÍNH: mh-01, khoản 3 Điều 1: "{LEFT}", vì "chưa có hướng dẫn"'
    for command in (
        ("explain", sheet(2020, "1")),
        ("score", sheet(2020, "1")),
        ("show", "2019/bang-2", "--year", 2020),
    ):
        assert listed in " ".join(printed(capsys, *command).split())
    assert f'không dịch được: "{LEFT}"' in printed(capsys, "log", "2019/bang-2.cchc")
    copy = printed(capsys, "consolidate", "2019/bang-2.cchc")
    assert f'# Chưa đưa vào bản này: "{LEFT}", vì "chưa có hướng dẫn", theo quy định tại khoản 3 Điều 1' in copy
    data = json.loads(printed(capsys, "explain", sheet(2020, "1"), "--format", "json"))
    (text,) = (t for t in data["rubric"]["texts"] if t["id"] == "mh-01")
    assert text["not_carried"] == [f'khoản 3 Điều 1: "{LEFT}", vì "chưa có hướng dẫn"']
    assert LEFT not in printed(capsys, "explain", sheet(2019, "1"))


TITLE = '"Chỉ số cải cách hành chính của UBND các huyện, thị xã, thành phố"'


@pytest.mark.parametrize("name", ["Bảng 2", "bảng  2", TITLE])
def test_a_table_called_as_the_decree_prints_it_is_found(capsys: Capture, name: str) -> None:
    before = maximum(capsys, "3.3.1", "--year", 2020)
    edit(beside(FIRST), "sửa đổi: bang-2", f"sửa đổi: {name}")
    assert run(["check", str(beside(FIRST))]) == 0
    capsys.readouterr()
    assert maximum(capsys, "3.3.1", "--year", 2020) == before != maximum(capsys, "3.3.1")
    assert "mh-01 (Quyết định 01/QĐ-MINHHOA" in printed(capsys, "log", "2019/bang-2.cchc")


def test_a_name_of_two_tables_is_told_with_their_short_names(here: Path, capsys: Capture) -> None:
    edit(beside(FIRST), "sửa đổi: bang-2", "sửa đổi: Bảng 2")
    other = (here / "2019/bang-2.cchc").read_text("utf-8").replace("BỘ TIÊU CHÍ bang-2 ", "BỘ TIÊU CHÍ bang-2b ")
    (here / "2019/bang-2b.cchc").write_text(other, encoding="utf-8")
    message = " ".join(printed(capsys, "check", beside(FIRST), status=1).split())
    assert "lỗi S556: câu “sửa đổi” ghi “Bảng 2”" in message
    assert "nhiều bộ tiêu chí được gọi như vậy" in message
    assert "bang-2 (Quyết định 1026/QĐ-UBND ngày 24/10/2019, Bảng 2)" in message
    assert "S573" in told(capsys, "explain", sheet(2020, "1"), status=1)
    (found,) = (d for d in check_amendment(beside(FIRST), Library()) if d.code == "S556")
    fix, _ = found.fixes
    text = beside(FIRST).read_text(encoding="utf-8")
    assert applied(WrittenText.of(text), fix.edits) == text.replace("sửa đổi: Bảng 2", "sửa đổi: bang-2")


def test_a_result_names_the_clauses_that_do_not_count_yet(here: Path, capsys: Capture) -> None:
    later = 'khoản 3\n  áp dụng: từ kỳ đánh giá 2021\n  SỬA 2.4 ghi chú: từ trống thành "a"\n'
    edit(beside(FIRST), "\nSau sửa đổi", f"{later}\nSau sửa đổi")
    for year, waits in (("2020", True), ("2021", False)):
        told = printed(capsys, "log", "--year", year, "2019/bang-2.cchc", "--format", "json")
        (first,) = (t for t in json.loads(told)["texts"] if t["id"] == "mh-01")
        left = "không tính khoản 3 Điều 1, chưa áp dụng cho kỳ đánh giá 2020, áp dụng từ kỳ 2021"
        assert (first["use"], left in first["told"]) == ("applied", waits)
