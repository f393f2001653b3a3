"""Canonical text of an assessment period: reading what is printed gives the same period."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from cchc_rules.model.citation import Stated
from cchc_rules.model.period.period import Appraising, Chosen, Extension, Partly, Period, PeriodTable, RegisteredUnit
from cchc_rules.writing.formerly import names_before
from cchc_rules.writing.layout import as_text, comments, date, lines_with, quote, with_basis
from cchc_rules.writing.rubric import named_stage, special_days
from cchc_rules.writing.sheet_file import rubric_name

T = TypeVar("T")


def print_period(period: Period) -> str:
    """The period as text, comments in their places, one line feed at the end."""
    title = with_basis(f"KỲ ĐÁNH GIÁ {period.year} {quote(period.title)}", period.basis)
    lines = [*lines_with(period.trivia, title), *_each(period.days, special_days)]
    lines += _each((period.seed,) if period.seed else (), lambda seed: f"mã bốc thăm: {quote(seed)}")
    for table in period.tables:
        lines += ["", *_table(table)]
    return as_text([*lines, *(["", *comments(period.ending)] if period.ending else [])])


def _each(every: Iterable[Stated[T]], say: Callable[[T], str]) -> Iterator[str]:
    for stated in every:
        yield from lines_with(stated.trivia, with_basis(f"  {say(stated.value)}", stated.basis))


def _table(table: PeriodTable) -> Iterator[str]:
    yield from lines_with(table.trivia, f"BỘ TIÊU CHÍ {rubric_name(table.rubric)}")
    yield from _each((table.folders,) if table.folders else (), lambda names: f"phiếu ở: {_quoted(names)}")
    yield from _each(table.appraising, _appraising)
    for of in table.kinds:
        yield from lines_with(of.trivia, with_basis(f"  LOẠI ĐƠN VỊ {quote(of.kind)}", of.basis))
        for unit in of.units:
            yield from lines_with(unit.trivia, with_basis(f"    {registered(unit)}", unit.basis))
    yield from _each(table.extensions, extension)
    yield from _each(table.chosen, _chosen)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(quote, names))


def _appraising(a: Appraising) -> str:
    by = (f"do {quote(a.by)}",) if a.by is not None else ()
    shares = (f"do {quote(s.by)} cho {' và '.join(c.text for c in s.codes)}" for s in a.shares)
    return f"{named_stage(a.stage)}: {', '.join((*by, *shares))}"


def registered(unit: RegisteredUnit) -> str:
    """`"Sở A": không đánh giá, vì "…"`: a unit as the register has it, without its basis."""
    names = "".join(f", không phải {quote(other)}" for other in unit.other_units)
    told = ", ".join(_standing(unit))
    return f"{quote(unit.name)}{names}" + (f": {told}" if told else "")


def _standing(unit: RegisteredUnit) -> Iterator[str]:
    if unit.excepted:
        yield "không đánh giá"
    if unit.partly is not None:
        yield partly(unit.partly)
    if unit.formerly is not None:
        yield f"tên trước đây {names_before(unit.formerly)}"
    if unit.because is not None:
        yield f"vì {quote(unit.because)}"


def partly(p: Partly) -> str:
    """`đánh giá từ ngày 01/07/2019 đến 31/12/2019`."""
    return f"đánh giá từ ngày {date(p.first)}" + (f" đến {date(p.last)}" if p.last is not None else "")


def extension(e: Extension) -> str:
    """`gia hạn tự đánh giá cho "Sở A" đến 20/01/2020`."""
    units = f" cho {_quoted(e.units)}" if e.units else ""
    return f"gia hạn {named_stage(e.stage)}{units} đến {date(e.last)}"


def _chosen(c: Chosen) -> str:
    return f"chọn {named_stage(c.stage)}: {_quoted(c.units)}, vì {quote(c.because)}"
