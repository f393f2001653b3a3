"""What one editor has open, and what was last told to it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field

from cchc_rules.files.repository import load_repository, root_above
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import define
from cchc_rules.lsp.features.diagnostics import Finding, beside, findings
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Change, changed

SHEETS_SETTING = "sheetsFolder"


@define
class Session:
    """The open texts of an editor. `told` is what was found the last time, by the file that was checked."""

    root: Path | None = None
    sheets: tuple[Path, ...] = ()
    texts: dict[Path, str] = field(factory=dict)
    told: dict[Path, tuple[Finding, ...]] = field(factory=dict)
    shown: set[Path] = field(factory=set)
    _desk: Desk | None = None

    def begin(self, root: Path | None, options: object) -> None:
        """Start in a folder (None: single files), with the settings of the editor."""
        self.root = root
        self.settle(options)

    def settle(self, options: object) -> None:
        """Take the settings of the editor; what they leave open is as the repository around says."""
        given = options.get(SHEETS_SETTING) if isinstance(options, Mapping) else None
        self.sheets = self._sheets(given)
        self._desk = None

    def _sheets(self, given: Any) -> tuple[Path, ...]:
        if isinstance(given, str) and given.strip():
            return ((self.root or Path()).joinpath(given).resolve(),)
        root = root_above(self.root, Workspace()) if self.root is not None else None
        try:
            settings = load_repository(root).settings if root is not None else None
        except OSError:
            return ()
        return tuple(root / p.path for p in settings.places.sheets) if root is not None and settings is not None else ()

    @property
    def desk(self) -> Desk:
        """All that is open now; the same one until something changes."""
        if self._desk is None:
            self._desk = Desk(dict(self.texts), self.root, self.sheets)
        return self._desk

    def open(self, path: Path, text: str) -> None:
        """A text is open."""
        self.texts[path] = text
        self._desk = None

    def change(self, path: Path, changes: tuple[Change | str, ...]) -> None:
        """An open text changed: in some ranges, one after the other, or as a whole."""
        text = self.texts.get(path, "")
        for one in changes:
            text = one if isinstance(one, str) else changed(text, one)
        self.open(path, text)

    def close(self, path: Path) -> None:
        """A text is open no longer: that on disk stands."""
        self.texts.pop(path, None)
        self.told.pop(path, None)
        self._desk = None

    def disk_changed(self) -> None:
        """Something on disk is not as it was."""
        self._desk = None

    def check(self, path: Path) -> Mapping[Path, tuple[Finding, ...]]:
        """Check one file again; gives all that is found in each file for which that is to be shown anew."""
        document = self.desk.document(path)
        if document is not None:
            self.told[path] = findings(self.desk, document)
        return self._to_show()

    def check_others(self, path: Path) -> Mapping[Path, tuple[Finding, ...]]:
        """Check every other open file again, and the tables in which a change of one file is felt."""
        document = self.desk.document(path)
        felt = [d.path for d in beside(self.desk, document)] if document is not None else []
        wanted = dict.fromkeys((*self.texts, *felt))
        self.told = {p: f for p, f in self.told.items() if p in wanted}
        for other in wanted:
            one = self.desk.document(other) if other != path else None
            if one is not None:
                self.told[other] = findings(self.desk, one)
        return self._to_show()

    def _to_show(self) -> Mapping[Path, tuple[Finding, ...]]:
        by_file: dict[Path, dict[Finding, None]] = {path: {} for path in (*self.shown, *self.told)}
        for finding in (f for found in self.told.values() for f in found):
            by_file.setdefault(finding.path, {})[finding] = None
        self.shown = {path for path, found in by_file.items() if found}
        return {path: tuple(found) for path, found in by_file.items()}

    def document(self, path: Path | None) -> Document | None:
        """The text of a file."""
        return self.desk.document(path) if path is not None else None
