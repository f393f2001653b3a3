"""When two written names are one: names of facts and kinds, and, more strictly, names of units.

The name of a unit decides who is rated how, so two names are one unit only where nothing but Unicode, case, spaces
and the place of a tone mark differs (docs/decisions/0023). Whatever comes nearer than chance is `near_unit`: it is
told to people and never decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cchc_rules.source.text import normalise, without_marks

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONED = re.compile(rf"[aeiouy][\u0302\u0306\u031b{_TONES}]*(?:[aeiouy][\u0302\u0306\u031b{_TONES}]*)+")
_VOWEL = re.compile(rf"[aeiouy][\u0302\u0306\u031b{_TONES}]*")
_ABBREVIATIONS = ((re.compile(r"\bubnd\b"), "ủy ban nhân dân"), (re.compile(r"\bhđnd\b"), "hội đồng nhân dân"))


@lru_cache(maxsize=4096)  # the names of one rubric and its units are compared again and again
def unit_key(name: str) -> str:
    """What two spellings of one unit's name share: Unicode, case, spaces and the place of a tone mark aside."""
    folded = " ".join(normalise(name).casefold().split())
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", _TONED.sub(_in_place, unicodedata.normalize("NFD", folded)))


def _in_place(match: re.Match[str]) -> str:
    """A group of vowels with its tone where the old spelling puts it: `hoà` as `hòa`, `quí` and `qúi` alike."""
    vowels = _VOWEL.findall(match.group())
    tones = [c for v in vowels for c in v if c in _TONES]
    if len(tones) != 1:
        return match.group()
    bare = [v.replace(tones[0], "") for v in vowels]
    place = _tone_place(bare, match.string[: match.start()][-1:], match.string[match.end() : match.end() + 1])
    bare[place] += tones[0]
    return "".join(bare)


def _tone_place(vowels: list[str], before: str, behind: str) -> int:
    first = 1 if (before, vowels[0]) in (("q", "u"), ("g", "i")) else 0
    shaped = [i for i, v in enumerate(vowels) if len(v) > 1]
    if shaped:
        return shaped[-1]
    if behind.isalpha() or len(vowels) - first == 1:
        return len(vowels) - 1
    return first if len(vowels) - first == 2 else first + 1


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """What two spellings of one name share: case, tone place, spaces, curly quotes, UBND/HĐND written out.

    For names that a rubric declares and so can keep apart (facts, kinds, levels, options): two that fold alike are
    an error where they are declared. Names of units are compared by `unit_key`.
    """
    folded = unit_key(name)
    for pattern, full in _ABBREVIATIONS:
        folded = pattern.sub(full, folded)
    return folded.replace("“", '"').replace("”", '"')


def same_unit(name: str, meant: str) -> bool:
    """Whether two names are one unit's."""
    return unit_key(name) == unit_key(meant) != ""


# ---- near names: never the same unit, often meant as one

# Letters of other scripts that look like ours; a name typed or pasted with one is meant as it looks.
_LOOKALIKES = str.maketrans("аеорсухіѕвнкмтαορυνικτ", "aeopcyxisbhkmtaopuvikt")
_WORD = re.compile(r"[^\W_]+")
_NOUGHTS = re.compile(r"\b0+(?=\d)")
_LONG = (
    (re.compile(r"\bvp(?= |ub|u b|h ?d|$)"), "van phong "),
    (re.compile(r"\b(?:u ?b ?|uy ?ban ?)(?:n ?d|nhan ?dan)(?=\b|tinh|huyen|xa)"), "uy ban nhan dan "),
    (re.compile(r"\b(?:h ?d ?|hoi ?dong ?)(?:n ?d|nhan ?dan)(?=\b|tinh|huyen|xa)"), "hoi dong nhan dan "),
)
_COUNCIL = re.compile(r"(?:uy ban|hoi dong) nhan dan (?=.)")
_LEVEL = r"(?:tinh|huyen|quan|xa|phuong|thanh pho|tp|thi tran|thi xa)"
_LEVEL_OPENS = re.compile(rf"{_LEVEL} (?=\S)")
_LEVEL_LAST = re.compile(rf"{_LEVEL}$")
_LEVEL_FIRST = re.compile(r"(?:tinh|huyen|thanh pho|tp|thi xa)\b")
_BETWEEN_PARTS = re.compile(r"[-–—,;:/|()]+")
# A name between the level and the rest that is no province or district, but a body inside it.
_A_BODY = re.compile(r"\b(?:so|ban|phong|chi cuc|cuc|trung tam|hoi dong)\b")
# Tỉnh ủy and Tỉnh đoàn are other bodies, not which province.
_OF_THE_PARTY = re.compile(r"(?:(?:tinh|huyen|thanh|thi|xa) )?(?:uy|doan)\b")


def near_unit(name: str, other: str) -> bool:
    """Whether names of two units could be one unit's, written differently: they differ by marks, signs, spaces,
    look-alike letters, noughts before a number, the order of words, UBND, HĐND or VP written out, the level or the
    name of the province or district around it."""
    if same_unit(name, other):
        return False
    return not _looks(name).isdisjoint(_shorter(other)) or not _looks(other).isdisjoint(_shorter(name))


def near_units(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that are near, or that have one digit more or less (Phường 1, Phường 11), each once."""
    return tuple(o for o in dict.fromkeys(others) if near_unit(name, o) or _one_digit_apart(name, o))


def near_pairs(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """All pairs of near names among many, each once, in order; linear in the number of names."""
    by_key = {unit_key(n): n for n in reversed(tuple(names)) if unit_key(n)}
    distinct = tuple(reversed(by_key.values()))
    looks: dict[str, list[int]] = {}
    for i, name in enumerate(distinct):
        for look in _looks(name):
            looks.setdefault(look, []).append(i)
    found = {(min(i, j), max(i, j)) for i, n in enumerate(distinct) for s in _shorter(n) for j in looks.get(s, ())}
    return tuple((distinct[i], distinct[j]) for i, j in sorted(found) if i != j)


@lru_cache(maxsize=4096)
def _looks(name: str) -> frozenset[str]:
    """The name as read at a glance: its letters and digits in order, and its words in any order."""
    words = _words(name)
    return frozenset({"".join(words), " ".join(sorted(words))} - {""})


@lru_cache(maxsize=4096)
def _shorter(name: str) -> frozenset[str]:
    """The same of the name and of all that it may be cut down to."""
    return frozenset(look for words in (_words(name), *_cut(name)) for look in _looks(" ".join(words)))


def _cut(name: str) -> Iterator[tuple[str, ...]]:
    words = _words(name)
    text = " ".join(words)
    if len(words) > 2 and _LEVEL_LAST.fullmatch(words[-1]):
        yield words[:-1]
    for opening in (_COUNCIL, _LEVEL_OPENS):
        begun = opening.match(text)
        if begun and text[begun.end() :].count(" "):
            yield tuple(text[begun.end() :].split())
    for i in range(1, len(words)):
        if _says_where(" ".join(words[:i]), " ".join(words[i:])):
            yield words[:i]
    yield from _turned(name)


def _one_digit_apart(name: str, other: str) -> bool:
    short, long = sorted(("".join(_words(name)), "".join(_words(other))), key=len)
    if len(long) != len(short) + 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[at].isdecimal() and short[at:] == long[at + 1 :]


def _turned(name: str) -> Iterator[tuple[str, ...]]:
    """`UBND tỉnh Điện Biên – Văn phòng`: two parts the other way round, the name of a place between them."""
    parts = [p for p in map(_words, _BETWEEN_PARTS.split(name)) if p]
    if len(parts) != 2:
        return
    body, start = parts
    for i in range(1, len(body) + 1):
        whole, where = (*start, *body[:i]), " ".join(body[i:])
        if _says_where(" ".join(whole), where) and _A_BODY.search(where) is None:
            yield whole


def _says_where(name: str, rest: str) -> bool:
    if _OF_THE_PARTY.match(rest):
        return False
    return _LEVEL_LAST.search(name) is not None or _LEVEL_FIRST.match(rest) is not None


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    seen = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf")
    plain = normalise(seen).casefold().translate(_LOOKALIKES)
    text = _NOUGHTS.sub("", " ".join(map(without_marks, _WORD.findall(plain))))
    for pattern, full in _LONG:
        text = pattern.sub(full, text)
    return tuple(text.split())
