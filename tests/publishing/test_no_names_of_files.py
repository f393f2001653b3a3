"""Nothing that leaves the office tells what its files are called, and everything still tells what was not read."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from tests.files.test_beside_laws import RUBRIC, SHEET

Capture = pytest.CaptureFixture[str]
PERIOD = """\
KỲ ĐÁNH GIÁ 2020 "Chỉ số năm 2020"  theo Kế hoạch 9/KH-MH ngày 01/12/2020

BỘ TIÊU CHÍ bo-noi-bo
  phiếu ở: "phieu-mat"
  LOẠI ĐƠN VỊ "sở"
    "Sở A"
    "Sở B"
    "Sở Không Nộp"
"""
NAMES = {
    "bo-noi-bo.cchc": RUBRIC,
    "ky-danh-gia.cchc": PERIOD,
    "phieu-mat/cua-so-a.phieu": SHEET.replace('"r.cchc"', '"../bo-noi-bo.cchc"'),
    "phieu-mat/cua-so-b.phieu": SHEET.replace('"r.cchc"', '"../bo-noi-bo.cchc"').replace("Sở A", "Sở B"),
}
"""A period: nothing strange in it."""
ODD = {
    "cong-van-mat.docx": "?",
    "thu muc kin/don thu.pdf": "?",
    "thu muc kin/goi-rieng.zip": "?",
    "bo-sung.xlsx": "?",
    "phieu-mat/la-danh-sach.phieu": NAMES["phieu-mat/cua-so-a.phieu"].replace("Sở A", "Sở Lạ"),
    "phieu-mat/sai-bo.phieu": SHEET.replace('"r.cchc"', '"../bo-da-xoa.cchc"').replace("Sở A", "Sở Không Nộp"),
    "phieu-mat/hong.phieu": "không phải phiếu\n",
    "phieu-mat/dong-la.phieu": NAMES["phieu-mat/cua-so-b.phieu"] + "9.9\n  thẩm định: 1\n",
    "phieu-mat/ghi-chu.phieu": NAMES["phieu-mat/cua-so-b.phieu"].replace(
        "  năm: 2020", '  năm: 2020\n  ghi chú: "xem cong-van-mat.docx"'
    ),
}
WORDS = ("noi-bo", "cua-so", "phieu-mat", "van-mat", "kin/", "don thu", "goi-rieng", "bo-sung", "danh-sach", "sai-bo",
         "da-xoa", "hong.", "dong-la", "ghi-chu", "ky-danh-gia", ".cchc", ".phieu", ".pdf")  # fmt: skip


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def told(data: bytes) -> str:
    """All text of a file; of an office file, of all its parts."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(parts.read(n).decode("utf-8", "ignore") for n in parts.namelist())


def leaks(folder: Path) -> set[tuple[str, str]]:
    files = [p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".css", ".js")]
    said = {p.relative_to(folder).as_posix(): told(p.read_bytes()) for p in files}
    return {(name, word) for name, text in said.items() for word in WORDS if word in text}


@pytest.mark.parametrize("odd", [set(), *({n} for n in ODD), set(ODD)])
def test_no_published_file_names_a_file(
    odd: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    put(tmp_path / "ky", NAMES | {n: ODD[n] for n in odd})
    monkeypatch.chdir(tmp_path)
    assert run(["publish", "ky", "-o", "kq"]) in (0, 1)
    assert (tmp_path / "kq" / "xep-hang.json").is_file() and leaks(tmp_path / "kq") == set()
    capsys.readouterr()


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_without_sources_no_file_is_named_and_what_was_not_read_is_counted(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    put(tmp_path / "ky", NAMES | ODD)
    monkeypatch.chdir(tmp_path)
    sheet = "ky/phieu-mat/ghi-chu.phieu"
    assert run(["explain", sheet, "--no-source", "--all", "--format", form, "--ignore", "ky/bo-sung.xlsx"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert [w for w in WORDS if w in said] == []
    assert "3 tệp không phải văn bản của công cụ: 2 tệp (tài liệu của phần mềm văn phòng); 1 tệp (tệp nén)" in said
    assert "BỎ QUA THEO --ignore" in said and "1 tệp" in said and "xem một tệp" in said
    # The office itself is told by name.
    assert run(["explain", sheet]) == 0
    assert "cong-van-mat.docx" in capsys.readouterr().out


def test_the_published_data_keeps_what_was_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "ky", NAMES | ODD)
    monkeypatch.chdir(tmp_path)
    assert run(["publish", "ky", "-o", "kq"]) == 1
    made = json.loads((tmp_path / "kq" / "xep-hang.json").read_text("utf-8"))
    assert [t["use"] for t in made["rankings"][0]["texts"]] == ["not_read"] * 4
    assert len(made["not_scored"]) == len(made["failed"]) and all(b["reasons"] for b in made["not_scored"])
    assert "4 tệp không phải văn bản của công cụ" in (tmp_path / "kq" / "xep-hang.csv").read_text("utf-8")


# ---- what the tool made itself


def test_what_publish_made_beside_a_rubric_is_not_told_until_somebody_changes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    put(tmp_path / "ky", NAMES)
    monkeypatch.chdir(tmp_path / "ky")
    assert run(["publish", ".", "-o", "cong-bo"]) == 0
    capsys.readouterr()
    assert run(["explain", "phieu-mat/cua-so-a.phieu"]) == 0
    assert "không đọc" not in capsys.readouterr().out
    (tmp_path / "ky" / "cong-bo" / "phu-luc.docx").write_bytes(b"changed")
    assert run(["explain", "phieu-mat/cua-so-a.phieu"]) == 0
    said = capsys.readouterr().out
    assert "cong-bo/phu-luc.docx" in said and "phu-luc.xlsx" not in said


def test_other_documents_are_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    put(tmp_path, NAMES | {"a.docx": "?", "b.pdf": "?", "c.zip": "?"})
    monkeypatch.chdir(tmp_path)
    assert run(["explain", "phieu-mat/cua-so-a.phieu"]) == 0
    line = "3 tệp không phải văn bản của công cụ: a.docx, b.pdf (tài liệu của phần mềm văn phòng); c.zip (tệp nén)"
    assert line in " ".join(capsys.readouterr().out.split())


# ---- a rubric named from where the sheet lies


@pytest.mark.parametrize("form", ["phieu", "json", "xlsx"])
@pytest.mark.parametrize("named", ["ky/bo-noi-bo.cchc", "ky/bo-noi-bo", "./ky/../ky/bo-noi-bo.cchc"])
def test_a_new_sheet_names_its_rubric_from_where_it_is_put(
    form: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    put(tmp_path, {f"ky/{name}": text for name, text in NAMES.items()})
    (tmp_path / "x" / "sau").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    made = f"x/sau/y.{form}"
    assert run(["new-sheet", named, "--unit", "Sở A", "--year", "2020", "--format", form, "-o", made]) == 0
    monkeypatch.chdir(tmp_path / "x")
    assert run(["check", f"sau/y.{form}"]) == 0
    if form == "phieu":
        assert 'bộ tiêu chí: "../../ky/bo-noi-bo.cchc"' in (tmp_path / made).read_text("utf-8")
    capsys.readouterr()


def test_a_rubric_of_the_package_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    words = ["--unit", "Sở A", "--year", "2019", "-o", "x/y.phieu"]
    assert run(["new-sheet", "2019/bang-1", *words]) == 0
    assert "bộ tiêu chí: 2019/bang-1\n" in (tmp_path / "x" / "y.phieu").read_text("utf-8")


def test_a_path_that_leads_nowhere_says_where_it_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    put(tmp_path, {"x/y.phieu": SHEET.replace('"r.cchc"', '"2019/bang-1.cchx.cchc"')})
    monkeypatch.chdir(tmp_path)
    assert run(["check", "x/y.phieu"]) == 1
    said = capsys.readouterr()
    assert "đã tìm ở x/2019/bang-1.cchx.cchc, không có tệp này" in said.out + said.err
    assert "ý bạn là" not in said.out + said.err and "các bộ có sẵn" not in said.out + said.err


def test_an_empty_rubric_file_may_be_the_one_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    put(tmp_path, {"r.cchc": RUBRIC, "s.phieu": SHEET, "moi.cchc": ""})
    monkeypatch.chdir(tmp_path)
    assert run(["explain", "s.phieu"]) == 1
    assert "có thể là tệp lệnh này đang ghi (“> tệp”): hãy dùng -o" in capsys.readouterr().err
