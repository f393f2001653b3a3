"""Lines that differ inside strings alone are parsed once: the tree is the one of the line itself, always."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.source import Source
from cchc_rules.source.text import fold_tones
from cchc_rules.syntax.lines import grammar as lines
from cchc_rules.syntax.lines.cut import cut
from cchc_rules.syntax.lines.shape import Shape

ROOT = Path(__file__).parents[2]
GRAMMARS = {".phieu": "sheet", ".thu": "case", ".cchc": "rubric"}


def anew(grammar: str, text: str) -> object:
    """The tree of a line, or where it does not fit, by the grammar alone."""
    return lines._tree_of(grammar, fold_tones(text), text)


def through_shape(grammar: str, text: str) -> object:
    """The same through its shape."""
    return lines.parse_line(grammar, fold_tones(text), text)


@cache
def samples() -> tuple[tuple[str, str], ...]:
    """Every different line of the examples and the bundled rubrics that has a string, with its grammar."""
    paths = (f for folder in ("examples", "rubrics") for f in sorted((ROOT / folder).rglob("*")))
    files = (f for f in paths if f.suffix in GRAMMARS)
    found = {
        (GRAMMARS[f.suffix], line.text): None
        for f in files
        for line in cut(Source.of(f.name, f.read_text(encoding="utf-8"))).lines
        if '"' in line.text or "“" in line.text
    }
    return tuple(found)


INSIDE = st.text(st.sampled_from('abc ,.;:#[]()%"“”“"12/điểm không'), max_size=12)


def test_every_line_of_the_examples_has_its_own_tree() -> None:
    assert len(samples()) > 500
    for grammar, text in samples():
        assert through_shape(grammar, text) == anew(grammar, text), text


@given(st.data())
def test_whatever_stands_in_its_strings(data: st.DataObject) -> None:
    grammar, text = data.draw(st.sampled_from(samples()))
    opening, closing = data.draw(st.sampled_from(['""', "“”", "””"]))
    shape = Shape.of(text)
    pieces = text.split('"')
    changed = "".join(
        piece if i % 2 == 0 else opening + data.draw(INSIDE).replace('"', '""') + closing
        for i, piece in enumerate(pieces)
    )
    assert through_shape(grammar, changed) == anew(grammar, changed)
    assert len(shape.columns) == len(shape.text) + 1


@given(st.data())
def test_wherever_a_quote_is_added_or_lost(data: st.DataObject) -> None:
    grammar, text = data.draw(st.sampled_from(samples()))
    at = data.draw(st.integers(0, len(text)))
    quote = data.draw(st.sampled_from(['"', '""', "“", "”", "[", "]", '"x"', ""]))
    changed = text[:at] + quote + text[at + data.draw(st.integers(0, 2)) :]
    assert through_shape(grammar, changed) == anew(grammar, changed)


@pytest.mark.parametrize(
    "text",
    [
        '  thẩm định: 1, vì ""',
        '  thẩm định: 1, vì "a""b", TLKC "12/BC", bởi “Hội đồng”',
        '[số "lạ"]: 3',
        '[số "lạ"]: "x"',
        'ĐTXHH can-bo câu 1: "Tốt" 40, "Khá" 2',
        '1.1 "Tên "dở dang"',
        '"',
    ],
)
def test_strings_beside_and_inside_other_things(text: str) -> None:
    assert through_shape("sheet", text) == anew("sheet", text)


def test_lines_of_one_shape_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines.forget_lines()
    parsed: list[str] = []
    really = lines._tree_of
    monkeypatch.setattr(lines, "_tree_of", lambda name, key, text: parsed.append(key) or really(name, key, text))
    for n in range(50):
        through_shape("sheet", f'  thẩm định: 0,5 điểm, vì "biên bản {n}", bởi "Tổ {n}"')
    assert len(parsed) == 1
