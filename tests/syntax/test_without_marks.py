"""Marks are taken off as Unicode has them, whatever they are; the way that is quick for Vietnamese gives the same."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.source import without_marks


def _one_by_one(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@given(st.text() | st.text(st.characters(min_codepoint=0x2C0, max_codepoint=0x390)))
def test_any_text(text: str) -> None:
    assert without_marks(text) == _one_by_one(text)


def test_vietnamese() -> None:
    assert without_marks("ĐIỂM SỐ: Lĩnh vực thứ nhất") == "diem so: linh vuc thu nhat"
