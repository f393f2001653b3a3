"""`frozen`: a value class as `attrs.frozen` makes it, but made by attrs only when the class is first used.

attrs writes the methods of a class as text and compiles them. With over two hundred value classes that takes longer
than everything else at start, and one command uses less than half of them. So a class begins as a shell: its fields
and its own methods. The first object made, or the first look at its fields, has attrs make the real class, and what
attrs put there is moved into the shell. For whoever uses the class, and for mypy, it is `attrs.frozen`.
"""

import inspect
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic

import attrs

if TYPE_CHECKING:
    from attrs import frozen as frozen
else:

    def frozen(cls: type | None = None, **options: Any) -> Any:
        """The class with its fields as frozen slots. One with options, bases or caches is left to attrs at once."""
        if cls is None:
            return attrs.frozen(**options)
        inherits = any(base not in (object, Generic) for base in cls.__bases__)
        caches = any(isinstance(member, cached_property) for member in vars(cls).values())
        return attrs.frozen(cls) if inherits or caches else _shell(cls)


_AT_FIRST_OBJECT = ("__init__", "__getstate__", "__setstate__", "__attrs_attrs__", "__match_args__")
_AT_FIRST_COMPARISON = ("__repr__", "__eq__", "__ne__", "__hash__")
_OF_THE_CLASS_ITSELF = ("__slots__", "__dict__", "__weakref__", "__attrs_base_of_slotted__")
_waiting: dict[type, type] = {}
"""Each shell that attrs has not filled wholly yet, with the class as it is written."""
_one_at_a_time = RLock()


class _MadeLater:
    """Stands in a shell for what attrs will put there under this name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type) -> Any:
        for cls in owner.__mro__:
            _fill(cls, wholly=self.name in _AT_FIRST_COMPARISON)
        return getattr(owner if instance is None else instance, self.name)


_LATER = {name: _MadeLater(name) for name in (*_AT_FIRST_OBJECT, *_AT_FIRST_COMPARISON)}


def _shell(written: type) -> type:
    fields = tuple(inspect.get_annotations(written))
    own = {name: member for name, member in vars(written).items() if name not in (*fields, *_OF_THE_CLASS_ITSELF)}
    slots = {"__slots__": (*fields, "__weakref__"), "__qualname__": written.__qualname__}
    shell = type(written)(written.__name__, written.__bases__, {**_LATER, **own, **slots})
    _waiting[shell] = written
    return shell


def _fill(shell: type, wholly: bool) -> None:
    """Move into a shell what attrs makes; most classes are never compared nor shown, so that half waits longer."""
    with _one_at_a_time:
        if shell not in _waiting:
            return
        written = _waiting[shell]
        made = vars(attrs.frozen(written) if wholly else attrs.frozen(written, repr=False, eq=False))
        fields = {a.name for a in made["__attrs_attrs__"]}
        for name, member in made.items():
            if name not in fields and name not in _OF_THE_CLASS_ITSELF:
                setattr(shell, name, member)
        if wholly:
            del _waiting[shell]
