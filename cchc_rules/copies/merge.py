"""Make one sheet of its copies: each stage is taken from the copies of its role, and nothing is chosen between two.

What is stated for one thing at one stage is taken where the copies of that role agree, or where one of them goes on
from what another stated. Where none of them states it, what the copies were made from still holds. An entry falls
when a figure that it looked at is another now. The order of the copies means nothing.
"""

from collections.abc import Iterator, Sequence

import attrs
from attrs import field

from cchc_rules.copies.cells import Cells, Content, Key, Part, cells_of, place, sheet_of
from cchc_rules.copies.seen import Looked
from cchc_rules.frozen import define, frozen
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Received, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.writing.sheet_file import print_sheet


@frozen
class Copy:
    """A copy by the name of its file: whose it is, what it says, and what it said when it was made."""

    name: str
    role: Stage
    now: Sheet
    base: Sheet


@frozen
class Loose:
    """A sheet that is nobody's copy: nothing is taken from it, and what it alone says is told."""

    name: str
    now: Sheet


@frozen
class Told:
    """What a file says."""

    name: str
    content: Content


@frozen
class Conflict:
    """Several statements of which none goes on from another: none is taken."""

    key: Key
    told: tuple[Told, ...]


@frozen
class Emptied:
    """A part that was stated when the copy was made and is empty in it: it is kept."""

    key: Key
    name: str
    part: Part
    before: Content
    now: Content | None


@frozen
class Foreign:
    """A statement of another stage that is changed in a copy: it is not taken."""

    key: Key
    name: str
    role: Stage
    before: Content | None
    now: Content | None


@frozen
class Reopened:
    """An entry that looked at a figure which is another now: it is not taken, the row waits for the stage again."""

    key: Key
    told: Told
    figure: Key
    before: Content | None
    now: Content | None


@frozen
class Replaced:
    """What a copy was made from says otherwise than the copies of the role do: theirs alone counts."""

    key: Key
    told: Told
    now: Content | None


@frozen
class Unattributed:
    """What nobody's copy alone says: it is not taken."""

    key: Key
    told: Told


@frozen
class DaysDiffer:
    """Files that say that what a stage entered came in on different days: none is taken."""

    stage: Stage
    told: tuple[tuple[str, Received], ...]


Undecided = Conflict | Emptied | Foreign | Unattributed | DaysDiffer
"""What somebody has to decide."""
Finding = Undecided | Reopened | Replaced


@frozen
class Merged:
    """The one sheet, without what is in dispute, and everything that was not simply taken."""

    sheet: Sheet
    findings: tuple[Finding, ...]

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        """What somebody has to decide."""
        return tuple(f for f in self.findings if isinstance(f, Undecided))


def merge(rubric: Rubric, copies: Sequence[Copy], loose: Sequence[Loose] = ()) -> Merged:
    """One sheet of at least one copy, all of one unit and year by one rubric and without comments."""
    ordered = sorted(copies, key=lambda c: (c.name, print_sheet(c.now)))
    return _Work(rubric, tuple(map(_Read, ordered)), tuple(loose)).done()


class _Read:
    """A copy with all that it says by key; `kept` is that with what was emptied put back."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.now, self.base = cells_of(copy.now), cells_of(copy.base)
        self.kept = {k: c for k, c in self.base.items() if k.stage == copy.role}
        for key, content in self.now.items():
            if key.stage == copy.role:
                self.kept[key] = content.kept(self.base[key]) if key in self.base else content

    def went_on(self, key: Key, content: Content) -> bool:
        """Whether the copy was made from this and states something else now."""
        before = self.base.get(key)
        return before is not None and _same(before, content) and not _same(self.kept.get(key, before), content)


@define
class _Work:
    rubric: Rubric
    copies: tuple[_Read, ...]
    loose: tuple[Loose, ...]
    cells: dict[Key, Content] = field(factory=dict)
    findings: list[Finding] = field(factory=list)

    def done(self) -> Merged:
        lineup, looked = self.rubric.provisions.lineup, Looked(self.rubric)
        like = _longest_first((*(s for r in self.copies for s in (r.copy.now, r.copy.base)), *self._kept_loose()))
        keys = dict.fromkeys(k for sheet in like for k in cells_of(sheet))
        for key in sorted(keys, key=lambda k: place(k.stage, lineup)):
            self._settle(key, looked)
        for read in self.copies:
            self.findings += [*_emptied(read), *_foreign(read)]
        self.findings += [f for one in self.loose for f in self._strays(one)]
        cells = {key: self.cells[key] for key in keys if key in self.cells}
        sheet = sheet_of(like[0].header, cells, lineup, like)
        return Merged(attrs.evolve(sheet, received=self._days()), tuple(self.findings))

    def _days(self) -> tuple[Received, ...]:
        """When each stage's part came in, which whoever gathers the sheets may have noted in any of them."""
        noted: dict[Stage, list[tuple[str, Received]]] = {}
        files: tuple[Copy | Loose, ...] = (*(r.copy for r in self.copies), *self.loose)
        for one in files:
            for received in (*one.now.received, *(one.base.received if isinstance(one, Copy) else ())):
                noted.setdefault(received.stage, []).append((one.name, received))
        agreed = {stage: told[0][1] for stage, told in noted.items() if len({r.day for _, r in told}) == 1}
        self.findings += [DaysDiffer(s, tuple(dict(told).items())) for s, told in noted.items() if s not in agreed]
        order = self.rubric.provisions.lineup
        return tuple(agreed[stage] for stage in sorted(agreed, key=lambda s: place(s, order)))

    def _kept_loose(self) -> list[Sheet]:
        """Loose sheets say in which order things stand as far as all that they say is taken."""
        known = {k for r in self.copies for k in (*r.now, *r.base)}
        return [one.now for one in self.loose if known.issuperset(cells_of(one.now))]

    def _settle(self, key: Key, looked: Looked) -> None:
        """Take what is stated under a key, now that all that it looks at is settled."""
        own = [(r, r.kept[key]) for r in self.copies if r.copy.role == key.stage and key in r.kept]
        made_from = [(r, r.base[key]) for r in self.copies if key in r.base]
        stated = [one for one in own if one[1].parts]
        pool = stated or [one for one in made_from if one[1].parts]
        if not pool:
            self._take(key, _least([content for _, content in (*own, *made_from)]))
            return
        standing = self._standing(key, pool, looked)
        left = _maximal([c for _, c in standing if not any(r.went_on(key, c) for r, _ in standing)])
        if len(left) == 1:
            self._take(key, left[0])
        elif standing:
            self.findings.append(Conflict(key, _once([Told(r.copy.name, c) for r, c in standing])))
        if stated:
            self.findings += _replaced(key, own, made_from, self.cells.get(key))

    def _take(self, key: Key, content: Content | None) -> None:
        if content is not None:
            self.cells[key] = content

    def _standing(self, key: Key, pool: Sequence[tuple[_Read, Content]], looked: Looked) -> list[tuple[_Read, Content]]:
        """Those that no change of what they looked at has reopened."""
        figures = [looked.changed(key, read.base, self.cells) for read, _ in pool]
        standing = [one for one, figure in zip(pool, figures, strict=True) if figure is None]
        for (read, content), figure in zip(pool, figures, strict=True):
            # One that was entered again after the change is what the older ones wait for.
            if figure is not None and not any(_same(content, again) for _, again in standing):
                told = Told(read.copy.name, content)
                self.findings.append(Reopened(key, told, figure, read.base.get(figure), self.cells.get(figure)))
        return standing

    def _strays(self, one: Loose) -> Iterator[Unattributed]:
        for key, content in cells_of(one.now).items():
            known = [cells[key] for r in self.copies for cells in (r.base, r.now, self.cells) if key in cells]
            if content.parts and not any(other.says_all_of(content) for other in known):
                yield Unattributed(key, Told(one.name, content))


def _same(one: Content, other: Content) -> bool:
    return one.parts == other.parts


def _maximal(contents: Sequence[Content]) -> list[Content]:
    """Each statement that no other one includes, the same ones once, however they are written."""
    most = [c for c in contents if not any(o.says_all_of(c) and not _same(o, c) for o in contents)]
    distinct: list[Content] = []
    for content in sorted(most, key=repr):
        if not any(_same(content, other) for other in distinct):
            distinct.append(content)
    return distinct


def _least(contents: Sequence[Content]) -> Content | None:
    return min(contents, key=repr, default=None)


def _once(told: Sequence[Told]) -> tuple[Told, ...]:
    """What each file says, the same of one file once."""
    return tuple({(t.name, repr(t.content)): t for t in told}.values())


def _replaced(
    key: Key, own: Sequence[tuple[_Read, Content]], made_from: Sequence[tuple[_Read, Content]], taken: Content | None
) -> Iterator[Replaced]:
    """What copies of other roles were made from, where the role's own copies neither say it nor went on from it."""
    known = [content for read, now in own for content in (now, read.base.get(key)) if content is not None]
    others = [Told(r.copy.name, c) for r, c in made_from if r.copy.role != key.stage and c.parts]
    for told in _once(others):
        if not any(other.says_all_of(told.content) for other in known):
            yield Replaced(key, told, taken)


def _emptied(read: _Read) -> Iterator[Emptied]:
    for key, before in read.base.items():
        if key.stage == read.copy.role:
            now = read.now.get(key)
            gone = [p for p in before.parts if now is None or p not in now.parts]
            yield from (Emptied(key, read.copy.name, part, before, now) for part in gone)


def _foreign(read: _Read) -> Iterator[Foreign]:
    yield from foreign(read.copy.name, read.copy.role, read.base, read.now)


def foreign(name: str, role: Stage, base: Cells, now: Cells) -> Iterator[Foreign]:
    """What is changed in a copy for other stages than that of its role."""
    for key in dict.fromkeys((*base, *now)):
        before, after = base.get(key), now.get(key)
        changed = (before.parts if before is not None else {}) != (after.parts if after is not None else {})
        if key.stage != role and changed:
            yield Foreign(key, name, role, before, after)


def _longest_first(sheets: Sequence[Sheet]) -> list[Sheet]:
    """An order that depends on what they say alone."""
    once = {print_sheet(sheet): sheet for sheet in sheets}
    return [once[text] for text in sorted(once, key=lambda text: (-len(cells_of(once[text])), text))]
