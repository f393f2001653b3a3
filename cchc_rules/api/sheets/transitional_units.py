"""Units that a transitional clause names, among the sheets of a year."""

from collections.abc import Iterator, Sequence

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.meaning.units import names_in_year
from cchc_rules.model.amendments.transition import NamedUnits, OwnTransition
from cchc_rules.model.sheet import Header
from cchc_rules.source import near_units, unit_key

_FEW = 2


def unseen_units(
    clauses: Sequence[OwnTransition], year: int, sheets: Sequence[Header], unread: Sequence[str]
) -> Iterator[Diagnostic]:
    """S650: a named unit that no sheet of the year is of, perhaps for its name is not spelled as in its sheet.

    A renamed unit is called by either name; `unread` are the units of sheets that have no result.
    Nothing is told of a sheet that is scored alone.
    """
    units = (*(h.unit for h in sheets), *unread)
    if len(units) < _FEW:
        return
    keys = {*(key for h in sheets for key in names_in_year(h)), *map(unit_key, unread)}
    for own in clauses:
        whom, t = own.transition.whom, own.transition
        if not isinstance(whom, NamedUnits) or not t.first <= year <= t.last:
            continue
        for name in whom.names:
            if unit_key(name) not in keys:
                near = ", ".join(f"“{n}”" for n in near_units(name, units))
                place = own.address.cite() or "phần đầu văn bản sửa đổi"
                told = f"; gần giống: {near}" if near else ""
                yield catalog.TRANSITION_UNSEEN.at(own.at, year=year, unit=name, clause=place, near=told)
