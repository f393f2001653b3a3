"""The illustrative guidance for both tables: every row has a rule, every kind of rule occurs, every state is shown."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.rubrics.fmt import format_file
from cchc_rules.api.sheets.default_view import view_for
from cchc_rules.api.sheets.new_sheet import blank_sheet, why_not
from cchc_rules.compile import RuleTree
from cchc_rules.compile.rules import row_rule, rules_of
from cchc_rules.diagnostics import Severity
from cchc_rules.evaluate import evaluate, evaluate_year
from cchc_rules.files.rubrics import load_rubric_file
from cchc_rules.meaning.rules import apply
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.condition import AllOf, Condition, UnitKindIs
from cchc_rules.model.expression import (
    Days,
    DaysLate,
    Expression,
    FactRef,
    MaxPoints,
    Number,
    NumberUnit,
    OutOfMax,
    Quotient,
    Subtract,
    TheRatio,
    Times,
    YearBest,
    walk,
)
from cchc_rules.model.fact import NOT_ARISEN, FactType, Supplier, years_back
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.rule import (
    ByCouncil,
    Cases,
    Combine,
    FallbackKind,
    Formula,
    Levels,
    Method,
    Parts,
    Precedence,
    Rule,
    Scale,
    conditions_in,
    expressions_in,
    facts_read,
    methods_in,
)
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.reasons import Computed, Differs, PointsOpen
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import Source, fold_name
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.writing.guidance_file import print_guidance

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "guidance"
GUIDES = sorted(FOLDER.glob("*.cchc"))
SHEETS = sorted(FOLDER.glob("*.phieu"))
LIBRARY = Library()


def name(path: Path) -> str:
    return path.stem


@cache
def rubric(path: Path) -> Rubric:
    loaded = load_rubric_file(path)
    assert loaded.rubric is not None
    return loaded.rubric


@cache
def scored(path: Path) -> tuple[Sheet, RuleTree, Scorecard]:
    ready = LIBRARY.sheet(path)
    assert ready.diagnostics == ()
    assert ready.sheet is not None and ready.rubric is not None and ready.rubric.tree is not None
    tree = ready.rubric.tree
    return ready.sheet, tree, evaluate(tree, ready.sheet, view_for(ready.sheet, tree.order))


def rows(rubric: Rubric) -> list[Criterion]:
    return [c for c in rubric.walk() if not c.children]


def ruled() -> Iterator[tuple[Rubric, Criterion, Rule]]:
    for path in GUIDES:
        for row in rows(rubric(path)):
            if row.rule is not None:
                yield rubric(path), row, row.rule.value


# ---- the two texts


def test_there_is_one_for_each_table() -> None:
    assert [rubric(p).id for p in GUIDES] == ["bang-1", "bang-2"]


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_it_says_that_it_is_an_illustration_and_is_canonical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parsed = read_guidance(Source.of(path.name, text))
    assert parsed.diagnostics == () and parsed.value is not None
    guidance = parsed.value
    assert print_guidance(guidance) == text
    assert "MINH HỌA" in guidance.trivia.before[0]
    assert "minh họa" in guidance.title
    assert guidance.provisions.instrument is not None
    assert guidance.provisions.instrument.value.number.endswith("/HD-MINHHOA")


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_every_row_but_those_of_the_survey_has_a_rule(path: Path) -> None:
    assert [c.code for c in rows(rubric(path)) if not c.survey and c.rule is None] == []


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_it_checks_clean(path: Path) -> None:
    found = all_found(check_files([str(path)], LIBRARY))
    assert [d.code for d in found if d.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_the_best_case_of_every_rule_is_the_maximum(path: Path) -> None:
    shared = rules_of(rubric(path))
    for row in rows(rubric(path)):
        ready = row_rule(row, shared)
        if ready is None:
            continue
        method = apply(ready.rule, Situation({}, shared.declared, max=row.max)).trace.method
        assert method is not None and method.amount is not None
        assert method.amount.high == row.max, row.code


def test_districts_are_never_out_of_the_maximum() -> None:
    """Mục II.2.3, as the table reads it, gives districts nothing to leave out."""
    for _, row, rule in (r for r in ruled() if r[0].id == "bang-2"):
        said = [f.value.kind for f in (rule.zero, rule.not_arisen) if f is not None]
        assert FallbackKind.NOT_APPLICABLE not in said, row.code
        assert not has(rule, OutOfMax), row.code


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_fmt_leaves_it_as_it_is(path: Path) -> None:
    made = format_file(path)
    assert made.text is not None and not made.changed and made.diagnostics == ()


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_a_blank_sheet_asks_each_supplier_for_their_facts(path: Path) -> None:
    base = rubric(path)
    subjects = base.provisions.subjects
    assert subjects is not None
    blank = blank_sheet(base, path.stem, "Đơn vị Minh họa 99", subjects.value.kinds[0], 2019)
    assert why_not(base, blank) == ()
    stages = {fold_name(f.name): f.stage for f in blank.facts}
    assert stages[fold_name("văn bản phê bình vì chậm nhiệm vụ")] is Stage.APPRAISAL
    assert fold_name("CBCCVC bị kỷ luật, năm trước") in stages


# ---- every kind of rule


def expressions(rule: Rule) -> Iterator[Expression]:
    for top in expressions_in(rule.method):
        yield from walk(top)


def has(rule: Rule, kind: type) -> bool:
    return any(isinstance(e, kind) for e in expressions(rule))


def uses(rule: Rule, *kinds: type[Method]) -> bool:
    return any(isinstance(m, kinds) for m in methods_in(rule.method))


def combines(rule: Rule, how: Combine) -> bool:
    return isinstance(rule.method, Parts) and rule.method.how is how


def scale_with(rule: Rule, proportional: bool) -> bool:
    """A scale on a ratio, with a row that gives part of the points by the ratio, or with none."""
    found = [m for m in methods_in(rule.method) if isinstance(m, Scale) and isinstance(m.value, Quotient)]
    given = [[any(isinstance(e, TheRatio) for e in walk(r.value.points)) for r in m.rows] for m in found]
    return any(any(rows) is proportional for rows in given)


def late(rule: Rule, days: Days) -> bool:
    return any(isinstance(e, DaysLate) and e.days is days for e in expressions(rule))


def per_item(rule: Rule, deducted: bool) -> bool:
    """`0,5 điểm × [số]`, capped: added by itself, or taken from points."""
    for m in methods_in(rule.method):
        if isinstance(m, Formula) and isinstance(m.body, Subtract) is deducted:
            body = m.body.right if isinstance(m.body, Subtract) else m.body
            match body:
                case Times(Number(_, NumberUnit.POINTS), FactRef()):
                    limit = m.limits.low if deducted else m.limits.high
                    if limit is not None:
                        return True
    return False


def proportional(rule: Rule) -> bool:
    match rule.method:
        case Formula(Times(Quotient(FactRef(), FactRef()), MaxPoints())):
            return True
        case _:
            return False


def share_levels(rule: Rule) -> bool:
    """Levels given as percentages of the maximum."""
    match rule.method:
        case Levels(_, rows):
            return sum(isinstance(r.value.points, Times) for r in rows) > 1
        case _:
            return False


def letters(rule: Rule) -> tuple[str, ...]:
    return tuple(p.value.name for p in rule.method.parts) if isinstance(rule.method, Parts) else ()


def suppliers(rubric: Rubric, rule: Rule) -> set[Supplier | None]:
    read = {fold_name(n) for n in facts_read(rule)}
    return {f.value.supplier for f in rubric.facts if fold_name(f.value.name) in read}


def compound(condition: Condition) -> bool:
    return isinstance(condition, AllOf)


KINDS: dict[str, Callable[[Rubric, Rule], bool]] = {
    "binary, with a not-applicable answer": lambda _, r: uses(r, Levels) and has(r, OutOfMax),
    "yes or no": lambda _, r: uses(r, Cases) and len(facts_read(r)) == 1,
    "per item, capped": lambda _, r: per_item(r, False),
    "ordinal level as a share of the maximum": lambda _, r: share_levels(r),
    "proportional": lambda _, r: proportional(r),
    "proportional with a floor": lambda _, r: scale_with(r, True),
    "exclusive bands on a ratio": lambda _, r: scale_with(r, False),
    "timeliness against a date": lambda _, r: uses(r, Scale) and late(r, Days.CALENDAR),
    "late, per calendar day, capped": lambda _, r: isinstance(r.method, Formula) and late(r, Days.CALENDAR),
    "late, per working day, capped": lambda _, r: late(r, Days.WORKING),
    "deduction per occurrence, capped": lambda _, r: per_item(r, True),
    "sum of parts, capped": lambda _, r: (
        combines(r, Combine.SUM) and isinstance(r.method, Parts) and r.method.limits.high is not None
    ),
    "best of several cases": lambda _, r: combines(r, Combine.BEST),
    "worst of several cases": lambda _, r: combines(r, Combine.WORST),
    "first that holds": lambda _, r: combines(r, Combine.FIRST),
    "gate": lambda _, r: r.gate is not None,
    "threshold by class of unit": lambda _, r: "địa bàn" in facts_read(r),
    "relative to the best unit": lambda _, r: has(r, YearBest),
    "outside index turned into points": lambda b, r: suppliers(b, r) == {Supplier.SURVEY},
    "level set by the council": lambda b, r: uses(r, Levels) and suppliers(b, r) == {Supplier.COUNCIL},
    "entered by the province alone": lambda _, r: isinstance(r.method, ByCouncil),
    "not applicable: out of the maximum": lambda _, r: (
        r.zero is not None and r.zero.value.kind is FallbackKind.NOT_APPLICABLE
    ),
    "fourth level, by letter": lambda _, r: letters(r) == ("a", "b", "c", "d"),
    "compound condition": lambda _, r: any(compound(c) for c in conditions_in(r.method)),
    "change against last year": lambda _, r: any(years_back(n) for n in facts_read(r)),
    "zero denominator: full marks": lambda _, r: r.zero is not None and r.zero.value.kind is FallbackKind.FULL,
    "zero denominator: points": lambda _, r: r.zero is not None and r.zero.value.kind is FallbackKind.POINTS,
    "zero denominator: did not arise": lambda _, r: r.zero is not None and r.zero.value.kind is FallbackKind.NOT_ARISEN,
    "zero denominator of one part": lambda _, r: (
        isinstance(r.method, Parts) and any(p.value.zero for p in r.method.parts)
    ),
    "points rounded to a step": lambda _, r: r.rounding is not None,
    "points entered by hand prevail": lambda _, r: (
        r.precedence is not None and r.precedence.value is Precedence.ENTERED
    ),
    "formula over parts": lambda _, r: isinstance(r.method, Formula) and bool(r.method.parts),
}
# Option weights, several questionnaires, buckets of bonus and penalty, rescaling, disqualifying conditions, thresholds
# of the rating and floors of fields are of the questionnaire or of the whole rubric: no rule of a row says them.


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_is_used(kind: str) -> None:
    assert [row.code for b, row, rule in ruled() if KINDS[kind](b, rule)] != []


def test_every_type_of_fact_but_text_is_asked_for() -> None:
    found = {f.value.type for p in GUIDES for f in rubric(p).facts}
    assert found == set(FactType) - {FactType.TEXT}


def test_classes_are_a_fact_since_each_table_has_one_kind_of_unit() -> None:
    assert not any(isinstance(c, UnitKindIs) for _, _, r in ruled() for c in conditions_in(r.method))


# ---- the sheets


def because(card: Scorecard) -> Iterator[tuple[NodeScore, object]]:
    return ((n, b) for n in card.nodes for b in n.because)


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_each_sheet_evaluates(path: Path) -> None:
    sheet, _, card = scored(path)
    assert card.index is not None and 0 <= card.index.low <= card.index.high <= 1
    assert "Minh họa" in sheet.header.unit
    assert any(isinstance(b, Computed) for _, b in because(card))
    for node in card.nodes:
        if node.criterion.is_leaf and node.final is not None:
            assert 0 <= node.final <= node.criterion.max


STATES: dict[str, Callable[[Sheet, Scorecard], bool]] = {
    "reported": lambda s, _: any(f.stage is Stage.SELF and f.value is not None for f in s.facts),
    "corrected by the council": lambda s, _: corrected(s, Stage.APPRAISAL),
    "corrected at the re-check": lambda s, _: corrected(s, Stage.REVIEW),
    "given by the council alone": lambda s, _: any(f.name == "địa bàn" for f in s.facts),
    "from the survey": lambda s, _: any(f.stage is Stage.SURVEY for f in s.facts),
    "unknown": lambda s, c: (
        any(f.value is None for f in s.facts) and any(isinstance(b, PointsOpen) for _, b in because(c))
    ),
    "did not arise": lambda s, _: any(f.value == NOT_ARISEN for f in s.facts),
    "out of the maximum by rule": lambda _, c: any(
        n.state is State.NOT_APPLICABLE and any(isinstance(b, Computed) for b in n.because) for n in c.nodes
    ),
    "out of the maximum by hand": lambda s, _: any(r.code.text == "4.3.3" for r in s.rows),
    "gate shut": lambda _, c: any(
        isinstance(b, Computed) and b.result.trace.method is None and b.result.points.exact == 0 for _, b in because(c)
    ),
    "entered differs, the rule wins": lambda _, c: differs(c, Precedence.RULE),
    "entered differs, the entry wins": lambda _, c: differs(c, Precedence.ENTERED),
    "waiting for the survey": lambda _, c: any(n.criterion.survey and n.state is State.PENDING for n in c.nodes),
}


def corrected(sheet: Sheet, stage: Stage) -> bool:
    return any(f.stage is stage and f.reason and f.evidence and f.by for f in sheet.facts)


def differs(card: Scorecard, precedence: Precedence) -> bool:
    return any(isinstance(b, Differs) and b.kept is precedence for _, b in because(card))


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_facts_and_points_is_shown(state: str) -> None:
    found = (scored(p) for p in SHEETS)
    assert any(STATES[state](sheet, card) for sheet, _, card in found)


def final(path: str, code: str) -> Fraction | None:
    card = scored(FOLDER / f"{path}.phieu")[2]
    return next(n.final for n in card.nodes if n.criterion.code.text == code)


@pytest.mark.parametrize(
    ("path", "code", "points"),
    [
        ("so-minh-hoa-21", "1.1.2", "7/4"),  # 19 of 20 at the re-check: 1,9 points, down to a quarter
        ("so-minh-hoa-21", "1.2", "5/2"),  # the annual report two working days late
        ("so-minh-hoa-21", "1.4.1", "1"),  # the entry wins over 1,125
        ("so-minh-hoa-21", "1.5.2", "3/4"),  # the rule wins over 0,5
        ("so-minh-hoa-21", "3.4.1", "3/2"),  # 3 910 of 4 000 is 97,75%
        ("so-minh-hoa-21", "3.4.3", "38/45"),  # 76 apologies for 90 late files
        ("so-minh-hoa-22", "1.1.1", "0"),  # no plan: the gate is shut
        ("so-minh-hoa-22", "1.1.2", "0"),  # nothing planned
        ("so-minh-hoa-22", "1.3.2", "1"),  # nothing found, nothing to put right
        ("so-minh-hoa-22", "5.4", "1"),  # nobody appointed
        ("huyen-minh-hoa-21", "3.3.1", "2"),  # 5 900 of 6 000 after the council's correction
        ("huyen-minh-hoa-21", "7.1.1", "45/32"),  # 15 of 16 at the re-check
        ("huyen-minh-hoa-21", "8.2", "25371/2000"),  # 84,57% of 15 points
        ("huyen-minh-hoa-22", "3.3.3", "3/2"),  # 91% is enough for a poor district
        ("huyen-minh-hoa-22", "5.7.1", "1/2"),  # so are 170 of 210
        ("huyen-minh-hoa-22", "7.3.2", "27/25"),  # 4,5% of 5%, of 1,2 points
    ],
)
def test_points_are_exact(path: str, code: str, points: str) -> None:
    assert final(path, code) == Fraction(points)


def test_the_best_unit_of_the_year_settles_when_the_year_closes() -> None:
    paths = sorted(FOLDER.glob("so-*.phieu"))
    sheets = [scored(p)[0] for p in paths]
    cards = evaluate_year(scored(paths[0])[1], sheets, closed=True)
    points = [next(n.final for n in c.nodes if n.criterion.code.text == "3.3.3") for c in cards]
    assert points == [Fraction(3, 4), Fraction(1), Fraction(1, 2)]
    assert final("so-minh-hoa-21", "3.3.3") is None
