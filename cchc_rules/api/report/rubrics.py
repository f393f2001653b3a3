"""How the rubrics of a repository differ in meaning between the two sides of a change."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from cchc_rules.amend import Edit, diff, moved_with_groups, report
from cchc_rules.api.changes.impact import Change
from cchc_rules.api.library import ReadyRubric
from cchc_rules.api.report.sides import Side
from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.explain.words.citations import row_cites, stated_cites
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.operation import DropSentence, MoveRow, SentenceChange
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.change_report import FileKind, RubricChange
from cchc_rules.results.rubric_diff import DiffLine, DiffReport
from cchc_rules.results.translation import Recoding, recoded

_LOADED = (FileKind.RUBRIC, FileKind.GUIDANCE)


@frozen
class Pair:
    """A rubric on both sides, with amendments and all; a side is None where there is no such file."""

    name: str
    before: ReadyRubric | None
    after: ReadyRubric | None

    @property
    def sound(self) -> tuple[Rubric, Rubric] | None:
        """The two rubrics, where both can be read."""
        a, b = (_readable(side) for side in (self.before, self.after))
        return (a, b) if a is not None and b is not None else None


def pairs(base: Side, head: Side) -> tuple[Pair, ...]:
    """The rubrics of both sides, by the names of their files, or by short name where a file has another name now."""
    old, new = (_ready(side) for side in (base, head))
    renamed = dict(_renamed(old, new))
    both = [Pair(name, old.get(renamed.get(name, name)), ready) for name, ready in new.items()]
    gone = [Pair(name, ready, None) for name, ready in old.items() if name not in new and name not in renamed.values()]
    return tuple(sorted((*both, *gone), key=lambda p: p.name))


def changes_of_rubrics(every: Sequence[Pair], base: Side, head: Side) -> Iterator[RubricChange]:
    """Those that mean something else, or that a side cannot read; of a guidance what only it changes."""
    told: dict[str, set[DiffLine]] = {}
    for pair in sorted(every, key=lambda p: _guided(p)):
        broken = tuple(_broken(pair, base, head))
        shown = _shown(pair)
        if broken:
            yield RubricChange(pair.name, _title(pair), None, (), broken)
        elif shown is not None:
            whole, edits = shown
            seen = told.setdefault(whole.new.id, set())
            lines = {line for group in whole.groups for line in group.lines}
            own = _without(whole, seen) if _guided(pair) else whole
            seen |= lines
            if own.count or (own.subtotals and not _guided(pair)):
                yield RubricChange(pair.name, _title(pair), own, tuple(_cites(own, edits)))


def change_between(before: Rubric, after: Rubric) -> Change:
    """Two versions of a rubric for scoring by, rows followed to their new codes."""
    edits = diff(before, after)
    moves = (*((e.code, e.new) for e in edits if isinstance(e, MoveRow)), *moved_with_groups(before, after, edits))
    return Change(before, after, recoded(before, (), (Recoding(moves),)))


def _ready(side: Side) -> dict[str, ReadyRubric]:
    files = side.paths(*_LOADED)
    ready = {name: side.library.rubric_file(path) for name, path in files.items()}
    return {name: r for name, r in ready.items() if r.loaded.common is None}


def _renamed(old: dict[str, ReadyRubric], new: dict[str, ReadyRubric]) -> Iterator[tuple[str, str]]:
    """New names of files with the old ones, where one rubric left and one of the same short name came."""
    left = {_key(r): name for name, r in old.items() if name not in new and r.rubric is not None}
    for name, ready in new.items():
        if name not in old and ready.rubric is not None and _key(ready) in left:
            yield name, left.pop(_key(ready))


def _key(ready: ReadyRubric) -> tuple[str, str | None]:
    assert ready.rubric is not None
    return ready.rubric.id, ready.rubric.guided_by


def _readable(ready: ReadyRubric | None) -> Rubric | None:
    return None if ready is None or has_errors(ready.loaded.diagnostics) else ready.rubric


def _guided(pair: Pair) -> bool:
    sides = (s.rubric for s in (pair.before, pair.after) if s is not None)
    return any(rubric is not None and rubric.guided_by is not None for rubric in sides)


def _title(pair: Pair) -> str:
    sides = [s.rubric for s in (pair.after, pair.before) if s is not None and s.rubric is not None]
    if not sides:
        return Path(pair.name).stem
    guide = sides[0].guidance_title
    return f"{sides[0].title} ({guide})" if guide is not None else sides[0].title


def _broken(pair: Pair, base: Side, head: Side) -> Iterator[tuple[str, Diagnostic]]:
    """The errors that keep a side from being read, told only where the other side can be, or has other errors."""
    found = {}
    for side, ready in ((base, pair.before), (head, pair.after)):
        if ready is not None and _readable(ready) is None:
            found[side.name.name] = [d for d in ready.diagnostics if has_errors((d,))]
    sides = list(found.values())
    if len(sides) == 2 and _said(sides[0]) == _said(sides[1]):
        return
    yield from ((name, d) for name, errors in found.items() for d in errors)


def _said(found: Sequence[Diagnostic]) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in found]


def _shown(pair: Pair) -> tuple[DiffReport, tuple[Edit, ...]] | None:
    both = pair.sound
    if both is None:
        return None
    edits = diff(*both)
    return (report(*both, edits), edits) if edits else None


def _without(told: DiffReport, seen: set[DiffLine]) -> DiffReport:
    groups = (evolve(g, lines=tuple(line for line in g.lines if line not in seen)) for g in told.groups)
    return evolve(told, groups=tuple(g for g in groups if g.lines), subtotals=())


def _cites(told: DiffReport, edits: Sequence[Edit]) -> Iterator[str]:
    """What the changed sentences and rows rest on, and who changed them, each once; of what is gone, what it did."""
    lines = [line for g in told.groups for line in g.lines]
    of_head = _of_head(told, edits) if any(line.code is None for line in lines) else ()
    codes = dict.fromkeys(line.code for line in lines if line.code is not None)
    sides = [(rubric, {c.code: c for c in rubric.rows()}) for rubric in (told.new, told.old)]
    rows = (next(((rubric, there[code]) for rubric, there in sides if code in there), None) for code in codes)
    of_rows = (c.text for found in rows if found is not None for c in row_cites(*found))
    yield from dict.fromkeys((*of_head, *of_rows))


def _of_head(told: DiffReport, edits: Sequence[Edit]) -> Iterator[str]:
    for e in edits:
        if isinstance(e, SentenceChange) and not isinstance(e.owner, Code):
            rubric, stated = (told.old, e.old) if isinstance(e, DropSentence) else (told.new, e.new)
            yield from (c.text for c in stated_cites(rubric, stated))
