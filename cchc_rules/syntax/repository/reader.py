"""The settings file of a repository read: what it says as a value, and everything wrong with it.

Keys are plain ASCII, as TOML has them without quotes, spelt like the folders of a repository.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from attrs import field

from cchc_rules.diagnostics import Diagnostic, catalog, in_order, nearest, nearest_code
from cchc_rules.frozen import define
from cchc_rules.model.repository import Checking, CodeLevel, Level, Place, Places, Settings, Silence, UnitName
from cchc_rules.source import Source, Span
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.repository.toml_places import Path, TomlPlaces

PLACES, SNAPSHOTS, CHECKING = "thu-muc", "ban-chup", "kiem-tra"
LEVELS, SILENCES = "muc-do", "bo-qua"
_KINDS_OF_PLACES = ("bo-tieu-chi", "huong-dan", "phieu", "tep-thu")
_OF_A_SILENCE = ("tep", "ma", "cho", "ly-do")
_UNITS = "don-vi"
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")
_REASONS = (
    ("Expected '=' after a key", "sau tên mục phải là dấu “=”; tên mục viết không dấu, không có dấu cách"),
    ("Cannot overwrite a value", "mục này đã ghi ở trên"),
    ("Cannot declare", "mục này đã ghi ở trên"),
    ("Invalid value", "giá trị phải là chữ trong ngoặc kép, hoặc danh sách trong ngoặc vuông"),
    ("Unclosed array", "ngoặc vuông mở mà không đóng"),
    ("Unterminated string", "ngoặc kép mở mà không đóng"),
    ("Illegal character", "ngoặc kép mở mà không đóng, hoặc có ký tự lạ"),
    ("Expected newline or end of document", "sau giá trị còn chữ thừa"),
    ("Invalid statement", "dòng này không phải tên = giá trị, cũng không phải [tên phần]"),
)
_NOT_TOML = "không đúng cách viết TOML"


def read_settings(source: Source) -> Parsed[Settings]:
    """The settings that a text says; no value when it is no TOML at all."""
    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return Parsed(None, (_not_toml(source, str(error)),))
    except RecursionError:
        return Parsed(None, (catalog.NOT_TOML.at(source.span(1), reason="ngoặc lồng nhau quá sâu"),))
    reading = _Reading(TomlPlaces.of(source))
    top = reading.table(data, (), (PLACES, SNAPSHOTS, CHECKING))
    settings = Settings(_places(reading, top), _units(reading, top), _checking(reading, top))
    return Parsed(settings, in_order(reading.found))


def _not_toml(source: Source, message: str) -> Diagnostic:
    reason = next((told for english, told in _REASONS if message.startswith(english)), _NOT_TOML)
    at = _AT.search(message)
    line, column = (int(at.group(1)), int(at.group(2))) if at and at.group(1) else (len(source.lines), 1)
    # What is noticed behind the last word of a line is wrong with the line.
    column = column if column <= len(source.lines[line - 1]) else 1
    return catalog.NOT_TOML.at(source.span(line, column), reason=reason)


@define
class _Reading:
    """Values taken out of TOML by the type they must have; what is wrong is noted, and left out."""

    places: TomlPlaces
    found: list[Diagnostic] = field(factory=list)

    def table(self, value: object, path: Path, known: Sequence[str] | None = None) -> Mapping[str, object]:
        """A table, all of whose keys are `known`; those that are not are noted."""
        if not isinstance(value, dict):
            self.wrong(path, "một phần", f"[{_shown(path)}]")
            return {}
        for name in value:
            if known is not None and name not in known:
                near = nearest(name, known)
                hint = f"ý bạn là “{near}”? " if near else ""
                shown, names = _shown((*path, name)), ", ".join(known)
                at = self.places.key((*path, name))
                self.found.append(catalog.UNKNOWN_SETTING.at(at, name=shown, names=names, hint=hint))
        return value

    def tables(self, value: object, path: Path) -> Iterator[tuple[Path, Mapping[str, object]]]:
        """Each of an array of tables with its path."""
        if not isinstance(value, list):
            self.wrong(path, "các phần", f"[[{_shown(path)}]]")
            return
        for i, one in enumerate(value):
            yield (*path, i), self.table(one, (*path, i), _OF_A_SILENCE)

    def text(self, value: object, path: Path, sample: str) -> str | None:
        """A text that says something."""
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.wrong(path, "chữ trong ngoặc kép, không để trống", f'{path[-1]} = "{sample}"')
        return None

    def texts(self, value: object, path: Path, sample: str) -> Iterator[tuple[str, Span]]:
        """Each of a list of texts with its place, each once; one text stands for a list of it."""
        every = [value] if isinstance(value, str) else value
        if not isinstance(every, list) or not all(isinstance(one, str) and one.strip() for one in every):
            self.wrong(path, "danh sách chữ trong ngoặc kép", f'{path[-1]} = ["{sample}"]')
            return
        for i, one in enumerate(every):
            at = self.places.word(path, one, every[: i + 1].count(one))
            if one in every[:i]:
                self.found.append(catalog.SETTING_TWICE.at(at, value=one, name=_shown(path)))
            else:
                yield one.strip(), at

    def wrong(self, path: Path, wanted: str, sample: str) -> None:
        """Note that a value is not of the type wanted."""
        found = catalog.SETTING_TYPE.at(self.places.key(path), name=_shown(path), wanted=wanted, sample=sample)
        self.found.append(found)

    def place(self, path: str, at: Span) -> Place | None:
        """A path inside the repository."""
        parts = path.split("/")
        if path.startswith("/") or "\\" in path or ".." in parts or ":" in parts[0]:
            self.found.append(catalog.PATH_OUTSIDE.at(at, path=path))
            return None
        return Place(PurePosixPath(path).as_posix(), at)


def _shown(path: Path) -> str:
    return ".".join(str(part) for part in path if isinstance(part, str))


# ---- where things stand


def _places(reading: _Reading, top: Mapping[str, object]) -> Places:
    table = reading.table(top.get(PLACES, {}), (PLACES,), (*_KINDS_OF_PLACES, SNAPSHOTS))
    rubrics, guidance, sheets, cases = (tuple(_of_kind(reading, table, kind)) for kind in _KINDS_OF_PLACES)
    places = Places(rubrics, guidance, sheets, cases, _snapshots(reading, table))
    own = PurePosixPath(places.snapshots.path)
    for other in places.read:
        if own.is_relative_to(other.path) or PurePosixPath(other.path).is_relative_to(own):
            at, path = places.snapshots.at, places.snapshots.path
            reading.found.append(catalog.SNAPSHOTS_INSIDE.at(at, path=path, other=other.path))
            break
    return places


def _of_kind(reading: _Reading, table: Mapping[str, object], kind: str) -> Iterator[Place]:
    for path, at in reading.texts(table.get(kind, []), (PLACES, kind), kind):
        place = reading.place(path, at)
        if place is not None:
            yield place


def _snapshots(reading: _Reading, table: Mapping[str, object]) -> Place:
    path: Path = (PLACES, SNAPSHOTS)
    usual = Place(SNAPSHOTS, reading.places.key(path))
    if SNAPSHOTS not in table:
        return usual
    text = reading.text(table[SNAPSHOTS], path, SNAPSHOTS)
    return (reading.place(text, reading.places.word(path, text)) if text is not None else None) or usual


def _units(reading: _Reading, top: Mapping[str, object]) -> tuple[UnitName, ...] | None:
    table = reading.table(top.get(SNAPSHOTS, {}), (SNAPSHOTS,), (_UNITS,))
    if _UNITS not in table:
        return None
    return tuple(UnitName(*unit) for unit in reading.texts(table[_UNITS], (SNAPSHOTS, _UNITS), "Sở Tư pháp"))


# ---- how checks are told


def _checking(reading: _Reading, top: Mapping[str, object]) -> Checking:
    table = reading.table(top.get(CHECKING, {}), (CHECKING,), (LEVELS, SILENCES))
    levels = reading.table(table.get(LEVELS, {}), (CHECKING, LEVELS))
    return Checking(
        tuple(level for code, value in levels.items() if (level := _level(reading, code, value)) is not None),
        tuple(_silences(reading, table.get(SILENCES, []))),
    )


def _level(reading: _Reading, code: str, value: object) -> CodeLevel | None:
    path: Path = (CHECKING, LEVELS, code)
    known = _known(reading, code, reading.places.key(path))
    level = reading.text(value, path, Level.WARNING.value)
    meant = next((one for one in Level if one.value == level), None)
    if level is not None and meant is None:
        levels = ", ".join(one.value for one in Level)
        at = reading.places.word(path, level)
        reading.found.append(catalog.SETTING_LEVEL.at(at, level=level, levels=levels))
    return CodeLevel(code, meant, reading.places.key(path)) if known and meant is not None else None


def _silences(reading: _Reading, value: object) -> Iterator[Silence]:
    for path, table in reading.tables(value, (CHECKING, SILENCES)):
        missing = [name for name in _OF_A_SILENCE if name not in table]
        if missing:
            at = reading.places.key(path)
            reading.found.append(catalog.SILENCE_INCOMPLETE.at(at, names=", ".join(missing)))
        given = [(*path, name) for name in _OF_A_SILENCE if name in table]
        texts = [reading.text(table[str(one[-1])], one, "…") for one in given]
        if missing or None in texts:
            continue
        file, code, place, reason = (text or "" for text in texts)
        inside = reading.place(file, reading.places.key((*path, "tep")))
        if _known(reading, code, reading.places.key((*path, "ma"))) and inside is not None:
            yield Silence(inside.path, code, place, reason, reading.places.key(path))


def _known(reading: _Reading, code: str, at: Span) -> bool:
    codes = catalog.codes()
    if code in codes:
        return True
    near = nearest_code(code, codes)
    reading.found.append(catalog.UNKNOWN_CHECK.at(at, code=code, hint=f"ý bạn là {near}? " if near else ""))
    return False
