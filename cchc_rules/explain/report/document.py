"""The report of a change as a document: the sums first, then what somebody must look at, the rest folded."""

from collections.abc import Iterator, Sequence

from cchc_rules.diagnostics import Diagnostic, Severity, summary
from cchc_rules.explain.render.document import (
    Column,
    Document,
    Fact,
    Folded,
    Group,
    Item,
    Items,
    Line,
    Section,
    Table,
    Tone,
)
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.report.units import crossings, supposed_tables, unit_table
from cchc_rules.explain.tables.changed_sentences import changed_sentences
from cchc_rules.explain.words import texts_beside
from cchc_rules.results.change_report import (
    CaseChange,
    ChangeReport,
    How,
    RubricChange,
    SideName,
    SnapshotChange,
    UnscoredSheet,
)
from cchc_rules.results.impact import Impact

_SHOWN, _FOLDED = 20, 200
"""How many rows a section shows, and one that is folded: a comment has an end."""
_PLACES = 3
"""How many places of one thing are named."""
_TITLE = "Báo cáo thay đổi"
_Heads = tuple[str, str, str, str]
_FINDINGS: _Heads = ("Mã", "Điều được nêu", "", "Mức")
_UNITS: _Heads = ("Hạng", "Đơn vị, vì sao", "", "Xếp loại")
_UNSCORED: _Heads = ("Đơn vị", "Phiếu, lỗi", "", "")
_CASES: _Heads = ("Tệp thử", "Mong đợi, thực tế", "", "Cũ → mới")
_LOST: _Heads = ("Mã", "Chỗ của bộ tiêu chí", "", "Chiều")
_ONE_SIDED: _Heads = ("Bên nào", "Phiếu", "", "")
_SNAPSHOTS: _Heads = ("Bản chụp", "Khác gì", "", "Bao nhiêu")
"""What stands over the columns of each section where it is laid out as a table."""


def report_document(report: ChangeReport) -> Document:
    """Everything the change does, short enough for a comment; what is cut says so."""
    sections = (*_rubrics(report.rubrics), *_units(report), *_failures(report), *_folded(report))
    return Document(
        title=f"{_TITLE} {report.base.name} → {report.head.name}",
        headline=(_TITLE, f"{_side(report.base)} → {_side(report.head)}"),
        notices=tuple(_notices(report)),
        facts=tuple(_sums(report)),
        sections=tuple(s for s in sections if not isinstance(s, Items) or s.groups or s.lead),
        footer_heading="",
        footer=(),
    )


def _side(side: SideName) -> str:
    return f"{clean(side.name)} ({side.commit[:10]})" if side.commit is not None else clean(side.name)


def _notices(report: ChangeReport) -> Iterator[Fact]:
    for side in (report.base, report.head):
        broken = [r.name for r in report.rubrics if any(name == side.name for name, _ in r.broken)]
        if broken:
            yield Fact("KHÔNG ĐỌC ĐƯỢC", f"{', '.join(map(clean, broken))} ở {_side(side)}: không so được với bên kia")
    unread = [clean(f.name) for f in report.files if not f.read]
    if unread:
        places = "không nằm ở nơi nào cấu hình nêu ([thu-muc]) nên không đọc"
        yield Fact("KHÔNG ĐỌC", f"{_few(unread, _PLACES, 'tệp')}: {places}")
    if report.breaks:
        yield Fact("BÊN MỚI THÊM LỖI", "xem lỗi mới, phiếu không còn chấm được, tệp thử trượt")
    for impact in report.impacts:
        yield from texts_beside.on_top(impact.texts)
    if report.unscored or report.units_new or report.units_gone:
        yield Fact("HẠNG", "mỗi bên xếp hạng trong số đơn vị bên ấy chấm được, mà hai bên không cùng số đơn vị")
    if report.changes_nothing:
        yield Fact("KHÔNG ĐỔI GÌ", "hai bên như nhau: văn bản, kết quả kiểm tra, tệp thử và điểm của mọi đơn vị")


# ---- the sums


def _sums(report: ChangeReport) -> Iterator[Fact]:
    became = [(how, sum(f.how is how for f in report.files)) for how in How]
    yield Fact("tệp", ", ".join(f"{n} {how.value}" for how, n in became if n) or "không đổi")
    lines = [r.told.count for r in report.rubrics if r.told is not None]
    changed = f"{sum(lines)} câu ở {len(lines)} bộ tiêu chí" if lines else "không câu nào"
    yield Fact("nội dung thay đổi", changed)
    cites = list(dict.fromkeys(c for r in report.rubrics for c in r.cites))
    if cites:
        yield Fact("căn cứ", _few(cites, 6, "căn cứ"))
    yield Fact("kiểm tra", f"mới: {_counted(report.new_checks)}; hết: {_counted(report.gone_checks)}")
    if report.snapshots:
        yield Fact("bản chụp", f"{len(report.snapshots)} tệp khác")
    yield Fact("đơn vị", _units_told(report))
    if report.unscored:
        yield Fact("phiếu không còn chấm được", str(len(report.unscored)))
    if report.supposed:
        yield Fact("nếu quy điểm theo tỷ lệ", _moved_told(report.supposed))
    failing, mended = sum(c.fails_now for c in report.cases), sum(bool(c.after) for c in report.cases)
    yield Fact("tệp thử", f"{failing} trượt thêm, {mended} đạt thêm" if report.cases else "không đổi")
    if report.coverage:
        yield Fact("không còn được thử", f"{sum(len(c.parts) for c in report.coverage)} chỗ của bộ tiêu chí")


def _counted(found: Sequence[Diagnostic]) -> str:
    return summary(found) if found else "không có"


def _units_told(report: ChangeReport) -> str:
    if not any(i.units for i in report.impacts) and not report.units_new and not report.units_gone:
        return "không có phiếu nào so được"
    told = [_moved_told(report.impacts)]
    told += [f"{len(report.units_new)} mới có kết quả"] if report.units_new else []
    told += [f"{len(report.units_gone)} không còn kết quả"] if report.units_gone else []
    return ", ".join(told)


def _moved_told(impacts: Sequence[Impact]) -> str:
    units = [u for i in impacts for u in i.units]
    points = sum(u.before.points != u.after.points for u in units)
    ranks = sum(u.rank_before != u.rank_after for u in units)
    crossing = sum(u.crosses for u in units)
    return f"{len(units)} so được, {points} đổi điểm, {ranks} đổi hạng, {crossing} đổi xếp loại hoặc hệ quả"


def _few(texts: Sequence[str], most: int, kind: str) -> str:
    shown = "; ".join(map(clean, texts[:most]))
    return f"{shown}; và {len(texts) - most} {kind} nữa" if len(texts) > most else shown


# ---- what somebody must look at


def _rubrics(rubrics: Sequence[RubricChange]) -> Iterator[Section]:
    for rubric in rubrics:
        heading = f"{clean(rubric.title)} ({clean(rubric.name)})"
        if rubric.told is None:
            yield from _cut(f"Không đọc được: {heading}", _findings([d for _, d in rubric.broken]), _FINDINGS)
            continue
        lines = [line for group in rubric.told.groups for line in group.lines]
        changed = changed_sentences(lines)
        yield from _cut(f"Thay đổi: {heading}", [i for g in changed.groups for i in g.items], changed.heads)


def _cut(heading: str, items: Sequence[Item], heads: _Heads) -> Iterator[Items | Folded]:
    """A section of items; what is more than a comment shows is folded, and of that what is too much is counted."""
    shown, rest = items[:_SHOWN], items[_SHOWN:_FOLDED]
    if shown:
        yield Items(heading, Tone.STRONG, (), (Group("", tuple(shown)),), heads)
    if rest:
        left = len(items) - _FOLDED
        lead = (Line(f"và {left} mục nữa, xem ở dạng JSON"),) if left > 0 else ()
        more = Items(f"{heading}, tiếp theo", Tone.PLAIN, lead, (Group("", tuple(rest)),), heads)
        yield Folded(f"{len(items) - _SHOWN} mục nữa", (more,))


def _units(report: ChangeReport) -> Iterator[Section]:
    for impact in report.impacts:
        items = crossings(impact)
        yield from _cut(f"Đổi xếp loại hoặc hệ quả: {clean(impact.after.title)}, năm {impact.year}", items, _UNITS)


def _failures(report: ChangeReport) -> Iterator[Section]:
    told = {s.sheet for s in report.unscored} | {c.name for c in report.cases if c.fails_now}
    told |= {d.span.source for r in report.rubrics for _, d in r.broken if d.span is not None}
    errors = [d for d in report.new_checks if d.severity is Severity.ERROR and not (d.span and d.span.source in told)]
    yield from _cut("Lỗi mới", _findings(errors), _FINDINGS)
    yield from _cut("Phiếu không còn chấm được", [_unscored(s) for s in report.unscored], _UNSCORED)
    yield from _cut("Tệp thử trượt", [_case(c) for c in report.cases if c.fails_now], _CASES)


def _findings(found: Sequence[Diagnostic]) -> list[Item]:
    """A row for each thing found, with the places where it is."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for d in found:
        alike.setdefault((d.code, d.message), []).append(d)
    return [_finding(same) for same in alike.values()]


def _finding(same: Sequence[Diagnostic]) -> Item:
    first, more = same[0], len(same) - _PLACES
    places = [Line(clean(d.span.cite()), Tone.FAINT) for d in same[:_PLACES] if d.span is not None]
    places += [Line(f"và {more} chỗ nữa", Tone.FAINT)] if more > 0 else []
    fix = [Line(f"cách sửa: {clean(first.fix)}")] if first.fix else []
    return Item(first.code, clean(first.message), "", first.severity.value, Tone.PLAIN, (*places, *fix))


def _unscored(sheet: UnscoredSheet) -> Item:
    told = list(dict.fromkeys(f"{d.code}: {clean(d.message)}" for d in sheet.reasons))
    more = [f"và {len(told) - _PLACES} lỗi nữa"] if len(told) > _PLACES else []
    reasons = tuple(map(Line, (*told[:_PLACES], *more)))
    return Item(clean(sheet.unit or "chưa rõ đơn vị"), clean(sheet.sheet), "", "", Tone.LOSS, reasons)


_CASE = {None: "không có", True: "đạt", False: "trượt"}


def _case(case: CaseChange) -> Item:
    told = f"{_CASE[case.before]} → {_CASE[case.after]}"
    tone = Tone.LOSS if case.fails_now else Tone.GAIN
    return Item(clean(case.name), "", "", told, tone, tuple(Line(clean(why)) for why in case.why))


# ---- what one opens


def _folded(report: ChangeReport) -> Iterator[Folded]:
    tables = tuple(t for i in report.impacts if (t := unit_table(i, _FOLDED)) is not None)
    yield from _fold("Mọi đơn vị đổi điểm, chỉ số, hạng, trước → sau", tables)
    told = supposed_tables(report.supposed, _FOLDED)
    yield from _fold("Giả định: phiếu cũ chấm theo bộ mới, điểm quy theo tỷ lệ của điểm tối đa", told)
    others = [d for d in report.new_checks if d.severity is not Severity.ERROR]
    for what, found in (("mới", others), ("đã hết", report.gone_checks)):
        yield from _fold(f"Kiểm tra {what}: {summary(found)}", _plain(_findings(found), _FINDINGS))
    met = [_case(c) for c in report.cases if not c.fails_now]
    yield from _fold("Tệp thử khác", _plain(met, _CASES))
    yield from _fold("Chỗ không còn phiếu, tệp thử nào dùng đến", _plain(list(_lost(report)), _LOST))
    yield from _fold("Đơn vị chỉ một bên có kết quả", _plain(list(_one_sided(report)), _ONE_SIDED))
    snapshots = list(map(_snapshot, report.snapshots))
    yield from _fold("Bản chụp khác", _plain(snapshots, _SNAPSHOTS))
    files = tuple((f.how.value, f.kind.value, clean(f.name)) for f in report.files[:_FOLDED])
    columns = (Column("thế nào"), Column("là gì"), Column("tệp", wraps=True))
    yield from _fold(f"Tệp khác: {len(report.files)}", (Table("Tệp khác", columns, files),) if files else ())


def _fold(heading: str, sections: Sequence[Items | Table]) -> Iterator[Folded]:
    if sections:
        yield Folded(heading, tuple(sections))


def _plain(items: Sequence[Item], heads: _Heads) -> tuple[Items, ...]:
    if not items:
        return ()
    lead = (Line(f"{len(items)} mục, chỉ kể {_FOLDED}; đủ ở dạng JSON"),) if len(items) > _FOLDED else ()
    return (Items("Từng mục", Tone.PLAIN, lead, (Group("", tuple(items[:_FOLDED])),), heads),)


def _lost(report: ChangeReport) -> Iterator[Item]:
    for lost in report.coverage:
        for part in lost.parts:
            outcome = "" if part.outcome is None else "đúng" if part.outcome else "sai"
            code = part.code.text if part.code is not None else lost.rubric
            yield Item(code, f"{part.kind.value} “{clean(part.text)}”", "", outcome, Tone.PLAIN)


def _one_sided(report: ChangeReport) -> Iterator[Item]:
    yield from (Item("mới", clean(name), "", "", Tone.GAIN) for name in report.units_new)
    yield from (Item("không còn", clean(name), "", "", Tone.LOSS) for name in report.units_gone)


def _snapshot(s: SnapshotChange) -> Item:
    left = len(s.told) - _SHOWN
    more = (Line(f"và {left} chỗ nữa"),) if left > 0 else ()
    count = f"{len(s.told)} chỗ khác" if s.told else f"{s.how.value} cả bản"
    return Item(clean(s.name), "", "", count, Tone.PLAIN, (*(Line(clean(t)) for t in s.told[:_SHOWN]), *more))
