"""`explain` and `score` say the same of the same sheet, and whoever is still waited for is named rightly."""

from pathlib import Path

import pytest

from cchc_rules.cli.main import run

RUBRIC = """BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 02/01/2019
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "xã"  theo Điều 1
  không áp dụng: được đề nghị  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 2
  tự đánh giá: chấm điểm
{stages}
XẾP LOẠI  theo Điều 3
  từ 80%: "Đạt"
  dưới 80%: "Không đạt"
  không xếp loại khi: 1.1 dưới 1 điểm  theo Điều 4
LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "Một": 4 điểm
TIÊU CHÍ 1.2 "Hai": 6 điểm
"""
APPRAISED = "  thẩm định: công nhận, tăng hoặc giảm\n  điểm chỉ số: thẩm định"
BY_ITSELF = "  điểm chỉ số: tự đánh giá"


def sheet(folder: Path, unit: str, rows: str, stages: str = APPRAISED) -> Path:
    """A sheet of one unit beside the rubric."""
    (folder / "mau.cchc").write_text(RUBRIC.format(stages=stages), encoding="utf-8")
    head = f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "mau.cchc"\n  đơn vị: "{unit}"\n  loại đơn vị: "xã"\n  năm: 2020\nĐIỂM\n'
    path = folder / f"{unit}.phieu"
    path.write_text(head + rows, encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints, one space for any run of them."""
    run(list(arguments))
    return " ".join(capsys.readouterr().out.split())


SELF = "1.1\n  tự đánh giá: 4\n1.2\n  tự đánh giá: 5\n"
COUNCIL = SELF.replace("tự đánh giá: 4", "tự đánh giá: 4\n  thẩm định: 4").replace("5\n", '5\n  thẩm định: 4, vì "x"\n')


@pytest.mark.parametrize(("rows", "headline"), [(SELF, "90,00%"), (COUNCIL, "80,00%")])
def test_one_sheet_has_one_headline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str, headline: str
) -> None:
    path = str(sheet(tmp_path, "Xã A", rows))
    assert headline in told(capsys, "explain", path).split("loại đơn vị")[0]
    scored = told(capsys, "score", path)
    assert headline in scored and ("tạm tính: tự đánh giá" in scored) is (rows is SELF)


def test_points_nobody_looked_at_are_not_ranked_beside_those_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet(tmp_path, "Xã A", SELF)
    sheet(tmp_path, "Xã B", COUNCIL)
    scored = told(capsys, "score", str(tmp_path))
    assert "1 Xã B 8 10 80,00%" in scored and "– Xã A 9 10 90,00%" in scored
    assert scored.index("Xã B") < scored.index("Xã A")


def test_a_unit_without_a_rating_stands_after_the_ranks_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet(tmp_path, "Xã A", COUNCIL.replace("thẩm định: 4\n", 'thẩm định: 0,5, vì "x"\n').replace("4, vì", "6, vì"))
    sheet(tmp_path, "Xã B", "1.1\n  thẩm định: 1\n1.2\n  thẩm định: 1\n")
    scored = told(capsys, "score", str(tmp_path))
    assert "1 Xã B 2 10" in scored and "– Xã A 6,5 10" in scored
    assert "không xếp loại khi 1.1 dưới 1 điểm" in scored


def test_a_claim_that_nobody_looked_at_is_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = '1.1\n  không áp dụng, vì "không có"\n1.2\n  tự đánh giá: 5\n  thẩm định: 5\n'
    marked = "1 dòng không áp dụng chưa thẩm định"
    assert marked in told(capsys, "score", str(sheet(tmp_path, "Xã A", claim)))
    looked_at = claim.replace('"không có"\n', '"không có"\n  thẩm định: không áp dụng\n')
    assert marked not in told(capsys, "score", str(sheet(tmp_path, "Xã A", looked_at)))


def test_a_blank_sheet_waits_for_the_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = told(capsys, "explain", str(sheet(tmp_path, "Xã A", "")), "1.1")
    assert "chờ tự đánh giá" in blank and "chờ thẩm định" not in blank
    begun = told(capsys, "explain", str(sheet(tmp_path, "Xã A", SELF)), "1.1", "--stage", "final")
    assert "chờ thẩm định" in begun


def test_nobody_is_waited_for_where_the_units_own_points_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(sheet(tmp_path, "Xã A", SELF, BY_ITSELF))
    assert "TẠM TÍNH" not in told(capsys, "explain", path)
    assert "tạm tính" not in told(capsys, "score", path)
