"""How a sheet made for one text of a rubric is read under another: its codes, its points, and what it cannot carry."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, field

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Action, Instrument, Part
from cchc_rules.model.code import Code
from cchc_rules.model.fact import this_year
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.sheet import Entry, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import named_scales, options_of
from cchc_rules.source import fold_name

Codes = Mapping[Code, Code | None]
"""Where the rows of one rubric are in another; None where they are gone. A row not named keeps its code."""


@frozen
class Recoding:
    """What an instrument does to the codes of rows that were there: other codes, none, or (`whole`) another table.

    `renamed` are facts, old and new name. `instrument`, `in_force` and `governs` tell it in the history of the rows
    that it adds.
    """

    moves: tuple[tuple[Code, Code], ...] = ()
    gone: tuple[Code, ...] = ()
    whole: bool = False
    instrument: Instrument | None = None
    in_force: datetime.date | None = None
    governs: int | None = None
    renamed: tuple[tuple[str, str], ...] = ()

    def follow(self, code: Code) -> Code | None:
        """The code after the instrument; None when the row is there no more."""
        if self.whole or any(code.lies_in(top) for top in self.gone):
            return None
        return _rebased(code, self.moves)

    def undo(self, code: Code) -> Code | None:
        """The code before the instrument of a row that was there; None in another table."""
        return None if self.whole else _rebased(code, [(new, old) for old, new in self.moves])

    def adds(self, row: Criterion) -> bool:
        """Whether the row is there by this instrument."""
        own = (self.instrument, self.in_force, self.governs)
        added = (a for a in row.amended if a.action is Action.ADDED and a.part is Part.ROW)
        return any((a.instrument, a.in_force, a.governs) == own for a in added)


def _rebased(code: Code, moves: Iterable[tuple[Code, Code]]) -> Code:
    found = [(old, new) for old, new in moves if code.lies_in(old)]
    if not found:
        return code
    old, new = max(found, key=lambda move: move[0].depth)
    return Code(new.text + code.text[len(old.text) :])


def recoded(rubric: Rubric, undone: Sequence[Recoding], done: Sequence[Recoding]) -> dict[Code, Code | None]:
    """Where the rows of a rubric are without some of its instruments, and with others; only rows that do not stay.

    `undone` are those that the rubric has and the other text has not, the last first; `done` come after in order.
    """
    steps = (*(r.undo for r in undone), *(r.follow for r in done))
    codes: dict[Code, Code | None] = {}
    for row in rubric.rows():
        code: Code | None = None if any(r.adds(row) for r in undone) else row.code
        for step in steps:
            code = step(code) if code is not None else None
        if code != row.code:
            codes[row.code] = code
    return codes


def facts_renamed(rubric: Rubric, undone: Sequence[Recoding], done: Sequence[Recoding]) -> dict[str, str]:
    """What the facts of a rubric are called without some of its instruments, and with others, by folded name."""
    steps = [{fold_name(new): old for old, new in r.renamed} for r in undone]
    steps += [{fold_name(old): new for old, new in r.renamed} for r in done]
    names: dict[str, str] = {}
    for folded, name in _declared(rubric).items():
        now = name
        for step in steps:
            now = step.get(fold_name(now), now)
        if now != name:
            names[folded] = now
    return names


@frozen
class Translation:
    """How a sheet made for one rubric is read under another: codes, and points scaled where a maximum changed."""

    codes: Codes
    factors: Mapping[Code, Fraction]
    tagged: Mapping[Code, bool]
    """Rows that survey has come to score (True), or no longer scores; what others entered there is left out."""
    unasked: frozenset[tuple[str, str]] = frozenset()
    """Questions that are gone, or have other answers, by instrument and number; their tallies are left out."""
    unread: Mapping[str, str] = field(factory=dict)
    """Facts that are gone, their names by folded name; what sheets say of them is left out."""
    renamed: Mapping[str, str] = field(factory=dict)
    """Facts that have another name, by folded name."""

    @property
    def unplaced(self) -> tuple[Code, ...]:
        """The rows that the other rubric has no place for, without those in them."""
        gone = [old for old, new in self.codes.items() if new is None]
        return tuple(sorted(c for c in gone if not any(c != top and c.lies_in(top) for top in gone)))

    def sheet(self, sheet: Sheet) -> Sheet:
        """The sheet under the new codes, without rows that are gone, its points times the factor of their row."""
        if not any((self.codes, self.factors, self.tagged, self.unasked, self.unread, self.renamed)):
            return sheet
        kept = (r for r in sheet.rows if self.codes.get(r.code, r.code) is not None)
        tallies = tuple(t for t in sheet.tallies if (t.instrument, t.question) not in self.unasked)
        read = (f for f in sheet.facts if fold_name(this_year(f.name)) not in self.unread)
        facts = tuple(evolve(f, name=self._named(f.name)) for f in read) if self.renamed else tuple(read)
        return evolve(sheet, rows=tuple(map(self._row, kept)), tallies=tallies, facts=facts)

    def _named(self, name: str) -> str:
        """A fact under its new name, of the same year."""
        own = this_year(name)
        return self.renamed.get(fold_name(own), own) + name[len(own) :]

    def _row(self, row: Row) -> Row:
        factor, survey = self.factors.get(row.code), self.tagged.get(row.code)
        entries = row.entries if factor is None else tuple(_scaled(e, factor) for e in row.entries)
        if survey is not None:
            entries = tuple(e for e in entries if (e.stage is Stage.SURVEY) is survey)
        return evolve(row, code=self.codes.get(row.code) or row.code, entries=entries)


def translation(
    before: Rubric, after: Rubric, codes: Codes, scale: bool, renamed: Mapping[str, str] | None = None
) -> Translation:
    """The translation between two versions of a rubric. Without `scale`, points are kept as entered."""
    names = renamed or {}
    new = {c.code: c for c in after.rows()}
    placed: dict[Code, Code | None] = {}
    changed: dict[Code, Fraction] = {}
    tagged: dict[Code, bool] = {}
    for row in before.rows():
        code = codes.get(row.code, row.code)
        now = new.get(code) if code is not None else None
        if now is None or code != row.code:
            placed[row.code] = code if now is not None else None
        if now is not None and scale and row.is_leaf and row.max and now.max != row.max:
            changed[row.code] = now.max / row.max
        if now is not None and row.survey != now.survey:
            tagged[row.code] = now.survey
    there = _declared(after)
    unread = {f: name for f, name in _declared(before).items() if fold_name(names.get(f, name)) not in there}
    return Translation(placed, changed, tagged, _unasked(before, after), unread, names)


def _unasked(before: Rubric, after: Rubric) -> frozenset[tuple[str, str]]:
    now = _asked(after)
    return frozenset(key for key, options in _asked(before).items() if now.get(key) != options)


def _asked(rubric: Rubric) -> dict[tuple[str, str], frozenset[str]]:
    """The answers to each question, by instrument and number."""
    surveys = rubric.provisions.surveys
    scales = named_scales(surveys)
    return {
        (form.value.name, q.value.number): frozenset(fold_name(o.text) for o in options_of(q.value, form.value, scales))
        for form in surveys
        for q in form.value.questions
    }


def _declared(rubric: Rubric) -> dict[str, str]:
    return {fold_name(f.value.name): f.value.name for f in rubric.facts}


def _scaled(entry: Entry, factor: Fraction) -> Entry:
    return evolve(entry, value=entry.value * factor) if isinstance(entry.value, Fraction) else entry
