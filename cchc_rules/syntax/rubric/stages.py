"""Lower the sentences on stages: which a line names, who acts at one and with what power, which count."""

from collections.abc import Iterator

from cchc_rules.diagnostics import catalog
from cchc_rules.language.words import said
from cchc_rules.model.stages import Appraiser, Combination, Power, Stage, StageRule
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.statements import Report, Statement


def stage_name(node: Node) -> Stage:
    """The stage a line opens with."""
    return next(stages_named(node), Stage.SURVEY)


def stages_named(node: Node) -> Iterator[Stage]:
    """Stages that a line names itself, in its order: by a word of the language or `bước "…"`."""
    for item in node.items:
        if isinstance(item, Leaf) and item.kind == "STAGE":
            yield Stage(said(item.kind, item.text))
        elif isinstance(item, Node) and item.rule == "named_stage":
            yield Stage(v.string(item))


def stage(st: Statement, node: Node, report: Report) -> StageRule:
    """`thẩm định: do "…", công nhận hoặc giảm`."""
    power = next((p for n in node.nodes("stage_part") for p in n.leaves("POWER")), None)
    named = node.nodes("by")
    by = next((n for n in named if n.leaf("CODE") is None), None)
    share = node.node("minimum_share")
    follows = node.node("follows")
    name = node.node("named_stage")
    if name is not None and not v.string(name):
        report.add(catalog.EMPTY_TEXT, st.at(name.leaves("STRING")[0]), what="tên bước")
    chosen = " ".join(power.text.replace(",", ", ").split()).casefold() if power else ""
    return StageRule(
        stage_name(node),
        Power(chosen) if power else None,
        v.string(by) if by else None,
        v.number(st, share.leaves("NUMBER")[0], report) if share else None,
        stage_name(follows) if follows else None,
        tuple(appraiser(st, n, report) for n in named if n.leaf("CODE") is not None),
        any(n.leaf("EVIDENCE_NEEDED") is not None for n in node.nodes("stage_part")),
    )


def appraiser(st: Statement, node: Node, report: Report) -> Appraiser:
    """`do "Sở Tư pháp" cho 2 và 3.1`."""
    codes = (v.code(st, leaf, report) for leaf in node.leaves("CODE"))
    return Appraiser(v.string(node), tuple(c for c in codes if c is not None))


def combination(_st: Statement, node: Node, _report: Report) -> Combination:
    """`điểm chỉ số: ĐTXHH cộng thẩm định`."""
    return Combination(node.leaf("SURVEY") is not None, tuple(stages_named(node)))
