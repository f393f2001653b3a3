"""Options that no rubric asks for are told, and the result is as without them."""

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


@pytest.mark.parametrize("option", ["--year-sheets", "--last-year"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_so_it_is_of_one_sheet(option: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["explain", str(SCORED), "--format", form]
    assert run(command) == 0
    plain = capsys.readouterr()
    assert run([*command, option, str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert f"{option} không thay đổi gì: bộ tiêu chí này không " in told.err
    assert (told.out, plain.err) == (plain.out, "")


def test_so_it_is_of_what_would_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["what-if", str(CASES / "advice/su.phieu"), "--set", "đúng hạn=3"]
    assert run(command) == 0
    plain = capsys.readouterr()
    assert run([*command, "--last-year", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert told.out == plain.out
    assert "--last-year không thay đổi gì" in told.err and "--last-year" not in plain.err
