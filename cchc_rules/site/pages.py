"""All pages of a published year, from the one value that its annexes are made from."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve

from cchc_rules.explain.publication import words
from cchc_rules.explain.publication.annexes import frame_of, notices
from cchc_rules.explain.publication.value import Published, PublishedRanking, PublishedUnit
from cchc_rules.explain.render.document import Fact
from cchc_rules.explain.render.html import footer_html, header_html, sections_html
from cchc_rules.explain.render.page_style import CSS
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.render.unplaced import without_places
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.tables.ranking import ranked_cells, told_below
from cchc_rules.explain.tables.ranking_document import UNKNOWN_UNIT, ranking_table
from cchc_rules.explain.words import scorecard as scorecard_words
from cchc_rules.explain.words.awaited import awaited
from cchc_rules.explain.words.figures import Figures
from cchc_rules.frozen import frozen
from cchc_rules.results.ranking import NotScored
from cchc_rules.site.addresses import addresses
from cchc_rules.site.charts import Reading, bar, radar
from cchc_rules.site.filling import SCRIPT, STYLE, BadPage, TemplateError, Templates
from cchc_rules.site.order import field_order, unit_order
from cchc_rules.site.views import (
    Entry,
    FieldCell,
    FieldHead,
    FieldRow,
    FieldTable,
    NotScoredView,
    RankedRow,
    RankedTable,
)
from cchc_rules.site.years import year_tables

RANKING_PAGE, FIELDS_PAGE, YEARS_PAGE = "index.html", "linh-vuc.html", "so-nam.html"
TITLE, FIELDS, YEARS = "Kết quả xếp hạng", "So các lĩnh vực", "So với kỳ trước"
Told = Callable[[PublishedUnit], None]


@frozen
class _Site:
    """What all pages are made with. `at` is where the page of each unit is."""

    published: Published
    templates: Templates
    contents: tuple[Entry, ...]
    at: Mapping[int, str]

    def address(self, unit: PublishedUnit) -> str:
        """Where the page of a unit is."""
        return self.at[id(unit)]


def site(published: Published, own: Mapping[str, str], told: Told = lambda _: None) -> dict[str, bytes] | BadPage:
    """Every file of the site by its path; `own` are templates of the office; `told` hears of each unit's page made.

    Raises ImportError without the extra `site`.
    """
    try:
        return _files(published, own, told)
    except TemplateError as error:
        return error.bad


def _files(published: Published, own: Mapping[str, str], told: Told) -> dict[str, bytes]:
    units = [u for r in published.rankings for u in r.units]
    at = dict(zip(map(id, units), addresses(units), strict=True))
    contents = [Entry(TITLE, RANKING_PAGE), Entry(FIELDS, FIELDS_PAGE)]
    contents += [Entry(YEARS, YEARS_PAGE)] if published.before else []
    made = _Site(published, Templates(own), tuple(contents), at)
    pages = {RANKING_PAGE: _ranking_page(made), FIELDS_PAGE: _fields_page(made)}
    if published.before:
        pages[YEARS_PAGE] = _years_page(made)
    for r in published.rankings:
        for unit in r.units:
            pages[made.address(unit)] = _unit_page(made, r, unit)
            told(unit)
    # What explanations look like, then what only a site has.
    pages[STYLE] = CSS.encode() + made.templates.plain(STYLE)
    pages[SCRIPT] = made.templates.plain(SCRIPT)
    return pages


def _page(made: _Site, template: str, address: str, title: str, **values: object) -> bytes:
    shared = {"muc_luc": made.contents, "dia_chi": address, "goc": "../" * address.count("/"), "ten_trang": title}
    return made.templates.page(template, {**shared, "tieu_de": title, "thong_bao": _notices(made.published), **values})


def _notices(published: Published) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(n for r in published.rankings for n in notices(published, r)))


# ---- the ranking


def _ranking_page(made: _Site) -> bytes:
    tables = tuple(_ranked(made, r) for r in made.published.rankings)
    not_scored = tuple(map(_not_scored, made.published.not_scored))
    return _page(
        made, "xep-hang.html", RANKING_PAGE, TITLE, cac_bang=tables, khong_cham=not_scored, thieu=made.published.missing
    )


def _ranked(made: _Site, r: PublishedRanking) -> RankedTable:
    table = ranking_table(r.ranking)
    rows = tuple(
        RankedRow(cells, made.address(u), order, cells[5], u.ranked.standing.consequences)
        for u, cells, order in zip(r.units, table.rows, unit_order(r.units), strict=True)
    )
    bands = tuple(dict.fromkeys(row.muc for row in rows))
    consequences = tuple(sorted({number for row in rows for number in row.he_qua}))
    return RankedTable(
        table.heading, table.columns, rows, bands, consequences, tuple(text for text, _ in told_below(r.ranking))
    )


def _not_scored(bad: NotScored) -> NotScoredView:
    reasons = tuple(f"{d.code}: {clean(d.message)}" for d in bad.reasons)
    return NotScoredView(clean(bad.unit or UNKNOWN_UNIT), "", reasons)


# ---- fields


def _fields_page(made: _Site) -> bytes:
    tables = tuple(_fields(made, r, place) for place, r in enumerate(made.published.rankings))
    return _page(made, "linh-vuc.html", FIELDS_PAGE, FIELDS, cac_bang=tables)


def _fields(made: _Site, r: PublishedRanking, place: int) -> FieldTable:
    fields = r.ranking.rubric.fields
    names = [order[1] for order in unit_order(r.units)]
    orders = zip(names, *(field_order(r.units, at) for at in range(len(fields))), strict=True)
    rows = tuple(
        FieldRow(clean(u.header.unit), made.address(u), order, tuple(_cells(u, f"{place}-{at}")))
        for at, (u, order) in enumerate(zip(r.units, orders, strict=True))
    )
    heads = tuple(FieldHead(f.code.text, clean(f.called)) for f in fields)
    return FieldTable(ranking_table(r.ranking).heading, heads, rows)


def readings(u: PublishedUnit) -> tuple[Reading, ...]:
    """The fields of a unit as a chart needs them."""
    figures = frame_of(u).figures
    pairs = zip(u.card.fields, u.card.field_indexes, strict=True)
    return tuple(
        Reading(
            f.criterion.code.text,
            clean(f.criterion.called),
            figures.brief(i) if i is not None else words.NONE,
            i.low if i is not None else None,
            i.high if i is not None else None,
        )
        for f, i in pairs
    )


def _cells(u: PublishedUnit, ident: str) -> Iterator[FieldCell]:
    for place, r in enumerate(readings(u)):
        yield FieldCell(r.code, r.name, r.words, bar(r, f"p{ident}-{place}"))


# ---- a unit


def _unit_page(made: _Site, r: PublishedRanking, u: PublishedUnit) -> bytes:
    told = build_document(u.card, u.made_from)
    told = evolve(without_places(told, made.published.files), footer_heading=told.footer_heading, footer=told.footer)
    place = ranked_cells(u.ranked, Figures.of(u.card.rubric.provisions), u.card.rubric.level_names[0])[0]
    rank = words.AMONG.format(rank=place, units=len(r.units))
    told_open = (awaited(r.ranking), None if made.published.closed else words.NOT_CLOSED)
    open_ = tuple(Fact(scorecard_words.PROVISIONAL, why) for why in told_open if why is not None)
    document = evolve(told, notices=(*told.notices, *open_), facts=(Fact(words.RANK.lower(), rank), *told.facts))
    name = clean(u.header.unit)
    return _page(
        made,
        "don-vi.html",
        made.address(u),
        document.title,
        dau=header_html(document),
        than=sections_html(document),
        chan=footer_html(document),
        linh_vuc=tuple(_cells(u, "u")),
        bieu_do=radar(readings(u), f"{name}: tỷ lệ đạt từng lĩnh vực", "radar"),
    )


# ---- years


def _years_page(made: _Site) -> bytes:
    tables: Sequence[object] = year_tables(made.published, made.address)
    return _page(made, "so-nam.html", YEARS_PAGE, YEARS, cac_bang=tables)
