"""`frozen` and `define`: classes as attrs makes them, but made by attrs only when they are first used.

attrs writes the methods of a class as text and compiles them. With over two hundred value classes that takes longer
than everything else at start, and one command uses less than half of them. So a class begins as a shell: its fields
and its own methods. The first object made, or the first look at its fields, has attrs make the real class, and what
attrs put there is moved into the shell; so do the first comparison, and the first time that one is shown, for what
these need. For whoever uses the class, and for mypy, it is `attrs.frozen`, or `attrs.define`.
"""

import inspect
from collections.abc import Callable
from functools import cached_property, partial
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic

import attrs

if TYPE_CHECKING:
    from attrs import define as define
    from attrs import frozen as frozen
else:

    def frozen(cls: type | None = None, **options: Any) -> Any:
        """The class with its fields as frozen slots: a value."""
        return _later(attrs.frozen, cls, options)

    def define(cls: type | None = None, **options: Any) -> Any:
        """The class with its fields as slots: something that changes while it is made or read."""
        return _later(attrs.define, cls, options)


def _later(make: Callable[..., Any], cls: type | None, options: dict[str, Any]) -> Any:
    """The class, to be made later; one with options or bases is left to attrs at once."""
    if cls is None:
        return make(**options)
    inherits = any(base not in (object, Generic) for base in cls.__bases__)
    return make(cls) if inherits else _shell(cls, make)


_AT_FIRST_OBJECT = ("__init__", "__getstate__", "__setstate__", "__attrs_attrs__", "__match_args__")
_AT_FIRST_COMPARISON = ("__eq__", "__ne__", "__hash__")
_WHEN_SHOWN = ("__repr__",)
_NOT_YET = {
    **dict.fromkeys(_AT_FIRST_OBJECT, ("eq", "repr")),
    **dict.fromkeys(_AT_FIRST_COMPARISON, ("repr",)),
    **dict.fromkeys(_WHEN_SHOWN, ()),
}
"""What attrs need not make yet when one of its members is first asked for: most is never compared, less is shown."""
_OF_THE_CLASS_ITSELF = ("__slots__", "__dict__", "__weakref__", "__attrs_base_of_slotted__")
_makers: dict[type, Callable[..., Any]] = {}
"""What makes the class of each shell as it is written."""
_one_at_a_time = RLock()


class _MadeLater:
    """Stands in a shell for what attrs will put there under this name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type) -> Any:
        for cls in owner.__mro__:
            if isinstance(vars(cls).get(self.name), _MadeLater):
                _fill(cls, self.name)
        return getattr(owner if instance is None else instance, self.name)


_LATER = {name: _MadeLater(name) for name in _NOT_YET}


def _shell(written: type, make: Callable[..., Any]) -> type:
    members = vars(written)
    kept = {name: member.func for name, member in members.items() if isinstance(member, cached_property)}
    for name in kept:
        delattr(written, name)  # what is worked out once has its slot in the shell, and attrs nothing to do with it
    fields = tuple(inspect.get_annotations(written))
    own = {name: member for name, member in members.items() if name not in (*fields, *_OF_THE_CLASS_ITSELF)}
    slots = {"__slots__": (*fields, *kept, "__weakref__"), "__qualname__": written.__qualname__}
    keeping = {"__getattr__": _keeping(kept)} if kept else {}
    shell = type(written)(written.__name__, written.__bases__, {**_LATER, **own, **keeping, **slots})
    _makers[shell] = partial(make, written)
    return shell


def _keeping(kept: dict[str, Callable[[Any], Any]]) -> Callable[[Any, str], Any]:
    """What is asked when a slot is empty: the value of one that is worked out once, which fills the slot."""

    def value_of(self: Any, name: str) -> Any:
        if name not in kept:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self)
        value = kept[name](self)
        object.__setattr__(self, name, value)
        return value

    return value_of


def _fill(shell: type, wanted: str) -> None:
    """Move into a shell what attrs makes, as far as that is needed for a wanted member."""
    with _one_at_a_time:
        if not isinstance(vars(shell)[wanted], _MadeLater):
            return
        made = vars(_makers[shell](**dict.fromkeys(_NOT_YET[wanted], False)))
        fields = {a.name for a in made["__attrs_attrs__"]}
        for name, member in made.items():
            if name not in fields and name not in _OF_THE_CLASS_ITSELF:
                setattr(shell, name, member)
