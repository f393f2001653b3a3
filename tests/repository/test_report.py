"""`report`: what a change to a repository does, for one who reviews it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cchc_rules.cli.main import run
from tests.repository.sample import RUBRIC, commit, git, repository, sheet

RUBRIC_FILE, CASE_FILE = "bo-tieu-chi/mau.cchc", "tep-thu/kha.thu"
SHEETS = tuple(f"phieu/so-{name}.phieu" for name in "abc")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def kho(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample repository, to stand in."""
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    folder = tmp_path / "kho"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return repository(folder)


def reported(capsys: Capture, *words: str, status: int = 0) -> Any:
    """The report as data."""
    capsys.readouterr()
    assert run(["report", *words, "--format", "json"]) == status
    return json.loads(capsys.readouterr().out)


def sheets_reported(capsys: Capture, status: int = 0) -> Any:
    """The report on the last commit, with the sheets."""
    return reported(capsys, "HEAD~1", "HEAD", "--sheets", "phieu", status=status)


def test_a_changed_band_is_told_with_the_units_and_cases_it_moves(kho: Path, capsys: Capture) -> None:
    text = RUBRIC.replace('từ 80%: "Tốt"', 'từ 95%: "Tốt"').replace("đến dưới 80%", "đến dưới 95%")
    commit(kho, {RUBRIC_FILE: text})
    report = sheets_reported(capsys, status=1)
    (rubric,) = report["rubrics"]
    assert [(c["old"], c["new"]) for c in rubric["changes"]] == [
        ('từ 80%: "Tốt"  theo Điều 2', 'từ 95%: "Tốt"  theo Điều 2'),
        ('từ 50% đến dưới 80%: "Khá"  theo Điều 2', 'từ 50% đến dưới 95%: "Khá"  theo Điều 2'),
    ]
    (impact,) = report["impacts"]
    moved = {u["unit"]: (u["before"]["band"], u["after"]["band"]) for u in impact["units"] if u["crosses_band"]}
    assert moved == {"Sở A": ("Tốt", "Khá")}
    (case,) = report["cases"]
    assert (case["name"], case["before"], case["after"]) == (CASE_FILE, True, False)
    assert case["why"] == ['mong đợi: xếp loại "Tốt"; thực tế: xếp loại "Khá"']


def test_the_threshold_itself_moves_nobody(kho: Path, capsys: Capture) -> None:
    commit(kho, {"phieu/so-a.phieu": sheet("Sở A", "6", "3,5")})
    text = RUBRIC.replace('từ 80%: "Tốt"', 'từ 95%: "Tốt"').replace("đến dưới 80%", "đến dưới 95%")
    commit(kho, {RUBRIC_FILE: text, CASE_FILE: None})
    (impact,) = sheets_reported(capsys)["impacts"]
    assert not any(u["crosses_band"] for u in impact["units"])


def test_layout_and_comments_change_nothing(kho: Path, capsys: Capture) -> None:
    commit(kho, {RUBRIC_FILE: "# ghi chú\n" + RUBRIC.replace("TIÊU CHÍ 1.2", "\n# một dòng\n  TIÊU CHÍ 1.2")})
    report = sheets_reported(capsys)
    assert report["rubrics"] == report["checks"]["new"] == report["checks"]["gone"] == report["cases"] == []
    assert [f["how"] for f in report["files"]] == ["changed"]


def test_the_same_on_both_sides_says_so(capsys: Capture) -> None:
    assert run(["report", "HEAD", "main", "--sheets", "phieu"]) == 0
    assert "KHÔNG ĐỔI GÌ" in capsys.readouterr().out


def test_a_changed_sheet_moves_points_and_ranks(kho: Path, capsys: Capture) -> None:
    commit(kho, {"phieu/so-c.phieu": sheet("Sở C", "6", "3")})
    report = sheets_reported(capsys)
    (impact,) = report["impacts"]
    sides = {u["unit"]: (u["before"]["rank"], u["after"]["rank"], u["gained"]) for u in impact["units"]}
    assert sides == {"Sở A": (1, 2, "0"), "Sở B": (2, 3, "0"), "Sở C": (3, 1, "7")}
    assert report["rubrics"] == []


def test_units_come_and_go(kho: Path, capsys: Capture) -> None:
    commit(kho, {"phieu/so-d.phieu": sheet("Sở D", "3", "3"), "phieu/so-c.phieu": None})
    report = sheets_reported(capsys)
    assert report["units"] == {
        "new": ["Sở D (Chỉ số mẫu, năm 2020)"],
        "gone": ["Sở C (Chỉ số mẫu, năm 2020)"],
    }


def test_a_sheet_that_no_longer_fits_is_told_and_what_it_would_come_to(kho: Path, capsys: Capture) -> None:
    text = RUBRIC.replace('"Kế hoạch": 6', '"Kế hoạch": 5').replace('"Báo cáo": 4', '"Báo cáo": 5')
    commit(kho, {RUBRIC_FILE: text})
    report = sheets_reported(capsys, status=1)
    assert [(u["unit"], [r["code"] for r in u["reasons"]]) for u in report["unscored"]] == [("Sở A", ["P404"])]
    (impact,) = report["supposed"]
    (unit,) = [u for u in impact["units"] if u["unit"] == "Sở A"]
    assert (unit["before"]["achieved"], unit["after"]["achieved"]) == ("8", "7.5")


def test_a_row_that_moves_is_followed(kho: Path, capsys: Capture) -> None:
    sheets = {name: (kho / name).read_text("utf-8").replace("1.2", "1.3") for name in SHEETS}
    commit(kho, {RUBRIC_FILE: RUBRIC.replace("1.2", "1.3"), CASE_FILE: None, **sheets})
    report = sheets_reported(capsys)
    (change,) = report["rubrics"][0]["changes"]
    assert (change["old"], change["new"]) == ("1.2", "1.3")
    assert all(not u["rows"] and u["gained"] == "0" for i in report["impacts"] for u in i["units"])


GROUPED = RUBRIC.replace(
    'TIÊU CHÍ 1.2 "Báo cáo": 4 điểm\n',
    'TIÊU CHÍ 1.3 "Nhóm mới": 4 điểm\nTIÊU CHÍ THÀNH PHẦN 1.3.1 "Báo cáo": 4 điểm\n',
)


@pytest.mark.parametrize(("old", "new"), [(RUBRIC, GROUPED), (GROUPED, RUBRIC)], ids=["into", "out of"])
def test_a_row_that_moves_with_a_group_is_the_same_row(old: str, new: str, kho: Path, capsys: Capture) -> None:
    codes = ["1.2" if text is RUBRIC else "1.3.1" for text in (old, new)]
    commit(kho, {CASE_FILE: None})
    for text, code in zip((old, new), codes, strict=True):
        sheets = {name: (kho / name).read_text("utf-8") for name in SHEETS}
        moved = {name: re.sub(r"^1\.(2|3\.1)$", code, was, flags=re.MULTILINE) for name, was in sheets.items()}
        commit(kho, {RUBRIC_FILE: text, "bo-tieu-chi/xong.txt": code, **moved})
    report = sheets_reported(capsys)
    changes = [(c["code"], c["what"], c["old"], c["new"]) for c in report["rubrics"][0]["changes"]]
    assert [c for c in changes if c[1] == "chuyển chỗ"] == [(codes[1], "chuyển chỗ", *codes)], changes
    assert [c[0] for c in changes if "Nhóm mới" in f"{c[2]}{c[3]}"] == ["1.3"]
    assert all(not u["rows"] and u["gained"] == "0" for i in report["impacts"] for u in i["units"])


def test_sentences_of_the_head_are_told_with_the_clauses_they_rest_on(kho: Path, capsys: Capture) -> None:
    text = (
        RUBRIC.replace("80%", "85%").replace('"Kế hoạch": 6', '"Kế hoạch": 5').replace('"Báo cáo": 4', '"Báo cáo": 5')
    )
    commit(kho, {RUBRIC_FILE: text, CASE_FILE: None, **dict.fromkeys(SHEETS)})
    (rubric,) = reported(capsys, "HEAD~1", "HEAD")["rubrics"]
    assert rubric["cites"][0] == "Điều 2 Quyết định 01/QĐ-MH"
    assert {"Quyết định 01/QĐ-MH, 1.1", "Quyết định 01/QĐ-MH, 1.2"} <= set(rubric["cites"])
    # What is gone rested on something too.
    commit(
        kho,
        {RUBRIC_FILE: text.replace('TIÊU CHÍ 1.2 "Báo cáo": 5 điểm\n', "").replace('"Kế hoạch": 5', '"Kế hoạch": 10')},
    )
    (rubric,) = reported(capsys, "HEAD~1", "HEAD")["rubrics"]
    assert "Quyết định 01/QĐ-MH, 1.2" in rubric["cites"]


SETTINGS = '[thu-muc]\nbo-tieu-chi = ["bo-tieu-chi"]\nphieu = ["phieu"]\ntep-thu = ["tep-thu"]\n'


def test_only_the_places_of_the_settings_are_read_and_what_is_not_is_told(kho: Path, capsys: Capture) -> None:
    commit(kho, {"cchc-rules.toml": SETTINGS, "nhap/khac.cchc": RUBRIC, "nhap/hong.cchc": "BỘ TIÊU CHÍ hong\n"})
    commit(kho, {"nhap/khac.cchc": RUBRIC.replace("80%", "90%"), "nhap/hong.cchc": "BỘ TIÊU CHÍ hong nữa\n"})
    report = reported(capsys, "HEAD~1", "HEAD")
    assert (report["rubrics"], report["checks"]) == ([], {"new": [], "gone": []})
    assert [(f["name"], f["read"]) for f in report["files"]] == [("nhap/hong.cchc", False), ("nhap/khac.cchc", False)]
    assert run(["report", "HEAD~1", "HEAD"]) == 0
    assert "KHÔNG ĐỌC" in capsys.readouterr().out


def test_taking_a_place_out_of_the_settings_hides_no_change(kho: Path, capsys: Capture) -> None:
    commit(kho, {"cchc-rules.toml": SETTINGS})
    less = SETTINGS.replace('bo-tieu-chi = ["bo-tieu-chi"]\n', "")
    commit(kho, {"cchc-rules.toml": less, RUBRIC_FILE: RUBRIC.replace("80%", "90%")})
    report = reported(capsys, "HEAD~1", "HEAD")
    assert len(report["rubrics"]) == 1 and all(f["read"] for f in report["files"])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("XẾP LOẠI  theo Điều 2", "XẾP LOẠI thế này", "C101"),
        ('"Báo cáo": 4 điểm', '"Báo cáo": 3 điểm', "K30"),
        ("BỘ TIÊU CHÍ mau", "BỘ GÌ ĐÓ mau", "C"),
    ],
)
def test_a_broken_side_is_reported_and_no_crash(old: str, new: str, code: str, kho: Path, capsys: Capture) -> None:
    commit(kho, {RUBRIC_FILE: RUBRIC.replace(old, new)})
    report = sheets_reported(capsys, status=1)
    assert any(d["code"].startswith(code) for d in report["checks"]["new"])
    assert {u["unit"] for u in report["unscored"]} == {"Sở A", "Sở B", "Sở C"}
    back = reported(capsys, "HEAD", "HEAD~1", "--sheets", "phieu")
    assert any(d["code"].startswith(code) for d in back["checks"]["gone"])


def test_checks_that_only_moved_are_neither_new_nor_gone(kho: Path, capsys: Capture) -> None:
    warned = RUBRIC.replace("  theo Điều 1\n  đối tượng", "\n  đối tượng")
    commit(kho, {RUBRIC_FILE: warned})
    assert [d["code"] for d in sheets_reported(capsys)["checks"]["new"]] == ["K307"]
    commit(kho, {RUBRIC_FILE: "\n\n# thêm dòng\n" + warned})
    assert sheets_reported(capsys)["checks"] == {"new": [], "gone": []}


def test_coverage_that_is_lost_is_told(kho: Path, capsys: Capture) -> None:
    commit(kho, {"phieu/so-c.phieu": None})
    (lost,) = sheets_reported(capsys)["coverage_lost"]
    assert [(p["kind"], p["text"]) for p in lost["parts"]] == [("band", 'dưới 50%: "Kém"')]


def test_the_working_folder_is_a_side_and_is_left_alone(kho: Path, capsys: Capture) -> None:
    (kho / "phieu" / "so-a.phieu").write_text(sheet("Sở A", "5", "2"), "utf-8")
    before = git(kho, "status", "--porcelain")
    (impact,) = reported(capsys, "HEAD", ".", "--sheets", "phieu")["impacts"]
    assert {u["unit"]: u["gained"] for u in impact["units"]} == {"Sở A": "-1", "Sở B": "0", "Sở C": "0"}
    assert git(kho, "status", "--porcelain") == before


def test_two_files_with_sheets_that_lie_elsewhere(kho: Path, capsys: Capture) -> None:
    old, new = kho / "cu" / "a.cchc", kho / "moi" / "b.cchc"
    for path, text in ((old, RUBRIC), (new, RUBRIC.replace('từ 80%: "Tốt"', 'từ 75%: "Tốt"').replace("80%", "75%"))):
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    report = reported(capsys, str(old), str(new), "--sheets", "phieu")
    (impact,) = report["impacts"]
    assert len(report["rubrics"]) == 1 and len(impact["units"]) == 3
    assert report["checks"] == {"new": [], "gone": []} and [f["how"] for f in report["files"]] == ["changed"]


def test_from_a_folder_of_the_repository(kho: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(kho, {"phieu/so-c.phieu": sheet("Sở C", "2", "1")})
    monkeypatch.chdir(kho / "phieu")
    assert len(reported(capsys, "HEAD~1", "HEAD", "--sheets", ".")["impacts"][0]["units"]) == 3


@pytest.mark.parametrize("words", [("nope", "HEAD"), ("HEAD", "--sheets", "nope", "HEAD"), ("HEAD:phieu", "HEAD")])
def test_what_is_not_there_is_a_wrong_call(words: tuple[str, ...], capsys: Capture) -> None:
    assert run(["report", *words]) == 2
    assert "Lỗi: " in capsys.readouterr().err


def test_markdown_is_short_and_folds(kho: Path, capsys: Capture) -> None:
    text = RUBRIC.replace('từ 80%: "Tốt"', 'từ 95%: "Tốt"').replace("đến dưới 80%", "đến dưới 95%")
    commit(kho, {RUBRIC_FILE: text, **{f"phieu/x{n}.phieu": sheet(f"Sở {n}", "5", "4") for n in range(60)}})
    assert run(["report", "HEAD~1", "HEAD", "--sheets", "phieu", "--format", "md"]) == 1
    told = capsys.readouterr().out
    assert len(told) < 60_000
    assert told.count("<details>") == told.count("</details>") > 0
    assert told.index("- nội dung thay đổi: 2 câu") < told.index("<details>")


def test_snapshots_are_told_in_words(kho: Path, capsys: Capture) -> None:
    settings = '[thu-muc]\nbo-tieu-chi = ["bo-tieu-chi"]\nphieu = ["phieu"]\n'
    commit(kho, {"cchc-rules.toml": settings})
    assert run(["snapshot"]) == 0
    commit(kho, {"bo-tieu-chi/mau.cchc": RUBRIC})
    commit(kho, {"bo-tieu-chi/mau.cchc": RUBRIC.replace('từ 80%: "Tốt"', 'từ 75%: "Tốt"').replace("80%", "75%")})
    assert run(["snapshot", "--update"]) == 0
    commit(kho, {"bo-tieu-chi/mau.cchc": (kho / "bo-tieu-chi/mau.cchc").read_text("utf-8")})
    kept = {s["name"]: s for s in sheets_reported(capsys)["snapshots"]}
    (rubric,) = (s for name, s in kept.items() if name.endswith("mau.cchc.txt"))
    assert rubric["how"] == "changed" and any("80%" in told and "75%" in told for told in rubric["told"])
    assert all(s["told"] or s["how"] != "changed" for s in kept.values())
    assert run(["report", "HEAD~1", "HEAD"]) == 0
    assert " ".join(rubric["told"][0].split()) in " ".join(capsys.readouterr().out.split())


def test_what_is_acknowledged_is_a_changed_sentence_and_no_check(kho: Path, capsys: Capture) -> None:
    noted = RUBRIC + '    bản in ghi "Báo cáo", đọc là "Báo cáo năm", vì "in thiếu chữ"\n'
    for name, text in (("cu.cchc", RUBRIC), ("moi.cchc", noted)):
        (kho / name).write_text(text, "utf-8")
    report = reported(capsys, "cu.cchc", "moi.cchc")
    assert report["checks"] == {"new": [], "gone": []} and report["rubrics"]


def test_columns_are_headed_by_what_is_in_them(kho: Path, capsys: Capture) -> None:
    text = RUBRIC.replace('"Kế hoạch": 6', '"Kế hoạch": 5').replace("80%", "95%")
    commit(kho, {"bo-tieu-chi/mau.cchc": text, "phieu/so-d.phieu": sheet("Sở D", "5", "4")})
    assert run(["report", "HEAD~1", "HEAD", "--sheets", "phieu", "--format", "html"]) == 1
    page = capsys.readouterr().out
    assert ">Điều được nêu</th>" in page and ">Phiếu, lỗi</th>" in page and ">Tệp thử</th>" in page
    assert ">Nội dung</th>" not in page and ">Kết quả</th>" not in page
