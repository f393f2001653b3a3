"""The sentences of provisions by slot: what only one table may have is said once for each in common provisions."""

from typing import Any

from attrs import evolve

from cchc_rules.model.amendments.slot import LISTS, Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.rubric import Provisions

_ORDER = {slot: at for at, slot in enumerate(Slot)}


def sentences(p: Provisions, slot: Slot) -> tuple[Stated[Any], ...]:
    """Every sentence of a slot, in order."""
    given = getattr(p, slot.value)
    if slot in LISTS:
        return tuple(given)
    return () if given is None else (given, *(stated for of, stated in p.apart if of is slot))


def with_sentences(p: Provisions, slot: Slot, stated: tuple[Stated[Any], ...]) -> Provisions:
    """The provisions with these sentences in a slot."""
    values: dict[str, Any] = {slot.value: stated}
    if slot in LISTS:
        return evolve(p, **values)
    values[slot.value] = stated[0] if stated else None
    apart = [pair for pair in p.apart if pair[0] is not slot] + [(slot, other) for other in stated[1:]]
    # By slot, as the attributes are: where in the file each stood means nothing.
    apart.sort(key=lambda pair: _ORDER[pair[0]])
    return evolve(p, **values | {"apart": tuple(apart)})
