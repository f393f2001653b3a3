"""An amending instrument: what it changes, sentence by sentence, each with the value it expects to find."""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, assert_never

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.operation import Operation
from cchc_rules.model.amendments.transition import OwnTransition
from cchc_rules.model.citation import NO_TRIVIA, Instrument, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Count, Total
from cchc_rules.source import Span


@frozen
class FromDay:
    """`hiệu lực: từ 20/08/2020`."""

    day: datetime.date


@frozen
class OnSigning:
    """`hiệu lực: kể từ ngày ký`."""


@frozen
class AfterSigning:
    """`hiệu lực: sau 10 ngày kể từ ngày ký`."""

    days: int


Force = FromDay | OnSigning | AfterSigning


@frozen
class FromYear:
    """`áp dụng: từ kỳ đánh giá 2021` under a heading."""

    year: int


@frozen
class OwnEffect:
    """`hiệu lực: …` or `áp dụng: …` under a heading: when what stands under it takes effect, or from which year."""

    address: Address
    effect: Force | FromYear
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class OwnTarget:
    """`sửa đổi: bang-2` under a heading: which of the texts named in the head is amended by what stands under it."""

    address: Address
    target: str
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class MaxIs:
    """`3.3: 5 điểm`: a maximum that the table must have after the amendment."""

    code: Code
    points: Fraction


Outcome = Total | tuple[Count, ...] | MaxIs


@frozen
class OutcomesOf:
    """`Sau sửa đổi của bang-2` with what must hold there, in an instrument that amends several texts."""

    target: str
    outcomes: tuple[Stated[Outcome], ...]
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Written:
    """An operation as written, with its place and comments; `parts` are those on `từ`, `thành`, `nội dung`."""

    operation: Operation
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    parts: tuple[tuple[str, Trivia], ...] = field(default=(), eq=False, repr=False)


@frozen
class Provision:
    """The operations under one heading.

    Of the headings read since the provision before, `titles` are what stands behind their numbers, and `headings` the
    comments on them.
    """

    address: Address
    operations: tuple[Written, ...]
    titles: tuple[tuple[Address, str], ...] = ()
    at: Span | None = field(default=None, eq=False, repr=False)
    headings: tuple[tuple[Address, Trivia], ...] = field(default=(), eq=False, repr=False)


@frozen
class Amendment:
    """`SỬA ĐỔI`, or `ĐÍNH CHÍNH` when `erratum`: then `force` and `governs` are None, since it reaches back.

    `amends` is the short name of a rubric, of common provisions or of another amendment; or what that is called in
    print: `Bảng 2`, or its title in quotes. An instrument that amends several has the rest in `also_amends`, and under
    which heading it amends which in `own_targets`. `levels` are the names printed before codes
    of new rows; like places and comments (`comments` by header item) they are no part of equality.
    """

    id: str
    title: str
    instrument: Instrument
    amends: str
    force: Force | None
    governs: int | None
    provisions: tuple[Provision, ...] = ()
    after: tuple[Stated[Outcome], ...] = ()
    own_effects: tuple[OwnEffect, ...] = ()
    erratum: bool = False
    note: str | None = None
    levels: tuple[str, ...] = field(default=(), eq=False, repr=False)
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    ending: tuple[str, ...] = field(default=(), eq=False, repr=False)
    comments: tuple[tuple[str, Trivia], ...] = field(default=(), eq=False, repr=False)
    places: tuple[tuple[str, Span], ...] = field(default=(), eq=False, repr=False)
    also_amends: tuple[str, ...] = ()
    own_targets: tuple[OwnTarget, ...] = ()
    after_of: tuple[OutcomesOf, ...] = ()
    transitions: tuple[OwnTransition, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """Every text that it amends."""
        return (self.amends, *self.also_amends)

    def target_of(self, address: Address) -> str:
        """The text that is amended under a heading: as the nearest heading says, or the only one there is."""
        own = {o.address: o.target for o in self.own_targets}
        return next((own[a] for a in address.up() if a in own), self.amends)

    def transitions_at(self, address: Address) -> tuple[OwnTransition, ...]:
        """The transitional clauses on what stands at an address: those of the head and of every heading above it."""
        return tuple(o for o in self.transitions if o.address in (Address(), *address.up()))

    def outcomes_for(self, target: str) -> tuple[Stated[Outcome], ...]:
        """What must hold in one of the texts afterwards."""
        own = (o for given in self.after_of if given.target == target for o in given.outcomes)
        return (*self.after, *own) if len(self.targets) == 1 else tuple(own)

    @property
    def signed(self) -> datetime.date:
        """The day of signing; the first of days when the instrument does not say (an error when read)."""
        return self.instrument.date or datetime.date.min

    def force_day(self) -> datetime.date | None:
        """The day it takes effect; None for an erratum, which takes that of the text it corrects."""
        return self.day_of(self.force) if self.force is not None else None

    def day_of(self, force: Force) -> datetime.date:
        """The day that a sentence of this text on its effect comes to."""
        match force:
            case FromDay(day):
                return day
            case AfterSigning(days):
                return self.signed + datetime.timedelta(days=days)
            case OnSigning():
                return self.signed
            case _:
                assert_never(force)

    def written(self) -> Iterator[tuple[Address, Written]]:
        """Every operation in document order with the address of its provision."""
        for provision in self.provisions:
            for written in provision.operations:
                yield provision.address, written

    def operations(self) -> tuple[Operation, ...]:
        """The operations alone."""
        return tuple(w.operation for _, w in self.written())

    def comment(self, name: str) -> Trivia:
        """The comments on a header item."""
        return next((t for n, t in self.comments if n == name), NO_TRIVIA)

    def place(self, name: str) -> Span | None:
        """Where a header item stands; the opening line when it is not there."""
        return next((s for n, s in self.places if n == name), self.at)


def one_provision(operations: tuple[Any, ...], article: str = "1") -> tuple[Provision, ...]:
    """The operations as clauses of one article, one each, numbered from 1."""
    return tuple(
        Provision(Address(article, str(n)), (Written(operation),)) for n, operation in enumerate(operations, 1)
    )
