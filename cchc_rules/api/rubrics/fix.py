"""Mend what is misspelt in a file: fixes that change no meaning, on lines that are sound after them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import field

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files, checked_paths
from cchc_rules.api.rubrics.fmt import canonical
from cchc_rules.diagnostics import Diagnostic, Fix, FixKind, Severity
from cchc_rules.diagnostics.edits import applied
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import define, frozen
from cchc_rules.source import Source, Undecodable, WrittenText, decode, encoded_like
from cchc_rules.syntax.lines.cut import cut

_ROUNDS = 30
"""How many mistakes of one line are mended one after the other; a line with more is left to a person."""
Finder = Callable[[str], tuple[Diagnostic, ...]]


@frozen
class Mended:
    """A line (by its number in the file before) that was mended: each finding with its fix, and both texts."""

    line: int
    done: tuple[tuple[Diagnostic, Fix], ...]
    before: str
    after: str


@frozen
class Left:
    """A line that a spelling fix was offered for, left as it is because of another error on it."""

    line: int
    because: Diagnostic
    shown: bool = False
    """Whether that error is only there once the spelling is mended."""


@frozen
class FixedFile:
    """What fixing a file gave; `data` are its new bytes, None when nothing was mended."""

    path: Path
    name: str
    mended: tuple[Mended, ...]
    left: tuple[Left, ...]
    data: bytes | None


def fix_files(names: Sequence[str], found: Sequence[Diagnostic], workspace: Workspace = DISK) -> tuple[FixedFile, ...]:
    """The same for all files among files, folders, and rubrics by id; those with nothing to tell are left out."""
    files = [p for p in checked_paths(names, workspace).files if workspace.is_file(p)]
    fixed = (fix_file(path, found, workspace) for path in files)
    return tuple(f for f in fixed if f.mended or f.left)


def fix_file(path: Path, found: Iterable[Diagnostic], workspace: Workspace = DISK) -> FixedFile:
    """The file at a path with its spelling mended; `found` is what checking it gave. Nothing is written.

    Raises OSError when the disk does.
    """
    name = workspace.display_name(path)
    data = workspace.read_bytes(path)
    text = decode(data)
    if isinstance(text, Undecodable):
        return FixedFile(path, name, (), (), None)

    def read(changed: str) -> tuple[Diagnostic, ...]:
        return canonical(path, Source.of(name, changed))[1]

    def check(changed: str) -> tuple[Diagnostic, ...]:
        texts = {**workspace.texts, workspace.resolve(path): encoded_like(changed, data)}
        seen = Library(workspace=Workspace(texts, disk=workspace.disk))
        return tuple(d for d in all_found(check_files([str(path)], seen)) if _stands_in(d, name))

    result = mend_spelling(text, read, [d for d in found if _stands_in(d, name)], check)
    new = encoded_like(result.text, data) if result.mended else None
    return FixedFile(path, name, result.mended, result.left, new)


def _stands_in(d: Diagnostic, name: str) -> bool:
    return d.span is not None and d.span.source == name


@frozen
class MendedText:
    """A text after its spelling was mended."""

    text: str
    mended: tuple[Mended, ...]
    left: tuple[Left, ...]


def mend_spelling(text: str, read: Finder, found: Iterable[Diagnostic] = (), check: Finder | None = None) -> MendedText:
    """`text`, as written, with spelling fixes made; `read` finds what is wrong with a text, `found` what checks saw
    before, `check` what they see after. A line on which any other error stands, or which another error speaks of
    once the first is mended, is left whole. Errors of other lines that could not be seen before hold nothing back.
    """
    found = tuple(found)
    known = {(d.code, d.message) for d in found}
    left: dict[int, Diagnostic] = {}
    for d in found:
        if d.severity is Severity.ERROR and d.span is not None and _spelling(d) is None:
            left.setdefault(d.span.line, d)
    checked = frozenset(left)
    shown = frozenset[int]()
    while True:
        trial = _Trial(text, read, frozenset(left))
        trial.run()
        if check is not None and trial.done and not trial.failed:
            shown |= trial.note_shown(d for d in check(trial.text) if (d.code, d.message) not in known)
        if not trial.failed:
            break
        left.update(trial.failed)
    offered = {d.span.line for d in read(text) if d.span is not None and _spelling(d) is not None}
    told = (Left(line, left[line], line in shown) for line in sorted(left) if line in offered or line not in checked)
    return MendedText(trial.text, trial.mended(text), tuple(told))


@define
class _Trial:
    """Mending all lines but some, round after round, for one mistake of a line may hide the next.

    Lines are told apart by their numbers in the text before; `origins` has these for each line of the text now.
    """

    text: str
    read: Finder
    left_alone: frozenset[int]
    failed: dict[int, Diagnostic] = field(factory=dict)
    origins: list[frozenset[int]] = field(factory=list)
    done: dict[frozenset[int], list[tuple[Diagnostic, Fix]]] = field(factory=dict)

    def run(self) -> None:
        """Mend until nothing is left to mend; `failed` has lines that were touched and are still wrong."""
        self.origins = [frozenset((n,)) for n in range(1, len(Source.of("", self.text).lines) + 1)]
        for _ in range(_ROUNDS):
            errors = self._errors()
            self._note_failures(errors)
            fixes = self._next(errors)
            if self.failed or not fixes:
                return
            self._apply(fixes)
        for line, ds in self._errors().items():
            if self.origins[line - 1] in self.done:
                self.failed.update(dict.fromkeys(self.origins[line - 1], ds[0]))

    def note_shown(self, found: Iterable[Diagnostic]) -> frozenset[int]:
        """Fail the mended lines that new errors, those of checks included, stand on or point to; say which."""
        opening = next((line.number for line in cut(Source.of("", self.text)).lines), 0)
        for d in found:
            # What stands on the first sentence is said of the whole text.
            whole = d.span is not None and d.span.line == opening
            at = (d.span, *(r.span for r in d.related)) if d.severity is Severity.ERROR and not whole else ()
            for span in at:
                same_file = span is not None and d.span is not None and span.source == d.span.source
                origin = self.origins[span.line - 1] if span is not None and same_file else frozenset[int]()
                if origin in self.done:
                    self.failed.update(dict.fromkeys(origin, d))
        return frozenset(self.failed)

    def mended(self, before: str) -> tuple[Mended, ...]:
        """What was done, line by line."""
        old, new = Source.of("", before).lines, Source.of("", self.text).lines
        now: dict[frozenset[int], list[str]] = {}
        for line, origin in zip(new, self.origins, strict=True):
            now.setdefault(origin, []).append(line)
        return tuple(
            Mended(min(lines), tuple(done), "\n".join(old[n - 1] for n in sorted(lines)), "\n".join(now[lines]))
            for lines, done in sorted(self.done.items(), key=lambda pair: min(pair[0]))
        )

    def _errors(self) -> dict[int, list[Diagnostic]]:
        errors: dict[int, list[Diagnostic]] = {}
        for d in self.read(self.text):
            if d.severity is Severity.ERROR and d.span is not None:
                errors.setdefault(d.span.line, []).append(d)
        return errors

    def _note_failures(self, errors: dict[int, list[Diagnostic]]) -> None:
        for line, ds in errors.items():
            other = next((d for d in ds if _spelling(d) is None), None)
            if other is not None and (self.origins[line - 1] in self.done or len(ds) > 1):
                self.failed.update(dict.fromkeys(self.origins[line - 1] - self.left_alone, other))

    def _next(self, errors: dict[int, list[Diagnostic]]) -> list[tuple[Diagnostic, Fix]]:
        """The first fix of each line on which every error has one."""
        found: list[tuple[Diagnostic, Fix]] = []
        for line, ds in errors.items():
            fixes = [_spelling(d) for d in ds]
            if self.origins[line - 1].isdisjoint(self.left_alone) and fixes[0] is not None and None not in fixes:
                found.append((ds[0], fixes[0]))
        return found

    def _apply(self, fixes: list[tuple[Diagnostic, Fix]]) -> None:
        edits = [e for _, fix in fixes for e in fix.edits]
        self.text = applied(WrittenText.of(self.text), edits)
        before = list(self.origins)
        for e in sorted(edits, key=lambda e: e.line, reverse=True):
            merged = frozenset[int]().union(*self.origins[e.line - 1 : e.end_line])
            self.origins[e.line - 1 : e.end_line] = [merged] * (1 + e.text.count("\n"))
        for d, fix in fixes:
            lines = frozenset[int]().union(*(before[n - 1] for e in fix.edits for n in range(e.line, e.end_line + 1)))
            self.origins = [lines if origin <= lines else origin for origin in self.origins]
            earlier = [self.done.pop(o) for o in list(self.done) if o <= lines]
            self.done[lines] = [*(x for one in earlier for x in one), (d, fix)]


def _spelling(d: Diagnostic) -> Fix | None:
    return next((f for f in d.fixes if f.kind is FixKind.SPELLING), None)
