"""The numbers that Word writes in front of paragraphs, which stand in no text: counted as Word counts them."""

from typing import Any

from attrs import field

from cchc_rules.frozen import define, frozen

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_ROMAN = 300


@frozen
class _Level:
    """One level of a list: the kind of its numeral, its text with `%1` for numbers, where it starts."""

    kind: str
    text: str
    start: int


@define
class Numbers:
    """The lists of a document, and how far each is counted."""

    lists: dict[str, tuple[str, dict[int, _Level]]]
    """By the number of the list: the definition that it counts with, and its levels."""
    styles: dict[str, tuple[str | None, int | None]]
    counted: dict[str, dict[int, int]] = field(factory=dict)

    @classmethod
    def of(cls, document: Any) -> "Numbers":
        """The lists of a document; none where it has no numbering."""
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = part.element if part is not None and hasattr(part, "element") else None
        return cls(_lists(root) if root is not None else {}, _styles(document))

    def of_paragraph(self, paragraph: Any) -> str:
        """The number in front of the next paragraph; empty where it has none, or a bullet."""
        properties = paragraph.find(f"{_W}pPr")
        given, level = self._list_of(properties)
        if given is None or given not in self.lists:
            return ""
        definition, levels = self.lists[given]
        depth = min(level or 0, _LEVELS - 1)
        own = levels.get(depth)
        if own is None:
            return ""
        counts = self.counted.setdefault(definition, {})
        counts[depth] = counts.get(depth, own.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return "" if own.kind in ("bullet", "none") else _shown(own, levels, counts)

    def _list_of(self, properties: Any) -> tuple[str | None, int | None]:
        """The list and level of a paragraph: its own, or those of its style."""
        if properties is None:
            return None, None
        own = properties.find(f"{_W}numPr")
        style = properties.find(f"{_W}pStyle")
        of_style = self.styles.get(_value(style) or "", (None, None))
        if own is None:
            return of_style
        number, level = _value(own.find(f"{_W}numId")), _value(own.find(f"{_W}ilvl"))
        if number == "0":
            return None, None
        return number or of_style[0], int(level) if level and level.isdigit() else of_style[1]


def _value(element: Any) -> str | None:
    return element.get(f"{_W}val") if element is not None else None


def _lists(root: Any) -> dict[str, tuple[str, dict[int, _Level]]]:
    abstract = {a.get(f"{_W}abstractNumId"): _levels(a) for a in root.findall(f"{_W}abstractNum")}
    found: dict[str, tuple[str, dict[int, _Level]]] = {}
    for number in root.findall(f"{_W}num"):
        name = number.get(f"{_W}numId")
        definition = _value(number.find(f"{_W}abstractNumId"))
        levels = dict(abstract.get(definition, {}))
        overridden = number.findall(f"{_W}lvlOverride")
        for override in overridden:
            depth = int(override.get(f"{_W}ilvl") or 0)
            start = _value(override.find(f"{_W}startOverride"))
            own = override.find(f"{_W}lvl")
            if own is not None:
                levels[depth] = _level(own)
            elif start is not None and depth in levels:
                levels[depth] = _Level(levels[depth].kind, levels[depth].text, int(start))
        # A list that starts anew counts by itself; others of one definition go on from one another.
        found[name] = (f"num {name}" if overridden else f"abstract {definition}", levels)
    return found


def _levels(abstract: Any) -> dict[int, _Level]:
    return {int(lvl.get(f"{_W}ilvl")): _level(lvl) for lvl in abstract.findall(f"{_W}lvl")}


def _level(element: Any) -> _Level:
    start = _value(element.find(f"{_W}start"))
    kind = _value(element.find(f"{_W}numFmt")) or "decimal"
    return _Level(kind, _value(element.find(f"{_W}lvlText")) or "", int(start) if start else 1)


def _styles(document: Any) -> dict[str, tuple[str | None, int | None]]:
    found: dict[str, tuple[str | None, int | None]] = {}
    for style in document.styles.element.findall(f"{_W}style"):
        numbering = style.find(f"{_W}pPr/{_W}numPr")
        if numbering is not None:
            level = _value(numbering.find(f"{_W}ilvl"))
            found[style.get(f"{_W}styleId")] = (_value(numbering.find(f"{_W}numId")), int(level or 0))
    return found


def _shown(own: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    text = own.text
    for depth in range(_LEVELS):
        mark = f"%{depth + 1}"
        if mark in text:
            level = levels.get(depth, own)
            text = text.replace(mark, _numeral(level.kind, counts.get(depth, level.start)))
    return text


def _numeral(kind: str, number: int) -> str:
    if kind in ("upperRoman", "lowerRoman") and 0 < number <= _MOST_ROMAN:
        roman = _roman(number)
        return roman if kind == "upperRoman" else roman.lower()
    if kind in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    return str(number)


def _roman(number: int) -> str:
    made = ""
    for value, numeral in _ROMAN:
        made += numeral * (number // value)
        number %= value
    return made
