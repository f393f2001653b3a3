"""How far a period has come, as a document: each unit in a line, then what waits for whom, and what is amiss."""

from collections.abc import Iterator, Sequence

from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.explain.render.document import Column, Document, Fact, Section, Table
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.words import periods as words
from cchc_rules.model.dates import date
from cchc_rules.model.stages import Stage
from cchc_rules.results.period_status import PeriodStatus, TableStatus, UnitStatus
from cchc_rules.writing.period_file import partly

_ENOUGH = 3


def period_document(status: PeriodStatus) -> Document:
    """The status laid out."""
    period = status.period
    headline = (f"Kỳ đánh giá {period.year}", clean(period.title), f"tính đến {date(status.on)}", *words.counts(status))
    return Document(
        f"Kỳ đánh giá {period.year}",
        headline,
        tuple(Fact("Cần sửa", clean(d.message)) for d in status.told if has_errors([d])),
        tuple(_facts(status)),
        tuple(_sections(status)),
        "Cách đọc",
        (
            Fact("73/74, thiếu 5.5.2", "74 dòng mà bước ấy phải có điểm hoặc không áp dụng, còn dòng 5.5.2"),
            Fact("đúng hạn, trễ", "theo câu “ngày nhận” của phiếu; hạn theo bộ tiêu chí và câu gia hạn của kỳ"),
            Fact("văn bản của kỳ", status.file),
        ),
    )


def _facts(status: PeriodStatus) -> Iterator[Fact]:
    for t in status.tables:
        told = "; ".join(map(words.due, t.dues)) or "không nêu hạn nào"
        yield Fact(f"Hạn, {t.rubric.id}", told)


def _sections(status: PeriodStatus) -> Iterator[Section]:
    for t in status.tables:
        yield _units(t)
    every = [(t, u) for t in status.tables for u in t.units]
    yield from _table("Đang chờ ai", ("Chờ", "Đơn vị", "Bước", "Số dòng", "Dòng"), _waiting(every))
    yield from _table("Phiếu có lỗi", ("Đơn vị", "Phiếu", "Lỗi"), _wrong(every))
    yield from _table("Dòng có điểm tự đánh giá mà không nêu TLKC", ("Đơn vị", "Số dòng", "Dòng"), _bare(every))
    strays = [(s.sheet, clean(s.unit or words.NOTHING), _reasons(s.why)) for s in status.strays]
    yield from _table("Phiếu không thuộc đơn vị nào được đánh giá", ("Phiếu", "Đơn vị ghi ở phiếu", "Vì sao"), strays)
    yield from _table("Không đánh giá", ("Đơn vị", "Vì sao"), _excepted(status.tables))
    yield from _table("Chỉ đánh giá một phần của năm", ("Đơn vị", "Thời gian", "Vì sao"), _partly(every))


def _table(heading: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Iterator[Table]:
    """A table whose last column wraps; nothing where it has no row."""
    if rows:
        columns = (Column(h, right=h == "Số dòng", wraps=h == heads[-1]) for h in heads)
        yield Table(heading, tuple(columns), tuple(rows))


def _units(t: TableStatus) -> Table:
    sampled = _sampled(t)
    stages = [s for s in t.stages if s not in sampled]
    heads = ("Đơn vị", "Nộp phiếu", *(_heading(s) for s in (*stages, *sampled)))
    columns = tuple(Column(h, wraps=h == "Đơn vị") for h in heads)
    rows = tuple(_unit(u, stages, sampled) for u in t.units)
    done = sum(u.submitted for u in t.units)
    return Table(f"{clean(t.rubric.title)} ({t.rubric.id}): đã nộp đủ {done}/{len(rows)} đơn vị", columns, rows)


def _sampled(t: TableStatus) -> list[Stage]:
    """Stages that look at a share of the units alone."""
    least = {s.value.stage for s in t.rubric.provisions.stages if s.value.minimum_share is not None}
    return [s for s in t.rubric.provisions.lineup.order if s in least]


def _heading(stage: Stage) -> str:
    return f"{stage.value[:1].upper()}{stage.value[1:]}"


def _unit(u: UnitStatus, stages: Sequence[Stage], sampled: Sequence[Stage]) -> tuple[str, ...]:
    told = [words.sampled(u, s) for s in sampled]
    return (clean(u.unit.name), words.submitted(u), *(words.stage(u, s) for s in stages), *told)


def _waiting(every: Sequence[tuple[TableStatus, UnitStatus]]) -> list[tuple[str, ...]]:
    """By whom they wait for: who looks for his own work finds it in one place."""
    rows = [(w.who, u.unit.name, w) for _, u in every for w in u.waiting]
    missing = [(u.unit.name, u.unit.name) for _, u in every if not u.sheets]
    shown = [
        (
            clean(who),
            clean(unit),
            w.stage.value,
            str(len(w.rows) or ""),
            words.codes(w.rows) or "cả phiếu, chưa bắt đầu",
        )
        for who, unit, w in sorted(rows, key=lambda r: (r[0] == r[1], r[0]))
    ]
    return [*shown, *((clean(w), clean(u), Stage.SELF.value, "", "chưa có phiếu") for w, u in missing)]


def _wrong(every: Sequence[tuple[TableStatus, UnitStatus]]) -> list[tuple[str, ...]]:
    return [(clean(u.unit.name), ", ".join(u.sheets), _reasons(u.wrong)) for _, u in every if u.wrong]


def _reasons(why: Sequence[Diagnostic]) -> str:
    told = [f"{d.code} {clean(d.message)}" for d in why]
    more = [f"và {len(told) - _ENOUGH} điều khác"] if len(told) > _ENOUGH else []
    return "; ".join((*told[:_ENOUGH], *more))


def _bare(every: Sequence[tuple[TableStatus, UnitStatus]]) -> list[tuple[str, ...]]:
    found = [(u.unit.name, u.progress.bare) for _, u in every if u.progress is not None and u.progress.bare]
    return [(clean(name), str(len(rows)), words.codes(rows)) for name, rows in found]


def _excepted(tables: Sequence[TableStatus]) -> list[tuple[str, ...]]:
    every = [u for t in tables for u in t.excepted]
    return [(clean(u.name), _because(u.because, u.basis.cite() if u.basis else "")) for u in every]


def _partly(every: Sequence[tuple[TableStatus, UnitStatus]]) -> list[tuple[str, ...]]:
    found = [u.unit for _, u in every if u.unit.partly is not None]
    return [
        (clean(u.name), partly(u.partly), _because(u.because, u.basis.cite() if u.basis else ""))
        for u in found
        if u.partly is not None
    ]


def _because(why: str | None, cited: str) -> str:
    return clean("; ".join(part for part in (why or "", cited) if part))
