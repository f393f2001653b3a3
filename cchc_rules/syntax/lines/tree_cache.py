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
