"""The command `batch`: tables in, tables out, everything that is not scored told with its reason."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from cchc_rules.cli.main import group

RUBRIC = """BỘ TIÊU CHÍ thu "Bộ thử"
  tổng điểm: 10 điểm
  đối tượng: "xã"
  không áp dụng: được đề nghị
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  thẩm định: công nhận hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI
  từ 80%: "A"
  dưới 80%: "B"
{more}LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "a": 10 điểm
  {under}
"""
HEAD = "unit,kind,year,1.1:self,1.1:appraised\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("thu.cchc").write_text(RUBRIC.format(more="", under=""), encoding="utf-8")


def batch(table: str, *options: str, suffix: str = "csv") -> Result:
    """What the command says of a table."""
    Path("bang.csv").write_text(table, encoding="utf-8")
    name = "bang.csv"
    if suffix != "csv":
        name = f"bang.{suffix}"
        frame = pl.read_csv("bang.csv")
        frame.write_parquet(name) if suffix == "parquet" else frame.write_ipc(name)
    return CliRunner().invoke(group, ["batch", "thu.cchc", name, "-o", "kq.csv", *options], standalone_mode=False)


def results() -> pl.DataFrame:
    """What was scored."""
    return pl.read_csv("kq.csv")


def reasons() -> list[tuple[int, str, str]]:
    """What was not, and why."""
    frame = pl.read_csv("kq.loai.csv", schema_overrides={"column": pl.String, "reason": pl.String})
    return [(row, column, reason) for row, _, _, _, column, reason in frame.iter_rows()]


@pytest.mark.parametrize(
    ("suffix", "engine"), [("csv", "polars"), ("parquet", "polars"), ("arrow", "polars"), ("csv", "duckdb")]
)
def test_a_band_exactly_at_its_threshold_and_a_thousandth_beside(suffix: str, engine: str) -> None:
    rows = [(8000, "A"), (7999, "B"), (8001, "A")]
    table = HEAD + "".join(f"Xã {i},xã,2025,{p},{p}\n" for i, (p, _) in enumerate(rows))
    made = batch(table, "--engine", engine, suffix=suffix)
    assert made.return_value == 0, made.output
    assert results()["band"].to_list() == [band for _, band in rows]
    assert results()["rank"].to_list() == [2, 3, 1]
    assert not results()["rank_provisional"].any()


def test_every_row_is_scored_or_told_of() -> None:
    table = HEAD + (
        "Xã A,xã,2025,8000,8000\n"
        "Xã B,xã,2025,10001,\n"
        "Xã C,sở,2025,8000,8000\n"
        "XÃ D,xã,2025,1,1\nxã  d,xã,2025,1,1\n"
        "Xã E,xã,hai nghìn,1,1\n"
        ",xã,2025,1,1\n"
        "Xã G,xã,2025,1,2\n"
        "Xã H,xã,2025,0.5,\n"
        "Xã I,xã,2025,−1,\n"
    )
    made = batch(table)
    assert made.return_value == 1 and "Đọc 10 đơn vị, chấm 2, không chấm được 8." in made.output
    assert "M006" in made.output
    assert results()["unit"].to_list() == ["Xã A", "Xã I"] and results()["rank_provisional"].all()
    assert {row for row, _, _ in reasons()} == {2, 3, 4, 5, 6, 7, 8, 9}
    assert (8, "1.1:appraised", "bước này chỉ được công nhận hoặc giảm") in reasons()


def test_nothing_entered_is_unknown_and_not_nothing() -> None:
    batch(HEAD + "Xã A,xã,2025,9000,\n")
    row = results().row(0, named=True)
    assert (row["total_pending"], row["band"], row["band_low"], row["band_high"]) == (10000, None, "B", "A")
    assert row["rank"] is None and row["provisional"]


def test_a_folder_of_sheets_is_a_table_too() -> None:
    Path("phieu").mkdir()
    head = 'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "thu"\n  đơn vị: "Xã {}"\n  loại đơn vị: "xã"\n  năm: 2025\n'
    points = ["8", "10,5", "1/3"]
    Path("phieu/thu.cchc").write_text(Path("thu.cchc").read_text("utf-8"), encoding="utf-8")
    for i, given in enumerate(points):
        text = f"{head.format(i)}ĐIỂM\n1.1\n  tự đánh giá: {given}\n  thẩm định: {given}\n"
        Path(f"phieu/{i}.phieu").write_text(text, encoding="utf-8")
    made = CliRunner().invoke(group, ["batch", "thu.cchc", "phieu", "-o", "kq.csv"], standalone_mode=False)
    assert "Đọc 3 đơn vị, chấm 1, không chấm được 2." in made.output, made.output
    assert results()["unit"].to_list() == ["Xã 0"]


@pytest.mark.parametrize(
    ("code", "table"),
    [
        ("M002", "unit,year,1.1:self\nXã A,2025,1\n"),
        ("M002", "unit,kind,1.1:self\nXã A,xã,1\n"),
        ("M003", "unit,kind,year,1.1:sefl\nXã A,xã,2025,1\n"),
    ],
)
def test_a_table_that_does_not_fit_is_not_scored(code: str, table: str) -> None:
    made = batch(table)
    assert made.return_value == 1 and code in made.output
    assert not Path("kq.csv").exists()


def test_no_float_comes_near_a_point() -> None:
    made = batch(HEAD + "Xã A,xã,2025,0.5,0.5\n", suffix="parquet")
    assert made.return_value == 1 and "M004" in made.output and "Float64" in made.output


@pytest.mark.parametrize(("name", "data"), [("bang.parquet", b"khong phai"), ("bang.xlsx", b"")])
def test_what_is_no_table(name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    made = CliRunner().invoke(group, ["batch", "thu.cchc", name, "-o", "kq.csv"], standalone_mode=False)
    assert made.return_value == 1 and "M001" in made.output


RULED = RUBRIC.format(
    more='  không quá 50% số đơn vị được xếp loại được xếp "A", làm tròn xuống, vượt thì xếp "B"\n'
    "SỐ LIỆU\n  [việc]: số đếm, từ 0 đến 10\n",
    under="cách chấm: 1 điểm × [việc]",
)


def test_what_columns_do_not_cover_is_refused_by_name_and_walked_when_asked() -> None:
    Path("thu.cchc").write_text(RULED, encoding="utf-8")
    head = "unit,kind,year,[việc],[việc]:appraised\n"
    table = head + "Xã A,xã,2025,9,8\nXã B,xã,2025,8,8\nXã C,xã,2025,7,7\nXã D,xã,2025,11,\n"
    made = batch(table)
    assert made.return_value == 1 and "cách chấm theo số liệu (1.1)" in made.output and "hạn mức" in made.output
    made = batch(table, "--walk")
    assert "chấm 3, không chấm được 1" in made.output
    assert results()["total_achieved"].to_list() == [8000, 8000, 7000] and results()["walked"].all()
    # Two units are equal where one of three may have the rating: somebody decides.
    assert results()["band"].to_list() == [None, None, "B"] and results()["rank"].to_list() == [1, 1, 3]
