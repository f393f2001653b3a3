"""Places go from the editor to the normalised text and back, however the text is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Change, EditorText, Position, Range, changed
from tests.lsp.marked import ROOT

CHARACTERS = st.sampled_from([*"aĐệ \t\n", "\r\n", "\r", "𝔘", "😀", "e\u0323\u0302", "\u200b", "\u2028", "\ufeff", "ð"])
TEXTS = st.lists(CHARACTERS, max_size=30).map("".join)


@pytest.mark.parametrize(
    ("text", "find", "expected"),
    [
        ("ab\ncd", "d", Position(1, 1)),
        ("ab\r\ncd", "d", Position(1, 1)),
        ("ab\rcd", "d", Position(1, 1)),
        ("\t\tcd", "d", Position(0, 3)),
        ("😀😀d", "d", Position(0, 4)),
        (unicodedata.normalize("NFD", "điểm tối đa x"), "x", Position(0, len("điểm tối đa ") + 4)),
        # No line ends to an editor, though the language begins a new line there.
        ("a\u2028d", "d", Position(0, 2)),
        ("a\x0cd", "d", Position(0, 2)),
    ],
)
def test_positions_are_counted_as_the_protocol_does(text: str, find: str, expected: Position) -> None:
    editor = EditorText(text)
    assert editor.position(text.index(find)) == expected
    assert editor.offset(expected) == text.index(find)


@given(TEXTS)
def test_every_character_has_its_position(text: str) -> None:
    editor = EditorText(text)
    inside = {n for n in range(1, len(text)) if text[n - 1 : n + 1] == "\r\n"}
    for offset in set(range(len(text) + 1)) - inside:
        position = editor.position(offset)
        # A position inside of two characters that end a line, or before one, is the end of that line.
        assert editor.offset(position) == offset


@given(TEXTS)
def test_places_of_the_normalised_text_come_back(text: str) -> None:
    document = Document(ROOT / "a.cchc", "a.cchc", text)
    for number, line in enumerate(document.source.lines, start=1):
        for column in range(1, len(line) + 1):
            assert document.place(document.position(number, column)) == (number, column)


@given(TEXTS, TEXTS, st.data())
def test_a_change_by_positions_is_the_change_by_characters(text: str, new: str, data: st.DataObject) -> None:
    editor = EditorText(text)
    a, b = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    start, end = editor.position(a), editor.position(b)
    made = changed(text, Change(Range(start, end), new))
    assert made == text[: editor.offset(start)] + new + text[editor.offset(end) :]


@pytest.mark.parametrize("position", [Position(0, 99), Position(99, 0), Position(99, 99)])
def test_what_lies_beyond_is_the_end(position: Position) -> None:
    assert EditorText("ab").offset(position) == 2


def test_half_of_a_surrogate_pair_is_behind_it() -> None:
    assert EditorText("😀d").offset(Position(0, 1)) == 1
