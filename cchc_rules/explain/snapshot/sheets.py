"""The results of the sheets of a year: a line a unit, then a line for each row that is not simply at its maximum."""

from collections.abc import Iterator, Sequence

from cchc_rules.explain.render.document import Item, Items, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.scorecard import group_items, items, rating_items
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.tables.ranking import ranked_cells
from cchc_rules.explain.words.figures import Figures
from cchc_rules.model.code import Code
from cchc_rules.results.ranking import Ranked, Ranking
from cchc_rules.results.scorecard import Scorecard


def sheets_snapshot(ranking: Ranking, cards: Sequence[Scorecard]) -> str:
    """A ranking, and the scorecards of its units in any order, as one text that ends with a line end.

    Sums stand in the line of the unit alone. A row tells its points and why; what the rubric says of it, and the
    maximum of the whole, are not repeated. A row that is not named has its maximum.
    """
    figures = Figures.of(ranking.rubric.provisions)
    lines = [clean(f"{ranking.rubric.title} · năm {ranking.year}")]
    lines += [_unit(unit, figures, ranking.rubric.level_names[0]) for unit in ranking.units]
    by_name = {(c.header.unit, c.header.kind): c for c in cards}
    for unit in ranking.units:
        header = unit.standing.header
        lines += ["", *_card(by_name[header.unit, header.kind], figures)]
    return "\n".join(lines) + "\n"


def _unit(unit: Ranked, figures: Figures, top: str) -> str:
    rank, *_ = ranked_cells(unit, figures, top)
    return f"hạng {rank} · {unit_line(unit, figures, top)}"


def unit_line(unit: Ranked, figures: Figures, top: str) -> str:
    """All but the rank in one line: unit, points of how many, index, band, consequences, remarks."""
    _, name, points, maximum, index, band, consequences, remarks = ranked_cells(unit, figures, top)
    told = (name, f"{points}/{maximum} điểm", index, band, f"hệ quả {consequences}", remarks)
    return " · ".join(t for t in told if t)


def _card(card: Scorecard, figures: Figures) -> Iterator[str]:
    frame = Frame(card, figures, ())
    yield f"{clean(card.header.unit)} · {clean(card.header.kind)}"
    yield from (_row(item) for item in _told_rows(frame))
    for section in rating_items.bucket_sections(frame):
        if isinstance(section, Items):
            yield section.heading
            yield from (_row(item) for group in section.groups for item in group.items)


def _told_rows(frame: Frame) -> list[Item]:
    """Rows with something to tell, and groups with a method of their own, in the order of the table."""
    found = (
        *items.lost_rows(frame),
        *items.given_back_rows(frame),
        *items.rows_left_out(frame),
        *items.refused_rows(frame),
        *items.pending_rows(frame),
        *items.differing_rows(frame),
        *group_items.group_rows(frame),
    )
    place: dict[Code, int] = {n.criterion.code: i for i, n in enumerate(frame.scorecard.nodes)}
    return [item for _, item in sorted(found, key=lambda told: place[told[0]])]


def _row(item: Item) -> str:
    # What is said faintly is where the row stands in the texts, not what became of it.
    why = "; ".join(line.text for line in item.details if line.tone is not Tone.FAINT)
    return f"{item.code} {item.points} {item.outcome}: {why}"
