"""Units that are not rated or have no rank, each with why; and those whose sheets could not be scored."""

from collections.abc import Iterator

from cchc_rules.explain.publication import words
from cchc_rules.explain.publication.value import Published, PublishedRanking, PublishedUnit
from cchc_rules.explain.render.document import Account, Group, Item, Items, Line, Section, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.scorecard import verdict
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.tables.ranking import ranked_cells
from cchc_rules.explain.tables.ranking_document import not_scored_sections
from cchc_rules.explain.words import scorecard as scorecard_words
from cchc_rules.explain.words.figures import Figures

_HEADS = ("STT", "Đơn vị, vì sao", "Điểm", "Xếp loại")


def unrated_sections(r: PublishedRanking, published: Published | None) -> tuple[Section, ...]:
    """Everybody without a rank or a rating; a word where there is nobody.

    With all that is `published`, units of the period without a sheet and sheets that could not be scored stand too.
    """
    items = tuple(_unrated(u, number) for number, u in enumerate(filter(is_unrated, r.units), 1))
    told: tuple[Section, ...] = (Items(words.UNRATED.upper(), Tone.PENDING, (), (Group("", items),), _HEADS),)
    if not items:
        told = (Account("", (Line(words.ALL_RATED),), ()),)
    if published is None:
        return told
    missing = (
        (Account(words.MISSING, tuple(Line(clean(m)) for m in published.missing), ()),) if published.missing else ()
    )
    return (*told, *missing, *not_scored_sections(published.not_scored))


def is_unrated(u: PublishedUnit) -> bool:
    """Whether the unit has no rank, or a rubric with bands leaves it without one."""
    s = u.ranked.standing
    return u.ranked.rank is None or (s.band is None and bool(u.card.rubric.provisions.bands))


def _unrated(u: PublishedUnit, number: int) -> Item:
    figures, top = Figures.of(u.card.rubric.provisions), u.card.rubric.level_names[0]
    cells = ranked_cells(u.ranked, figures, top)
    lines = tuple(Line(text) for text in _why(u, cells[-1]))
    return Item(str(number), cells[1], f"{cells[2]}/{cells[3]}", cells[5], Tone.PENDING, lines)


def _why(u: PublishedUnit, remarks: str) -> Iterator[str]:
    """The sentence on the rating, what is provisional, and what the ranking remarks; none of it twice."""
    frame = Frame(u.card, Figures.of(u.card.rubric.provisions), ())
    told = [verdict.band_fact(frame).value]
    provisional = [f.value for f in verdict.notices(frame) if f.label == scorecard_words.PROVISIONAL]
    # What the ranking remarks in a word, the notice says in full.
    told += provisional or ([remarks] if remarks else [])
    settled = u.ranked.rank is None and u.ranked.among is None and u.ranked.standing.unrated is False
    known = u.card.index is not None and u.card.index.exact
    told += [words.NOT_AS_FAR] if settled and known else []
    yield from dict.fromkeys(told)
