"""The page of diagnostics: what is said there of a code, for a terminal, and its index."""

import re
from collections.abc import Iterable, Iterator

from cchc_rules.diagnostics import nearest
from cchc_rules.frozen import frozen
from cchc_rules.source import without_marks

_HEADING = re.compile(r"^### ([A-Z]\d{3}): (.+)$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_FENCE = re.compile(r"^```.*$")
# Words that tell nothing about what a code is for.
_PLAIN_WORDS = (
    "bằng bị các cách cho chưa có còn của cùng dòng do đã được đến để đúng gì hai hay không lúc là lại mà mỗi mọi một"
    " nào này như nhiều những ở phải sai sau tên theo thì trên trong trước từ và vào về với"
)
_MOST_FOUND = 8


@frozen
class Entry:
    """What the page says of one code: its code, what it is about in a few words, and the text below."""

    code: str
    title: str
    body: str


def entries(page: str) -> tuple[Entry, ...]:
    """All that the page says, in its order."""
    found = list(_HEADING.finditer(page))
    ends = [*(m.start() for m in found[1:]), len(page)]
    bodies = [re.split(r"(?m)^## ", page[m.end() : end])[0].strip() for m, end in zip(found, ends, strict=True)]
    return tuple(Entry(m[1], m[2], body) for m, body in zip(found, bodies, strict=True))


def find(page: str, wanted: str) -> tuple[Entry, ...]:
    """The entry of a code, in any case; else those whose title has all the words wanted, marks aside."""
    every = entries(page)
    code = wanted.strip().upper()
    exact = tuple(e for e in every if e.code == code)
    words = without_marks(wanted).split()
    return exact or tuple(e for e in every if words and all(w in without_marks(e.title) for w in words))[:_MOST_FOUND]


def near(page: str, wanted: str) -> tuple[Entry, ...]:
    """The entries that somebody who asked for what is not there may have meant."""
    every = entries(page)
    code = nearest(wanted.strip(), [e.code for e in every], 0.7)
    group = [e for e in every if code is not None and e.code == code]
    words = [w for w in without_marks(wanted).split() if len(w) > 1]
    scored = sorted(every, key=lambda e: -sum(w in without_marks(e.title) for w in words))
    alike = [e for e in scored if any(w in without_marks(e.title) for w in words)]
    return tuple(dict.fromkeys((*group, *alike)))[:_MOST_FOUND]


def as_text(entry: Entry, severity: str) -> str:
    """The entry for a terminal: links without their addresses, examples indented."""
    return "\n".join((f"{entry.code} ({severity}): {entry.title}", "", *_lines(entry.body))) + "\n"


def _lines(body: str) -> Iterator[str]:
    inside = False
    for line in body.splitlines():
        if _FENCE.match(line):
            inside = not inside
        elif inside:
            yield f"    {line}".rstrip()
        else:
            yield _LINK.sub(r"\1", line).replace("**", "").replace("`", "")


def index(page: str) -> str:
    """The index by code and by words, as the page carries it."""
    every = entries(page)
    by_code = [f"[{e.code}](#{anchor(e)}) {_LINK.sub(lambda m: m[1], e.title)}" for e in every]
    by_word: dict[str, list[Entry]] = {}
    for e in every:
        for word in _words(e.title):
            by_word.setdefault(word, []).append(e)
    words = sorted((w for w, es in by_word.items() if len(es) <= _MOST_FOUND), key=_sorted_as)
    lines = [f"- {word}: {', '.join(f'[{e.code}](#{anchor(e)})' for e in by_word[word])}" for word in words]
    return "\n".join(("**Theo mã**", "", *(f"- {line}" for line in by_code), "", "**Theo từ**", "", *lines)) + "\n"


def _words(title: str) -> Iterable[str]:
    words, plain = re.findall(r"[^\W\d_]+", title.casefold()), _PLAIN_WORDS.split()
    return dict.fromkeys(w for w in words if len(w) > 1 and w not in plain)


def _sorted_as(word: str) -> tuple[str, str]:
    return without_marks(word), word


def anchor(entry: Entry) -> str:
    """The address of a heading as GitHub makes it."""
    heading = f"{entry.code}: {entry.title}".casefold()
    return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-")
