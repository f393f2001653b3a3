"""Which texts beside a rubric were applied and which were not, in words and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from cchc_rules.explain.render.document import Fact
from cchc_rules.explain.render.text_width import clean, hang
from cchc_rules.results.texts_beside import TextBeside, Use

APPLIED = "đã áp dụng"
NOT_APPLIED = "không áp dụng"
IGNORED = "BỎ QUA THEO --ignore"
NOT_READ = "không đọc"
FOLLOWED = "tự theo các dòng"
_LINE = 100
_LABELS = {
    Use.APPLIED: APPLIED,
    Use.OTHER_YEAR: NOT_APPLIED,
    Use.LATER: NOT_APPLIED,
    Use.NOT_ASKED: NOT_APPLIED,
    Use.AFTER: NOT_APPLIED,
    Use.OTHER_RUBRIC: NOT_APPLIED,
    Use.NOT_READ: NOT_READ,
}


def ignored(texts: Sequence[TextBeside]) -> tuple[Fact, ...]:
    """The files that were not looked at because the user said so, to stand at the top of a document."""
    names = ", ".join(clean(t.file) for t in texts if t.use is Use.IGNORED)
    return (Fact(IGNORED, names),) if names else ()


def uses(texts: Sequence[TextBeside]) -> Iterator[Fact]:
    """What was done with the others, and which: `đã áp dụng`, `sd-1 (Quyết định …)`."""
    for label in dict.fromkeys(_LABELS.values()):
        told = [_told(t) for t in texts if _LABELS.get(t.use) == label]
        if told:
            yield Fact(label, "; ".join(told))
    moved = [f"{clean(t.id or t.file)}: {clean('; '.join(t.moved))}" for t in texts if t.moved]
    if moved:
        yield Fact(FOLLOWED, "; ".join(moved))


def lines(texts: Sequence[TextBeside]) -> tuple[str, ...]:
    """All of it, a line each, what was ignored first."""
    facts = (*ignored(texts), *uses(texts))
    return tuple(f"{f.label[0].upper()}{f.label[1:]}: {f.value}" for f in facts)


def wrapped(texts: Sequence[TextBeside]) -> list[str]:
    """The same for a terminal, long ones over several lines."""
    return [line for told in lines(texts) for line in hang(told, _LINE, "  ", "")]


def in_one_line(texts: Sequence[TextBeside]) -> str:
    """All of it for one cell of a table; empty when nothing was found."""
    return "; ".join(lines(texts))


def data(texts: Sequence[TextBeside]) -> list[dict[str, Any]]:
    """The same for other programs."""
    return [
        {
            "file": t.file,
            "sha256": t.sha256 or None,
            "id": t.id,
            "use": t.use.value,
            "told": t.told,
            "moved": list(t.moved),
        }
        for t in texts
    ]


def _told(text: TextBeside) -> str:
    return f"{clean(text.id or text.file)} ({clean(text.told)})"
