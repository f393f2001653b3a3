"""What keeps a unit's columns from being scored: what `checks.sheet` finds in a sheet, but for reasons and evidence."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.checks.sheet.nodes_by_code import Frame, Node, frame_of
from cchc_rules.columns.conditions import one_of
from cchc_rules.columns.contract import (
    KIND,
    NOT_ARISEN_WORDS,
    UNIT,
    UNIT_NAMED,
    YEAR,
    Column,
    Contract,
    Holds,
    claim_column,
    declared,
    fact_column,
)
from cchc_rules.columns.rows import Row, Setting
from cchc_rules.columns.typed import (
    FALSE,
    NOT_APPLICABLE,
    NOTHING,
    TRUE,
    ZERO,
    Const,
    Number,
    OneOf,
    Outside,
    Read,
    Said,
    Truth,
    at_most,
    choice,
    counted,
    equal,
    every,
    less,
    opposite,
    some,
)
from cchc_rules.compile import RuleTree
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import ClaimPolicy
from cchc_rules.model.stages import Power, Stage

_GONE, _OPEN = Const(NOT_APPLICABLE), Const(NOTHING)


@frozen
class Check:
    """A mistake that a row of the table may have: what to say of it, in which column, and when it is there."""

    reason: str
    column: str
    wrong: Truth


def checks_of(rows: tuple[Row, ...], setting: Setting) -> tuple[Check, ...]:
    """Every mistake that a row of the table may have, for a rubric."""
    frame = frame_of(setting.tree.rubric)
    found = list(_of_unit(setting))
    found += [_range(c) for c in setting.contract.columns if not c.holds.words]
    found += _bounded_facts(setting)
    found += _claims_twice(setting)
    for row in rows:
        found += _of_row(row, frame.nodes[row.code], frame, setting.contract)
    found += _choices(setting.tree, rows)
    return tuple(c for c in found if c.wrong != FALSE)


def _of_unit(setting: Setting) -> Iterator[Check]:
    """The unit has a name and is one that the rubric is for, in a year that it governs."""
    p = setting.tree.rubric.provisions
    yield Check("thiếu tên đơn vị", UNIT, OneOf(UNIT, ("",)))
    if p.subjects is not None:
        excepted = p.subjects.value.excepted
        if excepted:
            yield Check("đơn vị này được trừ ra khỏi đối tượng", UNIT, one_of(UNIT_NAMED, excepted, setting.contract))
        assessed = one_of(KIND, p.subjects.value.kinds, setting.contract)
        yield Check("loại đơn vị không thuộc đối tượng của bộ tiêu chí", KIND, opposite(assessed))
    if p.governs is not None and setting.year < p.governs.value:
        yield Check(f"bộ tiêu chí chỉ dùng từ kỳ {p.governs.value}", YEAR, TRUE)
    for c in (c for c in setting.contract.columns if c.holds is Holds.CHOICE):
        fits = OneOf(c.name, ("", NOT_ARISEN_WORDS, *c.words))
        yield Check(f"phải là một trong: {', '.join(c.words)}", c.name, opposite(fits))


def _range(c: Column) -> Check:
    if c.low == 0:
        return Check("phải là 0, 1 hoặc để trống", c.name, Outside(c.name, 0, 1))
    what = "số nguyên" if c.step == 1 else f"bội của {c.step}"
    return Check(f"phải là {what} từ 0 đến {c.high}, −1 hoặc để trống", c.name, Outside(c.name, c.low, c.high, c.step))


def _bounded_facts(setting: Setting) -> Iterator[Check]:
    """A fact declared with bounds lies in them, another fact as well as a number."""
    contract = setting.contract
    for column in (c for c in contract.columns if c.holds is Holds.NUMBER):
        fact = declared(setting.tree, column.subject)
        for bound, is_low in ((fact.low, True), (fact.high, False)) if fact is not None else ():
            if isinstance(bound, Fraction):
                value: Number = Const(int(bound * column.scale))
                known: Truth = less(_GONE, column.read)
            elif bound is not None and fact_column(bound) in contract.by_name:
                value = contract.by_name[fact_column(bound)].read
                known = every((less(_GONE, column.read), less(_GONE, value)))
            else:
                continue
            beyond = less(column.read, value) if is_low else less(value, column.read)
            words = "nhỏ hơn mức thấp nhất" if is_low else "lớn hơn mức cao nhất"
            yield Check(f"{words} đã khai báo của số liệu", column.name, every((known, beyond)))


def _claims_twice(setting: Setting) -> Iterator[Check]:
    """A claim on what lies in a group that is claimed already."""
    known = setting.contract.by_name
    for inner in (setting.tree, *setting.tree.buckets):
        for node in inner.nodes:
            own = claim_column(node.criterion.code.text)
            above = [Said(claim_column(c)) for c in node.path[:-1] if claim_column(c) in known]
            if own in known and above:
                yield Check("nhóm trên đã đề nghị không áp dụng", own, every((Said(own), some(above))))


# ---- one row


def _of_row(row: Row, node: Node, frame: Frame, contract: Contract) -> Iterator[Check]:
    claimed_above = some(Said(claim_column(c)) for c in row.node.path[:-1] if claim_column(c) in contract.by_name)
    own_claim = claim_column(row.code)
    claimed: Truth = Said(own_claim) if own_claim in contract.by_name else FALSE
    for stage, entry in row.entries.items():
        column = _name(entry)
        if row.excluded != FALSE:
            points = every((row.excluded, at_most(ZERO, entry)))
            yield Check("điều kiện của bộ tiêu chí loại dòng này ra, không ghi điểm", column, points)
        if node.claims is ClaimPolicy.FORBIDDEN and (stage is Stage.SELF or not node.conditional):
            yield Check(
                "dòng này không được đề nghị không áp dụng",
                column,
                every((equal(entry, _GONE), opposite(row.excluded))),
            )
        if stage is Stage.SELF:
            said = every((less(_OPEN, entry), some((claimed, claimed_above)), opposite(row.excluded)))
            yield Check("đã đề nghị không áp dụng thì không tự ghi gì nữa", column, said)
    yield from _changes(row, node, frame, every((some((claimed, claimed_above)), opposite(row.excluded))))


def _name(entry: Number) -> str:
    assert isinstance(entry, Read)
    return entry.column


def _changes(row: Row, node: Node, frame: Frame, claimed: Truth) -> Iterator[Check]:
    """A later stage may do no more than its power allows, and none acts before the one that it looks at."""
    own = row.entries.get(Stage.SELF, _OPEN)
    standing = choice(claimed, _GONE, own)
    powers = frame.powers
    for place, stage in enumerate(frame.lineup.later):
        if stage not in row.entries:
            continue
        entry = row.entries[stage]
        earlier = [s for s in frame.lineup.later[:place] if powers is None or s in powers]
        given = [less(_OPEN, row.entries[s]) for s in earlier if s in row.entries]
        too_soon = every((less(_OPEN, entry), opposite(some(given)))) if earlier else FALSE
        yield Check("bước trước chưa ghi gì ở dòng này", _name(entry), too_soon)
        power = (powers or {}).get(stage)
        if power in (Power.LOWER, Power.RAISE):
            wrong = less(standing, entry) if (power is Power.LOWER) is not node.penalty else less(entry, standing)
            points = every((at_most(ZERO, entry), at_most(ZERO, standing), opposite(too_soon)))
            yield Check(f"bước này chỉ được {power.value}", _name(entry), every((points, wrong)))
        standing = choice(every((less(_OPEN, entry), opposite(too_soon))), entry, standing)


def _choices(tree: RuleTree, rows: tuple[Row, ...]) -> Iterator[Check]:
    """Of a group of which the unit chooses a row, no second one has points."""
    for group in tree.choices:
        tops = [tree.nodes[child].criterion.code for child in group.children]
        gained = [some(r.gained for r in rows if r.node.criterion.code.lies_in(top)) for top in tops]
        code = tree.nodes[group.position].criterion.code.text
        yield Check("đơn vị chỉ chọn một dòng của nhóm này", code, less(Const(1), counted(gained)))
