"""`cchc-rules workshop` where there is nothing to serve, and where a page may not be built."""

import json
import socket
from pathlib import Path

import pytest

from cchc_rules.cli.editor.workshop import HERE
from cchc_rules.cli.main import DISK, USAGE, run
from cchc_rules.files.page.building import SITE

ROOT = Path(__file__).resolve().parents[2]


def test_without_a_page_it_says_where_to_get_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["workshop", str(tmp_path / "xuong")]) == USAGE
    told = capsys.readouterr().err
    assert "không có trang dựng sẵn" in told and f"--build {tmp_path / 'xuong'}" in told


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cua-toi.txt").write_text("x")
    assert run(["workshop", "--build", str(tmp_path)]) == USAGE
    assert "không phải là trang này" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["cua-toi.txt"]


def test_without_npm_it_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["workshop", "--build", str(tmp_path / "xuong")]) == USAGE
    assert "cần npm để dựng trang" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / SITE).write_text(json.dumps({"version": "0.0.0", "wheels": []}))
    with socket.create_server((HERE, 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["workshop", str(tmp_path), "--port", str(port)]) == DISK
    told = capsys.readouterr().err
    assert f"cổng {port}" in told and "Trang này có cchc-rules 0.0.0" in told


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "workshop" / "package-lock.json").read_text("utf-8"))
    assert lock["packages"] and not any("resolved" in package for package in lock["packages"].values())
