"""What the parsers ask of a cache."""

from typing import Protocol


class TreeCache(Protocol):
    """Remembers parsed trees, and the tables that parse, by content key.

    Losing or never having it changes nothing but time.
    """

    def get(self, key: str) -> str | None:
        """The text stored under the key."""

    def put(self, key: str, text: str) -> None:
        """Store a text; may forget it."""

    def __hash__(self) -> int:
        """Caches are told apart, so that what was read with one is not taken for what another holds."""
