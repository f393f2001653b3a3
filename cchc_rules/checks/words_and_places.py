"""Words and places that several checks share: intervals as people write them, a word's place in its line."""

from collections.abc import Collection

from attrs import evolve

from cchc_rules.diagnostics import nearest
from cchc_rules.model.interval import Interval
from cchc_rules.model.rubric import Count, Measure
from cchc_rules.source import Span
from cchc_rules.writing import rubric as wording

NAMES_COMPARED = 100


def interval_text(interval: Interval, measure: Measure = Measure.PERCENT) -> str:
    """`từ 70% đến dưới 90%`, `từ 90% trở lên`, `dưới 40%`."""
    return wording.interval(interval, measure.value) + (" trở lên" if interval.high is None else "")


def counts_text(counts: tuple[Count, ...]) -> str:
    """`7 lĩnh vực, 44 tiêu chí`."""
    return ", ".join(f"{c.number} {c.level}" for c in counts)


def narrow(span: Span | None, text: str) -> Span | None:
    """The place of `text` inside the line of `span`; the whole of `span` when it is not written there."""
    if span is None or not text:
        return span
    start = span.excerpt.find(text, span.column - 1)
    return span if start < 0 else evolve(span, column=start + 1, end=start + 1 + len(text))


def near(word: str, names: Collection[str]) -> str | None:
    """The name closest to `word`; none is sought among so many that it would take long."""
    return nearest(word, names) if len(names) <= NAMES_COMPARED else None
