"""The texts that the page holds, as one desk."""

from collections.abc import Iterator
from pathlib import Path

from attrs import field

from cchc_rules.api.library import SHEET_SUFFIXES
from cchc_rules.frozen import define, frozen
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Position
from cchc_rules.source import data_folder

HOME = Path("/kho")
"""The folder that the page's files lie in; it is on no disk."""


@frozen
class Question:
    """What is asked of a file. `at` is where the cursor stands, `given` are words typed into fields, by their names."""

    ask: str
    file: str = ""
    at: Position = Position(0, 0)
    given: tuple[tuple[str, str], ...] = ()

    def word(self, name: str) -> str:
        """What was typed into a field, without spaces around it; nothing where there was no such field."""
        return next((value.strip() for key, value in self.given if key == name), "")


@define
class Session:
    """The files of one page by name (`phieu/so-01.phieu`), laid over nothing but the rubrics of the package."""

    texts: dict[Path, str] = field(factory=dict)
    _desk: Desk | None = None

    def put(self, name: str, text: str | None) -> None:
        """A file is as given from now on; None: it is there no longer."""
        path = path_of(name)
        if text is None:
            self.texts.pop(path, None)
        else:
            self.texts[path] = text
        self._desk = None

    @property
    def desk(self) -> Desk:
        """All files as they are now; the same desk until one changes."""
        if self._desk is None:
            self._desk = Desk(dict(self.texts), HOME, (HOME,), disk=False)
        return self._desk

    def document(self, name: str) -> Document | None:
        """The text of a file; None where the page has none of that name."""
        path = path_of(name)
        return self.desk.document(path) if path in self.texts else None

    def sheets(self) -> Iterator[Path]:
        """The files that are sheets by their names, in order."""
        yield from sorted(p for p in self.texts if p.suffix.casefold() in SHEET_SUFFIXES)


def path_of(name: str) -> Path:
    """Where a file of the page lies. A name that leads out of the page's folder is refused: ValueError."""
    parts = name.replace("\\", "/").split("/")
    if not name or any(part in ("", ".", "..") for part in parts):
        raise ValueError(f"no name of a file: {name!r}")
    return HOME.joinpath(*parts)


def name_of(path: Path) -> str:
    """What the page calls a file; one that comes with the package by the name that messages give it."""
    if path.is_relative_to(HOME):
        return path.relative_to(HOME).as_posix()
    return f"rubrics/{path.relative_to(data_folder('rubrics').resolve()).as_posix()}"
