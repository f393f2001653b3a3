"""Put the lines of a scoring rule together: the head, the rows and parts under it, what is stated once."""

from typing import Any, assert_never

import attrs
from attrs import field

from cchc_rules.diagnostics import Related, catalog
from cchc_rules.frozen import define
from cchc_rules.language.words import said
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import FactIs
from cchc_rules.model.interval import Interval
from cchc_rules.model.rule import (
    AllOrNothing,
    ByCouncil,
    BySurvey,
    CaseRow,
    Cases,
    Combine,
    Fallback,
    FallbackKind,
    Formula,
    LevelRow,
    Levels,
    Limits,
    Method,
    Part,
    Parts,
    PointRounding,
    Precedence,
    Rule,
    Scale,
    ScaleRow,
)
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.conditions import condition
from cchc_rules.syntax.rubric.expressions import direction, expression, part_name, positive_step

_METHODS = frozenset(
    {"by_scale", "by_level", "by_case", "all_or_nothing", "by_parts", "by_council", "by_survey", "formula"}
)
_ROWS: dict[str, tuple[type[Any], str]] = {
    "scale_row": (Scale, "theo thang"),
    "level_row": (Levels, "theo mức"),
    "case_row": (Cases, "theo trường hợp"),
    "otherwise": (Cases, "theo trường hợp"),
}
_ONCE = {
    "gate": "điều kiện chấm",
    "not_arisen": "khi không phát sinh",
    "point_rounding": "làm tròn điểm",
    "precedence": "ưu tiên",
}
RULE_LINES = frozenset({"method_line", "part", "zero", *_ROWS, *_ONCE})
_NOT_IN_CONDITION = frozenset({"basis", "own_choice", "line_wording", *_METHODS})


@define
class _Method:
    """A method being read: its head, the rows seen since."""

    method: Method
    rows: list[Stated[Any]] = field(factory=list)
    zero: Stated[Fallback] | None = None
    part: Stated[Part] | None = None

    def build(self, parts: tuple[Stated[Part], ...] = ()) -> Method:
        """The method with its rows and parts."""
        rows: Any = tuple(self.rows)
        match self.method:
            case Scale():
                return attrs.evolve(self.method, rows=rows)
            case Levels():
                return attrs.evolve(self.method, rows=rows)
            case Cases():
                return attrs.evolve(self.method, rows=rows)
            case Formula():
                return attrs.evolve(self.method, parts=parts)
            case Parts():
                return attrs.evolve(self.method, parts=parts)
            case AllOrNothing() | ByCouncil() | BySurvey():
                return self.method
            case _:
                assert_never(self.method)


@define
class RuleDraft:
    """A rule being read. Lines that belong to no method are reported once, by `orphan`."""

    head: Stated[Method] | None = None
    main: _Method | None = None
    parts: list[_Method] = field(factory=list)
    once: dict[str, Stated[Any]] = field(factory=dict)
    orphan: bool = False

    def build(self) -> Stated[Rule] | None:
        """The finished rule; None when no method was stated."""
        if self.head is None or self.main is None:
            return None
        rule = Rule(
            self.main.build(tuple(_part(p) for p in self.parts)),
            zero=self.main.zero,
            gate=self.once.get("gate"),
            not_arisen=self.once.get("not_arisen"),
            rounding=self.once.get("point_rounding"),
            precedence=self.once.get("precedence"),
        )
        return Stated(rule, self.head.basis, self.head.at, self.head.trivia)


def _part(draft: _Method) -> Stated[Part]:
    assert draft.part is not None
    made = attrs.evolve(draft.part.value, method=draft.build(), zero=draft.zero)
    return attrs.evolve(draft.part, value=made)


def add_line(draft: RuleDraft, st: Statement, report: Report) -> None:
    """Take one line of RULE_LINES into the rule of the row it stands under."""
    rule = st.node.rule
    if rule == "method_line":
        _head(draft, st, report)
    elif draft.main is None:
        if not draft.orphan:
            report.add(catalog.RULE_LINE_ALONE, st.span)
        draft.orphan = True
    elif rule == "part":
        _add_part(draft, draft.main, st, report)
    elif rule == "zero":
        _zero(draft, draft.main, st, report)
    elif rule in _ROWS:
        _row(draft, draft.main, st, report)
    else:
        _take_single(draft, st, report)


def _state(st: Statement, value: Any, report: Report) -> Stated[Any]:
    return Stated(value, v.basis(st, st.node, report), st.span, st.trivia)


def _twice(st: Statement, what: str, before: Stated[Any], report: Report) -> None:
    report.add(catalog.STATED_TWICE, st.span, what=what, related=(Related("câu trước ở đây", before.at),))


def _head(draft: RuleDraft, st: Statement, report: Report) -> None:
    if draft.head is not None:
        _twice(st, "cách chấm", draft.head, report)
        return
    made = _method(st, st.node.nodes(*_METHODS)[0], report)
    draft.head, draft.main = _state(st, made, report), _Method(made)


def _method(st: Statement, node: Node, report: Report) -> Method:
    match node.rule:
        case "by_scale":
            return Scale(expression(st, node.nodes()[0], report))
        case "by_level":
            return Levels(v.fact_name(node.leaves("FACT")[0]))
        case "by_case":
            return Cases()
        case "all_or_nothing":
            asked = node.leaf("FACT")
            when = FactIs(v.fact_name(asked), True) if asked else condition(st, node.nodes()[0], report)
            return AllOrNothing(when)
        case "by_parts":
            return Parts(Combine(v.word(node, "COMBINE")), _limits(st, node, report))
        case "by_council":
            return ByCouncil()
        case "by_survey":
            return BySurvey()
        case _:
            body = expression(st, node.nodes()[0], report)
            named = node.nodes("ratio_is")
            ratio = expression(st, named[0].nodes()[0], report) if named else None
            return Formula(body, ratio, _limits(st, node, report))


def _limits(st: Statement, node: Node, report: Report) -> Limits:
    for rule, what in (("not_under", "không dưới"), ("not_over", "không quá"), ("ratio_is", "tỷ lệ là")):
        allowed = 0 if rule == "ratio_is" and node.rule == "by_parts" else 1
        if len(node.nodes(rule)) > allowed:
            report.add(catalog.STATED_TWICE, st.span, what=what, fixes=())
    low, high = node.node("not_under"), node.node("not_over")
    return Limits(
        expression(st, low.nodes()[0], report) if low else None,
        expression(st, high.nodes()[0], report) if high else None,
    )


def _add_part(draft: RuleDraft, main: _Method, st: Statement, report: Report) -> None:
    name = part_name(st.node)
    if not isinstance(main.method, Formula | Parts):
        report.add(catalog.RULE_LINE_MISFIT, st.span, what="phần", head="“tổng các phần” hoặc một công thức")
        return
    same = next((p.part for p in draft.parts if p.part is not None and p.part.value.name == name), None)
    if same is not None:
        _twice(st, f"phần {name}", same, report)
        return
    method = _method(st, st.node.nodes(*_METHODS)[0], report)
    if isinstance(method, Parts | ByCouncil | BySurvey):
        report.add(
            catalog.RULE_LINE_MISFIT,
            st.span,
            what="cách chấm này",
            head="cả dòng tiêu chí, không phải một phần",
        )
        return
    said = [n for n in st.node.nodes() if n.rule not in _NOT_IN_CONDITION]
    when = condition(st, said[0], report) if said else None
    part = Part(name, method, when, wording=_printed(st.node))
    draft.parts.append(_Method(method, part=_state(st, part, report)))


def _row(draft: RuleDraft, main: _Method, st: Statement, report: Report) -> None:
    target = draft.parts[-1] if draft.parts else main
    wanted, head = _ROWS[st.node.rule]
    if not isinstance(target.method, wanted):
        report.add(catalog.RULE_LINE_MISFIT, st.span, what="dòng này", head=f"“{head}”")
        return
    target.rows.append(_state(st, _row_value(st, report), report))


def _row_value(st: Statement, report: Report) -> ScaleRow | LevelRow | CaseRow:
    node = st.node
    nodes = [n for n in node.nodes() if n.rule not in ("basis", "own_choice", "line_wording")]
    points = expression(st, nodes[-1], report)
    if node.rule == "scale_row":
        within, unit = v.interval(st, nodes[0], report)
        if unit == "điểm":
            report.add(
                catalog.UNIT_MISSING,
                st.span,
                word="cận của thang",
                fix="viết cận bằng % hoặc bằng số, không bằng điểm",
            )
            within = Interval(None, None)
        return ScaleRow(within, unit == "%", points, _printed(node))
    if node.rule == "level_row":
        return LevelRow(v.string(node), points, _printed(node))
    when = condition(st, nodes[0], report) if node.rule == "case_row" else None
    return CaseRow(when, points, _printed(node))


def _printed(node: Node) -> str | None:
    """The printed sentence that a line says, where it is stated."""
    said = node.node("line_wording")
    return v.string(said) if said is not None else None


def _zero(draft: RuleDraft, main: _Method, st: Statement, report: Report) -> None:
    target = draft.parts[-1] if draft.parts else main
    if target.zero is not None:
        _twice(st, "khi mẫu số bằng 0", target.zero, report)
        return
    target.zero = _state(st, _fallback(st, report), report)


def _fallback(st: Statement, report: Report) -> Fallback:
    node = st.node.nodes("fallback")[0]
    if node.leaf("NUMBER"):
        return Fallback(FallbackKind.POINTS, v.number(st, node.leaves("NUMBER")[0], report))
    leaf = node.leaves("NOT_APPLICABLE", "FULL_POINTS", "NOT_ARISEN")[0]
    return Fallback(FallbackKind(said(leaf.kind, leaf.text)))


def _take_single(draft: RuleDraft, st: Statement, report: Report) -> None:
    rule = st.node.rule
    if rule in draft.once:
        _twice(st, _ONCE[rule], draft.once[rule], report)
        return
    draft.once[rule] = _state(st, _once_value(st, report), report)


def _once_value(st: Statement, report: Report) -> Any:
    node = st.node
    if node.rule == "gate":
        return condition(st, next(n for n in node.nodes() if n.rule not in ("basis", "own_choice")), report)
    if node.rule == "not_arisen":
        made = _fallback(st, report)
        if made.kind is FallbackKind.NOT_ARISEN:
            report.add(catalog.RULE_LINE_MISFIT, st.span, what="“không phát sinh”", head="“khi mẫu số bằng 0”")
        return made
    if node.rule == "precedence":
        return Precedence(v.word(node, "PRECEDENCE"))
    step = v.number(st, node.leaves("NUMBER")[0], report)
    return PointRounding(positive_step(st, node, step, report), direction(node))
