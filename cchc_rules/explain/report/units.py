"""The units of a report: who crosses a line, and every unit that moves."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from cchc_rules.explain.render.document import Item, Table
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.tables.impact import assumed, crossing_items, units_table
from cchc_rules.results.change_report import moves
from cchc_rules.results.impact import Impact


def crossings(impact: Impact) -> list[Item]:
    """The units whose band or consequences are others, with which changes it follows from."""
    return list(crossing_items([u for u in impact.units if u.crosses], impact))


def unit_table(impact: Impact, most: int) -> Table | None:
    """Every unit that moves, before → after; None where none does."""
    moved = tuple(u for u in impact.units if moves(u))
    if not moved:
        return None
    told = units_table(evolve(impact, units=moved[:most]))
    more = f", {most} đơn vị đầu trong {len(moved)}" if len(moved) > most else ""
    return evolve(told, heading=f"{clean(impact.after.title)}, năm {impact.year}{more}")


def supposed_tables(impacts: Sequence[Impact], most: int) -> tuple[Table, ...]:
    """The same for sheets read under another text, with what was taken for granted in the heading."""
    return tuple(_supposed(impacts, most))


def _supposed(impacts: Sequence[Impact], most: int) -> Iterator[Table]:
    for impact in impacts:
        table = unit_table(impact, most)
        if table is not None:
            yield evolve(table, heading="; ".join((table.heading, *(f.value for f in assumed(impact)))))
