"""Plain texts are told in one look; what is concluded from it is what the whole way finds."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.source import Undecodable, decode
from cchc_rules.source.plain import PLAIN, is_plain
from cchc_rules.source.text import normalise
from cchc_rules.syntax.json.values import clean

# Not plain, and nothing of it is left: with it, a text goes the whole way.
UNSEEN = "\u200b"
plain = st.text(st.sampled_from(PLAIN))


def test_plain_characters_stay_what_they_are_beside_each_other() -> None:
    every = "".join(a + b for a, b in product(PLAIN, PLAIN))
    assert is_plain(every)
    assert normalise(every + UNSEEN) == every


@given(plain)
def test_the_whole_way_leaves_a_plain_text_as_it_is(text: str) -> None:
    assert normalise(text) == normalise(text + UNSEEN) == text
    assert decode(text.encode()) == text
    assert decode((text + UNSEEN).encode()) == text + UNSEEN
    assert clean(text) == clean(text + UNSEEN)


@given(st.text())
def test_what_is_not_as_it_should_be_is_not_plain(text: str) -> None:
    if is_plain(text):
        assert normalise(text + UNSEEN) == text
        assert not isinstance(decode((text + UNSEEN).encode()), Undecodable)


def test_every_character_that_changes_or_is_refused_is_not_plain() -> None:
    for code in (*range(0x3000), *range(0xD800, 0xE000), *range(0xFB00, 0x11000)):
        char = chr(code)
        refused = not 0xD800 <= code < 0xE000 and isinstance(decode(f"a{char}".encode()), Undecodable)
        if refused or normalise(f"a{char}{UNSEEN}") != f"a{char}":
            assert not is_plain(char), f"U+{code:04X}"
