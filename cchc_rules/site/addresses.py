"""Where each unit's page is: a name that any disk takes and any address can have."""

import re
from collections.abc import Sequence

from cchc_rules.explain.publication.value import PublishedUnit
from cchc_rules.source import without_marks

UNITS = "don-vi"
_MOST = 60
_PLAIN = re.compile(r"[^a-z0-9]+")


def addresses(units: Sequence[PublishedUnit]) -> tuple[str, ...]:
    """An address for each unit, in their order; two that would be alike are told apart by a number."""
    taken: set[str] = set()
    return tuple(
        _free(_PLAIN.sub("-", without_marks(u.header.unit)).strip("-")[:_MOST] or "don-vi", taken) for u in units
    )


def _free(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return f"{UNITS}/{found}.html"
