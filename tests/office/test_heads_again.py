"""A head that is printed again below: in another order it is read by its own words; without points it stops."""

from pathlib import Path

import pytest

from .tables import HEAD, ROWS, imported, said, saved, workbook

Capture = pytest.CaptureFixture[str]
FIRST, REST = ROWS[:2], ROWS[2:]
OTHER = (0, 1, 3, 2)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), OTHER, (2, 0, 3, 1), (3, 2, 1, 0)])
@pytest.mark.parametrize("third", [False, True])
def test_columns_in_another_order_are_read_by_their_own_head(
    order: tuple[int, ...], third: bool, tmp_path: Path, capsys: Capture
) -> None:
    again = [[row[n] for n in order] for row in (HEAD, *(REST[:1] if third else REST))]
    rows = [HEAD, *FIRST, *again, *([HEAD, *REST[1:]] if third else [])]
    told = imported(tmp_path, "a.xlsx", saved(workbook(rows)), capsys)
    plain = imported(tmp_path, "a.xlsx", saved(workbook([HEAD, *ROWS])), capsys)
    assert (told.codes, told.waiting) == ([], []), told.err
    assert said(told.rubric) == said(plain.rubric)


@pytest.mark.parametrize("points", ["Điểm đạt", "Tự chấm", ""])
def test_a_head_without_points_stops(points: str, tmp_path: Path, capsys: Capture) -> None:
    rows = [HEAD, *FIRST, (*HEAD[:2], points, HEAD[3]), *REST]
    told = imported(tmp_path, "a.xlsx", saved(workbook(rows)), capsys)
    assert (told.status, told.text, told.codes) == (1, "", ["E007"]) and "ô A4" in told.err, told.err


@pytest.mark.parametrize("head", [HEAD, ("STT", "Tiêu chí", "Điểm tối đa", "Ghi chú")])
def test_two_tables_on_one_page_are_two(head: tuple[str, ...], tmp_path: Path, capsys: Capture) -> None:
    other = (("1", "KHÁC", "1", ""), ("1.1", "Việc khác", "1", ""))
    data = saved(workbook([("Bảng 3",), HEAD, *ROWS, (), ("Bảng 4",), head, *other]))
    told = imported(tmp_path, "a.xlsx", data, capsys)
    assert (told.status, told.codes) == (1, ["E002"]) and "2. Bảng 4" in told.err, told.err
    chosen = imported(tmp_path, "a.xlsx", data, capsys, "--table", "2")
    assert [row[1] for row in said(chosen.rubric)] == ["KHÁC", "Việc khác"]
    first = imported(tmp_path, "a.xlsx", data, capsys, "--table", "1")
    assert (len(said(first.rubric)), first.codes) == (len(ROWS), [])
