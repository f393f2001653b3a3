"""What is to be told of the names of units that have sheets of one year: near ones, and units taken in by others."""

from collections.abc import Iterator, Sequence

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.meaning.units import absorbed
from cchc_rules.model.sheet import Header
from cchc_rules.source import Span, near_pairs, same_unit, unit_key
from cchc_rules.writing.layout import quote

_NAMED = 3


def names_of_year(sheets: Sequence[tuple[str, Header]]) -> Iterator[Diagnostic]:
    """P481, P482 over the sheets of all units of one year, each the name of its file and its header."""
    first = {unit_key(h.unit): (file, h) for file, h in reversed(sheets)}
    near: dict[str, list[str]] = {}
    for a, b in near_pairs(h.unit for _, h in sheets):
        if not _denied(first[unit_key(a)][1], b) and not _denied(first[unit_key(b)][1], a):
            near.setdefault(a, []).append(b)
    for name, others in near.items():
        yield _units_near(first, name, others)
    for i, former in absorbed([h for _, h in sheets]):
        file, header = sheets[i]
        yield catalog.UNIT_ABSORBED.at(_top(file), former=former, unit=header.unit, year=header.year)


def _units_near(first: dict[str, tuple[str, Header]], name: str, others: Sequence[str]) -> Diagnostic:
    files = ", ".join(first[unit_key(o)][0] for o in others[:_NAMED])
    more = f" và {len(others) - _NAMED} tên khác" if len(others) > _NAMED else ""
    denied = "".join(f", không phải {quote(o)}" for o in others[:_NAMED])
    remedy = f"nếu là một đơn vị, ghi một tên ở mọi phiếu; nếu không, ghi “đơn vị: {quote(name)}{denied}”"
    shown = "”, “".join(others[:_NAMED])
    file = first[unit_key(name)][0]
    return catalog.UNITS_NEAR.at(_top(file), unit=name, other=shown, file=files + more, remedy=remedy)


def _denied(h: Header, other: str) -> bool:
    return any(same_unit(other, denied) for denied in h.other_units)


def _top(file: str) -> Span:
    return Span(file, 1, 1, 1)
