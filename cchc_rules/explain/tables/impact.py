"""The impact of a change of rubric as a document: who crosses a line first, then every unit, then every criterion."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.explain.render.document import Column, Document, Fact, Group, Item, Items, Line, Section, Table, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.changed_sentences import changed_sentences, in_runs
from cchc_rules.explain.words import texts_beside
from cchc_rules.explain.words.citations import printed_place
from cchc_rules.explain.words.figures import DEFAULT_ROUNDING, Figures
from cchc_rules.explain.words.groups import NOT_CHOSEN
from cchc_rules.explain.words.scorecard import deducted
from cchc_rules.model.code import Code
from cchc_rules.results.impact import Impact, Reading, RowChange, UnitImpact, WrittenUnder
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.ranking import Standing

CROSSINGS = "Đổi xếp loại hoặc hệ quả"
_NONE = "–"
_EXACT = Figures(DEFAULT_ROUNDING, (), ())


def impact_document(impact: Impact, left_out: Sequence[str] = ()) -> Document:
    """Everything a change does to the units of one year, for the text, Markdown and HTML renderers.

    `left_out` are sheets that could not be compared.
    """
    before, after = Figures.of(impact.before.provisions), Figures.of(impact.after.provisions)
    crossing = [u for u in impact.units if u.crosses]
    sections: list[Section] = [
        changed_sentences(impact.changes),
        _crossings(crossing, impact),
        units_table(impact),
        _criteria(impact),
        _rows(impact.units, before, after),
    ]
    notes = dict.fromkeys(clean(u.after.header.note) for u in impact.units if u.after.header.note)
    return Document(
        title=f"Tác động của thay đổi: {clean(impact.after.title)}, năm {impact.year}",
        headline=(
            f"{clean(impact.after.title)}",
            f"năm {impact.year}",
            f"{len(impact.units)} đơn vị",
            f"{sum(1 for u in impact.units if u.rows or u.counts_otherwise)} đơn vị đổi điểm",
            f"{len(crossing)} đơn vị đổi xếp loại hoặc hệ quả",
        ),
        notices=(*texts_beside.on_top(impact.texts), *(Fact("GHI CHÚ", n) for n in notes), *assumed(impact)),
        facts=(*texts_beside.uses(impact.texts), *_sums(impact, before, after)),
        sections=tuple(s for s in sections if not isinstance(s, Items) or s.groups or s.lead),
        footer_heading="Không so sánh được" if left_out else "",
        footer=tuple(Fact("phiếu", name) for name in left_out),
    )


def assumed(impact: Impact) -> Iterator[Fact]:
    """What was taken for granted to read the sheets of one text under another, and what of them a text can't hold."""
    return (Fact("GIẢ ĐỊNH", told) for told in _assumed(impact))


def _assumed(impact: Impact) -> Iterator[str]:
    reading = impact.reading
    if impact.assessed is not None and impact.assessed != impact.year:
        yield f"phiếu năm {impact.year} được tính như của kỳ đánh giá {impact.assessed}"
    if reading.spared:
        told = "theo quy định trước khi sửa đổi do điều khoản chuyển tiếp, không so"
        yield f"{', '.join(clean(unit) for unit in reading.spared)}: {told}"
    yield from _written(reading)
    if reading.through:
        names = ", ".join(map(clean, reading.through))
        yield f"phiếu viết theo văn bản gốc được đọc theo bộ tiêu chí đã sửa đổi bởi {names}"
    if reading.back:
        names = ", ".join(map(clean, reading.back))
        yield f"phiếu viết theo bộ tiêu chí đã sửa đổi bởi {names} được đọc ngược theo văn bản trước đó"
    if reading.scaled:
        yield f"điểm của dòng đổi điểm tối đa được quy theo tỷ lệ mới/cũ: {_codes(reading.scaled)}"
    if reading.tagged:
        yield f"dòng đổi nhãn ĐTXHH coi như chưa có điểm theo cách chấm mới: {_codes(reading.tagged)}"
    if reading.unasked:
        told = "; ".join(f"câu {number} của phiếu {form}" for form, number in reading.unasked)
        yield f"kết quả của câu hỏi bị bỏ hoặc đổi phương án trả lời được bỏ qua: {told}"
    yield from _not_held(reading)


def _written(reading: Reading) -> Iterator[str]:
    """Under which of the two texts sheets were taken as written, and why."""
    if reading.asked is not None:
        text = "trước khi sửa đổi" if reading.asked is WrittenUnder.BEFORE else "đã sửa đổi"
        yield f"theo --written-under {reading.asked.value}, phiếu được đọc như viết theo nội dung {text}"
    if reading.only_before:
        units = ", ".join(map(clean, reading.only_before))
        yield f"{units}: điểm chỉ hợp nội dung trước khi sửa đổi, nên phiếu được đọc như viết theo nội dung ấy"
    if reading.either:
        units = ", ".join(map(clean, reading.either))
        told = "phiếu hợp cả nội dung trước và sau, được đọc như viết theo nội dung đã sửa đổi"
        yield f"{units}: {told}; nếu viết theo nội dung trước khi sửa đổi thì thêm --written-under before"


def _not_held(reading: Reading) -> Iterator[str]:
    if reading.facts_not_after:
        yield f"số liệu không còn dùng được bỏ qua: {_facts(reading.facts_not_after)}"
    new = [name for name in reading.facts_not_before if name not in reading.facts_not_after]
    if new:
        yield f"số liệu mà bộ tiêu chí trước không hỏi, chỉ tính cho bên sau: {_facts(new)}"
    for rows, told in _rows_not_held(reading):
        if rows:
            yield f"{told}: {_codes(rows)}"


def _rows_not_held(reading: Reading) -> Iterator[tuple[list[Code], str]]:
    before, after = reading.rows_not_before, reading.rows_not_after
    yield [c for c in before if c not in after], "dòng không có trong bộ tiêu chí trước, chỉ tính cho bên sau"
    yield [c for c in after if c not in before], "dòng không có trong bộ tiêu chí sau, chỉ tính cho bên trước"
    yield [c for c in after if c in before], "dòng không có trong cả hai bộ tiêu chí được bỏ qua"


def _codes(codes: Sequence[Code]) -> str:
    return ", ".join(c.text for c in codes)


def _facts(names: Sequence[str]) -> str:
    return ", ".join(f"[{clean(name)}]" for name in names)


def _sums(impact: Impact, before: Figures, after: Figures) -> tuple[Fact, ...]:
    old = sum((u.before.points[0] for u in impact.units), Fraction(0))
    new = sum((u.after.points[0] for u in impact.units), Fraction(0))
    told = f"{before.points(old)} → {after.points(new)} ({signed(new - old, after)})"
    maxima = [sum((f.max for f in r.fields), Fraction(0)) for r in (impact.before, impact.after)]
    return (
        Fact("tổng điểm tối đa", f"{before.points(maxima[0])} → {after.points(maxima[1])}"),
        Fact("điểm đạt của mọi đơn vị cộng lại", told),
    )


def _crossings(units: Sequence[UnitImpact], impact: Impact) -> Items:
    items = tuple(crossing_items(units, impact))
    lead = () if items else (Line("Không đơn vị nào đổi xếp loại hoặc hệ quả.", Tone.GAIN),)
    heads = ("Hạng", "Đơn vị", "", "Xếp loại")
    return Items(CROSSINGS, Tone.STRONG, lead, (Group("", items),) if items else (), heads)


def crossing_items(units: Sequence[UnitImpact], impact: Impact) -> Iterator[Item]:
    """A row a unit that crosses a line: its rank after, the bands, consequences, and which changes can be why."""
    for u in units:
        told = tuple(map(Line, (*consequence_moves(u), *_why(u, impact))))
        yield Item(rank_of(u.rank_after), clean(u.after.header.unit), "", band_move(u), _tone(u, impact), told)


def _why(unit: UnitImpact, impact: Impact) -> Iterator[str]:
    numbers = impact.moved_by(unit)
    if numbers:
        yield f"theo thay đổi {in_runs(numbers)}"


def _tone(unit: UnitImpact, impact: Impact) -> Tone:
    worse = unit.gained < 0 or unit.consequences_gained or unit.falls(impact.after.provisions.bands)
    return Tone.LOSS if worse else Tone.GAIN


def band_move(unit: UnitImpact) -> str:
    """The band, or both where it changes."""
    old, new = (_band_name(s) for s in (unit.before, unit.after))
    return new if old == new else f"{old} → {new}"


def _band_name(s: Standing) -> str:
    if s.unrated is not False:
        return "không xếp loại" if s.unrated else "chưa rõ"
    return clean(s.band) if s.band else "chưa rõ"


def consequence_moves(unit: UnitImpact) -> list[str]:
    """Consequences that begin or cease to hold."""
    moves = [f"thêm hệ quả {n}" for n in unit.consequences_gained]
    return moves + [f"thôi hệ quả {n}" for n in unit.consequences_lost]


def units_table(impact: Impact) -> Table:
    """Every unit with rank, points, index and band, before → after, and which changes can be why."""
    before, after = Figures.of(impact.before.provisions), Figures.of(impact.after.provisions)
    columns = (
        Column("hạng", right=True),
        Column("đơn vị", wraps=True),
        Column("điểm", right=True),
        Column("± điểm", right=True),
        Column("chỉ số", right=True),
        Column("± chỉ số", right=True),
        Column("xếp loại"),
        Column("thay đổi số"),
    )
    rows = tuple((*_unit_row(u, before, after), in_runs(impact.moved_by(u)) or _NONE) for u in impact.units)
    return Table("Từng đơn vị, trước → sau", columns, rows)


def _unit_row(u: UnitImpact, before: Figures, after: Figures) -> tuple[str, ...]:
    old, new = u.before, u.after
    index = (before.index(old.index) if old.index else _NONE, after.index(new.index) if new.index else _NONE)
    change = u.index_change
    return (
        pair(rank_of(u.rank_before), rank_of(u.rank_after)),
        clean(new.header.unit),
        pair(
            "/".join(map(before.points, old.points)),
            "/".join(map(after.points, new.points)),
        ),
        signed(u.gained, after),
        pair(*index),
        _NONE if change is None else _signed_percent(change),
        band_move(u),
    )


def _criteria(impact: Impact) -> Table:
    figures = Figures.of(impact.after.provisions)
    columns = (
        Column("mã"),
        Column("tiêu chí", wraps=True),
        Column("tối đa", right=True),
        Column("điểm đạt, mọi đơn vị", right=True),
        Column("± điểm", right=True),
        Column("số đơn vị", right=True),
    )
    rows = tuple(
        (
            c.code.text,
            clean(c.title) + printed_place(impact.after if c.max_after is not None else impact.before, c.code),
            pair(maximum(c.max_before, figures), maximum(c.max_after, figures)),
            pair(figures.points(c.achieved_before), figures.points(c.achieved_after)),
            signed(c.achieved_after - c.achieved_before, figures),
            str(c.units),
        )
        for c in impact.criteria
    )
    return Table("Từng tiêu chí thay đổi", columns, rows)


def _rows(units: Sequence[UnitImpact], before: Figures, after: Figures) -> Items:
    told = ((u, (*map(_row_item, u.rows), *_otherwise(u, before, after))) for u in units)
    groups = tuple(Group(clean(u.after.header.unit), items) for u, items in told if items)
    heads = ("Mã", "Tiêu chí", "Điểm, trước → sau", "± điểm")
    return Items("Từ đâu ra, từng đơn vị", Tone.PLAIN, (), groups, heads)


def _otherwise(u: UnitImpact, before: Figures, after: Figures) -> Iterator[Item]:
    if u.counts_otherwise:
        points = pair("/".join(map(before.points, u.before.points)), "/".join(map(after.points, u.after.points)))
        tone = Tone.GAIN if u.gained > 0 else Tone.LOSS if u.gained < 0 else Tone.PLAIN
        why = "Không dòng nào đổi điểm: mức tối đa của điểm cộng, điểm trừ, hoặc cách tính tổng"
        yield Item("tổng", why, points, signed(u.gained, after), tone)


def _row_item(row: RowChange) -> Item:
    tone = Tone.GAIN if row.gained > 0 else Tone.LOSS if row.gained < 0 else Tone.PLAIN
    points = pair(points_told(row.before), points_told(row.after))
    moved = "" if row.open else signed(row.gained, _EXACT)
    return Item(row.code.text, clean(row.title), points, moved, tone)


def points_told(node: NodeScore | None) -> str:
    """`1,5/2`, `chưa biết/2`, `không áp dụng (2)`; or that there is no such row."""
    if node is None:
        return "không có dòng này"
    if node.state is State.NOT_APPLICABLE:
        return f"không áp dụng ({_EXACT.points(node.criterion.max)})"
    if node.state is State.NOT_CHOSEN:
        return NOT_CHOSEN
    most = _EXACT.points(node.criterion.max)
    if node.stated is None:
        return f"chưa biết/{most}"
    shown = _EXACT.points(node.stated)
    return f"{deducted(shown)}/{most}" if node.criterion.deducts else f"{shown}/{most}"


def maximum(points: Fraction | None, figures: Figures) -> str:
    """A maximum, or a dash where there is no such row."""
    return _NONE if points is None else figures.points(points)


def pair(old: str, new: str) -> str:
    """What was and what is, shown once where they are equal."""
    return old if old == new else f"{old} → {new}"


def rank_of(rank: int | None) -> str:
    """A rank, or a dash while there is none."""
    return str(rank) if rank is not None else _NONE


def signed(points: Fraction, figures: Figures) -> str:
    """Points with their sign; 0 without."""
    if not points:
        return "0"
    shown = figures.points(abs(points))
    about = "≈" if shown.startswith("≈") else ""
    return f"{about}{'+' if points > 0 else '−'}{shown.removeprefix('≈')}"


def _signed_percent(ratio: Fraction) -> str:
    shown = _EXACT.percent(abs(ratio)).removesuffix("%")
    return f"+{shown}" if ratio > 0 else f"−{shown}" if ratio else "0"
