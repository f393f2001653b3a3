"""Rankings as a document: a table for each rubric and year, what is to be read with it, who is not in it."""

from collections.abc import Iterator, Sequence

from cchc_rules.explain.render.document import (
    Account,
    Column,
    Document,
    Fact,
    Group,
    Item,
    Items,
    Line,
    Section,
    Table,
    Tone,
)
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.ranking import COLUMNS, NUMERIC, ranked_cells, told_below
from cchc_rules.explain.words import scorecard as words
from cchc_rules.explain.words import texts_beside
from cchc_rules.explain.words.awaited import awaited
from cchc_rules.explain.words.figures import Figures
from cchc_rules.results.ranking import NotScored, Ranking

TITLE = "Xếp hạng"
READ_WITH = "ĐỌC KÈM BẢNG"
UNKNOWN_UNIT = "chưa rõ đơn vị"
NOT_SCORED = "PHIẾU KHÔNG CHẤM ĐƯỢC"
_HEADS = ("Đơn vị", "Phiếu, lý do", "", "")
_WRAPPING = ("đơn vị", "ghi chú")


def rankings_document(rankings: Sequence[Ranking], not_scored: Sequence[NotScored]) -> Document:
    """Every ranking with what must be read with it; the sheets left out last."""
    sections = [s for r in rankings for s in ranking_sections(r)]
    named = dict.fromkeys(f"{clean(r.rubric.title)} · {words.year(r.year)}" for r in rankings)
    notices = dict.fromkeys(n for r in rankings for n in ranking_notices(r))
    return Document(
        title=" · ".join((TITLE, *named)),
        headline=(TITLE, *named) if len(named) == 1 else (TITLE,),
        notices=tuple(notices),
        facts=(),
        sections=(*sections, *not_scored_sections(not_scored)),
        footer_heading="",
        footer=(),
    )


def ranking_notices(ranking: Ranking) -> Iterator[Fact]:
    """What the period still awaits, what sheets say of themselves, and texts beside the rubric not applied."""
    told = awaited(ranking)
    if told is not None:
        yield Fact(words.PROVISIONAL, told)
    yield from texts_beside.on_top(ranking.texts)
    for note in dict.fromkeys(u.standing.header.note for u in ranking.units):
        if note:
            yield Fact(words.NOTE, clean(note))


def ranking_sections(ranking: Ranking) -> tuple[Section, ...]:
    """The table, and how to read it."""
    lines = tuple(Line(text) for text, _ in told_below(ranking))
    return ranking_table(ranking), Account(READ_WITH, lines, ())


def ranking_table(ranking: Ranking) -> Table:
    """The units in their order, in the engine's own words."""
    figures, top = Figures.of(ranking.rubric.provisions), ranking.rubric.level_names[0]
    columns = tuple(Column(name.capitalize(), name in NUMERIC, name in _WRAPPING) for name in COLUMNS)
    heading = f"{clean(ranking.rubric.title)} · {words.year(ranking.year)}"
    return Table(heading, columns, tuple(ranked_cells(u, figures, top) for u in ranking.units))


def not_scored_sections(not_scored: Sequence[NotScored]) -> tuple[Items, ...]:
    """Units that are in no table, each with its sheet and why; none where all could be scored."""
    if not not_scored:
        return ()
    items = tuple(
        Item(clean(b.unit or UNKNOWN_UNIT), clean(b.sheet), "", "", Tone.LOSS, tuple(_reasons(b))) for b in not_scored
    )
    return (Items(NOT_SCORED, Tone.LOSS, (), (Group("", items),), _HEADS),)


def _reasons(bad: NotScored) -> Iterator[Line]:
    for d in bad.reasons:
        yield Line(f"{d.code}: {clean(d.message)}")
