"""An instrument in parts: provisions with an effect of their own are applied in their own turn, as another text is."""

import datetime
from collections.abc import Collection, Iterator

from attrs import evolve

from cchc_rules.amend.applying.session import Effective, Step
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Amendment, FromYear, OwnEffect
from cchc_rules.model.amendments.operation import SumsFollow

Effect = tuple[datetime.date, int | None]
"""The day that something takes effect, and the first year that it governs."""


def parts_for(whole: Effective, names: Collection[str]) -> Iterator[Effective]:
    """The parts of an instrument that amend the texts so called, each as `parts` gives them."""
    for target in dict.fromkeys(t for t in whole.amendment.targets if t in names):
        yield from parts(_amending(whole, target))


def _amending(whole: Effective, target: str) -> Effective:
    """What of an instrument amends one text; how sums follow is said for all."""
    a = whole.amendment
    steps = (s for s in whole.steps if isinstance(s.written.operation, SumsFollow) or a.target_of(s.address) == target)
    return evolve(whole, steps=tuple(steps), target=target)


def parts(whole: Effective) -> tuple[Effective, ...]:
    """The instrument as one part for each effect that its provisions have, the earliest first.

    How sums follow is said once for all of them. Of several parts only the last one `closes` the instrument.
    """
    groups: dict[Effect, list[Step]] = {}
    for step in whole.steps:
        if not isinstance(step.written.operation, SumsFollow):
            groups.setdefault(_effect(whole, step.address), []).append(step)
    own = (whole.force, whole.governs)
    if set(groups) <= {own}:
        return (whole,)
    made = []
    for force, governs in sorted(groups, key=lambda e: (e[0], e[1] or 0)):
        chosen = groups[force, governs]
        steps = tuple(s for s in whole.steps if s in chosen or isinstance(s.written.operation, SumsFollow))
        apart = () if (force, governs) == own else _apart(whole.amendment, chosen)
        made.append(Effective(whole.amendment, force, governs, steps, apart, closes=False, target=whole.target))
    return (*made[:-1], evolve(made[-1], closes=True))


def _effect(whole: Effective, here: Address) -> Effect:
    """The nearest heading's own effect, or that of the whole instrument."""
    force, governs = whole.force, whole.governs
    for address in reversed(here.up()):
        for own in _own(whole.amendment, address):
            if isinstance(own.effect, FromYear):
                governs = own.effect.year
            else:
                force = whole.amendment.day_of(own.effect)
    return force, governs


def _own(amendment: Amendment, address: Address) -> tuple[OwnEffect, ...]:
    return tuple(o for o in amendment.own_effects if o.address == address)


def _apart(amendment: Amendment, steps: list[Step]) -> tuple[Address, ...]:
    """The headings that give these operations an effect of their own, the nearest of each."""
    nearest = (next((a for a in s.address.up() if _own(amendment, a)), s.address) for s in steps)
    return tuple(dict.fromkeys(nearest))
