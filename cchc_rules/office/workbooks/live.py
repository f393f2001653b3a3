"""The live cells: what each row comes to while it is filled in, the total, the index, the band.

Points entered by hand are added as whole millionths and compared with thresholds by multiplying across, so that no
rounded number decides. Whatever only the engine knows keeps the engine's value while nothing that it depends on is
changed, and says that it waits once something is.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.frozen import frozen
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Absence, Band, Measure
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.office.workbooks.columns import Columns, Fixed, Part, fixed
from cchc_rules.office.workbooks.layout import UNITS, Live, address, letters, literal, quoted
from cchc_rules.office.workbooks.records import Kind, Record
from cchc_rules.office.workbooks.said import OUT, Ratio, Shown
from cchc_rules.results.node_score import NodeScore, State, year_open
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import fold_name

WAITING = "chờ công cụ tính"
TENTATIVE = "tạm tính"
_OF_ENGINE = "công cụ tính, đã xét điều kiện"
_BY_POINTS = "theo điểm; điều kiện, hạn mức do công cụ xét"


@frozen
class Book:
    """All that live cells depend on: the rows of the workbook from `first` on, and the engine's result for them."""

    tree: RuleTree
    sheet: Sheet
    card: Scorecard
    columns: Columns
    records: tuple[tuple[int, Record], ...]
    """Each record with its row."""

    @cached_property
    def first(self) -> int:
        """The first row that holds a record."""
        return self.records[0][0]

    @cached_property
    def last(self) -> int:
        """The last one."""
        return self.records[-1][0]

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each code."""
        return {r.key: row for row, r in self.records if r.kind is Kind.ROW}

    @cached_property
    def facts(self) -> Mapping[str, int]:
        """The row of each fact by folded name."""
        return {fold_name(r.key): row for row, r in self.records if r.kind in (Kind.FACT, Kind.WORDS)}

    @cached_property
    def tree_nodes(self) -> Mapping[str, TreeNode]:
        """The nodes of the table by code."""
        return {n.criterion.code.text: n for n in self.tree.nodes}

    @cached_property
    def simple(self) -> bool:
        """Whether the table is the sum of its rows and nothing else, in numbers that live cells hold exactly."""
        p = self.tree.rubric.provisions
        beside = bool(self.tree.buckets) or any(g.method is not None for g in self.tree.groups)
        rescaled = p.absence is not None and p.absence.value is Absence.RESCALED
        deducts = any(n.criterion.deducts for n in self.tree.nodes)
        known = (n.final for n in self.card.nodes if n.criterion.is_leaf)
        fine = all(fits(v) for v in known if v is not None) and all(fits(n.criterion.max) for n in self.tree.nodes)
        bounds = (b for band in self.tree.bands for b in (band.value.interval.low, band.value.interval.high))
        return fine and not (beside or rescaled or deducts) and all(fits(b) for b in bounds if b is not None)

    @cached_property
    def guarded(self) -> bool:
        """Whether more than points decides the rating."""
        p = self.tree.rubric.provisions
        scoped = any(b.value.scope is not None for b in self.tree.bands)
        return bool(p.disqualifiers or p.quotas) or scoped or year_open(self.card.every)

    @cached_property
    def beyond(self) -> bool:
        """Whether anybody but the unit has entered points or a value."""
        others = [s for s in self.columns.stages if s not in (Stage.SELF, Stage.SURVEY)]
        return any(r.of(s).value is not None for _, r in self.records for s in others)

    def span(self, column: int) -> str:
        """The cells of all records in a column, fixed."""
        name = letters(column)
        return f"${name}${self.first}:${name}${self.last}"

    def at(self, row: int, column: Fixed) -> str:
        """A cell of a fixed column."""
        return address(row, fixed(column))


def fits(value: Fraction) -> bool:
    """Whether a number is a whole count of the units that live cells add."""
    return (value * UNITS).denominator == 1


# ---- is it still what it was


def unchanged(book: Book, row: int, record: Record) -> Live:
    """Whether the values of a row are those that the workbook was made with."""
    cells = ((address(row, book.columns.at(Part.VALUE, s)), record.of(s).value) for s in book.columns.stages)
    return Live(f"AND({','.join(_same(cell, value) for cell, value in cells)})", True)


def _same(cell: str, value: Shown) -> str:
    if value is None:
        return f'{cell}=""'
    if isinstance(value, str):
        return f"EXACT({cell},{quoted(value)})"
    number = value.value if isinstance(value, Ratio) else value
    return f"AND(ISNUMBER({cell}),{cell}={literal(number)})"


def someone_beyond(book: Book) -> Live:
    """Whether anybody but the unit has entered anything: then what the unit gave itself no longer counts alone."""
    others = [s for s in book.columns.stages if s not in (Stage.SELF, Stage.SURVEY)]
    counted = "+".join(f"COUNTA({book.span(book.columns.at(Part.VALUE, s))})" for s in others) or "0"
    return Live(f"({counted})>0", book.beyond)


def all_unchanged(book: Book) -> Live:
    """Whether no value of the workbook is changed."""
    return Live(f"AND({book.span(fixed(Fixed.SAME))})", True)


# ---- one row

BEYOND, ALL_SAME = "$B$2", "$B$3"
"""Where the two questions about the whole workbook are answered."""


def points_of(book: Book, row: int, record: Record, node: NodeScore) -> Live:
    """What a row comes to: live where points are entered by hand, else the engine's as long as that holds."""
    if book.simple and not _engine_alone(book, record):
        return Live(_by_hand(book, row, record), _shown(node))
    value = _shown(node)
    said = literal(value) if isinstance(value, Fraction) else quoted(value)
    return Live(f"IF({_depends(book, row, record)},{said},{quoted(WAITING)})", value)


def _shown(node: NodeScore) -> Fraction | str:
    if node.state is State.NOT_CHOSEN or node.state is State.NOT_APPLICABLE:
        return OUT
    return node.stated if node.stated is not None and _finite(node.stated) else ""


def _finite(value: Fraction) -> bool:
    return fits(value)


def _engine_alone(book: Book, record: Record) -> bool:
    node = book.tree_nodes.get(record.key)
    fed = record.key in book.tree.surveys
    if node is None or node.rule is not None or node.guards or fed or book.sheet.takes_over:
        return True
    claimed = {r.code.text for r in book.sheet.rows if r.claim is not None}
    return bool(claimed.intersection(node.path)) or any(isinstance(said.value, str) for _, said in record.said)


def _above(book: Book, record: Record) -> list[str]:
    """Whether nothing is entered anew for the groups that a row lies in, or for the whole sheet."""
    assert record.criterion is not None
    above = [book.rows[c.text] for c in record.criterion.code.up() if c.text in book.rows and c.text != record.key]
    whole = [row for row, r in book.records if r.kind is Kind.ALL]
    return [book.at(r, Fixed.SAME) for r in (*above, *whole)]


def _depends(book: Book, row: int, record: Record) -> str:
    """Whether nothing is changed that the engine's value of a row depends on."""
    node = book.tree_nodes.get(record.key)
    shared = book.sheet.takes_over or node is None or node.guards or not node.is_leaf or record.key in book.tree.surveys
    if shared or node is None or not book.simple:
        return ALL_SAME
    facts = sorted(
        book.facts[name] for name in (node.rule.facts if node.rule is not None else ()) if name in book.facts
    )
    parts = [book.at(row, Fixed.SAME), *_above(book, record), *(book.at(r, Fixed.SAME) for r in facts)]
    return f"AND({','.join([*parts, f'{BEYOND}={_truth(book.beyond)}'])})"


def _truth(value: bool) -> str:
    return "TRUE" if value else "FALSE"


def _by_hand(book: Book, row: int, record: Record) -> str:
    """The points of the stage that counts; what is no number in 0…maximum waits for the engine, which refuses it."""
    node = book.tree_nodes[record.key]
    cells = [address(row, book.columns.at(Part.VALUE, s)) for s in book.columns.stages]
    listed = ",".join(cells)
    most = literal(node.criterion.max)
    wrong = [f"MAX({listed})>{most}", f"MIN({listed})<0", *(f"NOT({same})" for same in _above(book, record))]
    wrong += [f"ROUND({c}*{UNITS},0)<>ROUND({c}*{UNITS},3)" for c in cells]
    live = f"IF(OR({','.join(wrong)}),{quoted(WAITING)},{_deciding(book, node, row)})"
    # Words are looked for first: arithmetic on them is an error, which OR would pass on.
    return f"IF(COUNT({listed})<COUNTA({listed}),{quoted(WAITING)},{live})"


def _deciding(book: Book, node: TreeNode, row: int) -> str:
    def first_of(order: Sequence[Stage]) -> str:
        formula = '""'
        for stage in reversed([s for s in order if s in book.columns.stages]):
            cell = address(row, book.columns.at(Part.VALUE, stage))
            formula = f'IF({cell}<>"",{cell},{formula})'
        return formula

    if node.survey:
        return first_of([Stage.SURVEY])
    final = first_of(book.tree.order)
    return final if Stage.SELF in book.tree.order else f"IF({BEYOND},{final},{first_of([Stage.SELF])})"


def units_of(book: Book, row: int, node: NodeScore) -> Live:
    """What a row adds to the sum, in whole millionths."""
    points = book.at(row, Fixed.POINTS)
    final = node.final if node.final is not None else Fraction(0)
    return Live(f"IF(ISNUMBER({points}),ROUND({points}*{UNITS},0),0)", final * UNITS)


def counted_of(book: Book, row: int, node: NodeScore) -> Live:
    """What a row adds to the maximum, in whole millionths; only rows that take points have it."""
    most = node.criterion.max * UNITS
    out = f"{book.at(row, Fixed.POINTS)}={quoted(OUT)}"
    return Live(f"IF({out},0,{literal(most)})", Fraction(0) if _shown(node) == OUT else most)


def subtotal_of(book: Book, record: Record, node: NodeScore) -> Live:
    """What a group comes to."""
    assert record.criterion is not None
    if not book.simple:
        value = _shown(node)
        said = literal(value) if isinstance(value, Fraction) else quoted(value)
        return Live(f"IF({ALL_SAME},{said},{quoted(WAITING)})", value)
    children = [book.at(book.rows[c.code.text], Fixed.POINTS) for c in record.criterion.children]
    listed = ",".join(children)
    out = "+".join(f"({c}={quoted(OUT)})" for c in children)
    known = f"COUNT({listed})+{out}={len(children)}"
    gone = f"{out}={len(children)}"
    summed = f"ROUND(SUM({listed}),6)"
    value = _shown(node)
    return Live(
        f"IF({gone},{quoted(OUT)},IF({known},{summed},{quoted(TENTATIVE)}))", TENTATIVE if value == "" else value
    )


# ---- the whole


@frozen
class Totals:
    """The live cells at the top."""

    achieved: Live
    base: Live
    index: Live
    band: Live
    progress: Live
    so_far: Live


def totals_of(book: Book) -> Totals:
    """Total, maximum, index and band; all of them tentative while a row is open or waits for the engine."""
    nodes = [n for n in book.card.every if n.criterion.is_leaf]
    points = book.span(fixed(Fixed.POINTS))
    marks = book.span(fixed(Fixed.COUNTED))
    scored = f"SUMPRODUCT(ISNUMBER({marks})*(ISNUMBER({points})+({points}={quoted(OUT)})))"
    done, count = sum(_shown(n) != "" for n in nodes), len(nodes)
    progress = Live(f'{scored}&"/{count} dòng đã có điểm"', f"{done}/{count} dòng đã có điểm")
    return _live(book, f"{scored}={count}", done == count, progress) if book.simple else _of_engine(book, progress)


def _live(book: Book, known: str, sure: bool, progress: Live) -> Totals:
    total, most = f"SUM({book.span(fixed(Fixed.UNITS))})", f"SUM({book.span(fixed(Fixed.COUNTED))})"
    index = book.card.index if sure else None

    def when_known(formula: str, value: Fraction | str) -> Live:
        return Live(f"IF({known},{formula},{quoted(TENTATIVE)})", value if sure else TENTATIVE)

    cut = f'IF({most}=0,"",INT({total}*10000/{most})/100)'
    ratio = Fraction(index.numerator * 10000 // index.denominator, 100) if index is not None else ""
    return Totals(
        when_known(f"{total}/{UNITS}", book.card.total.achieved),
        when_known(f"{most}/{UNITS}", book.card.total.applicable),
        when_known(cut, ratio),
        when_known(*_bands(book, total, most)),
        progress,
        Live(f"{total}/{UNITS}", book.card.total.achieved),
    )


def _bands(book: Book, total: str, most: str) -> tuple[str, str]:
    """The formula of the band, and what it gives now."""
    if any(b.value.scope is not None for b in book.tree.bands):
        now = _decided(book)
        return f"IF({ALL_SAME},{quoted(now)},{quoted(WAITING)})", now
    formula, now = '""', ""
    for stated in reversed(book.tree.bands):
        name = f"{stated.value.name} ({_BY_POINTS})" if book.guarded else stated.value.name
        formula = f"IF({_within(stated.value, total, most)},{quoted(name)},{formula})"
        now = name if _holds(book, stated.value) else now
    return f'IF({most}=0,"",{formula})', now


def _holds(book: Book, band: Band) -> bool:
    index = book.card.index
    if index is None:
        return False
    if band.measure is Measure.POINTS:
        return band.interval.holds(book.card.total.achieved)
    return band.interval.holds(index.numerator, index.denominator)


def _decided(book: Book) -> str:
    """The band that the engine gives, with the word that it does; tentative where it gives none alone."""
    card = book.card
    sure = card.band is not None and card.quota is None and not card.limited and not card.provisional
    return f"{card.band.value.name} ({_OF_ENGINE})" if sure and card.band is not None else TENTATIVE


def _within(band: Band, total: str, most: str) -> str:
    def compared(bound: Fraction, sign: str) -> str:
        if band.measure is Measure.POINTS:
            return f"{total}*{bound.denominator}{sign}{bound.numerator * UNITS}"
        return f"{total}*{bound.denominator}{sign}{bound.numerator}*{most}"

    i: Interval = band.interval
    parts = [compared(i.low, ">" if i.low_open else ">=")] if i.low is not None else []
    parts += [compared(i.high, "<=" if i.high_closed else "<")] if i.high is not None else []
    return f"AND({','.join(parts)})" if parts else "TRUE"


def _of_engine(book: Book, progress: Live) -> Totals:
    """The engine's own figures, as long as nothing is changed."""
    card = book.card
    points, base = card.points
    pending = card.total.pending > 0 or (card.final is not None and card.final.pending)
    sure = not pending and card.index is not None and card.index.exact

    def kept(value: Fraction | str) -> Live:
        shown = value if sure else TENTATIVE
        said = literal(shown) if isinstance(shown, Fraction) else quoted(shown)
        return Live(f"IF({ALL_SAME},{said},{quoted(TENTATIVE)})", shown)

    ratio = card.index.low if card.index is not None else Fraction(0)
    exact = points if fits(points) else f"≈ {vietnamese(points, 6, cut=True)}"
    cut = Fraction(ratio.numerator * 10000 // ratio.denominator, 100)
    return Totals(kept(exact), kept(base), kept(cut), kept(_decided(book)), progress, Live('""', ""))
