"""The state while one instrument is applied to one rubric: the draft, errors found, changes made."""

import datetime
from typing import Any

from attrs import evolve, field

from cchc_rules.amend.applying.table import Node, Table
from cchc_rules.diagnostics import Diagnostic, Kind, Related, catalog, nearest
from cchc_rules.diagnostics.mends import RemoveLine, renamed
from cchc_rules.frozen import define, frozen
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Amendment, Written
from cchc_rules.model.amendments.operation import Operation, Owner
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.amendments.transition import OwnTransition
from cchc_rules.model.citation import Action, Amended, Basis, Citation, Part, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Bucket, Provisions, Repealed, Rubric
from cchc_rules.source import Span
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote


@frozen
class Step:
    """An operation in force: where it is written, and the provision that last rewrote it, if one did."""

    address: Address
    written: Written
    rewritten: Amended | None = None
    meant_by: Operation | None = None
    """The operation as written, of which this is a part: it names a place of the printed text."""

    def provision(self) -> str:
        """`khoản 1 Điều 1`, with who amended that."""
        cited = self.address.cite()
        if self.rewritten is None:
            return cited
        return f"{cited} (được {self.rewritten.action.value} theo {self.rewritten.cite()})".strip()


@frozen
class Effective:
    """An instrument with its operations as they stand, the day it takes effect and the first year it governs.

    Or a part of it: its provisions that have this effect. `apart` are the headings that give them an effect of their
    own, none in a part that has the effect of the whole; the last part `closes` it. Of an instrument that amends
    several texts a part is what amends `target`. What is not applied has the transitional `clauses` that say so.
    """

    amendment: Amendment
    force: datetime.date
    governs: int | None
    steps: tuple[Step, ...]
    apart: tuple[Address, ...] = ()
    closes: bool = True
    target: str = ""
    clauses: tuple[OwnTransition, ...] = ()

    @property
    def named(self) -> str:
        """`khoản 2 Điều 1, Điều 2`: the part, by its headings; empty for the instrument itself."""
        return ", ".join(address.cite() for address in self.apart)

    @property
    def operations(self) -> tuple[tuple[Operation, Span | None], ...]:
        """What it does, in document order, each operation with the place where it is written."""
        return tuple((step.written.operation, step.written.at) for step in self.steps)


@frozen
class Change:
    """One thing done to a rubric: by which provision, to which rows (their addresses before), how."""

    amended: Amended
    operation: Operation
    codes: tuple[Code, ...]
    meant_by: Operation | None = None
    """The operation as written, where that only names a place of the printed text."""


Aspect = Part | tuple[Slot, object]


@define
class Session:
    """State while one instrument is applied."""

    effective: Effective
    rubric: Rubric
    table: Table
    provisions: Provisions
    found: list[Diagnostic] = field(factory=list)
    warned: list[Diagnostic] = field(factory=list)
    """What does not stop the instrument."""
    claims: dict[tuple[Owner, Aspect], Step] = field(factory=dict)
    changes: list[Change] = field(factory=list)
    repealed: list[Repealed] = field(factory=list)
    replaced_by: str | None = None
    id: str = ""
    title: str = ""
    step: Step | None = None
    buckets: tuple[Stated[Bucket], ...] = ()
    """Bonus and penalty as sentences, without their rows; those are in the table."""

    @classmethod
    def of(cls, effective: Effective, rubric: Rubric) -> "Session":
        """A fresh draft of the rubric."""
        heads = tuple(bucket_head(b) for b in rubric.buckets)
        table, given = Table.of(rubric), rubric.provisions
        return cls(effective, rubric, table, given, id=rubric.id, title=rubric.title, buckets=heads)

    # ---- the provision at work

    @property
    def current(self) -> Step:
        """The operation at work."""
        if self.step is None:
            raise AssertionError("no operation is being applied")
        return self.step

    @property
    def written(self) -> Written:
        """As it is written."""
        return self.current.written

    def amended(self, part: Part, action: Action = Action.SET) -> Amended:
        """The provision at work, as what last set a value."""
        e = self.effective
        done = Action.CORRECTED if e.amendment.erratum else action
        return Amended(
            e.amendment.instrument, self.current.provision(), self.written.at, done, part, e.force, e.governs
        )

    def amended_sentence(self, before: Basis | None, action: Action = Action.SET) -> Amended:
        """The same of a sentence, which then rests on the provision, and rested on `before`."""
        return evolve(self.amended(Part.STATEMENT, action), basis=evolve(self.basis(), before=before))

    def basis(self) -> Basis:
        """The provision at work, as a basis."""
        return Basis((Citation(self.current.address.places, self.effective.amendment.instrument),))

    # ---- what is wrong

    def fail(
        self,
        kind: Kind,
        related: tuple[Related, ...] = (),
        expected: str | None = None,
        at: Span | None = None,
        **values: Any,
    ) -> None:
        """An error at the operation's line, or at one below it; an operation of several lines is not taken away."""
        own = self.step.written if self.step is not None else None
        if own is not None and isinstance(kind.mend, RemoveLine) and words.has_lines_below(own.operation):
            values["fixes"] = ()
        place = at if at is not None or own is None else own.at
        self.found.append(kind.at(place, expected=expected, related=related, **values))

    def claim(self, owner: Owner, aspect: Aspect, what: str) -> bool:
        """Take a value for this operation; False, with an error, when another of the instrument has it."""
        other = self.claims.setdefault((owner, aspect), self.current)
        if other is self.current:
            return True
        self.twice(what, other.written)
        return False

    def twice(self, what: str, other: Written) -> None:
        """Two operations of one instrument meet."""
        self.fail(catalog.CHANGED_TWICE, (Related("câu kia ở đây", other.at),), what=what)

    def find(self, code: Code) -> Node | None:
        """A row by its address before the instrument; None, with an error, when there is none."""
        node = self.table.by_code.get(code)
        if node is None:
            self._missing(code)
            return None
        gone = next((n for n in node.up() if n.removed), None)
        if gone is not None and gone.placed is not None:
            self.twice(f"dòng {code}", gone.placed)
            return None
        return node

    def spot(self, code: Code) -> Node | None:
        """A row that names a place: one that this instrument takes away may."""
        node = self.table.spots.get(code)
        if node is None:
            self._missing(code)
        return node

    def _missing(self, code: Code) -> None:
        stub = next((r for r in reversed(self.rubric.repealed) if any(c.code == code for c in r.row.walk())), None)
        if stub is not None:
            related = (Related(f"bãi bỏ bởi {stub.amended.cite()}", stub.amended.at),)
            self.fail(catalog.ALREADY_REPEALED, related, what=f"dòng {code}")
            return
        near = nearest(code.text, (c.text for c in self.table.by_code))
        row = self.table.by_code[Code(near)].row if near else None
        expected = f"{row.code} {quote(row.title)}" if row else None
        fixes = renamed(self.written.at, code.text, near, "mã")
        self.fail(catalog.NO_SUCH_TARGET, expected=expected, what=f"dòng {code}", fixes=fixes)

    # ---- what was done

    def done(self, amended: Amended, *codes: Code) -> None:
        """Record the operation at work as done."""
        self.changes.append(Change(amended, self.written.operation, codes, self.current.meant_by))


def bucket_head(stated: Stated[Bucket]) -> Stated[Bucket]:
    """Bonus or penalty as a sentence: what it counts for, without its rows."""
    return evolve(stated, value=evolve(stated.value, rows=()))


def last_set(node: Node, part: Part) -> tuple[Related, ...]:
    """Who last set a value of a row, for a message: an instrument, or the line of the rubric."""
    for amended in reversed(node.row.amended):
        # A suspension is on the whole row, and sets none of its values.
        whole = amended.part is Part.TABLE or (
            amended.part is Part.ROW and amended.action in (Action.ADDED, Action.CORRECTED)
        )
        if amended.part is part or whole:
            return (Related(f"giá trị này do {amended.cite()} đặt", amended.at),)
    return (Related("giá trị này có từ văn bản gốc", node.row.at),)
