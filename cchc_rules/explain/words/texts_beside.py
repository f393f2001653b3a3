"""Which texts beside a rubric were applied and which were not, in words and as data."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cchc_rules.explain.render.document import Fact
from cchc_rules.explain.render.text_width import clean, hang
from cchc_rules.results.texts_beside import TextBeside, Use

APPLIED = "đã áp dụng"
NOT_APPLIED = "không áp dụng"
IGNORED = "BỎ QUA THEO --ignore"
NOT_READ = "không đọc"
NOT_CARRIED = "VĂN BẢN SỬA ĐỔI CÒN NỘI DUNG CHƯA TÍNH"
FOLLOWED = "tự theo các dòng"
TRANSITIONS = "chuyển tiếp"
_LINE = 100
_LABELS = {
    Use.APPLIED: APPLIED,
    Use.OTHER_YEAR: NOT_APPLIED,
    Use.LATER: NOT_APPLIED,
    Use.NOT_ASKED: NOT_APPLIED,
    Use.AFTER: NOT_APPLIED,
    Use.TRANSITIONAL: NOT_APPLIED,
    Use.OTHER_RUBRIC: NOT_APPLIED,
    Use.NOT_READ: NOT_READ,
}


def on_top(texts: Sequence[TextBeside]) -> tuple[Fact, ...]:
    """What no result may be read without: files not looked at because the user said so, content not carried over."""
    ignored = [t for t in texts if t.use is Use.IGNORED]
    nameless = [t for t in ignored if not t.file]
    names = ", ".join((*(clean(t.file) for t in ignored if t.file), *([f"{len(nameless)} tệp"] if nameless else ())))
    left = [f"{_name(t)}, {clean(text)}" for t in texts for text in t.not_carried]
    return (*((Fact(IGNORED, names),) if names else ()), *(Fact(NOT_CARRIED, text) for text in left))


def uses(texts: Sequence[TextBeside]) -> Iterator[Fact]:
    """What was done with the others, and which: `đã áp dụng`, `sd-1 (Quyết định …)`."""
    for label in dict.fromkeys(_LABELS.values()):
        told = [_told(t) for t in texts if _LABELS.get(t.use) == label]
        unread = [t for t in texts if t.use is Use.NOT_READ]
        if label == NOT_READ and (len(unread) > 1 or any(not t.file for t in unread)):
            yield Fact(label, _unread(unread))
        elif told:
            yield Fact(label, "; ".join(told))
    spared = [f"{_name(t)}, {clean(clause)}" for t in texts for clause in t.transitions]
    if spared:
        yield Fact(TRANSITIONS, "; ".join(spared))
    moved = [f"{_name(t)}: {clean('; '.join(t.moved))}" for t in texts if t.moved]
    if moved:
        yield Fact(FOLLOWED, "; ".join(moved))


def transitional(texts: Iterable[TextBeside]) -> tuple[str, ...]:
    """The transitional clauses of the texts, a line each."""
    return tuple(f"Chuyển tiếp: {_name(t)}, {clean(clause)}" for t in texts for clause in t.transitions)


def beside_applied(texts: Sequence[TextBeside]) -> tuple[str, ...]:
    """What is to be read with a text that names the amendments applied itself, a line each."""
    applied = [t for t in texts if t.use is Use.APPLIED]
    return (*lines([t for t in texts if t not in applied]), *transitional(applied))


def lines(texts: Sequence[TextBeside]) -> tuple[str, ...]:
    """All of it, a line each, what was ignored first."""
    facts = (*on_top(texts), *uses(texts))
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
            "not_carried": list(t.not_carried),
            "moved": list(t.moved),
            **({"transitions": list(t.transitions)} if t.transitions else {}),
        }
        for t in texts
    ]


def _unread(texts: Sequence[TextBeside]) -> str:
    """Many files in one sentence, those of a kind together: `3 tệp …: a.docx, b.pdf (tài liệu …); c.zip (tệp nén)`.

    Files without names are counted: `3 tệp …: 2 tệp (tài liệu …); 1 tệp (tệp nén)`.
    """
    kinds = [(kind, [t for t in texts if t.told == kind]) for kind in dict.fromkeys(t.told for t in texts)]
    named = (f"{_counted_or_named(of)} ({clean(kind)})" for kind, of in kinds)
    return f"{len(texts)} tệp không phải văn bản của công cụ: {'; '.join(named)}"


def _counted_or_named(texts: Sequence[TextBeside]) -> str:
    return ", ".join(map(_name, texts)) if all(t.file for t in texts) else f"{len(texts)} tệp"


def _told(text: TextBeside) -> str:
    return f"{_name(text)} ({clean(text.told)})"


def _name(text: TextBeside) -> str:
    return clean(text.id or text.file) or "văn bản không có tên ngắn"
