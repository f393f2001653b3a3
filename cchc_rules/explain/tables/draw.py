"""The minutes of a draw as a document: what it was drawn from, the units drawn, those chosen, the whole order."""

from collections.abc import Iterator

from cchc_rules.explain.render.document import Column, Document, Fact, Folded, Section, Table
from cchc_rules.explain.render.text_width import clean
from cchc_rules.model.numbers import vietnamese
from cchc_rules.results.draw import Draw, StageDraw
from cchc_rules.source import same_unit

_HOW = (
    "mỗi đơn vị một dãy SHA-256 của: mã bốc thăm, dấu xuống dòng, tên đã chuẩn hóa, dấu xuống dòng (UTF-8);"
    " xếp từ nhỏ đến lớn, lấy từ đầu cho đủ số"
)
_REGISTER = "SHA-256 của các tên đã chuẩn hóa, xếp theo byte UTF-8, sau mỗi tên một dấu xuống dòng"


def draw_document(draw: Draw) -> Document:
    """The minutes laid out."""
    period = draw.period
    drawn = sum(s.count for s in draw.stages)
    head = (f"Biên bản bốc thăm, kỳ đánh giá {period.year}", clean(period.title), f"bốc {drawn} đơn vị")
    facts = (
        Fact("Mã bốc thăm", clean(draw.seed)),
        Fact("Văn bản của kỳ", f"{draw.file}, SHA-256 {draw.sha256}"),
        *(Fact(f"Danh sách, {s.rubric.id}", f"{len(s.lots)} đơn vị, SHA-256 {s.register}") for s in _once(draw)),
    )
    footer = (
        Fact("thứ tự", _HOW),
        Fact("mã của danh sách", _REGISTER),
        Fact("số bốc", "tỷ lệ tối thiểu của bước nhân số đơn vị được đánh giá, làm tròn lên, riêng từng bộ tiêu chí"),
        Fact("chọn thêm", "không làm bớt số bốc thăm"),
    )
    sections = tuple(section for s in draw.stages for section in _sections(s))
    return Document(f"Bốc thăm, kỳ đánh giá {period.year}", head, (), facts, sections, "Tính lại", footer)


def _once(draw: Draw) -> Iterator[StageDraw]:
    """One draw of each rubric: all draws of it are from the same units."""
    seen: set[str] = set()
    for stage in draw.stages:
        if stage.table.rubric not in seen:
            seen.add(stage.table.rubric)
            yield stage


def _sections(s: StageDraw) -> Iterator[Section]:
    stage = f"{s.stage.value[:1].upper()}{s.stage.value[1:]}"
    share = f"tối thiểu {vietnamese(s.share)}% của {len(s.lots)} đơn vị là {s.count}"
    columns = (Column("TT"), Column("Đơn vị", wraps=True), Column("SHA-256"))
    rows = tuple((str(n), clean(one.unit), one.digest[:16]) for n, one in enumerate(s.drawn, start=1))
    yield Table(f"{stage}, {clean(s.rubric.title)} ({s.rubric.id}): {share}", columns, rows)
    if s.picked:
        heads = (Column("Đơn vị"), Column("Cũng được bốc"), Column("Vì sao", wraps=True))
        picked = tuple(
            (clean(p.unit), _also(p.unit, s), clean("; ".join(filter(None, (p.because, p.basis))))) for p in s.picked
        )
        yield Table("Chọn thêm", heads, picked)
    every = (Column("TT"), Column("Tên đã chuẩn hóa", wraps=True), Column("SHA-256"))
    order = tuple((str(n), one.name, one.digest) for n, one in enumerate(s.lots, start=1))
    yield Folded(
        f"Thứ tự của mọi đơn vị, {s.rubric.id}", (Table(f"Thứ tự của mọi đơn vị, {s.rubric.id}", every, order),)
    )


def _also(unit: str, s: StageDraw) -> str:
    return "có" if any(same_unit(unit, one.unit) for one in s.drawn) else "không"
