"""Bonus, penalty, the arithmetic of the rated points, and disqualifying conditions as parts of a document."""

from fractions import Fraction
from typing import assert_never

from cchc_rules.explain.render.document import Account, Group, Item, Items, Line, Section, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.rules.rule_context import fact_value
from cchc_rules.explain.scorecard import items, verdict
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.scorecard.verdict import trigger_lines
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import rating as rating_words
from cchc_rules.explain.words import scorecard as words
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import FactCompared, FactEquals, FactIs, FactWithin, UnitIs, UnitKindIs
from cchc_rules.model.fact import FactType
from cchc_rules.model.result_condition import FieldsWithin, FieldWithin, IndexWithin, RowEquals, RowWithin
from cchc_rules.model.rubric import BucketKind
from cchc_rules.results.final import AtomResult, BucketScore, Decision, Final
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.scorecard import TriggerResult
from cchc_rules.writing.rubric import absence, ceiling, result_condition
from cchc_rules.writing.rubric import bucket as bucket_text

_STATES = {True: "THUỘC DIỆN", False: "không thuộc diện", None: "CHƯA XÁC ĐỊNH"}
_TONES = {True: Tone.LOSS, False: Tone.PLAIN, None: Tone.PENDING}


def bucket_sections(frame: Frame) -> list[Section]:
    """Bonus and penalty, row by row; rows asked for alone when codes were given."""
    final = frame.scorecard.final
    sections: list[Section] = []
    for score in final.buckets if final is not None else ():
        rows = tuple(_row(frame, score, n) for n in score.nodes if frame.wanted(n))
        if rows:
            sections.append(_bucket(frame, score, rows))
    return sections


def _bucket(frame: Frame, score: BucketScore, rows: tuple[Item, ...]) -> Items:
    kind, cap = score.bucket.value.kind, frame.points(score.bucket.value.cap)
    lead = [Line(_cited(frame, score.bucket, clean(bucket_text(score.bucket.value))), Tone.FAINT)]
    if score.over_cap:
        lead.insert(0, Line(rating_words.capped(kind, frame.points(score.sure), cap)))
    heading = rating_words.heading(kind, _span(frame, score.low, score.high), cap)
    tone = Tone.GAIN if kind is BucketKind.BONUS else Tone.LOSS
    return Items(heading, tone, tuple(lead), (Group("", rows),))


def _row(frame: Frame, score: BucketScore, node: NodeScore) -> Item:
    kind, c = score.bucket.value.kind, node.criterion
    points = f"{frame.points(node.final) if node.final is not None else '?'}/{frame.points(c.max)}"
    given = frame.points(node.ledger.achieved)
    outcome, tone = rating_words.signed(kind, given), Tone.PLAIN
    if c.code in score.silent:
        outcome = f"{rating_words.SILENT}: {outcome}"
    elif node.state is State.NOT_APPLICABLE:
        outcome, tone = words.NOT_APPLICABLE, Tone.EXCLUDED
    elif node.state is State.PENDING:
        outcome, tone = words.PENDING, Tone.PENDING
    elif node.ledger.achieved:
        tone = Tone.GAIN if kind is BucketKind.BONUS else Tone.LOSS
    return Item(c.code.text, clean(c.called), points, outcome, tone, items.beside_table(frame, node))


def _span(frame: Frame, low: Fraction, high: Fraction) -> str:
    if low == high:
        return frame.points(low)
    return rating_words.between(frame.points(low), frame.points(high))


# ---- from the table's points to those that are rated


def final_account(frame: Frame) -> list[Account]:
    """The arithmetic, step by step; none where the table's points are rated as they are."""
    final, index = frame.scorecard.final, frame.scorecard.index
    if final is None:
        return []
    lines = [Line(t) for t in _rescaling(frame, final)]
    if final.buckets:
        parts = [(b.bucket.value.kind, frame.points(_counted(b))) for b in final.buckets]
        told = rating_words.summed(frame.points(final.table), parts, _exact(frame, final.raw), final.pending)
        lines.append(Line(told, Tone.STRONG))
    if final.raw != final.low:
        told = rating_words.held(_signed(frame, final.raw), frame.points(final.low), final.raw > 0)
        lines.append(Line(told))
    if final.pending:
        span = rating_words.between(frame.points(final.low), frame.points(final.high))
        lines.append(Line(f"khi biết hết: {span} điểm", Tone.PENDING))
        # With rows of the table open as well, this is shown above them.
        lines += () if frame.scorecard.total.pending else verdict.band_outlook(frame)
    if index is not None:
        counted = _span(frame, final.low, final.high)
        told = rating_words.over(counted, frame.points(final.base), frame.figures.index(index))
        lines.append(Line(told, Tone.STRONG))
    p = frame.rubric.provisions
    lines += [Line(_cited(frame, p.absence, absence(p.absence.value)), Tone.FAINT)] if p.absence else []
    lines += [Line(_cited(frame, p.ceiling, ceiling(p.ceiling.value)), Tone.FAINT)] if p.ceiling else []
    return [Account(words.FINAL, tuple(lines), ())]


def _exact(frame: Frame, value: Fraction) -> str:
    """`= 88,5`, or `= 527/6 ≈ 87,83` where no decimal number says it."""
    printed = _signed(frame, value)
    if printed.startswith("≈"):
        return f"= {value.numerator}/{value.denominator} ≈ {printed[1:]}"
    return f"= {printed}"


def _signed(frame: Frame, value: Fraction) -> str:
    return frame.points(value) if value >= 0 else f"−{frame.points(-value)}"


def _counted(b: BucketScore) -> Fraction:
    """What stands in the least sum: of bonus the least, of penalty the most."""
    return b.low if b.bucket.value.kind is BucketKind.BONUS else b.high


def _rescaling(frame: Frame, final: Final) -> list[str]:
    r = final.rescaled
    if r is None or r.applicable == r.max:
        # Everything applies, or nothing does: there is nothing to rescale.
        return []
    applied, maximum = frame.points(r.applicable), frame.points(r.max)
    told = [rating_words.rescaled(frame.points(r.achieved), applied, maximum, _exact(frame, r.points))]
    if r.survey:
        survey = frame.points(r.survey)
        told.append(rating_words.with_survey(frame.points(r.points), survey, _exact(frame, final.table)))
    return told


def _cited(frame: Frame, stated: Stated[object], text: str) -> str:
    cites = phrases.stated_cites(frame.rubric, stated)
    return f"{text}; {words.basis('; '.join(clean(c.placed()) for c in cites))}"


# ---- disqualifying conditions


def condition_sections(frame: Frame) -> list[Items]:
    """Every condition meant for the unit, those that hold first, with what each comparison found."""
    order = {True: 0, None: 1, False: 2}
    decisions = sorted(frame.scorecard.decisions, key=lambda d: order[d.holds])
    told = tuple(_decision(frame, n, d) for n, d in enumerate(decisions, start=1))
    return [Items(words.CONDITIONS, Tone.STRONG, (), (Group("", told),))] if told else []


def _decision(frame: Frame, number: int, d: Decision) -> Item:
    text = f"{rating_words.result(d.stated.value)} khi: {result_condition(d.stated.value.condition, frame.top)}"
    lines = [Line(clean(line)) for a in d.atoms for line in _atom(frame, a)]
    cites = phrases.stated_cites(frame.rubric, d.stated)
    source = Line(words.basis("; ".join(clean(c.placed()) for c in cites)), Tone.FAINT)
    return Item(f"{number}.", clean(text), "", _STATES[d.holds], _TONES[d.holds], (*lines, source))


def _atom(frame: Frame, a: AtomResult) -> list[str]:
    asked = result_condition(a.atom, frame.top)
    verdict = {True: "đúng", False: "không đúng", None: "chưa biết"}[a.holds]
    match a.atom:
        case IndexWithin() | FieldsWithin() | FieldWithin():
            return trigger_lines(frame, TriggerResult(a.atom, a.holds, a.fields))
        case RowWithin(code) | RowEquals(code):
            node = next((n for n in _nodes(frame) if n.criterion.code == code), None)
            return [f"{asked}: {verdict}, {code} {_standing(frame, node)}"]
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            if a.value is None:
                return [f"{asked}: {verdict}"]
            # A ratio prints as one only where the comparison is in percent.
            kind = FactType.PERCENT if getattr(a.atom, "percent", False) else FactType.AMOUNT
            how = "tính được" if getattr(a.atom, "fact", None) in _computed(frame) else "phiếu ghi"
            return [f"{asked}: {verdict}, {how} {fact_value(a.value, kind)}"]
        case _:
            assert_never(a.atom)


def _computed(frame: Frame) -> frozenset[str]:
    return frozenset(f.value.name for f in frame.rubric.facts if f.value.formula is not None)


def _nodes(frame: Frame) -> list[NodeScore]:
    final = frame.scorecard.final
    return [*frame.scorecard.nodes, *(n for b in (final.buckets if final else ()) for n in b.nodes)]


def _standing(frame: Frame, node: NodeScore | None) -> str:
    if node is None or not node.ledger.applicable:
        return words.NOT_APPLICABLE
    ledger = node.ledger
    span = _span(frame, ledger.achieved, ledger.achieved + ledger.pending)
    share = ""
    if not ledger.pending:
        share = f" ({frame.figures.percent(ledger.achieved / ledger.applicable)})"
    return f"được {span}/{frame.points(ledger.applicable)} điểm{share}"
