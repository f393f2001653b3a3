"""`--stage`: a sheet read up to any stage that its rubric has, by the name that it has there."""

import json
from pathlib import Path

import pytest

from cchc_rules.cli.main import run

RUBRIC = """\
BỘ TIÊU CHÍ thu "Bảng thử"
  tổng điểm: 10 điểm
  đối tượng: "xã"
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  thẩm định: công nhận hoặc giảm
  bước "Giải trình": nêu ý kiến
  bước "thẩm định lại": công nhận hoặc tăng
  bước "hội đồng chốt": công nhận, tăng hoặc giảm
  điểm chỉ số: bước "hội đồng chốt", không có thì bước "thẩm định lại", không có thì thẩm định
XẾP LOẠI
  từ 50%: "Đạt"
  dưới 50%: "Chưa đạt"
LĨNH VỰC 1 "Một": 10 điểm
"""
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "Xã A"
  loại đơn vị: "xã"
  năm: 2020
ĐIỂM
1
  tự đánh giá: 9
  thẩm định: 4, vì "a"
  bước "giải trình": ý kiến "b"
  bước "thẩm định lại": 6, vì "c"
  bước "hội đồng chốt": 5, vì "d"
"""
FOLDER = {"thu.cchc": RUBRIC, "a.phieu": SHEET}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FOLDER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(list(arguments))
    out = capsys.readouterr()
    return status, out.out, out.err


@pytest.mark.parametrize(
    ("stage", "called", "points", "provisional"),
    [
        ("self", "self", "9", True),
        ("tự đánh giá", "self", "9", True),
        ("appraised", "appraised", "4", True),
        ("Thẩm Định", "appraised", "4", True),
        ("giải trình", "Giải trình", "4", True),
        ("THẨM ĐỊNH LẠI", "thẩm định lại", "6", True),
        ('bước "thẩm định lại"', "thẩm định lại", "6", True),
        ("hội đồng chốt", "final", "5", False),
        ("final", "final", "5", False),
    ],
)
def test_any_stage_by_its_name(
    stage: str, called: str, points: str, provisional: bool, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = _told(capsys, "explain", str(folder / "a.phieu"), "--stage", stage, "--format", "json")
    data = json.loads(out)
    assert (status, data["stage"].casefold(), data["provisional"]) == (0, called.casefold(), provisional)
    assert data["total"]["achieved"] == points
    _, out, _ = _told(capsys, "score", str(folder), "--stage", stage, "--format", "json")
    unit = json.loads(out)["rankings"][0]["units"][0]
    assert (unit["total"]["achieved"], unit["rank"], unit["provisional"]) == (points, 1, provisional)


def test_what_is_not_read_is_said_and_not_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _told(capsys, "explain", str(folder / "a.phieu"), "--stage", "giải trình")
    assert "tính đến bước Giải trình, chưa xét thẩm định lại, hội đồng chốt" in " ".join(out.split())
    assert "thẩm định lại 6" not in out
    _, out, _ = _told(capsys, "score", str(folder), "--stage", "thẩm định lại")
    assert "tạm tính: thẩm định lại" in out


@pytest.mark.parametrize("stage", ["phúc tra", "ĐTXHH", "không có"])
@pytest.mark.parametrize("command", ["explain", "score"])
def test_a_stage_that_the_rubric_has_not_is_refused(
    stage: str, command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = _told(capsys, command, str(folder / "a.phieu"), "--stage", stage)
    assert status == 1
    assert "P510" in err and "“hội đồng chốt”" in err


def test_impact_reads_up_to_a_named_stage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = folder / "moi.cchc"
    new.write_text(RUBRIC.replace("từ 50%", "từ 60%").replace("dưới 50%", "dưới 60%"), encoding="utf-8")
    arguments = ("impact", str(folder / "thu.cchc"), str(new), "--sheets", str(folder), "--stage")
    _, out, _ = _told(capsys, *arguments, "thẩm định lại")
    assert "→ Chưa đạt" not in out
    _, out, _ = _told(capsys, *arguments, "hội đồng chốt")
    assert "Đạt → Chưa đạt" in " ".join(out.split())
    status, _, err = _told(capsys, *arguments, "phúc tra")
    assert status == 1 and "P510" in err
