"""The report of a change: both sides read, checked, tried and scored, and all that differs put together."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from cchc_rules.api.library import Library
from cchc_rules.api.report import units
from cchc_rules.api.report.rubrics import changes_of_rubrics, pairs
from cchc_rules.api.report.sides import Side, how, narrowed
from cchc_rules.api.repository.snapshots import compared
from cchc_rules.api.rubrics.cases import TriedCase, try_cases
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.rubrics.coverage import cover
from cchc_rules.checks.checking import judged
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.explain.findings.identity import fingerprints
from cchc_rules.explain.scorecard.cases import actual
from cchc_rules.files.snapshots import read_snapshots
from cchc_rules.results.change_report import (
    CaseChange,
    ChangeReport,
    CoverageLost,
    FileChange,
    FileKind,
    How,
    SnapshotChange,
)
from cchc_rules.results.coverage import Coverable
from cchc_rules.writing.cases import say

_CHECKED = tuple(kind for kind in FileKind if kind is not FileKind.SETTINGS)


def change_report(base: Side, head: Side, elsewhere: Sequence[Path], outside: Library) -> ChangeReport:
    """Everything that a change does; sheets `elsewhere`, on neither side, are read from the library `outside`.

    Raises OSError when the disk does.
    """
    base, head = narrowed(base, head)
    every = pairs(base, head)
    rubrics = tuple(changes_of_rubrics(every, base, head))
    old, new = _checked(base), _checked(head)
    # Of a file that cannot be read nobody knows what else is wrong with it.
    unread = {r.name for r in rubrics if any(side == head.name.name for side, _ in r.broken)}
    compared = units.compared_units(units.results_of(base), units.results_of(head))
    others = units.compared_elsewhere(every, elsewhere, outside) if elsewhere else units.UnitsCompared()
    return ChangeReport(
        base.name,
        head.name,
        tuple(_files(base, head)),
        rubrics,
        _apart(new, old),
        tuple(d for d in _apart(old, new) if d.span is None or d.span.source not in unread),
        tuple(_snapshots(base, head)),
        (*compared.impacts, *others.impacts),
        compared.new,
        compared.gone,
        (*compared.unscored, *others.unscored),
        units.supposed(every, base) if compared.unscored else (),
        tuple(_cases(base, head)),
        tuple(_coverage(base, head)),
    )


def _files(base: Side, head: Side) -> Iterator[FileChange]:
    kinds = {**base.files, **head.files}
    for name in sorted(kinds):
        became = how(name, base.texts, head.texts)
        if became is not None:
            yield FileChange(name, kinds[name], became, head.reads(name))


# ---- checks


def _checked(side: Side) -> tuple[Diagnostic, ...]:
    """Everything found on a side, told as its own settings have it."""
    names = [str(path) for path in side.paths(*_CHECKED).values()]
    files = check_files(names, side.library) if names else ()
    found = all_found(files)
    if side.repository is None or side.repository.settings is None:
        return found
    same_file = partial(side.repository.same_file, workspace=side.workspace)
    by_settings = judged(found, side.repository.settings.checking, same_file, [f.name for f in files])
    return in_order((*side.repository.diagnostics, *by_settings.told, *by_settings.idle))


def _apart(found: Sequence[Diagnostic], others: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings that the others have not, wherever they stand.

    Not what is acknowledged: that is a sentence of the text, and told among those that changed.
    """
    known = set(fingerprints(others))
    marked = zip(found, fingerprints(found), strict=True)
    return tuple(d for d, mark in marked if mark not in known and d.code != catalog.ACKNOWLEDGED.code)


# ---- snapshots


def _snapshots(base: Side, head: Side) -> Iterator[SnapshotChange]:
    """The snapshots that differ, each in words and as the lines gone and new."""
    folder = next((s.snapshots for s in (head, base) if s.snapshots is not None), None)
    if folder is None:
        return
    kept = [read_snapshots(Path("/") / folder, side.workspace).texts for side in (base, head)]
    for change in compared(*kept):
        old, new = ((text or "").splitlines() for text in (change.old, change.new))
        codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        changed = [code for code in codes if code[0] != "equal"]
        gone = tuple(line for _, a, b, _, _ in changed for line in old[a:b])
        came = tuple(line for _, _, _, c, d in changed for line in new[c:d])
        became = How.ADDED if change.old is None else How.REMOVED if change.new is None else How.CHANGED
        yield SnapshotChange(f"{folder}/{change.name}", became, change.told, gone, came)


# ---- cases


def _cases(base: Side, head: Side) -> Iterator[CaseChange]:
    old, new = _tried(base), _tried(head)
    for name in sorted({**old, **new}):
        before, after = old.get(name), new.get(name)
        was, now = (case.ok if case is not None else None for case in (before, after))
        if was != now:
            yield CaseChange(name, was, now, tuple(_why(after)) if after is not None else ())


def _tried(side: Side) -> dict[str, TriedCase]:
    paths = tuple(side.paths(FileKind.CASE).values())
    return {case.name: case for case in try_cases(paths, side.library)[0]} if paths else {}


def _why(case: TriedCase) -> Iterator[str]:
    """What was expected and what came instead, or the errors that left the case without a result."""
    if case.card is None:
        yield from (f"{d.code}: {d.message}" for d in case.diagnostics if has_errors((d,)))
        return
    for tried in case.tried:
        if not tried.met:
            yield f"mong đợi: {say(tried.expected.value)}; thực tế: {actual(case.card, tried.expected.value)}"


# ---- coverage


def _coverage(base: Side, head: Side) -> Iterator[CoverageLost]:
    """What both sides have and only the old one went through; a part that is gone is no loss."""
    old, new = _covered(base), _covered(head)
    for rubric, parts in old.items():
        now = new.get(rubric, {})
        lost = tuple(now.get(key, part) for key, part in parts.items() if part.exercised and _is_lost(key, now))
        if lost:
            yield CoverageLost(rubric, lost)


_Part = tuple[object, ...]


def _is_lost(key: _Part, now: dict[_Part, Coverable]) -> bool:
    return key in now and not now[key].exercised


def _covered(side: Side) -> dict[str, dict[_Part, Coverable]]:
    """The parts of each rubric, exercised where any of its years is."""
    paths = (*side.sheets, *side.paths(FileKind.CASE).values())
    found: dict[str, dict[_Part, Coverable]] = {}
    for covered in cover(paths, side.library).rubrics if paths else ():
        parts = found.setdefault(covered.rubric, {})
        for part in covered.parts:
            key = (part.kind, part.code, part.text, part.outcome)
            if key not in parts or part.exercised:
                parts[key] = part
    return found
