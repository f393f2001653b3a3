"""The draw: anybody can repeat it with the register, the seed and `sha256sum`; nothing but these decides."""

import hashlib
import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.cli.main import run
from cchc_rules.evaluate.draw import draws, least_units
from cchc_rules.model.stages import Stage
from cchc_rules.source import Source
from cchc_rules.syntax.period.reader import read_period
from cchc_rules.syntax.rubric.reader import read_rubric
from tests.periods.given import HEAD, RUBRIC, period, sheet, status, unit

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]
SEED = HEAD + '  mã bốc thăm: "482915"\n'
NAMES = st.lists(st.text("abcđêô 12", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=30).map(
    lambda names: [f"Sở {n} {' '.join(name.split())}" for n, name in enumerate(names)]
)


@pytest.mark.parametrize(
    ("units", "percent", "count"),
    [(1, 10, 1), (10, 10, 1), (11, 10, 2), (19, 10, 2), (20, 10, 2), (21, 10, 3), (3, 100, 3), (0, 10, 0)],
)
def test_the_least_share_is_rounded_up_exactly(units: int, percent: int, count: int) -> None:
    assert least_units(Fraction(percent), units) == count


def test_a_share_that_is_no_whole_number_of_percents_is_exact() -> None:
    assert [least_units(Fraction("12.5"), n) for n in (8, 9, 16, 17)] == [1, 2, 2, 3]


def _draw(text: str, seed: str) -> tuple[list[str], list[str], int, str]:
    """The units drawn, the whole order, how many, and the digest of the register."""
    made = read_period(Source.of("ky.cchc", text)).value
    rubric = read_rubric(Source.of("mau.cchc", RUBRIC)).value
    assert made is not None and rubric is not None and hasattr(rubric, "fields")
    (found,) = draws(made.tables[0], rubric, seed)
    return [one.unit for one in found.drawn], [one.unit for one in found.lots], found.count, found.register


@given(NAMES, st.text("abc 0123", min_size=1, max_size=6), st.randoms())
def test_the_order_is_that_of_sha256_and_of_nothing_else(names: list[str], seed: str, random: object) -> None:
    drawn, order, count, register = _draw(period(*names), seed)
    by_hand = sorted(names, key=lambda n: hashlib.sha256(f"{seed}\n{n.casefold()}\n".encode()).hexdigest())
    assert order == by_hand and drawn == by_hand[:count] and 10 * count >= len(names) > 10 * (count - 1)
    listed = "".join(sorted(f"{n.casefold()}\n" for n in names))
    assert register == hashlib.sha256(listed.encode()).hexdigest()
    random.shuffle(names)  # type: ignore[attr-defined]
    assert _draw(period(*names), seed) == (drawn, order, count, register)


def test_neither_spelling_nor_whom_somebody_chooses_moves_the_draw() -> None:
    names = [f"Sở Hòa Bình {n:02}" for n in range(20)]
    plain = _draw(period(*names), "482915")
    oddly = [n.upper().replace("HÒA", "HOÀ").replace(" ", "  ") for n in names]
    chosen = f'  chọn phúc tra: "{names[3]}", "{names[4]}", vì "có đơn phản ánh"\n'
    assert [n.upper() for n in plain[1]] == [
        n.replace("  ", " ").replace("HOÀ", "HÒA") for n in _draw(period(*oddly), "482915")[1]
    ]
    assert _draw(period(*names, more=chosen), "482915") == plain


def test_excepted_units_are_not_drawn_and_do_not_count() -> None:
    names = [f"Sở {n:02}" for n in range(10)]
    assert _draw(period(*names), "1")[2] == 1
    text = period(*names, '"Sở 10": không đánh giá, vì "mới thành lập"')
    assert _draw(text, "1") == _draw(period(*names), "1")


# ---- the command


def _minutes(folder: Path, text: str, *more: str) -> int:
    for name, content in {"mau.cchc": RUBRIC, "ky.cchc": text}.items():
        (folder / name).write_text(content, encoding="utf-8")
    return run(["year", str(folder), "--draw", *more])


def test_the_minutes_say_all_that_is_needed_to_repeat_it(tmp_path: Path, capsys: Capture) -> None:
    text = period("Sở A", "Sở B", head=SEED, more='  chọn phúc tra: "Sở A", vì "có đơn"  theo Công văn 1/UBND-TH\n')
    assert _minutes(tmp_path, text, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    jsonschema.validate(data, json.loads((ROOT / "schemas/draw-1.json").read_text("utf-8")))
    (draw,) = data["draws"]
    assert data["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert draw["count"] == 1 and draw["chosen"] == [
        {"unit": "Sở A", "because": "có đơn", "basis": "Công văn 1/UBND-TH"}
    ]
    for form in ("text", "md", "html"):
        assert _minutes(tmp_path, text, "--format", form) == 0
        told = capsys.readouterr().out
        assert draw["register"] in told and "482915" in told and draw["order"][1]["sha256"] in told


@pytest.mark.parametrize(
    ("head", "given_seed", "code"),
    [(HEAD, (), "N040"), (SEED, ("482916",), "N041")],
)
def test_no_seed_and_another_seed_are_refused(
    head: str, given_seed: tuple[str, ...], code: str, tmp_path: Path, capsys: Capture
) -> None:
    assert _minutes(tmp_path, period("Sở A", head=head), *given_seed) == 1
    told = capsys.readouterr()
    assert code in told.err and told.out == ""


def test_a_seed_may_be_given_where_none_is_stated_and_the_same_may_be_repeated(tmp_path: Path, capsys: Capture) -> None:
    assert _minutes(tmp_path, period("Sở A"), "482915") == 0
    assert _minutes(tmp_path, period("Sở A", head=SEED), "482915") == 0
    capsys.readouterr()


def test_there_is_nothing_to_draw_where_no_stage_looks_at_a_share(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "ky.cchc").write_text(period("Sở A", head=SEED), encoding="utf-8")
    (tmp_path / "mau.cchc").write_text(RUBRIC.replace(", tối thiểu 10% đơn vị", ""), encoding="utf-8")
    assert run(["year", str(tmp_path), "--draw"]) == 1
    assert "N042" in capsys.readouterr().err


# ---- in the status of the year


def test_whoever_is_drawn_or_chosen_is_waited_for_until_the_re_check_begins() -> None:
    names = [f"Sở {n:02}" for n in range(11)]
    drawn = _draw(period(*names), "482915")[0]
    other = next(n for n in names if n not in drawn)
    more = f'  chọn phúc tra: "{other}", vì "có đơn"\n'
    found = status(period(*names, head=SEED, more=more), {f"{n}.phieu": sheet(n) for n in names})
    called = [u.unit.name for u in found.units if Stage.REVIEW in u.called]
    assert set(called) == {*drawn, other} and len(drawn) == 2
    waiting = {w.who for w in unit(found, other).waiting}
    assert waiting == {"Ban Chỉ đạo"} and not unit(found, other).complete
