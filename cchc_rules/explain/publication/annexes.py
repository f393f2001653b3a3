"""The annexes of the decision that publishes a year: ranking, fields, stages, consequences, who is not rated."""

from collections.abc import Iterator

from cchc_rules.explain.publication import words
from cchc_rules.explain.publication.unrated import unrated_sections
from cchc_rules.explain.publication.value import Published, PublishedRanking, PublishedUnit
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
from cchc_rules.explain.render.unplaced import without_places
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.scorecard.verdict import trigger_lines
from cchc_rules.explain.tables.ranking import ranked_cells
from cchc_rules.explain.tables.ranking_document import ranking_notices, ranking_sections
from cchc_rules.explain.words import scorecard as scorecard_words
from cchc_rules.explain.words.figures import Figures
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.rubric import Consequence
from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import Ledger

_HEADS = ("Hạng", "Đơn vị, vì sao", "", "")
_WIDE = 5
"""Columns of figures beyond which a page lies on its side."""


@frozen
class Annex:
    """One annex. `name` is short, as of a sheet of a workbook; a wide one lies on its side."""

    name: str
    document: Document
    wide: bool


def annexes(published: Published) -> tuple[Annex, ...]:
    """All annexes, those of each ranking together; units whose sheets could not be scored stand in the last."""
    return tuple(a for place, r in enumerate(published.rankings, 1) for a in _of_ranking(published, r, place))


def frame_of(unit: PublishedUnit) -> Frame:
    """The scorecard of a unit ready to be told."""
    return Frame(unit.card, Figures.of(unit.card.rubric.provisions), ())


def _of_ranking(published: Published, r: PublishedRanking, place: int) -> Iterator[Annex]:
    last = place == len(published.rankings)
    stages = stages_of(r)
    yield _annex(words.RANKING, published, r, ranking_sections(r.ranking), wide=True)
    yield _annex(words.FIELDS, published, r, field_sections(r), wide=len(r.ranking.rubric.fields) > _WIDE)
    yield _annex(words.STAGES, published, r, stage_sections(r), wide=2 * len(stages) > _WIDE)
    yield _annex(words.CONSEQUENCES, published, r, consequence_sections(r), wide=False)
    yield _annex(words.UNRATED, published, r, unrated_sections(r, published if last else None), wide=False)


def _annex(name: str, published: Published, r: PublishedRanking, sections: tuple[Section, ...], wide: bool) -> Annex:
    of = f"{clean(r.ranking.rubric.title)} · {scorecard_words.year(r.ranking.year)}"
    document = Document(f"{name} · {of}", (name, of), tuple(notices(published, r)), (), sections, "", ())
    return Annex(name, without_places(document, published.files), wide)


def notices(published: Published, r: PublishedRanking) -> Iterator[Fact]:
    """What must be read with any part of it."""
    yield from ranking_notices(r.ranking)
    if not published.closed:
        yield Fact(scorecard_words.PROVISIONAL, words.NOT_CLOSED)


# ---- fields


def field_sections(r: PublishedRanking) -> tuple[Section, ...]:
    """The share of each field that every unit reached, its points there, and the names of the fields."""
    fields = r.ranking.rubric.fields
    top = r.ranking.rubric.level_names[0]
    heads = (Column(words.RANK, right=True), Column(words.UNIT, wraps=True))
    columns = (*heads, *(Column(f.code.text, right=True) for f in fields), Column(words.INDEX, right=True))
    ratios = tuple((*_who(u), *_ratios(u), _index(u)) for u in r.units)
    points = tuple((*_who(u), *_points(u)) for u in r.units)
    names = tuple(Line(f"{f.code}: {clean(f.called)}") for f in fields)
    return (
        Table(words.RATIOS, columns, ratios),
        Table(words.POINTS, columns[:-1], points),
        Account(words.LEGEND, (Line(words.PART_OF_INDEX.format(top=top), Tone.FAINT), *names), ()),
    )


def _who(u: PublishedUnit) -> tuple[str, str]:
    cells = ranked_cells(u.ranked, Figures.of(u.card.rubric.provisions), u.card.rubric.level_names[0])
    return cells[0], cells[1]


def _index(u: PublishedUnit) -> str:
    return frame_of(u).figures.brief(u.card.index) if u.card.index else words.NONE


def _ratios(u: PublishedUnit) -> Iterator[str]:
    figures = frame_of(u).figures
    for index in u.card.field_indexes:
        yield figures.brief(index) if index is not None else words.NONE


def _points(u: PublishedUnit) -> Iterator[str]:
    frame = frame_of(u)
    for field in u.card.fields:
        yield _known(frame, field.ledger)


def _known(frame: Frame, ledger: Ledger) -> str:
    """Points as known so far; a dash where nothing applies."""
    return frame.known(ledger) if ledger.applicable else words.NONE


# ---- stages


def stages_of(r: PublishedRanking) -> tuple[Stage, ...]:
    """The stages that looked at any unit, in their order."""
    seen = {s.stage for u in r.units for s in u.stages}
    return tuple(s for s in r.ranking.rubric.provisions.lineup.order if s in seen)


def stage_sections(r: PublishedRanking) -> tuple[Section, ...]:
    """Points and index of each unit after each stage, side by side."""
    stages = stages_of(r)
    heads = (Column(words.RANK, right=True), Column(words.UNIT, wraps=True))
    pairs = tuple(
        Column(head(stage.value), right=True) for stage in stages for head in (words.points_at, words.index_at)
    )
    rows = tuple((*_who(u), *(cell for stage in stages for cell in _at(u, stage))) for u in r.units)
    return Table(words.STAGES.upper(), (*heads, *pairs), rows), Account("", (Line(words.SEEN_ONLY, Tone.FAINT),), ())


def _at(u: PublishedUnit, stage: Stage) -> tuple[str, str]:
    found = next((s.card for s in u.stages if s.stage == stage), None)
    if found is None:
        return words.NONE, words.NONE
    frame = Frame(found, Figures.of(found.rubric.provisions), ())
    index = frame.figures.brief(found.index) if found.index else words.NONE
    if found.final is not None:
        return frame.points(found.points[0]), index
    return _known(frame, found.total), index


# ---- consequences


def consequence_sections(r: PublishedRanking) -> tuple[Section, ...]:
    """For each consequence the units that fall under it, or may, and what decides that."""
    stated = r.ranking.rubric.provisions.consequences
    if not stated:
        return (Account("", (Line(words.NO_CONSEQUENCES),), ()),)
    return tuple(_consequence(r, one) for one in stated)


def _consequence(r: PublishedRanking, stated: Stated[Consequence]) -> Items:
    heading = words.consequence(stated.value.number)
    text = Line(f"{clean(stated.value.text)}.")
    groups = []
    for name, wanted in ((words.FALLS_UNDER, True), (words.MAY_FALL_UNDER, None)):
        items = tuple(item for u in r.units for item in _falls_under(u, stated, wanted))
        groups += [Group(name, items)] if items else []
    lead = (text,) if groups else (text, Line(words.NO_UNIT, Tone.STRONG))
    return Items(heading, Tone.STRONG, lead, tuple(groups), _HEADS)


def _falls_under(u: PublishedUnit, stated: Stated[Consequence], wanted: bool | None) -> Iterator[Item]:
    frame = frame_of(u)
    for result in u.card.consequences:
        if result.consequence.value.number == stated.value.number and result.holds is wanted:
            told = [t for t in result.triggers if t.holds is wanted]
            lines = tuple(Line(line) for t in told for line in trigger_lines(frame, t))
            rank, name = _who(u)
            yield Item(rank, name, "", "", Tone.LOSS if wanted else Tone.PENDING, lines)
