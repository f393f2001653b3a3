"""Lower what a fact's declaration says behind its type: bounds, supplier, evidence, last year, formula."""

from typing import Any

import attrs

from cchc_rules.diagnostics import catalog
from cchc_rules.model.fact import MOST_YEARS_BACK, FactBound, FactDeclaration, FactType, Supplier
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.expressions import expression

_SUPPLIERS = {s.value.casefold(): s for s in Supplier}
_BOUNDS = {"at_least": ("low",), "between": ("low", "high"), "at_most": ("high",)}
_WORDS = {"low": "cận dưới", "high": "cận trên", "supplier": "người cung cấp", "evidence": "TLKC"}
_WORDS |= {"years_before": "năm trước", "formula": "cách tính"}


def with_details(st: Statement, node: Node, fact: FactDeclaration, report: Report) -> FactDeclaration:
    """The declaration with every detail that the children of `node` state."""
    told: dict[str, Any] = {}
    for detail in node.nodes():
        for name, value in _detail(st, detail, fact, report):
            if name in told:
                report.add(catalog.FACT_DETAIL_TWICE, st.span, name=fact.name, what=_WORDS[name])
            told.setdefault(name, value)
    return attrs.evolve(fact, **told)


def _detail(st: Statement, node: Node, fact: FactDeclaration, report: Report) -> list[tuple[str, Any]]:
    if node.rule in _BOUNDS:
        bounds = [_bound(st, n, fact, report) for n in node.nodes("fact_bound")]
        return list(zip(_BOUNDS[node.rule], bounds, strict=True))
    match node.rule:
        case "supplier":
            return [("supplier", _SUPPLIERS[v.word(node, "SUPPLIER")])]
        case "evidence_needed":
            return [("evidence", True)]
        case "last_year":
            return [("years_before", 1)]
        case "years_before":
            years = v.whole(st, node.leaves("INT")[0], report)
            if not 1 <= years <= MOST_YEARS_BACK:
                report.add(catalog.YEARS_BEFORE, st.span, name=fact.name, years=years, most=MOST_YEARS_BACK)
                return []
            return [("years_before", years)]
        case "computed":
            return [("formula", expression(st, node.nodes()[0], report))]
        case _:
            return []


def _bound(st: Statement, node: Node, fact: FactDeclaration, report: Report) -> FactBound:
    named = node.leaf("FACT")
    if named is not None:
        return v.fact_name(named)
    if (node.leaf("PERCENT") is not None) is not (fact.type is FactType.PERCENT):
        right = "%" if fact.type is FactType.PERCENT else "số, không có %"
        report.add(catalog.UNIT_MISSING, st.span, word=node.text("NUMBER"), fix=f"viết cận bằng {right}")
    return v.percent_or_plain(st, node, report)
