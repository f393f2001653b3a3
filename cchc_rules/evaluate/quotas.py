"""What quotas leave open of one unit's rating: how many others come before it, only the ranking of the year tells."""

from collections.abc import Sequence

from cchc_rules.meaning.conditions import holds
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.citation import Stated
from cchc_rules.model.rating import Quota
from cchc_rules.results.quotas import Bands, Limit, beyond, limits


def limits_of(quotas: Sequence[Stated[Quota]], facts: Situation) -> tuple[Limit, ...]:
    """The quotas that are, or may be, for a unit."""
    found = ((q, True if q.value.scope is None else holds(q.value.scope, facts)) for q in quotas)
    return tuple(Limit(q, meant) for q, meant in found if meant is not False)


def may_be_rated(before: Bands, limited: Sequence[Limit], scale: Bands) -> Bands:
    """The bands that a unit may end with: those it has by itself, and those that quotas on them lead to."""
    found = list(before)
    for band in found:  # grows while it is gone through: a lower band may have a quota too
        lower = (beyond(band, limit.stated.value, scale) for limit in limited if limits(band, limit.stated.value))
        found += [b for b in lower if b not in found]
    return tuple(found)
