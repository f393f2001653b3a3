"""`cchc_rules.frozen` gives what `attrs.frozen` gives, and makes nothing before it is needed."""

import copy
import inspect
import pickle
import weakref
from collections.abc import Callable
from functools import cached_property
from threading import Barrier, Thread
from typing import Any, Generic, TypeVar

import attrs
import pytest

from cchc_rules.frozen import define, frozen

T = TypeVar("T")


@frozen
class Pair(Generic[T]):
    """Two things."""

    left: T
    right: tuple[int, ...] = ()
    name: str = attrs.field(default="đôi", eq=False)

    def __attrs_post_init__(self) -> None:
        assert self.left is not None

    def both(self) -> tuple[T, tuple[int, ...]]:
        """The two."""
        return self.left, self.right


@frozen
class Loud:
    """Says itself in its own way, and is equal to all of its kind."""

    word: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Loud)

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return self.word.upper()


@frozen
class Triple(Pair[int]):
    """One more than a pair."""

    third: int = 3


@frozen
class Counted:
    """Keeps what it has worked out."""

    things: tuple[int, ...]

    @cached_property
    def total(self) -> int:
        """Their sum."""
        return sum(self.things)


@define
class Growing:
    """Changes, and is equal to what has grown to the same."""

    things: list[int] = attrs.field(factory=list)
    name: str = ""


@frozen(eq=False)
class Single:
    """Equal to itself alone."""

    thing: int


def fresh() -> Any:
    """A class that nothing has used."""

    @frozen
    class Fresh:
        number: int
        note: str = ""

    return Fresh


FIRST_USES: dict[str, Callable[[Any], object]] = {
    "made": lambda cls: cls(1).number == 1,
    "fields asked": lambda cls: [a.name for a in attrs.fields(cls)] == ["number", "note"],
    "asked whether it is of attrs": attrs.has,
    "taken apart by a pattern": lambda cls: cls.__match_args__ == ("number", "note"),
    "signature asked": lambda cls: list(inspect.signature(cls).parameters) == ["number", "note"],
    "copied": lambda cls: copy.deepcopy(cls(1)) == cls(1),
    "shown": lambda cls: "Fresh(number=1, note='')" in repr(cls(1)),
    "hashed": lambda cls: {cls(1): 2}[cls(1)] == 2,
    "compared": lambda cls: cls(1) == cls(1) and cls(1) != cls(2),
    "inherited": lambda cls: frozen(type("Sub", (cls,), {"__annotations__": {"more": int}, "more": 0}))(1).more == 0,
}


@pytest.mark.parametrize("use", FIRST_USES.values(), ids=FIRST_USES.keys())
def test_any_first_use_finds_the_whole_class(use: Callable[[Any], object]) -> None:
    assert use(fresh())


def test_what_is_made_is_what_attrs_makes() -> None:
    pair = Pair("a", (1, 2))
    assert pair == Pair("a", (1, 2), "khác tên") and pair != Pair("b", (1, 2)) and pair != ("a", (1, 2))
    assert hash(pair) == hash(Pair("a", (1, 2)))
    assert repr(pair) == "Pair(left='a', right=(1, 2), name='đôi')"
    assert attrs.evolve(pair, left="c") == Pair("c", (1, 2))
    assert attrs.asdict(pair) == {"left": "a", "right": (1, 2), "name": "đôi"}
    assert pair.both() == ("a", (1, 2)) and Pair.__doc__ == "Two things."
    assert pickle.loads(pickle.dumps(pair)) == copy.copy(pair) == weakref.ref(pair)()
    match pair:
        case Pair(left, right, _):
            assert (left, right) == pair.both()


def test_it_is_frozen_and_has_no_room_for_more() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Pair("a").left = "b"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        fresh()(1).more = "b"
    assert not hasattr(Pair("a"), "__dict__")
    with pytest.raises(TypeError):
        Pair()  # type: ignore[call-arg]
    with pytest.raises(AssertionError):
        Pair(None)


def test_methods_of_its_own_stay() -> None:
    assert repr(Loud("a")) == "A" and Loud("a") == Loud("b") and hash(Loud("a")) == 7


def test_what_is_worked_out_is_kept_and_nothing_else_can_be_asked_for() -> None:
    counted = Counted((1, 2))
    worked = counted.total
    assert worked == 3 and counted.total is worked and copy.deepcopy(counted).total == 3
    assert pickle.loads(pickle.dumps(counted)) == counted
    with pytest.raises(AttributeError, match="'Counted' object has no attribute 'totals'"):
        getattr(counted, "totals")  # noqa: B009  # mypy would not let it be written otherwise
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        counted.total = 4


def test_classes_that_inherit_or_cache_or_have_options_are_as_attrs_makes_them() -> None:
    assert Single(1) != Single(1) and repr(Single(1)) == "Single(thing=1)"
    assert Triple(1, (2,)) == Triple(1, (2,), third=3) and Triple(1).third == 3
    assert Counted((1, 2)).total == 3 and Counted((1, 2)) == Counted((1, 2))


def test_what_is_defined_changes_is_compared_and_is_no_key() -> None:
    with pytest.raises(TypeError):
        hash(Growing())
    one, other = Growing(), Growing([1], "a")
    one.things.append(1)
    assert one != other
    one.name = "a"
    assert one == other and repr(one) == "Growing(things=[1], name='a')"
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
    with pytest.raises(AttributeError):
        one.more = 1  # type: ignore[attr-defined]


def test_nothing_is_made_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    really = attrs.frozen
    monkeypatch.setattr(attrs, "frozen", lambda cls, **options: made.append(cls.__name__) or really(cls, **options))
    one, other = fresh(), fresh()
    assert made == []
    assert one(1).number == 1 and one(2).number == 2 and made == ["Fresh"]
    assert one(1) == one(1) and hash(one(1)) == hash(one(1)) and made == ["Fresh", "Fresh"]
    assert "Fresh(" in repr(one(1)) and "Fresh(" in repr(one(2)) and len(made) == 3
    del other


def test_many_threads_may_be_first() -> None:
    for _ in range(20):
        cls, start, made = fresh(), Barrier(4), []

        def use(cls: Any = cls, start: Barrier = start, made: list[object] = made) -> None:
            start.wait()
            made.append((cls(1), hash(cls(2)), cls(3) == cls(3)))

        threads = [Thread(target=use) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 4 and len(set(made)) == 1
