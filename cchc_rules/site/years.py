"""A year beside another: units by their names, as they are called now or were before a renaming."""

from collections.abc import Callable

from cchc_rules.explain.publication import words
from cchc_rules.explain.publication.value import Published, PublishedRanking, PublishedUnit
from cchc_rules.explain.render.document import Column
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.ranking import ranked_cells
from cchc_rules.explain.words.figures import Figures
from cchc_rules.meaning.units import names_in_year, names_last_year
from cchc_rules.results.ranking import Ranked, Ranking
from cchc_rules.results.scorecard import Index
from cchc_rules.site.order import Key, index_key, name_key, places
from cchc_rules.site.views import YearRow, YearTable

_NO_SHEET = "không có phiếu"
_UP, _DOWN, _SAME, _UNKNOWN = "▲ tăng", "▼ giảm", "= không đổi", "chưa rõ"
_TRENDS = (_UP, _SAME, _DOWN, _UNKNOWN, words.NONE)
Past = tuple[Ranking, Ranked]
Addressed = Callable[[PublishedUnit], str]


def year_tables(published: Published, address: Addressed) -> tuple[YearTable, ...]:
    """Each ranking beside the year before: index, band and rank of every unit then and now."""
    return tuple(_table(r, published.before, address) for r in published.rankings)


def _table(r: PublishedRanking, before: tuple[Ranking, ...], address: Addressed) -> YearTable:
    past = [(ranking, unit) for ranking in before for unit in ranking.units if ranking.year < r.ranking.year]
    found = [_of_unit(u, past) for u in r.units]
    trends = [_trend(then, u.ranked.standing.index) for u, then in zip(r.units, found, strict=True)]
    cells = [(*_then(then), *_now(u), trend) for u, then, trend in zip(r.units, found, trends, strict=True)]
    keys = zip(*(places(column) for column in _keys(r, found, trends)), strict=True)
    rows = tuple(
        YearRow((clean(u.header.unit), *row), address(u), order)
        for u, row, order in zip(r.units, cells, keys, strict=True)
    )
    return YearTable(clean(r.ranking.rubric.title), _columns(r.ranking, [p for p in found if p]), rows)


def _columns(ranking: Ranking, found: list[Past]) -> tuple[Column, ...]:
    years = ", ".join(str(y) for y in sorted({then.year for then, _ in found})) or "trước"
    now = ranking.year
    return (
        Column("Đơn vị", wraps=True),
        *(Column(f"{name} {years}", right=name != words.BAND) for name in (words.INDEX, words.BAND, words.RANK)),
        *(Column(f"{name} {now}", right=name != words.BAND) for name in (words.INDEX, words.BAND, words.RANK)),
        Column("Chỉ số tăng, giảm"),
    )


def _of_unit(u: PublishedUnit, past: list[Past]) -> Past | None:
    """The unit's place in the latest earlier year that has it, by the rules of names of units."""
    for ranking, then in sorted(past, key=lambda p: -p[0].year):
        back = u.header.year - ranking.year
        if names_last_year(u.header, back) & names_in_year(then.standing.header):
            return ranking, then
    return None


def _then(past: Past | None) -> tuple[str, str, str]:
    if past is None:
        return _NO_SHEET, words.NONE, words.NONE
    ranking, unit = past
    return _cells(unit, Figures.of(ranking.rubric.provisions), ranking.rubric.level_names[0])


def _now(u: PublishedUnit) -> tuple[str, str, str]:
    return _cells(u.ranked, Figures.of(u.card.rubric.provisions), u.card.rubric.level_names[0])


def _cells(unit: Ranked, figures: Figures, top: str) -> tuple[str, str, str]:
    rank, _, _, _, index, band, *_ = ranked_cells(unit, figures, top)
    return index, band, rank


def _trend(past: Past | None, now: Index | None) -> str:
    """By the exact indexes; not known where bounds of them overlap."""
    then = past[1].standing.index if past is not None else None
    if then is None or now is None:
        return words.NONE
    if then.exact and now.exact and then.low == now.low:
        return _SAME
    return _UP if now.low > then.high else _DOWN if now.high < then.low else _UNKNOWN


def _keys(r: PublishedRanking, found: list[Past | None], trends: list[str]) -> tuple[list[Key], ...]:
    then = [p[1].standing.index if p is not None else None for p in found]
    now = [u.ranked.standing.index for u in r.units]
    past_ranks: list[Key] = [(p[1].rank or 10**6,) if p is not None else (10**7,) for p in found]
    ranks: list[Key] = [(u.ranked.rank or 10**6,) for u in r.units]
    past_bands: list[Key] = [(_then(p)[1],) for p in found]
    bands: list[Key] = [(_now(u)[1],) for u in r.units]
    return (
        [name_key(u) for u in r.units],
        [index_key(i) for i in then],
        past_bands,
        past_ranks,
        [index_key(i) for i in now],
        bands,
        ranks,
        [(_TRENDS.index(t),) for t in trends],
    )
