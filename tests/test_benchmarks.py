"""The benchmarks run, and say of every goal whether it is met; how fast anything is, no test says."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import peer

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[1]
GOALS = ("có bộ nhớ đệm", "không bộ nhớ đệm", "Bộ nhớ cao nhất", "văn bản sửa đổi", "impact", "publish")
PEER_GOALS = ("cùng kết quả ở mọi dòng", "Nhanh hơn zen-engine, cùng các số", "Xếp loại sai ở đúng ngưỡng")


def test_quick_benchmarks_print_every_goal_with_its_verdict() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    expected = GOALS + PEER_GOALS if peer.installed() else GOALS
    for goal in expected:
        told = [line for line in lines if goal in line]
        assert told and all("đạt" in line.casefold() for line in told), goal
    for said in ("dòng có cách chấm", "cùng các dòng, chấm tay", "Bộ nhớ khi có cách chấm"):
        assert any(said in line for line in lines), said
    if not peer.installed():
        assert "chưa cài zen-engine" in run.stdout
