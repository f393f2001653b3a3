"""The nearest of some names, for "ý bạn là …"."""

from collections.abc import Iterable

from cchc_rules.source import without_marks

_SAME_PARENT = 0.5
_ALL_BUT_THE_SAME = 0.85


def nearest_code(code: str, codes: Iterable[str]) -> str | None:
    """The code most likely meant: one under the same parent, else one that differs by a sign; None is no guess."""
    known = tuple(codes)
    above = code.rpartition(".")[0]
    siblings = [c for c in known if above and c.rpartition(".")[0] == above]
    return nearest(code, siblings, _SAME_PARENT) or nearest(code, known, _ALL_BUT_THE_SAME)


def nearest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The name closest to `word`, marks and case aside; None when nothing is close."""
    from difflib import get_close_matches  # needed only when something is wrong

    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(without_marks(name), name)
    found = get_close_matches(without_marks(word), by_plain, n=1, cutoff=cutoff)
    return by_plain[found[0]] if found else None
