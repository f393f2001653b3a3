"""What no person means to type: digits of other scripts, control characters, lone surrogates."""

import json
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from cchc_rules.diagnostics import catalog, render
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import read_decimal, read_vietnamese
from cchc_rules.source import Source, Span, Undecodable, decode
from cchc_rules.syntax.rubric.reader import read_rubric
from tests.sheets.sample import HEADER, a_json, found, read_json, sheet

ESC, OVERRIDE = "\x1b", "\u202e"


# ---- digits


@pytest.mark.parametrize(("typed", "right"), [("\u0661", "1"), ("\uff11", "1"), ("\u0660,\u0665", "0,5")])
def test_digits_of_other_scripts_are_refused_with_the_plain_ones_shown(typed: str, right: str) -> None:
    assert read_vietnamese(typed) is None and read_decimal(typed) is None and Code.parse(typed) is None
    (d,) = found(sheet("1.1.1", f"tự đánh giá: {typed} điểm"))
    assert (d.code, d.fix) == ("C101", f"gõ lại bằng các chữ số 0–9: “{right}”")


def test_digits_of_other_scripts_in_a_year_a_code_and_a_rubric() -> None:
    year = "\uff12\uff10\uff11\uff19"
    assert "“2019”" in str(found(HEADER.replace("2019", year) + "ĐIỂM\n")[0].fix)
    assert found(sheet("\uff11.1.1", "tự đánh giá: 1 điểm"))[0].code[0] == "C"
    row = 'LĨNH VỰC 1 "Một": \u0662 điểm'
    assert not read_rubric(Source.of("x.cchc", f'BỘ TIÊU CHÍ x "X"\n{row}\n')).ok


def test_digits_of_other_scripts_in_json() -> None:
    parsed = read_json(a_json(rows=[{"code": "1.1.1", "self": {"points": "\u0661"}}]))
    assert [d.code for d in parsed.diagnostics] == ["P429"]


# ---- control characters


@pytest.mark.parametrize("sign", [ESC, "\x07", "\x08", "\x9b", OVERRIDE, "\u2066"])
def test_control_characters_are_refused_when_a_file_is_read(sign: str) -> None:
    read = decode(f"một\nhai {sign}ba\n".encode())
    assert isinstance(read, Undecodable)
    assert read.line == 2 and f"U+{ord(sign):04X}" in read.reason and read.remedy


@pytest.mark.parametrize("sign", [ESC, "\x9b", OVERRIDE])
def test_nothing_raw_reaches_the_terminal_even_from_a_text_or_a_name(sign: str) -> None:
    d = catalog.UNEXPECTED.at(Span(f"a{sign}b.phieu", 1, 1, 2, f"x{sign}[2Jy"), word=f"x{sign}")
    assert sign not in render(d) and "�" in render(d)
    assert [d.code for d in read_json(a_json(unit=f"Sở {sign}")).diagnostics] == ["P429"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_line_of_a_nul_counts_characters_not_bytes(encoding: str) -> None:
    text = "đ" * 40 + "\nĐĊ\r\nba\0\n\n\n\n"
    read = decode(text.encode(encoding))
    assert isinstance(read, Undecodable) and read.line == 3


def test_the_line_of_a_broken_byte() -> None:
    read = decode("một\nhai\n".encode() + b"\xc3\x28\n")
    assert isinstance(read, Undecodable) and read.line == 3


# ---- JSON


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(a_json()).replace('"rubric"', '"\\ud800": 1, "rubric"'),
        json.dumps(a_json()).replace('"rubric"', '"\\ud800": 1, "\\ud800": 2, "rubric"'),
        json.dumps(a_json(rows=[{"code": "1.1.1", "self": {"points": "\ud800"}}])),
        json.dumps(a_json(rows=[{"code": "\ud800"}])),
        json.dumps(a_json(year="\ud800")),
        json.dumps(a_json(schema="cchc-rules/sheet/\ud800")),
        json.dumps(a_json(facts=[{"name": "a", "value": "\ud800"}, {"name": "b", "value": 1, "stage": "\ud800"}])),
    ],
)
def test_lone_surrogates_are_told_in_words_that_can_be_printed(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    assert read_json(text).diagnostics
    assert "".join(render(d) for d in read_json(text).diagnostics).encode()
    assert run(["check", str(path)]) == 1
    assert "P429" in "".join(capsys.readouterr())


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_line_separators_inside_a_json_text_end_nothing(sign: str) -> None:
    source = Source.of("x.json", json.dumps(a_json(unit=f"Sở{sign}Minh họa"), ensure_ascii=False))
    parsed = read_json(source.text)
    assert parsed.ok and parsed.value is not None and parsed.value.header.unit == "Sở Minh họa"


def test_each_finding_in_json_marks_the_wrong_value_wherever_it_stands() -> None:
    text = json.dumps(
        a_json(
            rows=[
                {"code": "1.1.1", "self": {"points": "x"}, "appraised": {"by": "A]", "bý.]": 1, "points": 1}},
                {"self": {"points": 1}},
            ]
        ),
        ensure_ascii=False,
        indent=1,
    )
    marked = {d.message.partition(": ")[0]: d.span for d in read_json(text).diagnostics}
    shown = {p: s.excerpt[s.column - 1 : s.end - 1] for p, s in marked.items() if s}
    assert shown == {"rows[0].self.points": '"x"', "rows[0].appraised": '"bý.]"', "rows[1].code": "{"}


def test_a_key_given_twice_names_the_other_place() -> None:
    rows = [{"code": "1.1.1", "self": {"points": "1"}}] * 2
    (d,) = read_json(a_json(rows=rows)).diagnostics
    assert d.code == "P402" and d.related[0].span != d.span


@pytest.mark.parametrize("value", ["[" * 400 + "0," * 50_000 + "0" + "]" * 400, "[" + "0," * 400_000 + "0]"])
def test_places_cost_little_in_a_file_made_to_be_large(value: str) -> None:
    text = json.dumps(a_json(rows="?")).replace('"?"', value).replace("{", '{"' + "k" * 300_000 + '": 1, ', 1)
    assert read_json(text).diagnostics[0].code == "P429"


# ---- names on disk


def test_a_file_name_that_is_no_text_is_still_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "\udcff\udcfe.phieu"
    try:
        path.write_text("không phải phiếu\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    assert run(["check", str(path)]) == 1
    assert run(["check", str(tmp_path / "\udcff.khong-co")]) in (2, 3)
    assert "��.phieu".encode() in "".join(capsys.readouterr()).encode()
