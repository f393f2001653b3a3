"""Sentences that name rows by code: stages, consequences, ratings, questions and shares of surveys."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import attrs

from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.expression import FactRef
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rubric import Provisions
from cchc_rules.model.sentences import sentences

T = TypeVar("T")

NAMING = (Slot.STAGES, Slot.CONSEQUENCES, Slot.DISQUALIFIERS, Slot.TIE_BREAK, Slot.SURVEY_SHARES)
"""Slots of the rubric whose sentences name rows; questions, inside survey instruments, do too."""


def recoded(value: T, follow: Callable[[Code], Code]) -> T:
    """The value with every code in it, at any depth, as `follow` gives it; itself when none differs."""
    return cast(T, _recoded(value, follow))


def _recoded(value: Any, follow: Callable[[Code], Code]) -> Any:
    if isinstance(value, Code):
        return follow(value)
    if isinstance(value, tuple):
        made = tuple(_recoded(v, follow) for v in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if not attrs.has(type(value)):
        return value
    inner = {a.name: getattr(value, a.name) for a in attrs.fields(type(value))}
    changed = {name: new for name, v in inner.items() if (new := _recoded(v, follow)) is not v}
    return attrs.evolve(value, **changed) if changed else value


def with_fact_names(value: T, name: Callable[[str], str]) -> T:
    """The value with the name of every fact in it, at any depth, as `name` gives it; itself when none differs."""
    return cast(T, _renamed(value, name))


def _renamed(value: Any, name: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        items = tuple(_renamed(v, name) for v in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if not attrs.has(type(value)):
        return value
    changed: dict[str, Any] = {}
    for attribute in attrs.fields(type(value)):
        given = getattr(value, attribute.name)
        named = isinstance(given, str) and _names_fact(value, attribute.name)
        made: Any = name(given) if named else _renamed(given, name)
        if made is not given and made != given:
            changed[attribute.name] = made
    return attrs.evolve(value, **changed) if changed else value


def _names_fact(value: object, attribute: str) -> bool:
    """Whether a text in a value is the name of a fact: of conditions and expressions, or of a declaration."""
    if isinstance(value, FactRef):
        return attribute == "name"
    if isinstance(value, FactDeclaration):
        return attribute in ("name", "low", "high")
    return attribute in ("fact", "since")


def codes_in(value: object) -> tuple[Code, ...]:
    """The codes in a value, at any depth."""
    found: list[Code] = []

    def keep(code: Code) -> Code:
        found.append(code)
        return code

    _recoded(value, keep)
    return tuple(found)


def naming(p: Provisions) -> Iterator[Stated[Any]]:
    """Every sentence that names rows."""
    for slot in NAMING:
        yield from sentences(p, slot)
    for form in p.surveys:
        yield from form.value.questions
