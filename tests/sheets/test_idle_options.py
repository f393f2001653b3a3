"""Options of `score` that no rubric asks for are told, and the result is as without them."""

from pathlib import Path

import pytest

from cchc_rules.cli.main import run

CASES = Path(__file__).parents[1] / "attack/cases"
SCORED = CASES / "amendment-beside/s.phieu"


@pytest.mark.parametrize("option", ["--closed", "--last-year"])
def test_what_changes_nothing_is_told(option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(SCORED)]) == 0
    plain = capsys.readouterr()
    given = [option] if option == "--closed" else [option, str(tmp_path)]
    assert run(["score", str(SCORED), *given]) == 0
    told = capsys.readouterr()
    assert (told.out, plain.err) == (plain.out, "")
    assert f"{option} không thay đổi gì" in told.err
