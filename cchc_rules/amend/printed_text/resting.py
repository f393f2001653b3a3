"""What of a rubric rests on places of the text that it transcribes: sentences, rows, scoring rules, survey instruments.

Notes on misprints tell what is printed, not what is laid down, and count for nothing here.
"""

from collections.abc import Collection, Iterator
from typing import Any

import attrs
from attrs import evolve

from cchc_rules.amend.applying.session import Session
from cchc_rules.amend.applying.table import Node
from cchc_rules.amend.printed_text.places import Path, grounds, lies_in, of_own_text, path_of, printed
from cchc_rules.amend.sentence_identity import stated_in
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.operation import (
    ChangeBasis,
    ChangeSentence,
    DropForm,
    DropSentence,
    OfForm,
    Operation,
    Owner,
    RepealRow,
)
from cchc_rules.model.amendments.slot import OF_FORM, OF_ROW, OF_RUBRIC, Slot
from cchc_rules.model.citation import Basis, Citation, Instrument, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.link import with_usual
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote


@frozen
class Resting:
    """One thing of the rubric, where its basis names places: `cited` is all that it rests on.

    `taken` takes it away; `slot` and `stated` are there for a sentence on `owner`. `node` is the row, or that of the
    sentence. `own` is the text transcribed.
    """

    cited: tuple[Citation, ...]
    taken: Operation
    own: Instrument | None
    owner: Owner = None
    slot: Slot | None = None
    stated: Stated[Any] | None = None
    node: Node | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The places of the text transcribed that it rests on."""
        return tuple(path_of(c.places) for c in self.cited if of_own_text(c, self.own))

    def inside(self, place: Path) -> tuple[Citation, ...]:
        """What it cites in a place."""
        return tuple(c for c in self.cited if of_own_text(c, self.own) and lies_in(path_of(c.places), place))

    def outside(self, place: Path) -> tuple[Citation, ...]:
        """What else it cites."""
        within = self.inside(place)
        return tuple(c for c in self.cited if c not in within)

    def kept(self, place: Path) -> Operation | None:
        """The operation that lets it rest on the rest alone; None where a line in it rests on the place."""
        rest = Basis(self.outside(place))
        if self.slot is None and self.node is not None and self.node.old is not None:
            return ChangeBasis(self.node.old, self.node.row.basis, rest)
        if self.stated is None or self.slot is None or self.stated.basis is None or not self.stated.basis.citations:
            return None
        head = _head(self.slot, self.stated)
        old, new = evolve(head, basis=self.stated.basis), evolve(head, basis=rest)
        own = all(c in self.stated.basis.citations for c in self.cited)
        return ChangeSentence(self.owner, self.slot, old, new) if own else None

    def lies_in(self, rows: Collection[Code]) -> bool:
        """Whether it is on or below one of the rows, where they stand now; a row does not lie in itself."""
        nodes = self.node.up() if self.node is not None else iter(())
        return any(n.old in rows for n in nodes if self.slot is not None or n is not self.node)

    def called(self, top: str) -> str:
        """`câu “…” của 4.2`, `cách chấm của 4.2`, `dòng 4.2 "…"`."""
        if self.slot is None and self.node is not None:
            return f"dòng {self.node.old} {quote(self.node.row.title)}"
        assert self.slot is not None and self.stated is not None
        of = words.owner(self.owner)
        if self.slot is Slot.RULE:
            return f"{words.noun(self.slot)}{of}"
        if self.slot is Slot.SURVEYS:
            return f"phiếu điều tra {self.stated.value.name}"
        said = words.heading(self.stated) + "; ".join(x.text for x in words.lines_of(self.slot, self.stated, top)[:1])
        return f"{words.noun(self.slot)} “{said}”{of}"


_NO_GROUND = (Slot.DISCREPANCIES,)


def resting(s: Session) -> Iterator[Resting]:
    """All of the draft whose basis names places of the text transcribed, rows before what is on them."""
    instrument = s.provisions.instrument
    own = instrument.value if instrument is not None else None
    for slot in OF_RUBRIC:
        for given in () if slot in _NO_GROUND else stated_in(s.provisions, slot):
            yield from _sentence(None, slot, given, own)
            if slot is Slot.SURVEYS:
                yield from _lines(given.value, own)
    for given in s.buckets:
        yield from _sentence(None, Slot.BUCKETS, given, own)
    for node in (*s.table.walk(), *s.table.standing()):
        if node.old is not None and not any(n.removed for n in node.up()):
            yield from _row(node, own)


def _row(node: Node, own: Instrument | None) -> Iterator[Resting]:
    assert node.old is not None  # rows that the instrument brings rest on it
    cited = printed((node.row.basis,) if node.row.basis is not None else (), own)
    if cited:
        yield Resting(cited, RepealRow(node.old, node.before.title, node.before.max), own, node=node)
    for slot in OF_ROW:
        for given in () if slot in _NO_GROUND else stated_in(node.row, slot):
            yield from (evolve(thing, node=node) for thing in _sentence(node.old, slot, given, own))


def _lines(form: SurveyInstrument, own: Instrument | None) -> Iterator[Resting]:
    for slot in OF_FORM:
        for given in stated_in(form, slot):
            yield from _sentence(OfForm(form.name), slot, given, own)


def _sentence(owner: Owner, slot: Slot, given: Stated[Any], own: Instrument | None) -> Iterator[Resting]:
    inner = () if slot is Slot.SURVEYS else tuple(_inside(given.value))
    cited = tuple(dict.fromkeys(c for one in (given, *inner) for c in printed(grounds(one), own)))
    if not cited:
        return
    taken: Operation = DropSentence(owner, slot, _head(slot, given))
    if slot is Slot.SURVEYS:
        taken = DropForm(given.value.name, given.value.title, len(given.value.questions))
    yield Resting(cited, taken, own, owner, slot, given)


def _head(slot: Slot, given: Stated[Any]) -> Stated[Any]:
    """The sentence as an operation asserts it: of a survey instrument name and title, without a basis of others."""
    value = SurveyInstrument(given.value.name, given.value.title) if slot is Slot.SURVEYS else with_usual(given.value)
    return Stated(value, given.basis, given.at, tables=given.tables)


def _inside(value: Any) -> Iterator[Stated[Any]]:
    """Sentences in a sentence, such as the lines of a scoring rule."""
    if isinstance(value, Stated):
        yield value
        yield from _inside(value.value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
    elif attrs.has(type(value)):
        for a in attrs.fields(type(value)):
            yield from _inside(getattr(value, a.name))
