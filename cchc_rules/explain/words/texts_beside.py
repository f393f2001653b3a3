"""Which texts beside a rubric were applied and which were not, in words and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from cchc_rules.explain.render.text_width import clean
from cchc_rules.results.texts_beside import TextBeside, Use

APPLIED = "đã áp dụng"
NOT_APPLIED = "không áp dụng"
IGNORED = "BỎ QUA THEO --ignore"
NOT_READ = "không đọc"
_LABELS = {
    Use.APPLIED: APPLIED,
    Use.OTHER_YEAR: NOT_APPLIED,
    Use.LATER: NOT_APPLIED,
    Use.OTHER_RUBRIC: NOT_APPLIED,
    Use.NOT_READ: NOT_READ,
}


def ignored(texts: Sequence[TextBeside]) -> str | None:
    """The files that were not looked at because the user said so; None when there are none."""
    names = [clean(t.file) for t in texts if t.use is Use.IGNORED]
    return ", ".join(names) or None


def ignored_line(names: Sequence[str]) -> str:
    """That the files of these names were not looked at."""
    return f"{IGNORED}: {', '.join(map(clean, names))}"


def uses(texts: Sequence[TextBeside]) -> Iterator[tuple[str, str]]:
    """What was done with the others, and which: `đã áp dụng`, `sd-1 (Quyết định …)`."""
    for label in dict.fromkeys(_LABELS.values()):
        told = [_told(t) for t in texts if _LABELS.get(t.use) == label]
        if told:
            yield label, "; ".join(told)


def lines(texts: Sequence[TextBeside]) -> tuple[str, ...]:
    """All of it, a line each, what was ignored first."""
    left_out = [t.file for t in texts if t.use is Use.IGNORED]
    first = (ignored_line(left_out),) if left_out else ()
    return (*first, *(f"{label[0].upper()}{label[1:]}: {told}" for label, told in uses(texts)))


def data(texts: Sequence[TextBeside]) -> list[dict[str, Any]]:
    """The same for other programs."""
    return [{"file": t.file, "sha256": t.sha256 or None, "id": t.id, "use": t.use.value, "told": t.told} for t in texts]


def _told(text: TextBeside) -> str:
    return f"{clean(text.id or text.file)} ({clean(text.told)})"
