"""How far a sheet has come, stage by stage: the rows that each has to settle, and those that it has not."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Power, Stage
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.period_status import SheetProgress, StageProgress
from cchc_rules.results.reasons import ExcludedByRule, NotChosen, RuledOut
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import fold_name


def progress_of(tree: RuleTree, sheet: Sheet) -> SheetProgress:
    """What is entered in a sheet without errors, of a rubric that it was held against.

    A stage that has to look at a share of the units alone settles no row of the others: it is only told whether it
    entered anything. A row that a claim or an entry takes out of the maximum is settled.
    """
    sampled = {s.value.stage for s in tree.rubric.provisions.stages if s.value.minimum_share is not None}
    lineup = tree.lineup
    whole = [s for s in lineup.acting if s not in sampled and lineup.power(s) is not Power.COMMENT]
    stages = [p for s in whole if (p := _progress(evaluate(tree, sheet, View(s)), s)).of]
    survey = _progress(evaluate(tree, sheet, View.FINAL), Stage.SURVEY)
    entered = {e.stage for row in sheet.rows for e in row.entries if e.value is not None}
    entered |= {a.stage for row in sheet.rows for a in row.accepted} | {a.stage for a in sheet.accepted}
    looked_at = tuple(s for s in lineup.order if s in sampled and s in entered)
    return SheetProgress((*stages, *([survey] if survey.of else [])), looked_at, tuple(_bare(tree, sheet)))


def _progress(card: Scorecard, stage: Stage) -> StageProgress:
    """The rows of a stage: those of the survey for the survey, all others for any other stage."""
    rows = [n for n in card.nodes if n.criterion.is_leaf and n.criterion.survey is (stage is Stage.SURVEY)]
    pending = {n.criterion.code for n in card.pending_in_order}
    own = [n.criterion.code for n in rows if not _is_left_out(n)]
    return StageProgress(stage, len(own), tuple(code for code in own if code in pending))


def _is_left_out(node: NodeScore) -> bool:
    """Whether nobody has to enter anything, by a condition of the rubric or because another row was chosen."""
    return any(isinstance(b, ExcludedByRule | RuledOut | NotChosen) for b in node.because)


def _bare(tree: RuleTree, sheet: Sheet) -> Iterator[Code]:
    """Rows in which the unit gained points, by entry or by facts, and named no evidence for any of it."""
    rows = {row.code.text: row for row in sheet.rows}
    for node in (n for n in tree.nodes if n.is_leaf and not n.survey):
        row = rows.get(node.criterion.code.text)
        own = next((e for e in row.entries if e.stage is Stage.SELF), None) if row is not None else None
        facts = [f for f in sheet.facts if f.stage is Stage.SELF and f.value is not None and _reads(node, f.name)]
        gained = own is not None and isinstance(own.value, Fraction) and own.value > 0
        proved = (own is not None and bool(own.evidence)) or any(f.evidence for f in facts)
        if (gained or facts) and not proved:
            yield node.criterion.code


def _reads(node: TreeNode, fact: str) -> bool:
    return node.rule is not None and fold_name(fact) in node.rule.facts
