"""Read with cached trees; those that do not fit the text are ignored."""

from collections.abc import Callable
from typing import TypeVar

from cchc_rules.source import Source
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.tree_cache import TreeCache

T = TypeVar("T")


class _Watched:
    """A cache that reports whether it had anything, and that can be switched off."""

    def __init__(self, cache: TreeCache) -> None:
        self.cache = cache
        self.had = self.closed = False

    def get(self, key: str) -> str | None:
        stored = None if self.closed else self.cache.get(key)
        self.had = self.had or stored is not None
        return stored

    def put(self, key: str, text: str) -> None:
        self.cache.put(key, text)


def read_fitting(
    read: Callable[[Source, TreeCache | None], Parsed[T]], source: Source, cache: TreeCache | None
) -> Parsed[T]:
    """What `read` makes of a source; from the text alone where the remembered trees give anything but a sound value.

    The cache lies where others may have written: a tree with parts missing can make a reader fail in any way, and
    what it reports then is not about the text.
    """
    if cache is None:
        return read(source, None)
    watched = _Watched(cache)
    try:
        parsed = read(source, watched)
        if parsed.ok or not watched.had:
            return parsed
    except Exception:
        if not watched.had:
            raise
    watched.closed = True
    return read(source, watched)
