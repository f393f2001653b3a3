"""A second round of attacks: spoilt texts beside a rubric in other forms, rubrics that cannot be meant."""

import gzip
import unicodedata
from pathlib import Path

import pytest

from cchc_rules.cli.main import run

Capture = pytest.CaptureFixture[str]
CASE = Path(__file__).parent / "cases/amendment-beside"
AMENDING = (CASE / "sd1.cchc").read_text(encoding="utf-8")

# ---- a result or a message, never neither

HEADINGS = (
    *("SUA DOI", "SỬA ĐỎI", "SỮA ĐỔI", "SƯA ĐÔI", "SỬAĐỔI", "SỬA-ĐỔI", "S Ử A Đ Ổ I", "SửA ĐổI", "SỬA ĐỔI, BỔ SUNG"),
    *("VĂN BẢN SỬA ĐỔI", "QUYẾT ĐỊNH SỬA ĐỔI", "ĐÍNH CHÍNH", "**SỬA ĐỔI**", "> SỬA ĐỔI", "- SỬA ĐỔI", "“SỬA ĐỔI"),
)
BYTES = {
    **{encoding: AMENDING.encode(encoding) for encoding in ("utf-16-le", "utf-16-be", "utf-32", "utf-7", "utf-8-sig")},
    "parts of letters": unicodedata.normalize("NFD", AMENDING).encode(),
    "carriage returns": AMENDING.replace("\n", "\r").encode(),
    "line separators": AMENDING.replace("\n", "\u2028").encode(),
    "a wide space": AMENDING.replace("SỬA ĐỔI", "SỬA\u00a0ĐỔI").encode(),
    "a soft hyphen": AMENDING.replace("SỬA ĐỔI", "SỬA\u00ad ĐỔI").encode(),
    "a Cyrillic letter": AMENDING.replace("SỬA", "S\u1eec\u0410").encode(),
    "an Icelandic letter": AMENDING.replace("ĐỔI", "\u00d0ỔI").encode(),
    "turned round": ("\u202e" + AMENDING).encode(),
    "packed": gzip.compress(AMENDING.encode()),
    "nothing": b"",
    "a letter before it": ("Kính gửi\n\n" + AMENDING).encode(),
}
PLACES = ("SUA-DOI/x.cchc", ".an/x.cchc", "a/b/c/d/x.cchc", "sua_doi/x.txt", "sua-doi/2020/x.txt", "sửa đổi/x.md")
NAMES = ("x", "x.bak", "x.cchc~", "#x.cchc#", "x.cchc ", "x.html", "x.csv", "x.thu", "x.CChC")


def assert_told(folder: Path, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    for file in ("r.cchc", "s.phieu"):
        (folder / file).write_bytes((CASE / file).read_bytes())
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    status = run(["score", "s.phieu"])
    said = capsys.readouterr()
    applied = status == 0 and "41,18%" in said.out
    refused = status == 1 and Path(name).name.strip() in said.err
    assert applied or refused, (status, said)


@pytest.mark.parametrize("name", ["x.cchc", "x.txt"])
@pytest.mark.parametrize("heading", HEADINGS)
def test_a_misspelt_heading(
    heading: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert_told(tmp_path, name, AMENDING.replace("SỬA ĐỔI", heading, 1).encode(), monkeypatch, capsys)


@pytest.mark.parametrize("form", BYTES)
def test_bytes_of_any_kind(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert_told(tmp_path, "x.cchc", BYTES[form], monkeypatch, capsys)


@pytest.mark.parametrize("name", [*PLACES, *NAMES])
def test_a_place_or_name_of_its_own(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert_told(tmp_path, name, AMENDING.encode(), monkeypatch, capsys)


# ---- rubrics that cannot be meant

RUBRIC = """\
BỘ TIÊU CHÍ r "R"
  văn bản: Quyết định 1/QĐ-MINHHOA ngày 02/01/2019
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "xã"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 2
  tự đánh giá: do "xã", chấm điểm
  thẩm định: do "sở", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo Điều 3
{bands}
{parts}SỐ LIỆU  theo Điều 4
  [n]: số đếm, từ 1 đến 10, do đơn vị
  [x]: số đếm, từ 0 đến [n], do đơn vị
LĨNH VỰC 1 "A": 10 điểm  theo Điều 9
TIÊU CHÍ 1.1 "M": 10 điểm  theo Điều 9
    cách chấm: {rule}  theo Điều 9
"""
BANDS = '  từ 50%: "Đạt"\n  dưới 50%: "Không đạt"'
SHARE = "[x] / [n] × điểm tối đa"
STEPS = "theo thang [x] / [n]\n      từ 90%: 10 điểm\n      từ 50% đến dưới 90%: 5 điểm\n      dưới 50%: 0 điểm"
CASES = "theo trường hợp\n      khi {}: 10 điểm\n      còn lại: 0 điểm"
THREE = '  từ 80%: "A"\n  từ 60% đến dưới 80%: "B"\n  dưới 60%: "C"'
GATE = BANDS + '\n  xếp "Không đạt" khi: '
DUE = "TIẾN ĐỘ  theo Điều 5\n  hạn {}\n  hạn {}\n"


@pytest.mark.parametrize(
    ("code", "rule", "bands", "parts"),
    [
        ("X890", SHARE, GATE + "1.1 từ 0 điểm", ""),
        ("X890", SHARE, GATE + "lĩnh vực 1 từ 0%", ""),
        ("X812", STEPS, GATE + "1.1 từ 1 điểm đến dưới 5 điểm", ""),
        ("K311", SHARE, GATE + "[x] lớn hơn [n]", ""),
        ("K311", SHARE, GATE + "[x] từ 11", ""),
        ("K391", STEPS, THREE, ""),
        ("K391", "6 điểm + [x] / [n] × 4 điểm", BANDS, ""),
        ("L605", "[x] / [n] × điểm tối đa\n      làm tròn điểm: đến 3 điểm, xuống", BANDS, ""),
        ("L605", "[x] / [n] × 9,9 điểm\n      làm tròn điểm: đến 0,5 điểm, xuống", BANDS, ""),
        ("L606", STEPS.replace(": 5 điểm", ": tỷ lệ × 12 điểm"), BANDS, ""),
        ("L690", STEPS.replace(": 10", ": 7").replace(": 5 ", ": 10 "), BANDS, ""),
        ("L610", CASES.format("[x] không nhỏ hơn 2 × [n]"), BANDS, ""),
        ("L610", CASES.format("[x] từ 5 và [x] dưới 3"), BANDS, ""),
        ("L610", CASES.format("[x] từ 0"), BANDS, ""),
        ("L692", "[x] / [n] × điểm tối đa, không dưới 10 điểm", BANDS, ""),
        (
            "K390",
            SHARE,
            BANDS,
            DUE.format("tự đánh giá: trước ngày 15/03 năm sau", "thẩm định: trước ngày 15/02 năm sau"),
        ),
        (
            "K390",
            SHARE,
            BANDS,
            DUE.format("tự đánh giá: trước ngày 15/01 năm sau", "thẩm định: trước ngày 15/02 trong năm"),
        ),
        ("K390", SHARE, BANDS, DUE.format("thẩm định: trước ngày 15/05 năm sau", "công bố: trong quý I năm sau")),
        ("K319", SHARE, BANDS, 'HỆ QUẢ  theo Điều 5\n  1 khi từ 2 lĩnh vực dưới 50%: "k"\n'),
    ],
)
def test_a_rubric_that_cannot_be_meant_is_told(
    code: str, rule: str, bands: str, parts: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "r.cchc"
    path.write_text(RUBRIC.format(bands=bands, parts=parts, rule=rule), encoding="utf-8")
    run(["check", str(path)])
    said = capsys.readouterr()
    assert f" {code}:" in said.out + said.err, said


def test_the_rubric_itself_is_sound(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "r.cchc"
    path.write_text(RUBRIC.format(bands=BANDS, parts="", rule=SHARE), encoding="utf-8")
    assert run(["check", str(path)]) == 0
    said = capsys.readouterr()
    assert "cảnh báo" not in said.out + said.err
