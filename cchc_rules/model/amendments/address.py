"""Where a provision of an amending text stands in that text."""

from cchc_rules.frozen import frozen


@frozen
class Address:
    """A place in the amending text itself; all None for one that has no articles."""

    article: str | None = None
    clause: str | None = None
    point: str | None = None

    def cite(self) -> str:
        """`điểm a khoản 1 Điều 1`, the smallest first."""
        parts = (("điểm", self.point), ("khoản", self.clause), ("Điều", self.article))
        return " ".join(f"{word} {number}" for word, number in parts if number is not None)

    def up(self) -> tuple["Address", ...]:
        """The place itself and the larger ones that it is in, the smallest first; none for a text without articles."""
        chain = (self, Address(self.article, self.clause), Address(self.article))
        return tuple(a for a in dict.fromkeys(chain) if a.article is not None)
