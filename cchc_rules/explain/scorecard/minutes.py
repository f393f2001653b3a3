"""The minutes of an appraisal: what each stage gave, the rows that were changed and why, what is still open."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_rules.explain.render.document import Account, Column, Document, Fact, Items, Line, Section, Table, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.scorecard import items, verdict
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.scorecard.items import Found
from cchc_rules.explain.scorecard.provenance import Provenance
from cchc_rules.explain.words import scorecard as words
from cchc_rules.explain.words.figures import Figures
from cchc_rules.model.stages import OF_THE_UNIT, Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.reasons import Corrected, Lost
from cchc_rules.results.scorecard import Scorecard

TITLE = "Biên bản thẩm định"
CHANGED, UNCHANGED = "DÒNG ĐƯỢC SỬA", "Không dòng nào được sửa so với tự đánh giá."
BY_STAGE, CONCLUSION, PRESENT = "ĐIỂM TỪNG BƯỚC", "KẾT LUẬN", "THÀNH PHẦN"
_TO_WRITE = "………………………………………………………………"
_PRESENT = ("Chủ trì", "Thành viên", "Đại diện đơn vị", "Thư ký")
Staged = Sequence[tuple[Stage, Scorecard]]


def minutes_document(card: Scorecard, provenance: Provenance, stages: Staged) -> Document:
    """The minutes of a sheet: `stages` are its scorecards after each stage that acted, the unit's own first."""
    frame = Frame(card, Figures.of(card.rubric.provisions), ())
    header = card.header
    changed = _changed(frame, [c for _, c in stages])
    lead = () if changed else (Line(UNCHANGED),)
    sections: tuple[Section, ...] = (
        Account(PRESENT, tuple(Line(f"{who}: {_TO_WRITE}") for who in _PRESENT), ()),
        _by_stage(frame, stages),
        Items(CHANGED, Tone.PLAIN, lead, frame.groups(changed)),
        *_open(frame),
        Account(CONCLUSION, tuple(map(Line, _conclusion(frame))), ()),
    )
    return Document(
        title=f"{TITLE} · {clean(header.unit)} · {words.year(header.year)}",
        headline=(clean(header.unit), words.year(header.year)),
        notices=tuple(verdict.notices(frame)),
        facts=tuple(_facts(frame, provenance)),
        sections=sections,
        footer_heading="",
        footer=(),
    )


def _facts(frame: Frame, provenance: Provenance) -> Iterator[Fact]:
    rubric = frame.rubric
    yield Fact(words.UNIT_KIND, clean(frame.scorecard.header.kind))
    yield Fact(words.RUBRIC, f"{provenance.rubric_id}, {clean(rubric.title)}")
    if rubric.provisions.instrument:
        yield Fact(words.INSTRUMENT, clean(rubric.provisions.instrument.value.cite()))
    for stated in rubric.provisions.stages:
        if stated.value.by:
            yield Fact(stated.value.stage.value, clean(stated.value.by))


# ---- what each stage gave


def _by_stage(frame: Frame, stages: Staged) -> Table:
    heads = (Column(words.CODE), Column(frame.top.capitalize(), wraps=True))
    columns = (*heads, *(Column(s.value.capitalize(), right=True) for s, _ in stages))
    fields = frame.scorecard.fields
    rows = tuple(
        (f.criterion.code.text, clean(f.criterion.called), *(_field(frame, c, place) for _, c in stages))
        for place, f in enumerate(fields)
    )
    total = ("", words.TOTAL, *(f"{frame.known(c.total)}/{frame.points(c.total.applicable)}" for _, c in stages))
    indexes = ("", words.INDEX.capitalize(), *(_index(frame, c) for _, c in stages))
    return Table(BY_STAGE, columns, (*rows, total), indexes)


def _field(frame: Frame, card: Scorecard, place: int) -> str:
    ledger = card.fields[place].ledger
    return f"{frame.known(ledger)}/{frame.points(ledger.applicable)}"


def _index(frame: Frame, card: Scorecard) -> str:
    return frame.figures.brief(card.index) if card.index else words.NO_PERCENTAGE


# ---- rows


def _changed(frame: Frame, cards: Sequence[Scorecard]) -> list[Found]:
    """Rows to which some stage gave other points than the one before, or whose facts it corrected, in their order.

    One that a later stage put back as it was is among them.
    """
    moved = {
        now.criterion.code
        for earlier, later in pairwise(cards)
        for before, now in zip(earlier.nodes, later.nodes, strict=True)
        if _differs(before, now)
    }
    rows = (n for n in frame.rows(State.SCORED) if n.criterion.code in moved or _is_touched(n))
    return [items.scored(frame, n) for n in rows]


def _is_touched(node: NodeScore) -> bool:
    return any(isinstance(b, Lost | Corrected) and b.stage not in OF_THE_UNIT for b in node.because)


def _differs(before: NodeScore, now: NodeScore) -> bool:
    return not before.units[3] and before.ledger.achieved != now.ledger.achieved


def _open(frame: Frame) -> Iterator[Items]:
    """Rows that left the maximum, claims that were not accepted, rows that wait for somebody."""
    sections = (
        Items(words.EXCLUSIONS, Tone.EXCLUDED, (), frame.groups(items.excluded_rows(frame))),
        Items(words.REFUSALS, Tone.PLAIN, (), frame.groups(items.refused_rows(frame))),
        Items(words.PENDING_ROWS, Tone.PENDING, (), frame.groups(items.pending_rows(frame))),
    )
    yield from (s for s in sections if s.groups)


def _conclusion(frame: Frame) -> Iterator[str]:
    card = frame.scorecard
    index = frame.figures.index(card.index) if card.index else words.NO_INDEX
    yield f"{words.points_of(*map(frame.points, card.points))}, {words.INDEX} {index}."
    yield f"{words.BAND.capitalize()}: {verdict.band_fact(frame).value}."
    yield f"Ý kiến của đơn vị: {_TO_WRITE}"
