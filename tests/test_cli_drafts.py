"""`diff --as-amendment` with what the author says, and of two folders: one amendment, tried before it is printed."""

from pathlib import Path

import pytest

from cchc_rules.cli.main import run

COMMON = 'QUY ĐỊNH CHUNG chung "Chung"\nXẾP LOẠI  theo Điều 3\n  từ 80%: "Tốt"\n  dưới 80%: "Chưa đạt"\n'
TABLE = """\
BỘ TIÊU CHÍ b1 "Bảng một"
  văn bản: Quyết định 1/QĐ-THU ngày 01/01/2019
  dùng: chung
  áp dụng: từ kỳ đánh giá 2019  theo Điều 1
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "xã"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 1
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
SỐ LIỆU
  [hồ sơ]: số đếm "hồ sơ", từ 1
LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "A": 4 điểm
  cách chấm: đạt hoặc không, đạt khi [hồ sơ] từ 3
TIÊU CHÍ 1.2 "B": 3 điểm
TIÊU CHÍ 1.3 "C": 3 điểm
"""
SAID = (
    *("--rename", "b1: [hồ sơ] = [hồ sơ đã nhận]"),
    *("--merge", "b1: 1.2, 1.3 = 1.2"),
    *("--split", "b2: 1.2 = 1.2, 1.2a"),
)
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", str(tmp_path / "cache"))
    two = TABLE.replace('b1 "Bảng một"', 'b2 "Bảng hai"')
    one_row = 'TIÊU CHÍ 1.2 "B và C": 6 điểm\n'
    merged = TABLE.replace("[hồ sơ]", "[hồ sơ đã nhận]").partition("TIÊU CHÍ 1.2")[0] + one_row
    split = two.replace('1.2 "B": 3 điểm', '1.2 "B1": 1 điểm\nTIÊU CHÍ 1.2a "B2": 2 điểm')
    for folder, texts in {
        "cu": (COMMON, TABLE, two),
        "moi": (COMMON.replace("80%", "75%"), merged, split),
    }.items():
        Path(folder).mkdir()
        for name, text in zip(("chung", "b1", "b2"), texts, strict=True):
            (Path(folder) / f"{name}.cchc").write_text(text, encoding="utf-8")


def drafted(capsys: Capture, *args: str, status: int = 0) -> tuple[str, str]:
    assert run(["diff", *args, "--as-amendment"]) == status
    out = capsys.readouterr()
    return out.out, out.err


def test_two_folders_give_one_amendment_of_every_text_that_differs(capsys: Capture) -> None:
    text, _ = drafted(capsys, "cu", "moi", *SAID)
    assert "sửa đổi: chung, b1, b2" in text
    assert text.count("GỘP 1.2, 1.3 đang là 6 điểm") == text.count("TÁCH 1.2 đang là 3 điểm") == 1
    assert "ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [hồ sơ đã nhận]" in text
    # Put beside the old texts it gives the new ones; the tables do not say again what the common provisions change.
    assert text.count('"Chưa đạt"') == 2
    (Path("cu") / "sd.cchc").write_text(text, encoding="utf-8")
    for name in ("b1", "b2"):
        assert run(["consolidate", f"cu/{name}.cchc", "--format", "cchc"]) == 0
        copy = Path("moi") / f"{name}-hop-nhat.cchc"
        copy.write_text(capsys.readouterr().out, encoding="utf-8")
        assert run(["diff", str(copy), f"moi/{name}.cchc", "--exit-code"]) in (0, 1)
        told = capsys.readouterr().out
        assert "điểm tối đa" not in told and "1.2" not in told


def test_one_table_needs_no_name(capsys: Capture) -> None:
    (Path("moi") / "chung.cchc").write_text(COMMON, encoding="utf-8")
    said = ("--rename", "hồ sơ=hồ sơ đã nhận", "--merge", "1.2, 1.3 = 1.2")
    text, _ = drafted(capsys, "cu/b1.cchc", "moi/b1.cchc", *said)
    assert "sửa đổi: b1\n" in text and "GỘP 1.2, 1.3" in text
    plain, _ = drafted(capsys, "cu/b1.cchc", "moi/b1.cchc")
    assert "GỘP" not in plain and "ĐỔI TÊN" not in plain


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("--merge", "b1: 1.2, 1.9 = 1.2"), "S653"),
        (("--rename", "b1: hồ sơ = x"), "S653"),
        (("--split", "b2: 1.2 = 1.2a, 1.2"), "S653"),
    ],
)
def test_what_does_not_fit_prints_no_amendment(said: tuple[str, ...], code: str, capsys: Capture) -> None:
    text, told = drafted(capsys, "cu", "moi", *said, status=1)
    assert text == "" and code in told


def test_texts_on_one_side_are_named(capsys: Capture) -> None:
    (Path("moi") / "b2.cchc").unlink()
    _, told = drafted(capsys, "cu", "moi")
    assert "S656" in told and "bên mới không có “b2”" in told


def test_nothing_differs(capsys: Capture) -> None:
    text, told = drafted(capsys, "cu", "cu", status=1)
    assert text == "" and "S655" in told


def test_a_code_that_fits_no_place_is_found_by_trying(capsys: Capture) -> None:
    rows = 'TIÊU CHÍ 1.2 "B": 3 điểm\nTIÊU CHÍ 1.3 "C": 3 điểm\n'
    for folder, others in {
        "cu": 'TIÊU CHÍ 1.2 "B": 3 điểm\nTIÊU CHÍ 1.3 "C": 2 điểm\nTIÊU CHÍ 1.4 "D": 1 điểm\n',
        "moi": 'TIÊU CHÍ 1.3 "C": 2 điểm\nTIÊU CHÍ 1.4 "B và D": 4 điểm\n',
    }.items():
        (Path(folder) / "b1.cchc").write_text(TABLE.replace(rows, others), encoding="utf-8")
    text, told = drafted(capsys, "cu/b1.cchc", "moi/b1.cchc", "--merge", "1.2, 1.4 = 1.4", status=1)
    assert text == "" and "S654" in told and "1.4 không đứng được ở đây" in told


@pytest.mark.parametrize(
    "args",
    [
        ("cu/b1.cchc", "moi/b1.cchc", "--rename", "a=b"),
        ("cu", "moi"),
        ("cu", "moi", "--as-amendment", "--merge", "1.2, 1.3 = 1.2"),
        ("cu", "moi", "--as-amendment", "--rename", "b1: hồ sơ"),
        ("cu", "moi", "--as-amendment", "--merge", "b1: x y, 1 = 1"),
    ],
)
def test_what_cannot_be_asked_is_told(args: tuple[str, ...], capsys: Capture) -> None:
    assert run(["diff", *args]) == 2
    assert capsys.readouterr().err


def test_a_guidance_is_named_and_left(capsys: Capture) -> None:
    guidance = 'HƯỚNG DẪN CHẤM ĐIỂM hd "Hướng dẫn"\n  cho bộ tiêu chí: b1\n  văn bản: Công văn 5/SNV ngày 01/02/2019\n'
    for folder in ("cu", "moi"):
        (Path(folder) / "hd.cchc").write_text(guidance + "1.2\n  cách chấm: do Hội đồng cho điểm\n", encoding="utf-8")
    _, told = drafted(capsys, "cu", "moi", *SAID)
    assert "S657" in told and "“hd”" in told
