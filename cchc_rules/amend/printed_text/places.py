"""Which part of a printed text is which: whether a place lies in another, and which places are near it."""

from collections.abc import Iterable, Iterator

from cchc_rules.model.citation import Basis, Citation, Instrument, Place, Stated

Path = tuple[tuple[str, str], ...]
"""A place from the largest part to the smallest; a number with points is a part for each: `mục II`, `mục 1`."""


def path_of(places: tuple[Place, ...]) -> Path:
    """`điểm c khoản 7 Điều 3` as Điều 3, khoản 7, điểm c; `mục II.1.3.b` as II, 1, 3, b."""
    return tuple(
        (place.kind.casefold(), part) for place in reversed(places) for part in place.number.casefold().split(".")
    )


def lies_in(inner: Path, outer: Path) -> bool:
    """Whether a place is another one or a part of it."""
    return inner[: len(outer)] == outer


def near(wanted: Path, paths: Iterable[Path]) -> tuple[Path, ...]:
    """The places that may be meant by one: in or around it, or of that name in a larger part; else those beside it."""
    known = tuple(dict.fromkeys(paths))
    close = [p for p in known if _holds(p, wanted) or lies_in(wanted, p)]
    beside = (p for p in known if len(wanted) > 1 and lies_in(p, wanted[:-1]))
    return tuple(close) or tuple(beside) or tuple(p for p in known if p[-1] == wanted[-1])


def _holds(path: Path, wanted: Path) -> bool:
    return any(path[at : at + len(wanted)] == wanted for at in range(len(path)))


def grounds(given: Stated[object]) -> tuple[Basis, ...]:
    """What a sentence rests on, then what it rested on before it was amended, and before that."""
    before = given.amended.basis.before if given.amended is not None and given.amended.basis is not None else None
    return (*_chain(given.basis), *_chain(before))


def _chain(basis: Basis | None) -> Iterator[Basis]:
    while basis is not None:
        yield basis
        basis = basis.before


def printed(bases: Iterable[Basis], own: Instrument | None) -> tuple[Citation, ...]:
    """The citations of the latest basis that names a place of the text that a rubric transcribes; none without one."""
    for basis in bases:
        if any(of_own_text(c, own) for c in basis.citations):
            return basis.citations
    return ()


def of_own_text(citation: Citation, own: Instrument | None) -> bool:
    """Whether a citation is of the text that a rubric transcribes (`own`), and not of another."""
    of = citation.instrument
    same = own is not None and of is not None and (of.kind, of.number) == (own.kind, own.number)
    return bool(citation.places) and (of is None or same)
