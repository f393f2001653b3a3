"""Values for comparison: without places, comments and history, which are no part of the meaning, or without bases."""

from typing import Any, TypeVar, cast

import attrs

from cchc_rules.model.citation import Stated

T = TypeVar("T")


def bare(value: T) -> T:
    """The value without places, comments and history, at any depth."""
    return cast(T, _stripped(value, keep_basis=True))


def baseless(value: T) -> T:
    """The same without the bases of statements."""
    return cast(T, _stripped(value, keep_basis=False))


def _stripped(value: Any, keep_basis: bool) -> Any:
    if isinstance(value, Stated):
        return Stated(_stripped(value.value, keep_basis), value.basis if keep_basis else None, tables=value.tables)
    if isinstance(value, tuple):
        return tuple(_stripped(v, keep_basis) for v in value)
    if not attrs.has(type(value)):
        return value
    fields = {a.name: getattr(value, a.name) for a in attrs.fields(type(value))}
    inner = {name: _stripped(v, keep_basis) for name, v in fields.items() if isinstance(v, tuple) or attrs.has(type(v))}
    return attrs.evolve(value, **inner) if inner else value
