"""Checks after the last operation of an instrument: codes fit their places, declared sums and counts still hold."""

from collections.abc import Mapping
from typing import Any, assert_never

from attrs import evolve

from cchc_rules.amend.applying.balance import Declared, Imbalance, imbalances, moved_by
from cchc_rules.amend.applying.buckets import check_bucket_codes
from cchc_rules.amend.applying.offers import with_sentence
from cchc_rules.amend.applying.session import Change, Session
from cchc_rules.amend.applying.table import Node
from cchc_rules.diagnostics import Diagnostic, Kind, Related, catalog
from cchc_rules.diagnostics.mends import Swap, mended
from cchc_rules.model.amendments.amendment import MaxIs, Outcome
from cchc_rules.model.amendments.operation import (
    ChangeSentence,
    ChangeTag,
    DropForm,
    Operation,
    RenameFact,
    SentenceChange,
)
from cchc_rules.model.citation import Amended, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import DEFAULT_LEVELS, Criterion, Rubric, Total
from cchc_rules.source import Span
from cchc_rules.writing import amendments as words
from cchc_rules.writing import rubric as wording


def check_codes(s: Session) -> None:
    """Every row put somewhere has a code of its own that fits the place, and a level that the table has."""
    check_bucket_codes(s)
    if any(n.placed is not None for n in s.table.walk()):
        _check_levels(s)
        _check_siblings(s, None, [n for n in s.table.tops if not n.removed])
        for node in s.table.walk():
            _check_siblings(s, node, [n for n in node.children if not n.removed])


def _check_levels(s: Session) -> None:
    declared = s.provisions.levels
    names = declared.value if declared is not None else DEFAULT_LEVELS
    said = s.effective.amendment.levels
    for node in (n for n in s.table.walk() if n.placed is not None):
        code = node.code()
        word = said[code.depth - 1] if node.old is None and code.depth <= len(said) else ""
        if node.old is None and node.row.max <= 0:
            _wrong(s, node, catalog.NOT_POSITIVE, None, code=code, points=vietnamese(node.row.max))
        if code.depth > len(names):
            _wrong(s, node, catalog.TOO_DEEP, None, code=code, limit=len(names))
        elif word and word != names[code.depth - 1]:
            right = names[code.depth - 1]
            _wrong(s, node, catalog.WRONG_LEVEL, None, code=code, right=right, word=word, right_upper=right.upper())


def _check_siblings(s: Session, parent: Node | None, rows: list[Node]) -> None:
    above = parent.code() if parent is not None else None
    seen: dict[Code, Node] = {}
    standing = [n.code() for n in rows if n.placed is None]
    ordered = standing == sorted(standing)
    for at, node in enumerate(rows):
        code = node.code()
        twin = seen.setdefault(code, node)
        if twin is not node:
            newer = node if node.placed is not None else twin
            other = twin if newer is node else node
            _wrong(s, newer, catalog.CODE_TAKEN, other.row.at, code=code)
        elif node.placed is not None and code.parent != above:
            why = f"nơi này nằm trong {above}" if above is not None else "nơi này là cấp cao nhất của bảng"
            if parent is None or parent.old is not None:
                _wrong(s, node, catalog.WRONG_PLACE, None, code=code, why=why)
        elif node.placed is not None and ordered:
            _check_order(s, node, rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None)


def _check_order(s: Session, node: Node, before: Node | None, behind: Node | None) -> None:
    code = node.code()
    if before is not None and before.code() > code:
        _wrong(s, node, catalog.WRONG_PLACE, None, code=code, why=f"mã này đứng trước {before.code()}")
    elif behind is not None and behind.code() < code and behind.placed is None:
        _wrong(s, node, catalog.WRONG_PLACE, None, code=code, why=f"mã này đứng sau {behind.code()}")


def _wrong(s: Session, node: Node, kind: Kind, other: Span | None, **values: Any) -> None:
    at = node.row.at if node.old is None and node.row.at is not None else None
    written = node.placed.at if node.placed is not None else None
    related = (Related("dòng đang mang mã này", other),) if other is not None else ()
    s.found.append(kind.at(at or written, related=related, **values))


# ---- what is declared


def check_balance(s: Session, result: Rubric, before: tuple[Imbalance, ...]) -> tuple[Imbalance, ...]:
    """What no longer holds in the result and held before is an error; what does not hold is returned."""
    now, known = imbalances(result), frozenset(before)
    new = [one for one in now if one not in known]
    if new:
        rows = {row.code: row for row in reversed(tuple(result.walk()))}
        last = {place: done for done in s.effective.operations for place in moved_by(done[0])}
        told = []
        for one in new:
            by, at = last.get((one.what, one.code)) or (None, None)
            # The last operation that could have broken it; the instrument's opening line when none is nearer.
            at = at or s.effective.amendment.at
            told.append(_imbalance(one, at, _declared_at(result, rows, one), by))
        s.found += with_sentence(s, result, before, new, told)
    return now


_COUNTED = Swap("{declared} {level}", "{actual} {level}", "{where} có {actual} {level}")


def _imbalance(one: Imbalance, at: Span | None, related: tuple[Related, ...], by: Operation | None) -> Diagnostic:
    declared, actual = vietnamese(one.declared), vietnamese(one.actual)
    match one.what:
        case Declared.SUM:
            return catalog.RESULT_SUM.at(at, related=related, code=one.code, declared=declared, actual=actual)
        case Declared.TOTAL:
            return catalog.RESULT_TOTAL.at(at, related=related, declared=declared, actual=actual)
        case Declared.SURVEY:
            return catalog.RESULT_SURVEY.at(at, related=related, declared=declared, actual=actual)
        case Declared.SURVEY_GROUP:
            fixes = None if isinstance(by, ChangeTag) else ()
            return catalog.SURVEY_ON_GROUP.at(at, related=related, code=one.code, fixes=fixes)
        case Declared.COUNT:
            where = f"dòng {one.code}" if one.code is not None else "bảng"
            values = {"where": where, "declared": declared, "level": one.level, "actual": actual}
            said = by.new.at if isinstance(by, ChangeSentence) else None
            return catalog.RESULT_COUNT.at(at, related=related, fixes=mended(_COUNTED, said, values), **values)
        case _:
            assert_never(one.what)


def _declared_at(result: Rubric, rows: Mapping[Code, Criterion], one: Imbalance) -> tuple[Related, ...]:
    """Where the declaration stands, and who set it last."""
    p = result.provisions
    if one.what in (Declared.TOTAL, Declared.SURVEY):
        return _of_sentence(p.total)
    row = rows.get(one.code) if one.code is not None else None
    if one.what is Declared.COUNT:
        return _of_sentence(row.counts if row is not None else p.counts)
    if row is None:
        return ()
    last = row.amended[-1] if row.amended else None
    return _by(last) if last is not None else (Related(f"dòng {row.code}", row.at),)


def _of_sentence(stated: Stated[object] | None) -> tuple[Related, ...]:
    if stated is None:
        return ()
    return _by(stated.amended) if stated.amended is not None else (Related("câu này khai", stated.at),)


def _by(amended: Amended) -> tuple[Related, ...]:
    return (Related(f"đặt bởi {amended.cite()}", amended.at),)


# ---- what the instrument itself says of its result


def check_outcomes(s: Session, result: Rubric) -> None:
    """Every line under `Sau sửa đổi` holds."""
    for stated in s.effective.amendment.outcomes_for(s.effective.target):
        _check_outcome(s, result, stated.value, stated.at)


def _check_outcome(s: Session, result: Rubric, outcome: Outcome, at: Span | None) -> None:
    match outcome:
        case MaxIs(code, points):
            row = next((c for c in result.rows() if c.code == code), None)
            if row is None:
                _not_as_said(s, at, f"{code}:", words.points(points), f"không có dòng {code}")
            elif row.max != points:
                _not_as_said(s, at, f"{code}:", words.points(points), words.points(row.max))
        case Total():
            actual = Total(
                sum((c.max for c in result.fields), start=outcome.points * 0),
                result.survey_max,
            )
            said = outcome if outcome.survey is not None else Total(outcome.points)
            real = actual if outcome.survey is not None else Total(actual.points)
            if said != real:
                _not_as_said(s, at, "", wording.total(said), wording.total(real))
        case tuple():
            for count in outcome:
                number = sum(result.level_of(c) == count.level for c in result.walk())
                if number != count.number:
                    _not_as_said(s, at, "", f"{count.number} {count.level}", f"{number} {count.level}")
        case _:
            assert_never(outcome)


def _not_as_said(s: Session, at: Span | None, what: str, declared: str, actual: str) -> None:
    said = f"{what} {declared}".strip()
    s.found.append(catalog.NOT_AS_SAID.at(at, said=said, actual=actual))


def _on_row(change: Change) -> bool:
    """Whether the row it was done to remembers a change; what is done to a survey concerns rows and is not on them."""
    operation = change.operation
    if isinstance(operation, SentenceChange):
        return isinstance(operation.owner, Code)
    return bool(change.codes) and not isinstance(operation, DropForm | RenameFact)


def result_of(s: Session) -> Rubric:
    """The rubric with the draft written back."""
    r = s.rubric
    fields = s.table.build() if s.table.changed or any(n.changed for n in s.table.tops) else r.fields
    marks = tuple(c.amended for c in s.changes if not _on_row(c))
    return evolve(
        r,
        id=s.id,
        title=s.title,
        provisions=s.provisions,
        fields=fields,
        buckets=tuple(map(s.table.build_bucket, s.buckets)),
        repealed=(*r.repealed, *s.repealed),
        amended=(*r.amended, *marks),
    )
