"""Remember what a function gave for the very same objects.

Values of the model are equal wherever they stand in a text, and findings tell places: so equal values are no key for
what was found, and the same object is.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class _Same:
    """An object as a key. It is held, so that no other comes to stand at its address."""

    __slots__ = ("held",)

    def __init__(self, held: object) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.held is self.held

    def __hash__(self) -> int:
        return id(self.held)


def once_for_same(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Have a function of frozen values remember the last `size` answers, each by the objects it was given, in order."""

    def decorate(work: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=size)
        def remembered(*keys: _Same) -> R:
            return work(*(key.held for key in keys))  # type: ignore[call-arg, arg-type]  # as they were given

        @wraps(work)
        def answer(*given: P.args, **named: P.kwargs) -> R:
            assert not named, "objects are told apart by where they stand among those given"
            return remembered(*map(_Same, given))

        return answer

    return decorate
