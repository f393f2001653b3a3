"""Points that tallies give, put in the place of the ĐTXHH entry of their rows."""

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.evaluate.rule_rows import RuleRow
from cchc_rules.meaning.tallies import (
    SurveyResult,
    Tallied,
    Tallies,
    TalliesOpen,
    apply_survey,
    tallies_by_question,
)
from cchc_rules.model.sheet import Entry, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey import RowSurvey, Tally
from cchc_rules.results.reasons import Because


def survey_rows(tree: RuleTree, sheet: Sheet) -> dict[str, RuleRow]:
    """ĐTXHH rows that questions feed, by code.

    A row with points entered by hand and no tally stays as entered; one whose instruments are not all known
    has no points, so it is pending and never 0.
    """
    if not tree.surveys:
        return {}
    tallies = tallies_by_question(sheet.tallies)
    rows = {r.code.text: r for r in sheet.rows}
    found: dict[str, RuleRow] = {}
    for node in tree.nodes:
        survey = tree.surveys.get(node.path[-1])
        if survey is not None and node.survey and node.is_leaf:
            made = _row(node, survey, rows.get(node.path[-1]) or Row(node.criterion.code), tallies)
            if made is not None:
                found[node.path[-1]] = made
    return found


def _row(node: TreeNode, survey: RowSurvey, row: Row, tallies: Tallies) -> RuleRow | None:
    entered = next((e for e in row.entries if e.stage is Stage.SURVEY and e.value is not None), None)
    result = apply_survey(survey, node.criterion, tallies)
    if entered is not None and not result.given:
        return None
    told: Because = TalliesOpen(result) if result.points is None else Tallied(result)
    if result.points is None:
        # Points entered beside tallies that are too few have been refused by the checks.
        kept = tuple(e for e in row.entries if e.stage is not Stage.SURVEY)
        return RuleRow(_with(row, kept), (told,))
    if entered is not None and entered.value == result.points:
        return RuleRow(row, (told,))
    others = tuple(e for e in row.entries if e.stage is not Stage.SURVEY)
    return RuleRow(_with(row, (*others, _entry(result, tallies))), (told,))


def _entry(result: SurveyResult, tallies: Tallies) -> Entry:
    fed: list[Tally] = []
    for form in result.forms:
        fed += [tallies[form.form.name, q.question.value.number] for q in form.questions]
    evidence = tuple(dict.fromkeys(e for t in fed for e in t.evidence))
    return Entry(Stage.SURVEY, result.points, None, evidence, None, fed[0].at)


def _with(row: Row, entries: tuple[Entry, ...]) -> Row:
    return Row(row.code, row.title, entries, row.claim, row.at, row.trivia, row.partial)
