"""Which sheets are of one unit: by its name, and by the name it had before it was renamed."""

from collections.abc import Iterator, Sequence

from cchc_rules.model.sheet import Header
from cchc_rules.source import unit_key


def one_unit(a: Header, b: Header) -> bool:
    """Whether two sheets of one year are of the same unit, perhaps under its former name."""
    return not names_in_year(a).isdisjoint(names_in_year(b))


def names_in_year(h: Header) -> frozenset[str]:
    """The keys of the names that a unit may stand under in its year: its own, and the one before a renaming."""
    renamed = h.formerly.renamed if h.formerly is not None else None
    return frozenset(map(unit_key, (h.unit, renamed) if renamed is not None else (h.unit,)))


def names_last_year(h: Header, back: int = 1) -> frozenset[str]:
    """The keys of the names that the same unit may stand under `back` years before; none after a merger or a split.

    A merged or divided unit that keeps an old name is not the unit that had it then.
    """
    if h.formerly is None or h.formerly.since.year < h.year - back:
        return frozenset({unit_key(h.unit)})
    if h.formerly.renamed is None:
        return frozenset()
    own = {unit_key(h.unit)} if h.formerly.since.year == h.year - back else set()
    return frozenset({*own, unit_key(h.formerly.renamed)})


def by_unit(headers: Sequence[Header]) -> tuple[tuple[int, ...], ...]:
    """The places of sheets of one year, grouped by unit, in the order in which each unit comes first."""
    groups: list[list[int]] = []
    group_of: dict[str, int] = {}
    for i, header in enumerate(headers):
        keys = names_in_year(header)
        known = sorted({group_of[k] for k in keys if k in group_of})
        home = known[0] if known else len(groups)
        if not known:
            groups.append([])
        groups[home].append(i)
        for other in known[1:]:  # this sheet joins what two names held apart
            groups[home] += groups[other]
            groups[other] = []
            group_of |= {k: home for k, g in group_of.items() if g == other}
        group_of |= dict.fromkeys(keys, home)
    return tuple(tuple(sorted(g)) for g in groups if g)


def absorbed(headers: Sequence[Header]) -> Iterator[tuple[int, str]]:
    """Sheets whose unit took in the whole of another that has a sheet of its own too, or that another took in."""
    taken = [(i, n.name) for i, h in enumerate(headers) if h.formerly is not None for n in h.formerly.names if n.whole]
    present = {unit_key(h.unit) for h in headers}
    claims: dict[str, set[str]] = {}
    for i, name in taken:
        claims.setdefault(unit_key(name), set()).add(unit_key(headers[i].unit))
    for i, name in taken:
        own = unit_key(headers[i].unit) == unit_key(name)
        if (unit_key(name) in present and not own) or len(claims[unit_key(name)]) > 1:
            yield i, name
