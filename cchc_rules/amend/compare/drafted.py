"""An amendment drafted from texts side by side, with what only its author knows: what became of rows and facts."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from cchc_rules.amend.compare.differences import Header, bare_row, diff
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Amendment, OwnTarget, Provision, Written, one_provision
from cchc_rules.model.amendments.operation import Operation, RenameFact, ReplaceRows
from cchc_rules.model.code import Code
from cchc_rules.model.fact import this_year
from cchc_rules.model.references import with_fact_names
from cchc_rules.model.rubric import Criterion, Rubric


@frozen
class Became:
    """Rows that were merged into one, or one that was split: codes before and after."""

    old: tuple[Code, ...]
    new: tuple[Code, ...]


@frozen
class Said:
    """What the author says of a change. Nothing of it is ever guessed from texts that look alike."""

    rows: tuple[Became, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Old and new names of facts."""


NOTHING_SAID = Said()


@frozen
class Changed:
    """One text before and after, both linked, with what is said of the change."""

    before: Rubric
    after: Rubric
    said: Said = NOTHING_SAID


def drafted(texts: Sequence[Changed], header: Header) -> Amendment:
    """The amendment that turns each text into the other: a clause an edit, an article a text where there are several.

    What is said must fit (`misfits`).
    """
    each = [(t.before.id, operations(t)) for t in texts]
    levels = texts[0].before.level_names
    made = Amendment(header.id, header.title, header.instrument, each[0][0], header.force, header.governs)
    if len(each) == 1:
        return evolve(made, provisions=one_provision(each[0][1]), levels=levels)
    provisions = [
        Provision(Address(str(article), str(n)), (Written(operation),))
        for article, (_, done) in enumerate(each, 1)
        for n, operation in enumerate(done, 1)
    ]
    own = tuple(OwnTarget(Address(str(article)), target) for article, (target, _) in enumerate(each, 1))
    also = tuple(target for target, _ in each[1:])
    return evolve(made, provisions=tuple(provisions), levels=levels, also_amends=also, own_targets=own)


def operations(text: Changed) -> tuple[Operation, ...]:
    """What turns one text into the other; empty when they mean the same.

    Rows in the place of others stand where the first of these was, and facts are renamed when all else is done.
    """
    back = {new: old for old, new in text.said.facts}
    after = with_fact_names(text.after, lambda name: back.get(this_year(name), this_year(name)) + _years(name))
    edits = diff(_standing_in(text.before, text.said, old=True), _standing_in(after, text.said, old=False))
    rows = tuple(_replaced(text.before, after, became) for became in text.said.rows)
    return (*edits, *rows, *(RenameFact(old, new) for old, new in text.said.facts))


def _years(name: str) -> str:
    """What a fact's name says of years before."""
    return name[len(this_year(name)) :]


def _replaced(before: Rubric, after: Rubric, became: Became) -> ReplaceRows:
    old, new = _rows(before), _rows(after)
    points = sum((old[code].max for code in became.old[1:]), start=old[became.old[0]].max)
    return ReplaceRows(became.old, points, tuple(bare_row(new[code]) for code in became.new))


def _standing_in(rubric: Rubric, said: Said, old: bool) -> Rubric:
    """The rubric with one empty row, called as the first old one was, in the place of all that became others."""
    places = {(b.old if old else b.new)[0]: b.old[0] for b in said.rows}
    gone = {code for b in said.rows for code in (b.old if old else b.new)}
    return evolve(rubric, fields=_without(rubric.fields, places, gone)) if gone else rubric


def _without(rows: Sequence[Criterion], places: dict[Code, Code], gone: set[Code]) -> tuple[Criterion, ...]:
    made: list[Criterion] = []
    for row in rows:
        if row.code in places:
            made.append(Criterion(places[row.code], "", row.max * 0))
        elif row.code not in gone:
            made.append(evolve(row, children=_without(row.children, places, gone)))
    return tuple(made)


def _rows(rubric: Rubric) -> dict[Code, Criterion]:
    return {row.code: row for row in rubric.walk()}


# ---- whether what is said can be


def misfits(text: Changed) -> Iterator[str]:
    """Why what the author says does not fit the texts (Vietnamese)."""
    for became in text.said.rows:
        yield from _rows_unfit(text, became)
    facts = [{f.value.name for f in r.facts} for r in (text.before, text.after)]
    leaving, coming = {old for old, _ in text.said.facts}, {new for _, new in text.said.facts}
    for old, new in text.said.facts:
        if old not in facts[0]:
            yield f"bên cũ không có số liệu [{old}]"
        elif new not in facts[1]:
            yield f"bên mới không có số liệu [{new}]"
        elif old in facts[1] and old not in coming:
            yield f"bên mới vẫn có số liệu [{old}], nên đó không phải đổi tên"
        elif new in facts[0] and new not in leaving:
            yield f"bên cũ đã có số liệu [{new}], nên đó không phải đổi tên"


def _rows_unfit(text: Changed, became: Became) -> Iterator[str]:
    told = f"{_listed(became.old)} = {_listed(became.new)}"
    if (len(became.old) == 1) == (len(became.new) == 1):
        yield f"{told}: gộp là nhiều dòng thành một, tách là một dòng thành nhiều"
    for side, codes, rubric in (("cũ", became.old, text.before), ("mới", became.new, text.after)):
        missing = [code for code in codes if code not in _rows(rubric)]
        if missing:
            yield f"bên {side} không có dòng {_listed(missing)}"
            return
    parents = {code.parent for code in (*became.old, *became.new)}
    if len(parents) > 1:
        yield f"{told}: các dòng phải cùng nằm trong một dòng, trước và sau"
    siblings = [row.code for row in _siblings(text.after, became.new[0])]
    at = [siblings.index(code) for code in became.new if code in siblings]
    if at != list(range(at[0], at[0] + len(became.new))):
        yield f"các dòng mới {_listed(became.new)} phải đứng liền nhau, theo thứ tự của bảng"
    stays = [code for code in became.old if code in _rows(text.after) and code not in became.new]
    if stays:
        yield f"bên mới vẫn có dòng {_listed(stays)}, nên dòng ấy không mất đi"


def _siblings(rubric: Rubric, code: Code) -> Sequence[Criterion]:
    parent = code.parent
    return rubric.fields if parent is None else _rows(rubric)[parent].children


def _listed(codes: Sequence[Code]) -> str:
    return ", ".join(code.text for code in codes)
