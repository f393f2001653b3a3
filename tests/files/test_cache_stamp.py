"""What other code wrote into the cache is never served: the stamp of the engine sees every file, at any depth."""

import os
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from cchc_rules.files.cache import stamp_of_files


def _tree(folder: Path) -> Path:
    deep = folder / "rooms" / "inner"
    deep.mkdir(parents=True)
    (deep / "module.py").write_text("one = 1\n", encoding="utf-8")
    return deep / "module.py"


def test_an_edit_in_a_subfolder_changes_the_stamp(tmp_path: Path) -> None:
    module = _tree(tmp_path)
    before = stamp_of_files(tmp_path)
    assert stamp_of_files(tmp_path) == before
    module.write_text("one = 2\n", encoding="utf-8")
    os.utime(module, ns=(1, 1))
    assert stamp_of_files(tmp_path) != before


def test_a_moved_file_changes_the_stamp(tmp_path: Path) -> None:
    module = _tree(tmp_path)
    before = stamp_of_files(tmp_path)
    module.rename(tmp_path / "rooms" / "module.py")
    assert stamp_of_files(tmp_path) != before


def test_what_python_compiled_does_not_change_the_stamp(tmp_path: Path) -> None:
    module = _tree(tmp_path)
    before = stamp_of_files(tmp_path)
    compiled = module.parent / "__pycache__"
    compiled.mkdir()
    (compiled / "module.pyc").write_bytes(b"0")
    assert stamp_of_files(tmp_path) == before


COMMON = """\
QUY ĐỊNH CHUNG chung "Chung"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  đối tượng: "sở"  theo Điều 1
  tổng điểm: 2 điểm  theo Điều 1

CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  tự đánh giá: do "sở", chấm điểm
  điểm chỉ số: tự đánh giá

XẾP LOẠI  theo Điều 2
  từ 50%: "Tốt"
  dưới 50%: "Kém"
"""
TABLE = 'BỘ TIÊU CHÍ {id} "Bảng"\n  dùng: chung\n{own}\nLĨNH VỰC 1 "A": 2 điểm\nTIÊU CHÍ 1.1 "B": 2 điểm\n'


def test_a_verdict_is_not_that_of_other_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What common provisions say of the kinds of another table is sound only while that table is there."""
    monkeypatch.setenv("CCHC_RULES_CACHE", str(tmp_path / "kho"))
    folder = tmp_path / "bo"
    folder.mkdir()
    common = COMMON + '\nXẾP LOẠI cho "xã"  theo Điều 2\n  từ 10%: "Tốt"\n  dưới 10%: "Kém"\n'
    (folder / "chung.cchc").write_text(common, encoding="utf-8")
    (folder / "a.cchc").write_text(TABLE.format(id="a", own=""), encoding="utf-8")
    (folder / "b.cchc").write_text(TABLE.format(id="b", own='  đối tượng: "xã"  theo Điều 1\n'), encoding="utf-8")
    (folder / "s.phieu").write_text(
        'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "a.cchc"\n  đơn vị: "Sở A"\n  loại đơn vị: "sở"\n  năm: 2020\n'
        "ĐIỂM\n1.1\n  tự đánh giá: 2\n",
        encoding="utf-8",
    )
    assert run(["explain", str(folder / "s.phieu")]) == 0
    (folder / "b.cchc").unlink()
    assert run(["explain", str(folder / "s.phieu")]) == run(["check", str(folder / "a.cchc")]) == 1
