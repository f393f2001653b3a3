"""A document without the places of its texts: for units, who have the decree but not its file."""

import re
from collections.abc import Callable, Collection
from typing import assert_never

from attrs import evolve

from cchc_rules.explain.render.document import (
    Account,
    Document,
    Fact,
    Folded,
    Group,
    Item,
    Items,
    Line,
    Notes,
    Section,
    Table,
)

Told = Callable[[str], str]
_A_FILE = "một tệp"


def without_places(document: Document, files: Collection[str]) -> Document:
    """The document without ` (file:line)` of any of these files, their names, and the digests at its end."""
    told = without_names(files)
    return evolve(
        document,
        notices=_facts(document.notices, told),
        facts=_facts(document.facts, told),
        sections=tuple(_section(s, told) for s in document.sections),
        footer_heading="",
        footer=(),
    )


def without_names(files: Collection[str]) -> Told:
    """What takes the places and names of files out of a text; a file that a sentence speaks of becomes `một tệp`."""
    called = {name for file in files for name in (file, file.rpartition("/")[2]) if name}
    if not called:
        return lambda text: text
    place = re.compile(rf" \((?:{_any_of(called)})(?::\d+|, ô [A-Z]+\d+)\)")
    # A name without a dot may be any word of a sentence.
    with_dot = [name for name in called if "." in name]
    name = re.compile(rf"(?<![\w/.])(?:{_any_of(with_dot)})(?![\w/])") if with_dot else None

    def told(text: str) -> str:
        text = place.sub("", text)
        return name.sub(_A_FILE, text) if name is not None else text

    return told


def _any_of(names: Collection[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _facts(facts: tuple[Fact, ...], told: Told) -> tuple[Fact, ...]:
    return tuple(Fact(f.label, told(f.value)) for f in facts)


def _lines(lines: tuple[Line, ...], told: Told) -> tuple[Line, ...]:
    return tuple(evolve(line, text=told(line.text)) for line in lines)


def _section(section: Section, told: Told) -> Section:
    match section:
        case Items():
            groups = tuple(Group(g.heading, tuple(_item(i, told) for i in g.items)) for g in section.groups)
            return evolve(section, lead=_lines(section.lead, told), groups=groups)
        case Table():
            return evolve(section, rows=tuple(tuple(map(told, row)) for row in section.rows))
        case Account():
            return evolve(section, lines=_lines(section.lines, told))
        case Notes():
            return evolve(section, texts=tuple(map(told, section.texts)))
        case Folded():
            # Of sections of a kind come sections of that kind.
            inner = tuple(_section(s, told) for s in section.sections)
            return evolve(section, sections=tuple(s for s in inner if isinstance(s, Items | Table)))
        case _:
            assert_never(section)


def _item(item: Item, told: Told) -> Item:
    return evolve(item, title=told(item.title), details=_lines(item.details, told))
