"""No amendment beside a rubric is dropped in silence: it is applied, or the result says why not, or there is none."""

import json
import os
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_rules.cli.main import run

RUBRIC = """\
BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  hiệu lực: từ 01/01/2019  theo Điều 1
  áp dụng: từ kỳ đánh giá 2019  theo Điều 1
  đối tượng: "sở"  theo Điều 1
  tổng điểm: 10 điểm  theo Điều 1
  không áp dụng: được đề nghị  theo Điều 1

CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  tự đánh giá: do "sở", chấm điểm
  thẩm định: do "Hội đồng", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định

XẾP LOẠI  theo Điều 2
  từ 90%: "Rất tốt"
  từ 50% đến dưới 90%: "Tốt"
  dưới 50%: "Kém"

SỐ LIỆU
  [báo cáo đúng hạn]: số đếm "báo cáo", từ 0 đến 4

LĨNH VỰC 1 "Chỉ đạo": 6 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 2 điểm
TIÊU CHÍ 1.2 "Báo cáo": 4 điểm
  cách chấm: [báo cáo đúng hạn] / 4 × điểm tối đa
LĨNH VỰC 2 "Thể chế": 4 điểm
TIÊU CHÍ 2.1 "Văn bản": 4 điểm
"""
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "r.cchc"
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2020

SỐ LIỆU
  thẩm định [báo cáo đúng hạn]: 2

ĐIỂM
1.1
  thẩm định: 2
2.1
  thẩm định: 3
"""
AMENDMENT = """\
SỬA ĐỔI sd-1 "Sửa đổi"
  văn bản: Quyết định 02/QĐ-MH ngày 15/01/2020
  sửa đổi: mau
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020

Điều 1
  SỬA 2.1 điểm tối đa: từ 4 điểm thành 11 điểm
  SỬA 2 điểm tối đa: từ 4 điểm thành 11 điểm
  SỬA CÂU
    từ: tổng điểm: 10 điểm  theo Điều 1
    thành: tổng điểm: 17 điểm  theo Điều 1
"""
LATER = AMENDMENT.replace("sd-1", "sd-2").replace("02/QĐ-MH ngày 15/01/2020", "03/QĐ-MH ngày 15/01/2021")
LATER = LATER.replace("đánh giá 2020", "đánh giá 2021").partition("Điều 1")[0] + (
    "Điều 1\n  SỬA 1.1 điểm tối đa: từ 2 điểm thành 3 điểm\n  SỬA 1.2 điểm tối đa: từ 4 điểm thành 3 điểm\n"
)

Capture = pytest.CaptureFixture[str]
Change = Callable[[Path], str]
"""Puts the amendment into a folder in some way, and says the name that people know the file by."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"r.cchc": RUBRIC, "s.phieu": SHEET}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    return tmp_path


def saved(name: str, data: bytes | str = AMENDMENT) -> Change:
    def change(folder: Path) -> str:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return name

    return change


def replaced(before: str, after: str, name: str = "sd1.cchc") -> Change:
    assert before in AMENDMENT
    return saved(name, AMENDMENT.replace(before, after, 1))


def cp1258(text: str) -> bytes:
    """As Windows stores Vietnamese: letters with their hats, the tone after each."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        hat = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        written.append(hat + "".join(c for c in parts if c in tones))
    return "".join(written).encode("cp1258")


def dangling(folder: Path) -> str:
    (folder / "sd1.cchc").symlink_to(folder / "khong-con.cchc")
    return "sd1.cchc"


def pipe(folder: Path) -> str:
    os.mkfifo(folder / "sd1.cchc")
    return "sd1.cchc"


def not_permitted(folder: Path) -> str:
    (folder / "sd1.cchc").write_text(AMENDMENT, encoding="utf-8")
    (folder / "sd1.cchc").chmod(0)
    return "sd1.cchc"


def in_a_folder_named_as_a_file(folder: Path) -> str:
    (folder / "x.cchc").mkdir()
    return saved("x.cchc/sd1.cchc")(folder)


def beside_an_empty_folder_named_as_a_file(folder: Path) -> str:
    (folder / "x.cchc").mkdir()
    return saved("sd1.cchc")(folder)


def in_a_linked_folder(folder: Path) -> str:
    saved("van-ban/sd1.cchc")(folder)
    (folder / "sua-doi").symlink_to(folder / "van-ban")
    return "sd1.cchc"


DECREES = (
    "VĂN BẢN SỬA ĐỔI, BỔ SUNG Bộ tiêu chí",
    "QUYẾT ĐỊNH sửa đổi, bổ sung một số điều của Bộ tiêu chí",
    "SỬA ĐỔI, BỔ SUNG Bộ tiêu chí mau",
    "Bổ sung, sửa đổi bảng điểm",
    "V/v đính chính Quyết định 01/QĐ-MH",
    "Phụ lục sửa đổi Bảng 1",
    "BẢNG SỬA ĐỔI, BỔ SUNG một số tiêu chí",
    "BÃI BỎ tiêu chí 2.1",
    "QĐ bổ sung tiêu chí 2.3",
    "<html><body><h1>SỬA ĐỔI Bộ tiêu chí</h1>",
    "SỬА ĐỔІ Bộ tiêu chí",
    "ＳỬＡ ĐỔＩ Bộ tiêu chí",
    "QUYẾT ĐỊNH\nVề việc bãi bỏ tiêu chí 2.1",
    "UBND TỈNH MINH HỌA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-----\n"
    "Số: 02/QĐ-UBND\nMinh Họa, ngày 15 tháng 01 năm 2020\nNGHỊ QUYẾT\nSửa đổi Bộ tiêu chí",
)
APPLIED: dict[str, Change] = {
    "utf-8": saved("sd1.cchc"),
    "bom": saved("sd1.cchc", AMENDMENT.encode("utf-8-sig")),
    "utf-16": saved("sd1.cchc", AMENDMENT.encode("utf-16")),
    "nfd": saved("sd1.cchc", unicodedata.normalize("NFD", AMENDMENT)),
    "windows": saved("sd1.cchc", AMENDMENT.replace("\n", "\r\n")),
    "comments first": saved("sd1.cchc", "# " + "x" * 3000 + "\n\n" + AMENDMENT),
    "sua-doi": saved("sua-doi/sd1.cchc"),
    "sua-doi as a link": in_a_linked_folder,
    "beside an empty folder named as a file": lambda folder: ((folder / "x.cchc").mkdir(), saved("sd1.cchc")(folder))[
        1
    ],
}
REFUSED: dict[str, Change] = {
    "cp1258": saved("sd1.cchc", unicodedata.normalize("NFD", AMENDMENT).encode("cp1258", "replace")),
    "utf-16 without mark": saved("sd1.cchc", AMENDMENT.encode("utf-16-le")),
    "tcvn3": saved("sd1.cchc", 'SöA §æI sd-1 "Söa ®æi"\n'.encode("latin-1")),
    "control": replaced("Sửa đổi", "Sửa \x07đổi"),
    "control in a comment": saved("sd1.cchc", "# \x1b[0m\n" + AMENDMENT),
    "null": saved("sd1.cchc", AMENDMENT + "\0"),
    "docx": saved("sd1.cchc", b"PK\x03\x04" + bytes(100)),
    "pdf": saved("sd1.cchc", b"%PDF-1.7\n"),
    "too large": saved("sd1.cchc", AMENDMENT + "# x\n" * 1_000_001),
    "empty": saved("sd1.cchc", ""),
    "only comments": saved("sd1.cchc", "# sửa đổi\n"),
    "other heading": replaced("SỬA ĐỔI", "QUYẾT ĐỊNH"),
    "no marks": replaced("SỬA ĐỔI", "SUA DOI"),
    "misspelt": replaced("SỬA ĐỔI", "SỬA ĐỖI"),
    "one word": replaced("SỬA ĐỔI", "SỬAĐỔI"),
    "title before heading": saved("sd1.cchc", "UBND TỈNH MINH HỌA\n" + AMENDMENT),
    "target misspelt": replaced("sửa đổi: mau", "sủa đổi: mau"),
    "target without colon": replaced("sửa đổi: mau", "sửa đổi mau"),
    "target in other case": replaced("sửa đổi: mau", "sửa đổi: Mau"),
    "target with marks": replaced("sửa đổi: mau", "sửa đổi: mẫu"),
    "target nowhere": replaced("sửa đổi: mau", "sửa đổi: bang-9"),
    "target by file": replaced("sửa đổi: mau", "sửa đổi: r"),
    "target missing": replaced("  sửa đổi: mau\n", ""),
    "target itself": replaced("sửa đổi: mau", "sửa đổi: sd-1"),
    "unreadable line": replaced("SỬA 2.1 điểm", "SỬA SỬA 2.1 điểm"),
    "unreadable instrument": replaced("văn bản:", "văn bảnn:"),
    "wrong old value": replaced("từ 4 điểm thành 11", "từ 5 điểm thành 11"),
    "upper suffix": saved("sd1.CCHC"),
    "title suffix": saved("sd1.Cchc"),
    "txt": saved("sd1.cchc.txt"),
    "only txt": saved("sd1.txt"),
    "no suffix": saved("sd1"),
    "backup": saved("sd1.cchc~"),
    "text named docx": saved("sd1.docx"),
    "sheet suffix": saved("sd1.phieu"),
    "txt in utf-16": saved("sd1.txt", AMENDMENT.encode("utf-16")),
    "txt in cp1258": saved("sd1.txt", unicodedata.normalize("NFD", AMENDMENT).encode("cp1258", "replace")),
    "txt without marks": replaced("SỬA ĐỔI", "sua doi", "sd1.txt"),
    "txt after long comments": saved("sd1.txt", "# " + "x" * 5000 + "\n" + AMENDMENT),
    "erratum as txt": replaced("SỬA ĐỔI", "ĐÍNH CHÍNH", "dc.txt"),
    "Sua-doi": saved("Sua-doi/sd1.cchc"),
    "sửa đổi": saved("sửa đổi/sd1.cchc"),
    "sua doi": saved("sua doi/sd1.cchc"),
    "sua-doi/2020": saved("sua-doi/2020/sd1.cchc"),
    "deep": saved("a/b/c/d/e/f/sd1.cchc"),
    "unreadable and deep": saved("a/b/sd1.cchc", b"\xff\xfe\xff"),
    "lock name with an amendment": saved("~$sd1.cchc"),
    **{
        f"a decree {n}": saved("qd.txt", opening + "\nĐiều 1. Tiêu chí 2.1: 11 điểm\n")
        for n, opening in enumerate(DECREES)
    },
    "a decree in utf-16": saved("qd.TXT", DECREES[0].encode("utf-16")),
    "a decree in cp1258": saved("qd", cp1258(DECREES[1])),
    "a decree without marks": saved("qd.md", "# QUYET DINH\nSua doi, bo sung Bo tieu chi\n"),
    "after another rubric": saved("khac.cchc", RUBRIC.replace("BỘ TIÊU CHÍ mau", "BỘ TIÊU CHÍ khac") + AMENDMENT),
    "changes after another rubric": saved(
        "khac.cchc", RUBRIC.replace("BỘ TIÊU CHÍ mau", "BỘ TIÊU CHÍ khac") + "Điều 1" + AMENDMENT.partition("Điều 1")[2]
    ),
    "after a sheet": saved("khac.cchc", SHEET + AMENDMENT),
    "encoded twice": saved("qd.txt", AMENDMENT.encode().decode("latin-1")),
    "after another amendment": saved(
        "sd0.cchc", AMENDMENT.replace("sd-1", "sd-0").replace(": mau", ": bang-1") + "\n" + AMENDMENT
    ),
    "after another rubric, without marks": saved(
        "khac.cchc",
        RUBRIC.replace("BỘ TIÊU CHÍ mau", "BỘ TIÊU CHÍ khac") + AMENDMENT.replace("SỬA ĐỔI sd", "Sua doi sd"),
    ),
    "in a folder named as a file": in_a_folder_named_as_a_file,
    "dangling": dangling,
    "pipe": pipe,
}
if os.geteuid():  # root reads every file, whatever its permissions
    REFUSED["not permitted"] = not_permitted
STATED: dict[str, tuple[Change, str]] = {
    "later year": (replaced("đánh giá 2020", "đánh giá 2021"), "other_year"),
    "other rubric": (
        lambda folder: (
            saved("khac.cchc", RUBRIC.replace("BỘ TIÊU CHÍ mau", "BỘ TIÊU CHÍ khac"))(folder),
            replaced("sửa đổi: mau", "sửa đổi: khac")(folder),
        )[1],
        "other_rubric",
    ),
    "other rubric, with errors": (
        lambda folder: (
            saved("khac.cchc", RUBRIC.replace("BỘ TIÊU CHÍ mau", "BỘ TIÊU CHÍ khac"))(folder),
            saved("sd1.cchc", AMENDMENT.replace(": mau", ": khac").replace("SỬA 2.1", "SỬA SỬA 2.1"))(folder),
        )[1],
        "other_rubric",
    ),
    "bundled rubric": (replaced("sửa đổi: mau", "sửa đổi: bang-1"), "other_rubric"),
    "a rubric of the same name below": (
        lambda folder: (saved("cu/r.cchc", RUBRIC)(folder), saved("cu/sd1.cchc")(folder))[1],
        "other_rubric",
    ),
    "word": (saved("sd1.docx", b"PK\x03\x04"), "not_read"),
    "Word": (saved("sd1.DOCX", b"PK\x03\x04"), "not_read"),
    "sheet of an office program": (saved("bang.xlsx", b"PK\x03\x04"), "not_read"),
    "pdf": (saved("a/qd.pdf", b"%PDF"), "not_read"),
    "archive": (saved("sd1.zip", b"PK\x03\x04"), "not_read"),
    "ARCHIVE": (saved("sua-doi/sd1.RAR", b"Rar!"), "not_read"),
    "7z": (saved("a/sd1.7z", b"7z"), "not_read"),
    "lock": (saved("~$sd1.cchc", b"\x05Nguyen\0\0\0"), "not_read"),
    "empty lock": (saved(".#sd1.cchc", b""), "not_read"),
}
COMMANDS = {
    "score": ["score", "s.phieu"],
    "score csv": ["score", "s.phieu", "--format", "csv"],
    "score json": ["score", ".", "--format", "json"],
    "explain": ["explain", "s.phieu"],
    "explain json": ["explain", "s.phieu", "--format", "json"],
    "explain as of": ["explain", "s.phieu", "--as-of", "01/06/2020"],
    "advice": ["advice", "s.phieu"],
    "what-if": ["what-if", "s.phieu", "--set", "[báo cáo đúng hạn]=3"],
    "test": ["test", "thu.thu"],
    "impact": ["impact", "sau.cchc", "--sheets", "s.phieu"],
    "consolidate": ["consolidate", "r.cchc"],
    "log": ["log", "r.cchc"],
    "show": ["show", "r.cchc", "--year", "2020"],
    "show csv": ["show", "r.cchc", "--format", "csv"],
    "new-sheet": ["new-sheet", "r.cchc", "--unit", "Sở B", "--year", "2020"],
    "diff": ["diff", "r.cchc", "moi.cchc"],
    "check": ["check", "s.phieu"],
    "check of a year": ["check", "r.cchc", "--year", "2020"],
    "coverage": ["check", "--coverage", "s.phieu"],
}
OF_EACH_KIND = ("cp1258", "no marks", "target nowhere", "target missing", "Sua-doi", "unreadable line", "dangling")


def others_beside(folder: Path) -> None:
    """A case, another rubric, and an amendment of later years, as folders have them."""
    (folder / "thu.thu").write_text(SHEET + '\nmong đợi: xếp loại "Kém"\n', encoding="utf-8")
    (folder / "moi.cchc").write_text(RUBRIC.replace("tiêu chí mau", "tiêu chí moi"), encoding="utf-8")
    (folder / "sau.cchc").write_text(LATER, encoding="utf-8")


def output(capsys: Capture, arguments: list[str]) -> tuple[int, str]:
    status = run(arguments)
    said = capsys.readouterr()
    return status, unicodedata.normalize("NFC", said.out + said.err)


@pytest.mark.parametrize("change", APPLIED.values(), ids=APPLIED)
def test_applied(change: Change, folder: Path, capsys: Capture) -> None:
    change(folder)
    status, said = output(capsys, ["score", "s.phieu"])
    assert (status, "41,18%" in said, "Kém" in said, "Đã áp dụng: sd-1" in said) == (0, True, True, True), said


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("command", ["score", "explain json", "consolidate"])
def test_refused_by_name(command: str, change: Change, folder: Path, capsys: Capture) -> None:
    name = change(folder)
    status, said = output(capsys, COMMANDS[command])
    assert (status, name in said, "70,00%" in said) == (1, True, False), said


# The rubric as it is written does not hang on an amendment that has errors of its own: S550 names that one.
OF_EACH_COMMAND = [(c, k) for c in COMMANDS for k in OF_EACH_KIND if (c, k) != ("show csv", "unreadable line")]


@pytest.mark.parametrize(("command", "kind"), OF_EACH_COMMAND)
def test_every_command_refuses(command: str, kind: str, folder: Path, capsys: Capture) -> None:
    name = REFUSED[kind](folder)
    others_beside(folder)
    status, said = output(capsys, COMMANDS[command])
    assert (status, name in said) == (1, True), said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_goes_on_without_what_is_ignored(command: str, folder: Path, capsys: Capture) -> None:
    name = REFUSED["control"](folder)
    others_beside(folder)
    (folder / "thu.thu").write_text(SHEET + '\nmong đợi: xếp loại "Tốt"\n', encoding="utf-8")
    status, said = output(capsys, [*COMMANDS[command], "--ignore", name])
    assert (status, name in said, "--ignore" in said) == (0, True, True), said


@pytest.mark.parametrize(("change", "use"), STATED.values(), ids=STATED)
def test_not_applied_and_said_why(change: Change, use: str, folder: Path, capsys: Capture) -> None:
    name = change(folder)
    status, said = output(capsys, ["explain", "s.phieu", "--format", "json"])
    assert status == 0, said
    told = {t["file"]: t for t in json.loads(said)["rubric"]["texts"]}
    assert (told[name]["use"], bool(told[name]["told"])) == (use, True)
    for command in ("explain", "score"):
        status, said = output(capsys, COMMANDS[command])
        assert (status, told[name]["told"] in said) == (0, True), said


NO_AMENDMENT = {
    "the decree of the rubric": "UBND TỈNH MINH HỌA\nQUYẾT ĐỊNH\nBan hành Bộ tiêu chí, thay thế Quyết định 620",
    "a decree that approves": "Quyết định phê duyệt kết quả, sửa đổi sau",
    "notes": "Ghi chú: sửa đổi nằm ở sua-doi",
    "a comment": "# sửa đổi\nDanh sách đơn vị",
    "a plan": "KẾ HOẠCH đánh giá năm 2020",
    "things to do": "Bổ sung hồ sơ của Sở A",
    "the text of the rubric": "BỘ TIÊU CHÍ mau, sửa đổi năm 2020",
    "nothing": "",
}


@pytest.mark.parametrize("text", NO_AMENDMENT.values(), ids=NO_AMENDMENT)
def test_other_texts_beside_are_of_no_concern(text: str, folder: Path, capsys: Capture) -> None:
    saved("ghi-chu.txt", text)(folder)
    status, said = output(capsys, ["score", "s.phieu"])
    assert (status, "70,00%" in said, "ghi-chu.txt" in said) == (0, True, False), said


def test_a_day_is_a_reason(folder: Path, capsys: Capture) -> None:
    saved("sd1.cchc")(folder)
    status, said = output(capsys, ["score", "s.phieu", "--as-of", "14/01/2020"])
    assert status == 0
    assert "Không áp dụng: sd-1 (chưa có hiệu lực ngày 14/01/2020, có hiệu lực từ 15/01/2020)" in said
    assert "41,18%" in output(capsys, ["score", "s.phieu", "--as-of", "15/01/2020"])[1]


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_what_is_ignored_is_in_every_format(form: str, folder: Path, capsys: Capture) -> None:
    saved("sd1.cchc", b"\xff\xfe\xff")(folder)
    run(["explain", "s.phieu", "--ignore", "sd1.cchc", "--format", form])
    said = capsys.readouterr().out
    assert "sd1.cchc" in said
    assert ("ignored" if form == "json" else "--ignore") in said
    if form != "json":
        assert said.index("--ignore") < said.index("loại đơn vị")


def test_what_is_ignored_is_sealed_with_the_ranking(folder: Path, capsys: Capture) -> None:
    saved("sd1.cchc", b"\xff\xfe\xff")(folder)
    run(["score", "s.phieu", "--ignore", "sd1.cchc", "--format", "json"])
    (ranking,) = json.loads(capsys.readouterr().out)["rankings"]
    assert [(t["file"], t["use"], len(t["sha256"])) for t in ranking["texts"]] == [("sd1.cchc", "ignored", 64)]


OF_TEXTS = {
    "what-if": ["what-if", "s.phieu", "--set", "[báo cáo đúng hạn]=3"],
    "advice": ["advice", "s.phieu"],
    "test": ["test", "thu.thu"],
    "show": ["show", "r.cchc", "--year", "2020"],
    "show md": ["show", "r.cchc", "--year", "2020", "--format", "md"],
    "show csv": ["show", "r.cchc", "--year", "2020", "--format", "csv"],
    "coverage": ["check", "--coverage", "s.phieu"],
    "log": ["log", "r.cchc", "--year", "2020"],
    "consolidate": ["consolidate", "r.cchc", "--year", "2020"],
    "score csv": ["score", "s.phieu", "--format", "csv"],
}
IN_JSON = ("advice", "show", "coverage", "log", "score csv")


@pytest.mark.parametrize("command", OF_TEXTS)
def test_every_command_says_what_was_applied_and_what_not(command: str, folder: Path, capsys: Capture) -> None:
    others_beside(folder)
    saved("sd1.cchc")(folder)
    capsys.readouterr()
    run(OF_TEXTS[command])
    said = " ".join(capsys.readouterr().out.split())
    assert "Quyết định 02/QĐ-MH" in said and "áp dụng từ kỳ 2021" in said.replace("kỳ đánh giá", "kỳ"), said


@pytest.mark.parametrize("command", IN_JSON)
def test_the_same_stands_in_the_data(command: str, folder: Path, capsys: Capture) -> None:
    others_beside(folder)
    saved("sd1.cchc")(folder)
    capsys.readouterr()
    run([*OF_TEXTS[command], "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    holder = data if "texts" in data else next(iter(data.get("rubrics", data.get("rankings", ()))))
    uses = {t["file"]: (t["use"], t["told"] != "") for t in holder["texts"]}
    assert uses == {"sd1.cchc": ("applied", True), "sau.cchc": ("other_year", True)}


def test_a_text_as_written_names_what_waits(folder: Path, capsys: Capture) -> None:
    others_beside(folder)
    saved("sd1.cchc")(folder)
    for command in (["show", "r.cchc"], ["diff", "r.cchc", "moi.cchc"]):
        run([*command, "--format", "json"])
        told = {t["file"]: t["use"] for t in json.loads(capsys.readouterr().out)["texts"]}
        assert told["sd1.cchc"] == "not_asked", command


def test_impact_says_what_came_before_and_what_comes_after(folder: Path, capsys: Capture) -> None:
    others_beside(folder)
    saved("sd1.cchc")(folder)
    told = {}
    for name in ("sd1.cchc", "sau.cchc"):
        run(["impact", name, "--sheets", "s.phieu", "--format", "json"])
        (impact,) = json.loads(capsys.readouterr().out)["impacts"]
        told[name] = {t["file"]: t["use"] for t in impact["texts"]}
    assert told["sd1.cchc"] == {"sd1.cchc": "applied", "sau.cchc": "after"}
    assert told["sau.cchc"] == {"sd1.cchc": "applied", "sau.cchc": "applied"}


@pytest.mark.parametrize("form", ["phieu", "json"])
def test_a_blank_sheet_notes_what_was_ignored(form: str, folder: Path, capsys: Capture) -> None:
    saved("sd1.cchc", b"\xff\xfe\xff")(folder)
    run(["new-sheet", "r.cchc", "--unit", "Sở B", "--year", "2020", "--ignore", "sd1.cchc", "--format", form])
    assert "BỎ QUA THEO --ignore: sd1.cchc" in capsys.readouterr().out


@pytest.mark.parametrize("option", [["show", "r.cchc"], ["score", "s.phieu"], ["new-sheet", "r.cchc"]])
def test_ignoring_what_is_not_there_is_an_error(option: list[str], folder: Path, capsys: Capture) -> None:
    status, said = output(capsys, [*option, "--ignore", "khong-co.cchc"])
    assert (status, "không có tệp hay thư mục nào tên là khong-co.cchc" in said) == (2, True), said


@pytest.mark.parametrize("sign", ["/", "\\"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_with_finds_a_name_however_it_is_spelt(
    sign: str, form: str, tmp_path_factory: pytest.TempPathFactory, capsys: Capture
) -> None:
    kept = tmp_path_factory.mktemp("khac") / unicodedata.normalize("NFD", "sửa.cchc")
    kept.write_text(AMENDMENT, encoding="utf-8")
    named = unicodedata.normalize(form, str(kept)).replace("/", sign)
    status, said = output(capsys, ["score", "s.phieu", "--with", named])
    assert (status, "41,18%" in said) == (0, True), said


OF_NO_CONCERN = {
    "elsewhere": "../khac/sd1.cchc",
    "the rubric itself": "r.cchc",
    "the sheet": "s.phieu",
    "the folder itself": ".",
    "a note": "ghi-chu.md",
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("path", OF_NO_CONCERN.values(), ids=OF_NO_CONCERN)
def test_ignoring_what_changes_nothing_is_an_error(command: str, path: str, folder: Path, capsys: Capture) -> None:
    others_beside(folder)
    saved("ghi-chu.md", "Ghi chú: sửa đổi nằm ở sua-doi")(folder)
    saved("../khac/sd1.cchc")(folder)
    status, said = output(capsys, [*COMMANDS[command], "--ignore", path])
    assert (status, f"--ignore {path}: " in said) == (2, True), said


def test_what_is_named_cannot_be_ignored(folder: Path, capsys: Capture) -> None:
    saved("sd1.cchc")(folder)
    for command in (["score", "s.phieu", "--with", "sd1.cchc"], ["impact", "sd1.cchc", "--sheets", "s.phieu"]):
        assert output(capsys, [*command, "--ignore", "sd1.cchc"])[0] == 2, command


def test_impact_goes_on_without_an_amendment_that_is_ignored(folder: Path, capsys: Capture) -> None:
    others_beside(folder)
    saved("sd1.cchc")(folder)
    assert "41,18%" in output(capsys, ["impact", "sau.cchc", "--sheets", "s.phieu"])[1]
    status, said = output(capsys, ["impact", "sau.cchc", "--sheets", "s.phieu", "--ignore", "sd1.cchc"])
    assert (status, "41,18%" in said, "70,00%" in said) == (0, False, True), said


def test_sheets_shared_over_processes_find_what_is_ignored(folder: Path, capsys: Capture) -> None:
    saved("sd1.cchc")(folder)
    for n in range(60):
        (folder / f"s{n}.phieu").write_text(SHEET.replace("Sở A", f"Sở {n}"), encoding="utf-8")
    assert output(capsys, ["score", ".", "--ignore", "sd1.cchc"])[0] == 0
    assert output(capsys, ["score", ".", "--ignore", "s.phieu"])[0] == 2


def test_two_rubrics_of_one_name_are_told(folder: Path, capsys: Capture) -> None:
    saved("sd1.cchc")(folder)
    saved("ban-sao.cchc", RUBRIC)(folder)
    for command in ("score", "explain", "show"):
        status, said = output(capsys, COMMANDS[command])
        assert (status, "S578" in said, "ban-sao.cchc, r.cchc" in said) == (0, True, True), said
    saved("cu/r.cchc", RUBRIC)(folder)
    (folder / "ban-sao.cchc").unlink()
    assert "S578" not in output(capsys, COMMANDS["score"])[1]


def test_a_folder_can_be_ignored(folder: Path, capsys: Capture) -> None:
    saved("nhap/a/sd1.cchc", b"\xff\xfe\xff")(folder)
    assert output(capsys, ["score", "s.phieu"])[0] == 1
    status, said = output(capsys, ["score", "s.phieu", "--ignore", "nhap"])
    assert (status, "BỎ QUA THEO --ignore: nhap" in said) == (0, True)


def test_given_by_name_it_needs_no_place(folder: Path, capsys: Capture) -> None:
    saved("Sua-doi/sd1.txt")(folder)
    assert "41,18%" in output(capsys, ["score", "s.phieu", "--with", "Sua-doi/sd1.txt"])[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.data())
def test_however_a_file_is_damaged(folder: Path, capsys: Capture, data: st.DataObject) -> None:
    """Bytes cut out, put in or changed: the file is named, whether as applied, as not applied, or as unreadable."""
    original = AMENDMENT.encode()
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(start + 30, len(original))))
    put_in = data.draw(st.one_of(st.binary(max_size=4), st.text(max_size=3).map(lambda t: t.encode(errors="ignore"))))
    (folder / "sd1.cchc").write_bytes(original[:start] + put_in + original[end:])
    status = run(["score", "s.phieu", "--format", "json"])
    said = capsys.readouterr()
    rankings = json.loads(said.out)["rankings"]
    stated = [t for r in rankings for t in r["texts"] if t["file"] == "sd1.cchc"]
    assert (status, bool(stated)) == (0, True) or (status == 1 and "sd1.cchc" in said.err), said


@pytest.mark.parametrize("line", ["hiệu lực: kể từ ngày ký", "SỬA 99.{} điểm tối đa: từ 4 điểm thành 11 điểm"])
def test_the_errors_of_an_amendment_are_cut(line: str, folder: Path, capsys: Capture) -> None:
    head = AMENDMENT.partition("  SỬA")[0]
    saved("sd1.cchc", head + "".join(f"  {line.format(n)}\n" for n in range(500)))(folder)
    for command in (["check", "sd1.cchc"], ["explain", "s.phieu"], COMMANDS["score"], COMMANDS["consolidate"]):
        status, said = output(capsys, command)
        assert (status, said.count("lỗi S") + said.count("lỗi T") <= 203, "T007" in said) == (1, True, True), command
    status, said = output(capsys, ["impact", "sd1.cchc", "--sheets", "s.phieu"])
    assert (status, said.count("lỗi S") <= 201, "T007" in said) == (1, True, True)


def test_what_is_wrong_with_many_lines_takes_no_longer_a_line(folder: Path, capsys: Capture) -> None:
    head, took = AMENDMENT.partition("  SỬA")[0], []
    for count in (500, 4_000):
        lines = "".join(f"  SỬA 99.{n} điểm tối đa: từ 4 điểm thành 11 điểm\n" for n in range(count))
        saved("sd1.cchc", head + lines)(folder)
        start = time.process_time()
        assert output(capsys, ["check", "sd1.cchc"])[0] == 1
        took.append((time.process_time() - start) / count)
    assert took[1] < 2 * took[0] + 0.001
