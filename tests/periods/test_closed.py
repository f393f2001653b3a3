"""By the register a year is closed once every unit has a sound sheet, and no sheet counts that is of no unit in it."""

import json
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from tests.periods.given import RUBRIC, period, sheet

Capture = pytest.CaptureFixture[str]
QUOTA = RUBRIC.replace(
    '  dưới 50%: "Không đạt"\n',
    '  dưới 50%: "Không đạt"\n'
    '  không quá 50% số đơn vị được xếp loại được xếp "Đạt", làm tròn xuống, vượt thì xếp "Không đạt"\n',
)
LESS = (
    '1.1\n  tự đánh giá: 5 điểm, TLKC "1/BC"\n  thẩm định: 5 điểm\n'
    '1.2\n  tự đánh giá: 2 điểm, TLKC "2/BC"\n  thẩm định: 2 điểm\n1.3\n  ĐTXHH: 1 điểm\n'
)


def _scored(
    folder: Path, sheets: dict[str, str], capsys: Capture, *more: str, register: str | None = None
) -> tuple[int, dict[str, bool], str]:
    """The exit status, whether each unit's rating is provisional, and what is told beside the result."""
    texts = {"mau.cchc": QUOTA, "ky.cchc": register or period("Sở A", "Sở B"), **sheets}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    status = run(["score", str(folder), "--format", "json", *more])
    told = capsys.readouterr()
    data = json.loads(told.out) if told.out else {"rankings": []}
    return status, {u["unit"]: u["provisional"] for r in data["rankings"] for u in r["units"]}, told.err


BOTH = {"a.phieu": sheet("Sở A"), "b.phieu": sheet("Sở B", LESS)}


def test_all_units_close_the_year_without_being_told(tmp_path: Path, capsys: Capture) -> None:
    status, provisional, told = _scored(tmp_path, BOTH, capsys)
    assert (status, provisional) == (0, {"Sở A": False, "Sở B": False})
    assert "Đủ mọi đơn vị theo danh sách của kỳ đánh giá 2019" in told


def test_without_a_period_nothing_closes_by_itself(tmp_path: Path, capsys: Capture) -> None:
    _, provisional, _ = _scored(tmp_path, BOTH, capsys, register='# không có kỳ nào\nQUY ĐỊNH CHUNG ky "Kỳ"\n')
    assert provisional == {"Sở A": True, "Sở B": True}


@pytest.mark.parametrize("more", [(), ("--closed",)])
def test_while_a_sheet_is_missing_it_is_not_closed_whatever_is_said(
    more: tuple[str, ...], tmp_path: Path, capsys: Capture
) -> None:
    status, provisional, told = _scored(tmp_path, {"a.phieu": sheet("Sở A")}, capsys, *more)
    assert "N025" in told and "“Sở B”" in told
    assert (status, provisional) == ((1, {}) if more else (0, {"Sở A": True}))
    assert ("N030" in told) is bool(more)


@pytest.mark.parametrize(
    "wrong",
    [
        {"b.phieu": sheet("Sở B", "1.1\n  tự đánh giá: 60 điểm\n")},
        {"b.phieu": "không phải phiếu\n"},
        {"b.phieu": sheet("Sở B"), "b2.phieu": sheet("SỞ B")},
    ],
)
def test_while_a_sheet_fails_or_a_unit_has_two_it_is_not_closed(
    wrong: dict[str, str], tmp_path: Path, capsys: Capture
) -> None:
    status, provisional, told = _scored(tmp_path, {"a.phieu": sheet("Sở A"), **wrong}, capsys)
    assert (status, provisional) == (1, {"Sở A": True})
    assert "N025" in told


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (sheet("Sở Á"), "N020"),
        (sheet("Sở C"), "N021"),
        (sheet("Sở B").replace('"sở"', '"sở có chi cục"'), "N024"),
    ],
)
def test_a_sheet_of_no_unit_of_the_register_is_not_ranked(
    text: str, code: str, tmp_path: Path, capsys: Capture
) -> None:
    register = period("Sở A", "Sở B", '"Sở C": không đánh giá, vì "mới thành lập"')
    status, provisional, told = _scored(
        tmp_path, {"a.phieu": sheet("Sở A"), "x.phieu": text}, capsys, register=register
    )
    assert status == 1 and set(provisional) == {"Sở A"} and provisional["Sở A"] and code in told


def test_a_sheet_of_another_year_is_told_and_leaves_the_year_as_it_is(tmp_path: Path, capsys: Capture) -> None:
    other = sheet("Sở A").replace("năm: 2019", "năm: 2020")
    status, provisional, told = _scored(
        tmp_path, {**BOTH, "nam-sau/a.phieu": other.replace("mau", '"../mau.cchc"', 1)}, capsys
    )
    assert status == 0 and "N022" in told and provisional["Sở B"] is False


def test_the_period_may_be_named_and_its_folders_are_read_whole(tmp_path: Path, capsys: Capture) -> None:
    named = {"ky/ky.cchc": period("Sở A", "Sở B").replace("mau\n", '"../mau.cchc"\n  phiếu ở: "../phieu"\n', 1)}
    sheets = {f"phieu/{n}": t.replace("mau", '"../mau.cchc"', 1) for n, t in BOTH.items()}
    for name, text in {"mau.cchc": QUOTA, **named, **sheets}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for command in (
        ["score", str(tmp_path / "ky")],
        ["score", str(tmp_path / "phieu"), "--period", str(tmp_path / "ky")],
    ):
        assert run(command) == 0
        told = capsys.readouterr()
        assert "Sở B" in told.out and "Đủ mọi đơn vị" in told.err


def test_a_period_with_errors_gives_no_result(tmp_path: Path, capsys: Capture) -> None:
    status, provisional, told = _scored(tmp_path, BOTH, capsys, register=period("Sở A", '"Sở B": không đánh giá'))
    assert (status, provisional) == (1, {}) and "N002" in told


def test_two_periods_of_one_year_are_refused(tmp_path: Path, capsys: Capture) -> None:
    status, _, told = _scored(tmp_path, {**BOTH, "ky-2.cchc": period("Sở A")}, capsys)
    assert status == 1 and "N027" in told


def test_many_sheets_shared_over_processes_give_the_same(tmp_path: Path) -> None:
    from cchc_rules.api.library import Library
    from cchc_rules.api.period.registers import registers_of
    from cchc_rules.api.sheets.score import score_files, sheet_files

    units = [f"Sở {n:02}" for n in range(30)]
    texts = {"mau.cchc": QUOTA, "ky.cchc": period(*units), **{f"{u}.phieu": sheet(u) for u in units[1:]}}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = [
        score_files(
            sheet_files([tmp_path]), Library(), processes=n, registers=registers_of([tmp_path], None, Library())
        )
        for n in (1, 2)
    ]
    assert found[0].missing == found[1].missing and "“Sở 00”" in found[0].missing[0].message
    assert found[0].rankings == found[1].rankings
