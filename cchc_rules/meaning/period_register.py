"""The register of a period as sheets are looked up in it: names are one only by the rules for units."""

from collections.abc import Sequence

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.meaning.units import names_in_year
from cchc_rules.model.period.period import Period, PeriodTable, RegisteredUnit, header_of
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.source import near_units, unit_key


@frozen
class Registered:
    """A unit of the register: the number of its part of the period, and its kind."""

    part: int
    kind: str
    unit: RegisteredUnit


@frozen(eq=False)
class Register:
    """All units of a period."""

    period: Period
    every: tuple[Registered, ...]
    by_name: dict[tuple[int, str], Registered]

    @classmethod
    def of(cls, period: Period) -> "Register":
        """The register of a period."""
        every = tuple(
            Registered(part, kind, unit)
            for part, table in enumerate(period.tables)
            for kind, unit in table.registered()
        )
        by_name: dict[tuple[int, str], Registered] = {}
        for entry in every:
            table = period.tables[entry.part]
            for key in names_in_year(header_of(table, entry.kind, entry.unit, period.year)):
                by_name.setdefault((entry.part, key), entry)
        return cls(period, every, by_name)

    def find(self, part: int, header: Header) -> Registered | None:
        """The unit of a sheet in a part of the period, by its name or the one before a renaming."""
        found = (self.by_name.get((part, key)) for key in sorted(names_in_year(header)))
        return next((entry for entry in found if entry is not None), None)

    def elsewhere(self, part: int, header: Header) -> Registered | None:
        """The same in the other parts."""
        others = (self.find(n, header) for n in range(len(self.period.tables)) if n != part)
        return next((entry for entry in others if entry is not None), None)

    def known(self, header: Header) -> Header:
        """A header with the name and the former name of its unit by the register, where the sheet states no former one.

        Only renamed units are known by another name, and only in the year of the period.
        """
        if header.year != self.period.year or header.formerly is not None:
            return header
        entry = self.elsewhere(-1, header)
        if entry is None or entry.unit.formerly is None or entry.unit.formerly.renamed is None:
            return header
        return evolve(header, unit=entry.unit.name, formerly=entry.unit.formerly)

    def became(self, header: Header) -> RegisteredUnit | None:
        """The unit that took in the unit of a sheet, by what the register says units were before."""
        key = unit_key(header.unit)
        return next(
            (
                e.unit
                for e in self.every
                if e.unit.formerly and any(unit_key(n.name) == key for n in e.unit.formerly.names)
            ),
            None,
        )

    def near(self, header: Header) -> tuple[str, ...]:
        """Names of the register that the unit of a sheet could be meant as, but for those that it says it is not."""
        denied = {unit_key(name) for name in header.other_units}
        return tuple(n for n in near_units(header.unit, (e.unit.name for e in self.every)) if unit_key(n) not in denied)

    def assessed(self, part: int) -> tuple[Registered, ...]:
        """The units of a part of which a sheet is due."""
        return tuple(e for e in self.every if e.part == part and not e.unit.excepted)

    def table(self, part: int) -> PeriodTable:
        """A part of the period."""
        return self.period.tables[part]


def as_registered(registers: Sequence[Register], sheet: Sheet) -> Sheet:
    """A sheet under the name that the register of its year has for its unit: rules, texts and ranks go by that name."""
    header = sheet.header
    for register in registers:
        header = register.known(header)
    return sheet if header is sheet.header else evolve(sheet, header=header)
