"""The nearest of some names, for "ý bạn là …"."""

from collections.abc import Iterable

from cchc_rules.source import without_marks


def nearest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The name closest to `word`, marks and case aside; None when nothing is close."""
    from difflib import get_close_matches  # needed only when something is wrong

    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(without_marks(name), name)
    found = get_close_matches(without_marks(word), by_plain, n=1, cutoff=cutoff)
    return by_plain[found[0]] if found else None
