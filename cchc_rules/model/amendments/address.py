"""Where a provision stands: in an amending text itself, or in print, in the text that a rubric transcribes."""

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Place


@frozen
class Address:
    """A place in the amending text itself; all None for one that has no articles."""

    article: str | None = None
    clause: str | None = None
    point: str | None = None

    def cite(self) -> str:
        """`điểm a khoản 1 Điều 1`, the smallest first."""
        return " ".join(place.cite() for place in self.places)

    @property
    def places(self) -> tuple[Place, ...]:
        """The same as places, the smallest first."""
        parts = (("điểm", self.point), ("khoản", self.clause), ("Điều", self.article))
        return tuple(Place(kind, number) for kind, number in parts if number is not None)

    def up(self) -> tuple["Address", ...]:
        """The place itself and the larger ones that it is in, the smallest first; none for a text without articles."""
        chain = (self, Address(self.article, self.clause), Address(self.article))
        return tuple(a for a in dict.fromkeys(chain) if a.article is not None)


@frozen
class PrintedPlace:
    """`mục II.1.3.b`: a place that no amending text has, only the printed text of a rubric; the smallest first."""

    places: tuple[Place, ...]

    def cite(self) -> str:
        """As people write it."""
        return " ".join(place.cite() for place in self.places)


AnyPlace = Address | PrintedPlace


def address_of(places: tuple[Place, ...]) -> AnyPlace:
    """What places come to: an address that an amending text may have too, or one of a printed text alone."""
    if tuple(place.kind for place in places) not in _OF_AMENDMENTS:
        return PrintedPlace(places)
    return Address(*(place.number for place in reversed(places)))


_OF_AMENDMENTS = (("Điều",), ("khoản", "Điều"), ("điểm", "khoản", "Điều"))
