"""What other code wrote into the cache is never served: the stamp of the engine sees every file, at any depth."""

import os
from pathlib import Path

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
