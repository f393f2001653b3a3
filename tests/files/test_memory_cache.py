"""The cache of a process: what it gives back is what was put last, and it holds no more than it may."""

from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.files.memory_cache import MemoryCache

_KEYS = st.sampled_from(["a", "bb", "ccc"])


@given(st.lists(st.tuples(_KEYS, st.text(max_size=8) | st.none()), max_size=40), st.integers(0, 16))
def test_it_gives_what_was_put_last_or_nothing(steps: list[tuple[str, str | None]], most: int) -> None:
    cache, last = MemoryCache(most), dict[str, str]()
    for key, text in steps:
        if text is not None:
            cache.put(key, text)
            last[key] = text
            assert cache.get(key) == (text if len(key) + len(text) <= most else None)
        held = {k: found for k in last if (found := cache.get(k)) is not None}
        assert held.items() <= last.items()
        assert sum(len(k) + len(found) for k, found in held.items()) <= most


def test_what_was_asked_for_last_stays() -> None:
    cache = MemoryCache(4)
    cache.put("a", "1")
    cache.put("b", "2")
    assert cache.get("a") == "1"
    cache.put("c", "3")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == ("1", None, "3")
