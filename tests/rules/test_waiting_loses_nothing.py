"""A row that waits for a later stage has lost nothing yet, whatever the unit's own facts would give."""

import json
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from tests.rules.test_advice_comes_true import HEAD, written


def test_points_by_hand_over_facts_that_give_less(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The unit's 3 points by hand stand before the 0 of its own facts, and the council has not seen the row."""
    facts = "  [hồ sơ]: 2\n  [đúng hạn]: 0\nĐIỂM\n1.1\n  tự đánh giá: 3 điểm\n"
    path = written(tmp_path, "công nhận hoặc giảm", "điểm nhập tay", HEAD + facts)
    assert run(["explain", str(path), "--stage", "appraised", "--format", "json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert set(card["lost_by"].values()) == {"0"}, "neither the unit nor the rule has taken anything"
