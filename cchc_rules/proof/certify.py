"""The certificate of a rubric: everything that is asked of every possible sheet, row by row, then as a whole."""

from collections.abc import Iterator

from cchc_rules.compile import RuleTree
from cchc_rules.evaluate.coverage import Target, targets
from cchc_rules.model.code import Code
from cchc_rules.proof.ask import year_of
from cchc_rules.proof.rows import Ruled, row_findings
from cchc_rules.proof.solver import forget_all
from cchc_rules.proof.whole import Whole, claim_gains, whole_findings
from cchc_rules.results.certificate import Certificate, Finding, Topic


def certify(tree: RuleTree, year: int | None = None) -> Certificate:
    """What holds of every sheet of an assessment year (None: the first that the rubric governs)."""
    forget_all()
    asked = year if year is not None else year_of(tree.rubric)
    order = list(Topic)
    findings = sorted(_findings(tree, asked), key=lambda f: order.index(f.topic))
    return Certificate(tree.rubric, asked, tuple(findings), tuple(_apart(tree)))


def _findings(tree: RuleTree, year: int) -> Iterator[Finding]:
    of_rows: dict[Code, list[Target]] = {}
    of_whole: list[Target] = []
    guards = {id(g.rule) for inner in (tree, *tree.buckets) for n in inner.nodes for g in n.guards}
    for target in targets(tree):
        if target.code is None or target.key[0] in guards:
            of_whole.append(target)
        else:
            of_rows.setdefault(target.code, []).append(target)
    for inner in (tree, *tree.buckets):
        for node, rule in inner.ruled:
            ruled = Ruled(tree, year, node, rule)
            yield from row_findings(ruled, of_rows.get(node.criterion.code, ()))
    whole = Whole(tree, year)
    yield from whole_findings(whole, of_whole)
    yield from claim_gains(whole)


def _apart(tree: RuleTree) -> Iterator[str]:
    """What no finding speaks of."""
    rows = [n for inner in (tree, *tree.buckets) for n in inner.nodes if n.is_leaf and n.rule is None]
    if rows:
        yield f"{len(rows)} dòng không có cách chấm theo số liệu: điểm nhập tay nào từ 0 đến điểm tối đa cũng được xét"
    if tree.rubric.provisions.quotas:
        yield "hạn mức xếp loại so các đơn vị với nhau: giấy chứng nhận chỉ xét từng phiếu"
