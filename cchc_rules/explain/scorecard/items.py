"""Rows of a scorecard put into words: lost, given back, out of the maximum, refused, not yet known, full."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from cchc_rules.explain.render.document import Item, Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.rules import words as rule_words
from cchc_rules.explain.rules.rule_context import context_at, lacking
from cchc_rules.explain.scorecard import rule_items
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import scorecard as words
from cchc_rules.explain.words import surveys as survey_words
from cchc_rules.explain.words.citations import Cite
from cchc_rules.frozen import frozen
from cchc_rules.meaning.tallies import Tallied, TalliesOpen
from cchc_rules.model.code import Code
from cchc_rules.model.condition import facts_of
from cchc_rules.model.discrepancy import PrintedWords
from cchc_rules.model.rubric import ExcludedWhen, OnlyWhen
from cchc_rules.model.sheet import Claim, Entry
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore, State, counting
from cchc_rules.results.printed_words import cited_words
from cchc_rules.results.reasons import (
    Awaiting,
    Excluded,
    ExcludedByRule,
    FactUnknown,
    Lost,
    NotYetKnown,
    OutOfMaximum,
    PointsOpen,
    PointsTaken,
    Refused,
    RuledOut,
)
from cchc_rules.writing import rubric as wording

Found = tuple[Code, Item]


def lost_rows(frame: Frame) -> list[Found]:
    """Rows that lost points, those too of which a part is not known yet."""
    whole = {n.criterion.code: scored(frame, n) for n in frame.rows(State.SCORED) if n.ledger.lost}
    partly = {n.criterion.code: _partly_lost(frame, n) for n in frame.rows(State.PENDING) if n.ledger.lost}
    found = whole | partly
    return [found[n.criterion.code] for n in frame.scorecard.nodes if n.criterion.code in found]


def _partly_lost(frame: Frame, node: NodeScore) -> Found:
    """What is lost for sure of a row still open; its arithmetic stands with what is not known."""
    told = words.lost_of_open(frame.points(node.ledger.pending))
    lines = (*rule_items.booked_open(frame, node), Line(told), _source(frame, node))
    return node.criterion.code, _item(frame, node, words.lost(frame.points(node.ledger.lost)), Tone.LOSS, lines)


def given_back_rows(frame: Frame) -> list[Found]:
    """Rows that a later stage brought back to the maximum."""
    return [scored(frame, n) for n in frame.rows(State.SCORED) if not n.ledger.lost and _changed(n)]


def full_rows(frame: Frame) -> list[Found]:
    """Rows that never stood below the maximum, and at which nobody entered other points by hand."""
    return [scored(frame, n) for n in _full(frame) if not rule_items.differing(n)]


def differing_rows(frame: Frame) -> list[Found]:
    """Rows at the maximum at which points entered by hand differ from what the rule gives."""
    return [scored(frame, n) for n in _full(frame) if rule_items.differing(n)]


def _full(frame: Frame) -> list[NodeScore]:
    return [n for n in frame.rows(State.SCORED) if not n.ledger.lost and not _changed(n)]


def refused_rows(frame: Frame) -> list[Found]:
    """Rows whose claim of not applicable was not accepted."""
    found = []
    for node in frame.rows(State.SCORED):
        for refused in node.because:
            if isinstance(refused, Refused):
                found.append((node.criterion.code, _refused(frame, node, refused)))
    return found


def pending_rows(frame: Frame) -> list[Found]:
    """Rows not yet known, with the stage that has to give the points or the facts that are missing."""
    return [_pending(frame, n) for n in frame.scorecard.pending_in_order if frame.wanted(n)]


def _changed(node: NodeScore) -> bool:
    return any(isinstance(b, PointsTaken) for b in node.because)


# ---- rows with points


def _deducted(frame: Frame, node: NodeScore) -> Found:
    """A row that takes points from its group: what each stage took, and why."""
    lost = node.ledger.lost
    outcome = words.deducted(frame.points(lost)) if lost else words.NOTHING_DEDUCTED
    return node.criterion.code, _item(frame, node, outcome, Tone.LOSS if lost else Tone.GAIN, _own_lines(frame, node))


def scored(frame: Frame, node: NodeScore) -> Found:
    """A row with points: what each stage gave and why, what is lost."""
    if node.criterion.deducts:
        return _deducted(frame, node)
    if rule_items.is_ruled(node):
        return _ruled(frame, node)
    trail = frame.trail(node)
    changes = [b for b in node.because if isinstance(b, Lost)]
    lines = [_refused_claim(frame, node, b) for b in node.because if isinstance(b, Refused)]
    if len(changes) == 1 and words.ARROW not in trail:
        lines.append(_only_change(frame, node, changes[0], trail))
    else:
        lines += [Line(trail), *(frame.change(node, b) for b in changes)]
    lines += _tallies(node)
    return _outcome(frame, node, lines)


def _outcome(frame: Frame, node: NodeScore, lines: Sequence[Line]) -> Found:
    lost = node.ledger.lost
    outcome = words.lost(frame.points(lost)) if lost else words.GIVEN_BACK if _changed(node) else words.FULL_MARKS
    tone = Tone.LOSS if lost else Tone.GAIN
    return node.criterion.code, _item(frame, node, outcome, tone, (*lines, _source(frame, node)))


def _ruled(frame: Frame, node: NodeScore) -> Found:
    lines = [_refused_claim(frame, node, b) for b in node.because if isinstance(b, Refused)]
    lines += [*rule_items.trail(frame, node), *rule_items.losses(frame, node), *rule_items.applied(frame, node)]
    return _outcome(frame, node, lines)


def _tallies(node: NodeScore) -> list[Line]:
    tallies = [b for b in node.because if isinstance(b, Tallied | TalliesOpen)]
    return [Line(clean(line)) for b in tallies for line in survey_words.tallied(b)]


def _only_change(frame: Frame, node: NodeScore, because: Lost, trail: str) -> Line:
    said = words.short_of_maximum(trail, frame.points(because.before - because.after))
    return Line(frame.explained(said, node, because.entry, because.stage), Tone.LOSS)


def _refused_claim(frame: Frame, node: NodeScore, because: Refused) -> Line:
    claimed = frame.explained(words.excluded_by(Stage.SELF), node, because.claim, Stage.SELF)
    return Line(words.not_accepted(claimed))


def _refused(frame: Frame, node: NodeScore, because: Refused) -> Item:
    stage = because.entry.stage
    claimed = frame.explained(words.excluded_by(Stage.SELF), node, because.claim, Stage.SELF)
    refused = frame.explained(words.refused(stage), node, because.entry, stage)
    outcome = words.scored_anyway(stage, achieved(frame, node))
    return _item(frame, node, outcome, Tone.PLAIN, (Line(claimed), Line(refused), _source(frame, node)))


# ---- rows without points


def _pending(frame: Frame, node: NodeScore) -> Found:
    trail = frame.trail(node)
    lines = rule_items.trail(frame, node) if rule_items.is_ruled(node) else [Line(trail)] if trail else []
    lines += _known_part(frame, node)
    outcome = words.PENDING
    for because in (b for b in node.because if isinstance(b, NotYetKnown)):
        named, found = _not_yet_known(frame, node, because)
        outcome = named or outcome
        lines += found
    if node.ledger.pending != node.criterion.max:
        outcome = words.pending(outcome, frame.points(node.ledger.pending))
    lines += rule_items.applied(frame, node)
    return node.criterion.code, _item(frame, node, outcome, Tone.PENDING, (*lines, _source(frame, node)))


def _not_yet_known(frame: Frame, node: NodeScore, because: NotYetKnown) -> tuple[str | None, list[Line]]:
    """The outcome in a word, where the reason has one of its own, and the lines that tell it."""
    match because:
        case Awaiting(stage):
            return words.awaiting(stage), _not_yet_given(frame, node, stage) if stage is not Stage.SURVEY else []
        case PointsOpen():
            return words.FACT_MISSING, [Line(clean(rule_words.waiting(because)), Tone.PENDING)]
        case TalliesOpen():
            return None, [*(Line(clean(t), Tone.PENDING) for t in survey_words.lacking(because)), *_tallies(node)]
        case FactUnknown(code, facts, bounds):
            unknown = Line(words.facts_unknown(tuple(map(clean, facts))), Tone.PENDING)
            if_applies = [Line(words.points_if_applies(*map(frame.points, bounds)))] if bounds is not None else []
            return words.FACT_MISSING, [unknown, *if_applies, Line(words.applies_if_known(code.text))]
        case _:
            assert_never(because)


def _not_yet_given(frame: Frame, node: NodeScore, awaited: Stage) -> list[Line]:
    """What the unit has not said yet: its points, or the facts of a row with a rule."""
    if node.self_value is not None or rule_items.is_ruled(node):
        return []
    if node.criterion.rule is None:
        return [Line(words.NO_SELF_SCORE, Tone.PENDING)] if awaited is not Stage.SELF else []
    unknown = lacking(context_at(frame.scorecard, node, Stage.SELF))
    return [Line(clean(rule_words.unknown(unknown)), Tone.PENDING)] if unknown else []


def _known_part(frame: Frame, node: NodeScore) -> list[Line]:
    """`3 = 2 đạt + 1 chưa biết`, where a part of the row is known."""
    ledger = node.ledger
    known = ((ledger.achieved, words.ACHIEVED), (ledger.lost, words.LOST), (ledger.pending, words.PENDING))
    parts = [(frame.points(value), label) for value, label in known if value]
    return [Line(words.ledger(frame.points(ledger.max), parts), Tone.PENDING)] if len(parts) > 1 else []


@frozen
class _Exclusion:
    """Rows that one claim, entry or condition takes out of the maximum; `node` is the row where it stands."""

    node: NodeScore
    because: OutOfMaximum
    rows: tuple[NodeScore, ...]

    @property
    def points(self) -> Fraction:
        return sum((r.ledger.excluded for r in self.rows), Fraction(0))


def excluded_rows(frame: Frame) -> list[Found]:
    """What is out of the maximum, each with what that does to it; a claim on a group is shown once."""
    found: list[Found] = []
    before = frame.scorecard.total.max
    counted = list(counting(frame.scorecard.nodes))
    for exclusion in _exclusions(frame):
        # A group with a method of its own leaves the maximum by its cap, once for all of its rows.
        inside = [n for n in counted if any(r.criterion.code.lies_in(n.criterion.code) for r in exclusion.rows)]
        counted = [n for n in counted if n not in inside]
        after = before - sum((n.ledger.excluded for n in inside), Fraction(0))
        if any(frame.wanted(r) for r in exclusion.rows):
            change = Line(words.maximum_change(frame.points(before), frame.points(after)), Tone.EXCLUDED)
            found.append(_excluded(frame, exclusion, (change,) if before != after else ()))
        before = after
    return found


def rows_left_out(frame: Frame) -> list[Found]:
    """The same rows with their reasons alone, whatever stands before them."""
    return [_excluded(frame, e) for e in _exclusions(frame) if any(map(frame.wanted, e.rows))]


def _exclusions(frame: Frame) -> list[_Exclusion]:
    by_code: dict[Code, list[tuple[NodeScore, OutOfMaximum]]] = {}
    for node in frame.scorecard.nodes:
        if node.criterion.is_leaf and node.state is State.NOT_APPLICABLE:
            why = next((b for b in node.because if isinstance(b, OutOfMaximum)), None)
            if why is not None:
                by_code.setdefault(why.code, []).append((node, why))
    nodes = {node.criterion.code: node for node in frame.scorecard.every}
    return [
        _Exclusion(nodes.get(code, rows[0][0]), rows[0][1], tuple(n for n, _ in rows)) for code, rows in by_code.items()
    ]


def _excluded(frame: Frame, exclusion: _Exclusion, change: tuple[Line, ...] = ()) -> Found:
    node = exclusion.node
    lines = [*change, *_why_excluded(frame, exclusion)]
    if not node.criterion.is_leaf:
        lines.append(Line(words.comprising([r.criterion.code.text for r in exclusion.rows])))
    item = Item(
        node.criterion.code.text,
        clean(node.criterion.called),
        f"–/{frame.points(exclusion.points)}",
        words.NOT_APPLICABLE,
        Tone.EXCLUDED,
        (*lines, *frame.opinions(node), *_notes(frame, node), _source(frame, node)),
    )
    return node.criterion.code, item


def _why_excluded(frame: Frame, exclusion: _Exclusion) -> list[Line]:
    because = exclusion.because
    if isinstance(because, RuledOut):
        return rule_items.ruled_out(frame, exclusion.rows[0], because)
    if isinstance(because, ExcludedByRule):
        cites = phrases.stated_cites(frame.rubric, because.rule)
        cited = words.basis("; ".join(clean(c.placed()) for c in cites))
        said = Line(f"{clean(wording.applicability(because.rule.value))}; {cited}")
        return [said, *_facts_behind(frame, exclusion.rows[0], because)]
    entry = because.entry
    stage = entry.stage if isinstance(entry, Entry) else Stage.SELF
    later = frame.rubric.provisions.lineup.later
    unseen = any(not r.criterion.survey and all(r.value_at(s) is None for s in later) for r in exclusion.rows)
    extra = words.NOT_APPRAISED if stage is Stage.SELF and unseen else None
    said = Line(frame.explained(words.excluded_by(stage), exclusion.rows[0], entry, stage, extra))
    return [said, *(line for row in exclusion.rows for line in rule_items.applied(frame, row))]


def _facts_behind(frame: Frame, node: NodeScore, because: ExcludedByRule) -> list[Line]:
    """The facts that made a condition of the rubric take the row out."""
    rule = because.rule.value
    from cchc_rules.explain.rules.facts import fact  # most rows depend on none

    names = facts_of(rule.condition) if isinstance(rule, ExcludedWhen | OnlyWhen) else ()
    context = context_at(frame.scorecard, node, frame.rubric.provisions.lineup.last)
    return [Line(clean("; ".join(fact(n, context) for n in names)))] if names else []


# ---- parts of every row


def _item(frame: Frame, node: NodeScore, outcome: str, tone: Tone, lines: tuple[Line, ...]) -> Item:
    c = node.criterion
    points = f"{achieved(frame, node)}/{frame.points(c.max)}"
    details = (*lines[:-1], *frame.opinions(node), *_notes(frame, node), *lines[-1:])
    return Item(c.code.text, clean(c.called), points, outcome, tone, details)


def achieved(frame: Frame, node: NodeScore) -> str:
    """`1,5`; `2–3` where a part is not known yet, `?` where nothing is."""
    ledger = node.ledger
    if node.final is None and not ledger.achieved and not ledger.lost:
        return "?"
    if node.criterion.deducts:
        least, most = frame.points(ledger.lost), frame.points(ledger.lost + ledger.pending)
        return words.MINUS + (least if least == most else f"({least}–{most})") if ledger.lost + ledger.pending else "0"
    if node.final is not None:
        return frame.points(node.final)
    return f"{frame.points(ledger.achieved)}–{frame.points(ledger.achieved + ledger.pending)}"


def _notes(frame: Frame, node: NodeScore) -> tuple[Line, ...]:
    c = node.criterion
    # A misspelt word changes no point; the rubric's own table shows those.
    told = [Cite(wording.discrepancy(d.value), d.at) for d in c.discrepancies if not isinstance(d.value, PrintedWords)]
    follows = frame.followed_by(c.code)
    told += [Cite(wording.followed_by(follows.value), follows.at)] if follows is not None else []
    asked = frame.evidence_asked(c.code) if c.is_leaf else None
    told += [Cite(wording.evidence(asked.value), asked.at)] if asked is not None else []
    told += [Cite(wording.printed_wording(text), at) for text, at in cited_words(node)]
    return tuple(Line(clean(cite.placed()), Tone.FAINT) for cite in told)


def _source(frame: Frame, node: NodeScore) -> Line:
    cites = phrases.row_cites(frame.rubric, node.criterion)
    return Line(words.basis("; ".join(clean(c.placed()) for c in cites)), Tone.FAINT)


# ---- rows beside the table


def beside_table(frame: Frame, node: NodeScore) -> tuple[Line, ...]:
    """Details of a row of bonus or penalty: what each stage gave and why, the rule's working, where it stands."""
    return (*_own_lines(frame, node)[:-1], *frame.opinions(node), *_notes(frame, node), _source(frame, node))


def _own_lines(frame: Frame, node: NodeScore) -> tuple[Line, ...]:
    entered = [e for e in (node.row.entries if node.row is not None else ()) if e.value is not None]
    lines = [_beside(frame, e) for e in entered]
    for because in (b for b in node.because if isinstance(b, NotYetKnown | OutOfMaximum)):
        lines += _why_beside(frame, node, because)
    claim = next((b for b in node.because if isinstance(b, Excluded) and isinstance(b.entry, Claim)), None)
    lines += [Line(frame.explained(words.excluded_by(Stage.SELF), node, claim.entry, Stage.SELF))] if claim else []
    ruled = [] if node.state is State.NOT_APPLICABLE else rule_items.applied(frame, node)
    return (*lines, *ruled, *_tallies(node), _source(frame, node))


def _why_beside(frame: Frame, node: NodeScore, because: NotYetKnown | OutOfMaximum) -> list[Line]:
    """Why a row of bonus or penalty has no points; its tallies, claims and entries have lines of their own."""
    match because:
        case PointsOpen():
            return [Line(clean(rule_words.waiting(because)), Tone.PENDING)]
        case Awaiting(stage):
            return [Line(words.awaiting(stage), Tone.PENDING)]
        case FactUnknown(_, facts):
            return [Line(words.facts_unknown(tuple(map(clean, facts))), Tone.PENDING)]
        case ExcludedByRule(_, rule):
            return [Line(clean(wording.applicability(rule.value)))]
        case RuledOut():
            return rule_items.ruled_out(frame, node, because)
        case Excluded() | TalliesOpen():
            return []
        case _:
            assert_never(because)


def _beside(frame: Frame, entry: Entry) -> Line:
    value = frame.points(entry.value) if isinstance(entry.value, Fraction) else words.NOT_APPLICABLE
    reason = clean(entry.reason) if entry.reason else None
    by = clean(entry.by) if entry.by else None
    signed = words.signed(by, tuple(map(clean, entry.evidence)))
    return Line(words.with_reason(f"{entry.stage.value} {value}", reason, signed, False))
