"""Lower single lines of an assessment period: its units, who acts, extensions, units chosen."""

from collections.abc import Sequence
from typing import TypeVar

from cchc_rules.diagnostics import catalog
from cchc_rules.model.citation import Basis, Stated
from cchc_rules.model.period.period import Appraising, Chosen, Extension, Partly, RegisteredUnit
from cchc_rules.model.sheet import Formerly, FormerName
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.stages import appraiser, stage_name

T = TypeVar("T")


def state(st: Statement, value: T, report: Report) -> Stated[T]:
    """A value with the basis, place and comments of its sentence."""
    return Stated(value, v.basis(st, st.node, report), st.span, st.trivia)


def texts(st: Statement, leaves: Sequence[Leaf], what: str, report: Report) -> tuple[str, ...]:
    """The words in quotes, each once; an empty one is reported."""
    for leaf in leaves:
        if not v.unquote(leaf.text):
            report.add(catalog.EMPTY_TEXT, st.at(leaf), what=what)
    return tuple(dict.fromkeys(t for leaf in leaves if (t := v.unquote(leaf.text))))


def rubric(st: Statement, report: Report) -> str | None:
    """The rubric that a heading names."""
    bare = st.node.leaf("ID")
    if bare is not None:
        return bare.text
    return next(iter(texts(st, st.node.leaves("STRING"), "tên bộ tiêu chí", report)), None)


def unit(st: Statement, report: Report) -> RegisteredUnit | None:
    """`"Sở A": không đánh giá, vì "…"`; None when the name is empty."""
    names = texts(st, st.node.leaves("STRING"), "tên đơn vị", report)
    if not names:
        return None
    basis = v.basis(st, st.node, report)
    for twice in ("excepted", "partly", "formerly", "because"):
        if len(st.node.nodes(twice)) > 1:
            report.add(catalog.STATED_TWICE, st.span, what=_WORDS[twice], fixes=())
    because = st.node.node("because")
    reason = texts(st, because.leaves("STRING"), "phần chữ sau “vì”", report) if because is not None else ()
    partly, formerly = st.node.node("partly"), st.node.node("formerly")
    return RegisteredUnit(
        names[0],
        names[1:],
        st.node.node("excepted") is not None,
        _partly(st, partly, report) if partly is not None else None,
        _formerly(st, formerly, basis, report) if formerly is not None else None,
        reason[0] if reason else None,
        basis,
        st.span,
        st.trivia,
    )


_WORDS = {"excepted": "không đánh giá", "partly": "đánh giá từ ngày", "formerly": "tên trước đây", "because": "vì"}


def _partly(st: Statement, node: Node, report: Report) -> Partly | None:
    days = [v.date(st, leaf, report) for leaf in node.leaves("DATE")]
    first, last = days[0], days[1] if len(days) > 1 else None
    return Partly(first, last) if first is not None else None


def _formerly(st: Statement, node: Node, basis: Basis | None, report: Report) -> Formerly | None:
    names = tuple(_former(st, n, report) for n in node.nodes("former_name"))
    since = v.date(st, node.leaves("DATE")[0], report)
    sound = tuple(n for n in names if n is not None)
    return Formerly(sound, since, basis or Basis()) if sound and since is not None else None


def _former(st: Statement, node: Node, report: Report) -> FormerName | None:
    found = texts(st, node.leaves("STRING"), "tên trước đây", report)
    return FormerName(found[0], whole=node.leaf("PART_OF") is None) if found else None


def appraising(st: Statement, report: Report) -> Appraising:
    """`thẩm định: do "Sở Nội vụ", do "Sở Tư pháp" cho 2 và 3.1`."""
    named = st.node.nodes("by")
    for node in named:
        texts(st, node.leaves("STRING"), "tên cơ quan", report)
    whole = [n for n in named if n.leaf("CODE") is None]
    for extra in whole[1:]:
        report.add(catalog.STATED_TWICE, st.at(extra.leaves("STRING")[0]), what="do … (cho mọi dòng)", fixes=())
    shares = tuple(appraiser(st, n, report) for n in named if n.leaf("CODE") is not None)
    return Appraising(stage_name(st.node), v.string(whole[0]) if whole else None, shares)


def extension(st: Statement, report: Report) -> Extension | None:
    """`gia hạn tự đánh giá cho "Sở A" đến 20/01/2020`; None when there is no such day."""
    units = texts(st, st.node.leaves("STRING"), "tên đơn vị", report)
    last = v.date(st, st.node.leaves("DATE")[0], report)
    return Extension(stage_name(st.node), units, last) if last is not None else None


def chosen(st: Statement, report: Report) -> Chosen | None:
    """`chọn phúc tra: "Sở A", vì "…"`; None without a unit or a reason."""
    *leaves, reason = st.node.leaves("STRING")
    units = texts(st, leaves, "tên đơn vị", report)
    because = texts(st, [reason], "phần chữ sau “vì”", report)
    return Chosen(stage_name(st.node), units, because[0]) if units and because else None
