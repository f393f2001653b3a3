"""Put the sentences of an assessment period together: what is of the year, then each rubric with its units."""

from attrs import evolve, field

from cchc_rules.diagnostics import Related, bounded, catalog, in_order
from cchc_rules.frozen import define
from cchc_rules.language.words import spelled
from cchc_rules.model.calendar import SpecialDays
from cchc_rules.model.citation import Stated
from cchc_rules.model.period.period import (
    Appraising,
    Chosen,
    Extension,
    Period,
    PeriodTable,
    RegisteredUnit,
    UnitsOfKind,
)
from cchc_rules.source import Source, Span, fold_name, unit_key
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.cut import RawLine
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.remembered import read_fitting
from cchc_rules.syntax.lines.statements import Report, Statement, Statements, read_statements
from cchc_rules.syntax.lines.tree_cache import TreeCache
from cchc_rules.syntax.period import lines as lower
from cchc_rules.syntax.rubric.settings import special_days
from cchc_rules.syntax.sheet.lines import FIRST_YEAR, LAST_YEAR

OPENING = f'{spelled("_OPENS_PERIOD")[0].upper()} 2019 "Tên"'


@define
class _Kind:
    heading: UnitsOfKind
    units: list[RegisteredUnit] = field(factory=list)


@define
class _Table:
    heading: PeriodTable
    folders: Stated[tuple[str, ...]] | None = None
    appraising: list[Stated[Appraising]] = field(factory=list)
    kinds: list[_Kind] = field(factory=list)
    units: dict[str, RegisteredUnit] = field(factory=dict)
    extensions: list[Stated[Extension]] = field(factory=list)
    chosen: list[Stated[Chosen]] = field(factory=list)

    def build(self) -> PeriodTable:
        """The finished part."""
        return evolve(
            self.heading,
            folders=self.folders,
            appraising=tuple(self.appraising),
            kinds=tuple(evolve(k.heading, units=tuple(k.units)) for k in self.kinds),
            extensions=tuple(self.extensions),
            chosen=tuple(self.chosen),
        )


@define
class _Draft:
    """State while reading a period top to bottom.

    `lost` tells that a line above could not be read: what seems to stand nowhere may stand below it.
    """

    report: Report = field(factory=Report)
    title: Period | None = None
    days: list[Stated[SpecialDays]] = field(factory=list)
    seed: Stated[str] | None = None
    tables: list[_Table] = field(factory=list)
    lost: bool = False


def read_period(source: Source, cache: TreeCache | None = None) -> Parsed[Period]:
    """An assessment period from a text, with every error of the file; None when it has no title with a year."""
    return read_fitting(_read, source, cache)


def _read(source: Source, cache: TreeCache | None) -> Parsed[Period]:
    statements, draft = read_statements(source, "period", cache), _Draft()
    items: list[Statement | RawLine] = [*statements.good, *statements.failed]
    for item in sorted(items, key=lambda i: i.number if isinstance(i, RawLine) else i.raw.number):
        if isinstance(item, RawLine):
            draft.lost = True
        else:
            _take(draft, item)
    if not items and not statements.diagnostics:
        draft.report.add(catalog.EMPTY, source.span(1), opening=OPENING)
    elif draft.title is None and not draft.lost and not draft.report.found:
        draft.report.add(catalog.WRONG_FILE, source.span(1), wanted="kỳ đánh giá", opening=OPENING)
    return Parsed(_finish(draft, statements), bounded(in_order((*statements.diagnostics, *draft.report.found))))


def _finish(draft: _Draft, statements: Statements) -> Period | None:
    if draft.title is None:
        return None
    tables = tuple(t.build() for t in draft.tables)
    return evolve(draft.title, days=tuple(draft.days), seed=draft.seed, tables=tables, ending=statements.ending)


def _take(draft: _Draft, st: Statement) -> None:
    match st.node.rule:
        case "period":
            _title(draft, st)
        case "special_days" | "seed":
            _of_year(draft, st)
        case "table":
            _open_table(draft, st)
        case rule:
            table = draft.tables[-1] if draft.tables else None
            if table is not None:
                _in_table(draft, table, st, rule)
            elif not draft.lost:
                _misplaced(draft, st, "dưới một dòng BỘ TIÊU CHÍ")


def _misplaced(draft: _Draft, st: Statement, where: str) -> None:
    draft.report.add(catalog.MISPLACED, st.span, what="câu này", where=where)


def _twice(draft: _Draft, st: Statement, what: str, before: Span | None) -> None:
    draft.report.add(catalog.STATED_TWICE, st.span, what=what, related=(Related("câu trước ở đây", before),))


def _title(draft: _Draft, st: Statement) -> None:
    leaf = st.node.leaves("INT")[0]
    year = v.whole(st, leaf, draft.report)
    if draft.title is not None:
        _twice(draft, st, "KỲ ĐÁNH GIÁ", draft.title.at)
        return
    if not FIRST_YEAR <= year <= LAST_YEAR:
        reason = f"năm phải có bốn chữ số, từ {FIRST_YEAR}"
        draft.report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text[:20], reason=reason, fix="viết đủ năm")
    names = lower.texts(st, st.node.leaves("STRING"), "tên kỳ đánh giá", draft.report)
    basis = v.basis(st, st.node, draft.report)
    draft.title = Period(year, names[0] if names else "", basis, at=st.span, trivia=st.trivia)


def _of_year(draft: _Draft, st: Statement) -> None:
    if draft.tables and not draft.lost:
        _misplaced(draft, st, "phần đầu, trước BỘ TIÊU CHÍ")
    if st.node.rule == "special_days":
        days = special_days(st, st.node, draft.report)
        draft.days += [lower.state(st, days, draft.report)] if days is not None else []
        return
    texts = lower.texts(st, st.node.leaves("STRING"), "mã bốc thăm", draft.report)
    if draft.seed is not None:
        _twice(draft, st, "mã bốc thăm", draft.seed.at)
    elif texts:
        draft.seed = lower.state(st, texts[0], draft.report)


def _open_table(draft: _Draft, st: Statement) -> None:
    name = lower.rubric(st, draft.report)
    first = next((t.heading for t in draft.tables if t.heading.rubric == name), None)
    if first is not None:
        draft.report.add(catalog.TABLE_TWICE, st.span, related=(Related("phần trước ở đây", first.at),), name=name)
    draft.tables.append(_Table(PeriodTable(name or "", at=st.span, trivia=st.trivia)))


def _in_table(draft: _Draft, table: _Table, st: Statement, rule: str) -> None:
    report = draft.report
    if rule == "sheets_at":
        folders = lower.texts(st, st.node.leaves("STRING"), "tên thư mục", report)
        if table.folders is not None:
            _twice(draft, st, "phiếu ở", table.folders.at)
        elif folders:
            table.folders = lower.state(st, folders, report)
    elif rule == "appraisers":
        _appraising(draft, table, st)
    elif rule == "kind":
        _open_kind(draft, table, st)
    elif rule == "unit":
        _unit(draft, table, st)
    elif rule == "extension":
        extension = lower.extension(st, report)
        table.extensions += [lower.state(st, extension, report)] if extension is not None else []
    elif rule == "chosen":
        chosen = lower.chosen(st, report)
        table.chosen += [lower.state(st, chosen, report)] if chosen is not None else []


def _appraising(draft: _Draft, table: _Table, st: Statement) -> None:
    made = lower.state(st, lower.appraising(st, draft.report), draft.report)
    first = next((s for s in table.appraising if s.value.stage == made.value.stage), None)
    if first is not None:
        _twice(draft, st, f"{made.value.stage.value}: do …", first.at)
        return
    table.appraising.append(made)


def _open_kind(draft: _Draft, table: _Table, st: Statement) -> None:
    names = lower.texts(st, st.node.leaves("STRING"), "loại đơn vị", draft.report)
    kind, basis = names[0] if names else "", v.basis(st, st.node, draft.report)
    first = next((k.heading for k in table.kinds if fold_name(k.heading.kind) == fold_name(kind)), None)
    if first is not None:
        _twice(draft, st, f"LOẠI ĐƠN VỊ {kind}", first.at)
    table.kinds.append(_Kind(UnitsOfKind(kind, (), basis, st.span, st.trivia)))


def _unit(draft: _Draft, table: _Table, st: Statement) -> None:
    unit = lower.unit(st, draft.report)
    if unit is None:
        return
    if not table.kinds:
        if not draft.lost:
            _misplaced(draft, st, "dưới một dòng LOẠI ĐƠN VỊ")
        return
    first = table.units.setdefault(unit_key(unit.name), unit)
    if first is not unit:
        related = (Related("dòng trước ở đây", first.at),)
        draft.report.add(catalog.REGISTERED_TWICE, st.span, unit=unit.name, related=related)
        return
    table.kinds[-1].units.append(unit)
