"""pytest collects a repository by its settings file: its snapshots and its cases, a test each.

`pytest` in a repository, or `pytest cchc-rules.toml`, runs them; `-p no:cchc-rules` turns this off. Changes are
accepted by `cchc-rules snapshot --update`, never by a run of tests.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.repository.snapshots import Snapshots, Task, made
from cchc_rules.api.rubrics.cases import try_case
from cchc_rules.cli.rubrics.case_lines import difference
from cchc_rules.diagnostics import Diagnostic, Severity, has_errors, render_all
from cchc_rules.explain.snapshot.changes import changes
from cchc_rules.files.cache import user_cache
from cchc_rules.files.repository import SETTINGS
from cchc_rules.files.snapshots import read_snapshots

_ACCEPT = "Đúng ý thì: cchc-rules snapshot --update"


class DiffersError(Exception):
    """What a test found, in words for people."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "RepositoryFile | None":
    """The settings file of a repository stands for all that the repository keeps."""
    return RepositoryFile.from_parent(parent, path=file_path) if file_path.name == SETTINGS else None


class RepositoryFile(pytest.File):
    """A repository, by its settings file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its settings and what is kept as a whole, then each snapshot, then each case."""
        self.snapshots = Snapshots.of(self.path.parent, Library(user_cache()))
        self.tasks, self.found = self.snapshots.tasks()
        yield Whole.from_parent(self, name="kho")
        for task in self.tasks:
            yield SnapshotTest.from_parent(self, name=task.name, task=task)
        for path in self.snapshots.cases():
            name = path.relative_to(self.snapshots.repository.root).as_posix()
            yield CaseTest.from_parent(self, name=name, case=path)


class _Test(pytest.Item):
    funcargs: ClassVar[dict[str, object]] = {}
    """Other plugins, pytest-lsp among them, take it that every test has fixtures."""

    @property
    def of(self) -> RepositoryFile:
        """The repository that this is of."""
        assert isinstance(self.parent, RepositoryFile)
        return self.parent

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """What differs, without the code that found it."""
        return str(excinfo.value) if isinstance(excinfo.value, DiffersError) else str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, None, str]:
        """The test by its name."""
        return self.path, None, self.name


class Whole(_Test):
    """That the settings can be used, and that no snapshot is left of what is gone."""

    def runtest(self) -> None:
        """Raise what is wrong."""
        _refuse(self.of.found)
        snapshots = self.of.snapshots
        kept = read_snapshots(snapshots.folder, snapshots.library.workspace)
        _refuse(kept.diagnostics)
        left = kept.texts.keys() - {task.name for task in self.of.tasks}
        if left:
            raise DiffersError(f"bản chụp thừa: {', '.join(sorted(left))}. {_ACCEPT}")
        if snapshots.names_units:
            for task in self.of.tasks:
                made(task, snapshots.library.workspace)
            _refuse(snapshots.units_without_sheet())


class SnapshotTest(_Test):
    """That what a rubric, or the sheets or cases of a folder, mean is as it is kept."""

    def __init__(self, *, task: Task, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.task = task

    def runtest(self) -> None:
        """Raise what differs."""
        snapshots = self.of.snapshots
        now = made(self.task, snapshots.library.workspace)
        _refuse(now.diagnostics)
        kept = read_snapshots(snapshots.folder, snapshots.library.workspace).texts.get(self.task.name)
        if now.text is None or now.text == kept:
            return
        if kept is None:
            raise DiffersError(f"chưa có bản chụp. {_ACCEPT}")
        raise DiffersError("\n".join((*changes(kept, now.text), _ACCEPT)))


class CaseTest(_Test):
    """That a case comes to what it expects."""

    def __init__(self, *, case: Path, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.case = case

    def runtest(self) -> None:
        """Raise each expectation that is not met."""
        tried = try_case(self.case, self.of.snapshots.library)
        _refuse(tried.diagnostics)
        if tried.card is not None and not tried.ok:
            unmet = (t for t in tried.tried if not t.met)
            raise DiffersError("\n".join(line for t in unmet for line in difference(tried.card, t)))


def _refuse(found: tuple[Diagnostic, ...]) -> None:
    if has_errors(found):
        raise DiffersError(render_all([d for d in found if d.severity is Severity.ERROR]))
