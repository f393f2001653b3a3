"""A cache of parsed trees that is gone with its process and never grows beyond what it may hold."""

from attrs import field

from cchc_rules.frozen import define


@define(eq=False)
class MemoryCache:
    """Texts by key, no more than `most` characters together: what was not asked for longest goes first."""

    most: int
    _texts: dict[str, str] = field(factory=dict, repr=False)
    _held: int = 0

    def get(self, key: str) -> str | None:
        """The stored text; None when absent."""
        text = self._texts.pop(key, None)
        if text is not None:
            self._texts[key] = text
        return text

    def put(self, key: str, text: str) -> None:
        """Store a text, unless it is larger than everything may be."""
        self._forget(key)
        if len(key) + len(text) > self.most:
            return
        self._texts[key] = text
        self._held += len(key) + len(text)
        while self._held > self.most:
            self._forget(next(iter(self._texts)))

    def _forget(self, key: str) -> None:
        text = self._texts.pop(key, None)
        if text is not None:
            self._held -= len(key) + len(text)
