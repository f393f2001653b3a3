"""Rows of a scorecard put into words: lost, given back, out of the maximum, refused, not yet known, full."""

from fractions import Fraction

from attrs import frozen

from cchc_rules.explain import phrases, rule_words, survey_words, words
from cchc_rules.explain.display import clean
from cchc_rules.explain.document import Item, Line, Tone
from cchc_rules.explain.frame import Frame
from cchc_rules.explain.phrases import Cite
from cchc_rules.model import wording
from cchc_rules.model.code import Code
from cchc_rules.model.discrepancy import PrintedWords
from cchc_rules.model.scorecard import (
    Awaiting,
    Computed,
    Differs,
    Excluded,
    ExcludedByRule,
    FactUnknown,
    Lost,
    NodeScore,
    PointsOpen,
    Refused,
    State,
)
from cchc_rules.model.sheet import Claim, Entry
from cchc_rules.model.stages import Stage
from cchc_rules.model.survey_result import Tallied, TalliesOpen

_MUST_SAY_WHY = (Stage.APPRAISAL, Stage.REVIEW)
Found = tuple[Code, Item]


def lost_rows(frame: Frame) -> list[Found]:
    """Rows that lost points."""
    return [_scored(frame, n) for n in frame.rows(State.SCORED) if n.ledger.lost]


def given_back_rows(frame: Frame) -> list[Found]:
    """Rows that a later stage brought back to the maximum."""
    return [_scored(frame, n) for n in frame.rows(State.SCORED) if not n.ledger.lost and _changed(n)]


def full_rows(frame: Frame) -> list[Found]:
    """Rows that never stood below the maximum."""
    return [_scored(frame, n) for n in frame.rows(State.SCORED) if not n.ledger.lost and not _changed(n)]


def refused_rows(frame: Frame) -> list[Found]:
    """Rows whose claim of not applicable was not accepted."""
    found = []
    for node in frame.rows(State.SCORED):
        for refused in node.because:
            if isinstance(refused, Refused):
                found.append((node.criterion.code, _refused(frame, node, refused)))
    return found


def pending_rows(frame: Frame) -> list[Found]:
    """Rows not yet known, with who owes the points or which facts are missing."""
    return [_pending(frame, n) for n in frame.rows(State.PENDING)]


def _changed(node: NodeScore) -> bool:
    return any(isinstance(b, Lost) for b in node.because)


# ---- rows with points


def _scored(frame: Frame, node: NodeScore) -> Found:
    trail = frame.trail(node)
    changes = [b for b in node.because if isinstance(b, Lost)]
    lines = [_refused_claim(frame, b) for b in node.because if isinstance(b, Refused)]
    if len(changes) == 1 and words.ARROW not in trail:
        lines.append(_only_change(frame, changes[0], trail))
    else:
        lines += [Line(trail), *(_change(frame, b) for b in changes)]
    lines += _by_rule(node)
    lost = node.ledger.lost
    outcome = words.lost(frame.points(lost)) if lost else words.GIVEN_BACK if changes else words.FULL_MARKS
    tone = Tone.LOSS if lost else Tone.GAIN
    return node.criterion.code, _item(frame, node, outcome, tone, (*lines, _source(frame, node)))


def _by_rule(node: NodeScore) -> list[Line]:
    """How the rule of the row came to its points at the last stage it was applied, and where people differ."""
    applied = [b for b in node.because if isinstance(b, Computed)]
    told = [clean(t) for t in rule_words.computed(applied[-1])] if applied else []
    told += [clean(rule_words.differs(b)) for b in node.because if isinstance(b, Differs)]
    tallies = [b for b in node.because if isinstance(b, Tallied | TalliesOpen)]
    told += [clean(line) for b in tallies for line in survey_words.tallied(b)]
    return [Line(t) for t in told]


def _change(frame: Frame, because: Lost) -> Line:
    gave_back = because.after > because.before
    said = words.took(because.stage, frame.points(abs(because.before - because.after)), gave_back)
    return Line(_explained(frame, said, because.entry, because.stage), Tone.GAIN if gave_back else Tone.LOSS)


def _only_change(frame: Frame, because: Lost, trail: str) -> Line:
    said = words.short_of_maximum(trail, frame.points(because.before - because.after))
    return Line(_explained(frame, said, because.entry, because.stage), Tone.LOSS)


def _refused_claim(frame: Frame, because: Refused) -> Line:
    claimed = _explained(frame, words.excluded_by(Stage.SELF), because.claim, Stage.SELF)
    return Line(words.not_accepted(claimed))


def _explained(frame: Frame, said: str, entry: Entry | Claim, stage: Stage, extra: str | None = None) -> str:
    reason = clean(entry.reason) if entry.reason else None
    by = clean(entry.by) if entry.by else _usually_by(frame, stage)
    signed = words.signed(by, tuple(map(clean, entry.evidence)), extra)
    return words.with_reason(said, reason, signed, stage in _MUST_SAY_WHY)


def _usually_by(frame: Frame, stage: Stage) -> str | None:
    """Who acts at a stage by the rubric; the unit itself needs no name."""
    if stage is Stage.SELF:
        return None
    rules = (s.value for s in frame.rubric.provisions.stages)
    return next((clean(r.by) for r in rules if r.stage is stage and r.by), None)


def _refused(frame: Frame, node: NodeScore, because: Refused) -> Item:
    stage = because.entry.stage
    claimed = _explained(frame, words.excluded_by(Stage.SELF), because.claim, Stage.SELF)
    refused = _explained(frame, words.refused(stage), because.entry, stage)
    outcome = words.scored_anyway(stage, _achieved(frame, node))
    return _item(frame, node, outcome, Tone.PLAIN, (Line(claimed), Line(refused), _source(frame, node)))


# ---- rows without points


def _pending(frame: Frame, node: NodeScore) -> Found:
    trail = frame.trail(node)
    lines = [Line(trail)] if trail else []
    outcome = words.PENDING
    for because in node.because:
        if isinstance(because, Awaiting):
            outcome = words.awaiting(because.stage)
            if node.self_value is None and because.stage in _MUST_SAY_WHY:
                lines.append(Line(words.NO_SELF_SCORE, Tone.PENDING))
        elif isinstance(because, PointsOpen):
            outcome = words.FACT_MISSING
            lines.append(Line(clean(rule_words.waiting(because)), Tone.PENDING))
            lines += _by_rule(node)
        elif isinstance(because, TalliesOpen):
            lines += [Line(clean(t), Tone.PENDING) for t in survey_words.lacking(because)]
            lines += _by_rule(node)
        elif isinstance(because, FactUnknown):
            outcome = words.FACT_MISSING
            lines.append(Line(words.facts_unknown(tuple(map(clean, because.facts))), Tone.PENDING))
            if because.points is not None:
                lines.append(Line(words.points_if_applies(*map(frame.points, because.points))))
            lines.append(Line(words.applies_if_known(because.code.text)))
    return node.criterion.code, _item(frame, node, outcome, Tone.PENDING, (*lines, _source(frame, node)))


@frozen
class _Exclusion:
    """Rows that one claim, entry or condition takes out of the maximum; `node` is where that was said."""

    node: NodeScore
    because: Excluded | ExcludedByRule
    rows: tuple[NodeScore, ...]

    @property
    def points(self) -> Fraction:
        return sum((r.ledger.excluded for r in self.rows), Fraction(0))


def excluded_rows(frame: Frame) -> list[Found]:
    """What is out of the maximum, each with what that does to it; a claim on a group is told once."""
    found: list[Found] = []
    before = frame.scorecard.total.max
    for exclusion in _exclusions(frame):
        after = before - exclusion.points
        if any(frame.wanted(r) for r in exclusion.rows):
            change = Line(words.maximum_change(frame.points(before), frame.points(after)), Tone.EXCLUDED)
            found.append(_excluded(frame, exclusion, change))
        before = after
    return found


def _exclusions(frame: Frame) -> list[_Exclusion]:
    by_code: dict[Code, list[tuple[NodeScore, Excluded | ExcludedByRule]]] = {}
    for node in frame.scorecard.nodes:
        if node.criterion.is_leaf and node.state is State.NOT_APPLICABLE:
            why = next((b for b in node.because if isinstance(b, Excluded | ExcludedByRule)), None)
            if why is not None:
                by_code.setdefault(why.code, []).append((node, why))
    return [
        _Exclusion(frame.scorecard.node(code) or rows[0][0], rows[0][1], tuple(n for n, _ in rows))
        for code, rows in by_code.items()
    ]


def _excluded(frame: Frame, exclusion: _Exclusion, change: Line) -> Found:
    node = exclusion.node
    lines = [change, _why_excluded(frame, exclusion)]
    if not node.criterion.is_leaf:
        lines.append(Line(words.comprising([r.criterion.code.text for r in exclusion.rows])))
    item = Item(
        node.criterion.code.text,
        clean(node.criterion.title),
        f"–/{frame.points(exclusion.points)}",
        words.NOT_APPLICABLE,
        Tone.EXCLUDED,
        (*lines, *_notes(node), _source(frame, node)),
    )
    return node.criterion.code, item


def _why_excluded(frame: Frame, exclusion: _Exclusion) -> Line:
    because = exclusion.because
    if isinstance(because, ExcludedByRule):
        cites = phrases.stated_cites(frame.rubric, because.rule)
        cited = words.basis("; ".join(clean(c.placed()) for c in cites))
        return Line(f"{clean(wording.applicability(because.rule.value))}; {cited}")
    entry = because.entry
    stage = entry.stage if isinstance(entry, Entry) else Stage.SELF
    unseen = any(r.appraised is None and not r.criterion.survey for r in exclusion.rows)
    extra = words.NOT_APPRAISED if stage is Stage.SELF and unseen else None
    return Line(_explained(frame, words.excluded_by(stage), entry, stage, extra))


# ---- parts of every row


def _item(frame: Frame, node: NodeScore, outcome: str, tone: Tone, lines: tuple[Line, ...]) -> Item:
    c = node.criterion
    points = f"{_achieved(frame, node)}/{frame.points(c.max)}"
    details = (*lines[:-1], *_notes(node), *lines[-1:])
    return Item(c.code.text, clean(c.title), points, outcome, tone, details)


def _achieved(frame: Frame, node: NodeScore) -> str:
    return frame.points(node.final) if node.final is not None else "?"


def _notes(node: NodeScore) -> tuple[Line, ...]:
    # A misspelt word changes no point; the rubric's own table shows those.
    told = [d for d in node.criterion.discrepancies if not isinstance(d.value, PrintedWords)]
    return tuple(Line(clean(Cite(wording.discrepancy(d.value), d.at).placed()), Tone.FAINT) for d in told)


def _source(frame: Frame, node: NodeScore) -> Line:
    cites = phrases.row_cites(frame.rubric, node.criterion)
    return Line(words.basis("; ".join(clean(c.placed()) for c in cites)), Tone.FAINT)


# ---- rows beside the table


def beside_table(frame: Frame, node: NodeScore) -> tuple[Line, ...]:
    """Details of a row of bonus or penalty: what each stage gave and why, the rule's working, where it stands."""
    entered = [e for e in (node.row.entries if node.row is not None else ()) if e.value is not None]
    lines = [_beside(frame, e) for e in entered]
    for because in node.because:
        if isinstance(because, PointsOpen):
            lines.append(Line(clean(rule_words.waiting(because)), Tone.PENDING))
        elif isinstance(because, Awaiting):
            lines.append(Line(words.awaiting(because.stage), Tone.PENDING))
        elif isinstance(because, FactUnknown):
            lines.append(Line(words.facts_unknown(tuple(map(clean, because.facts))), Tone.PENDING))
        elif isinstance(because, ExcludedByRule):
            lines.append(Line(clean(wording.applicability(because.rule.value))))
    claim = next((b for b in node.because if isinstance(b, Excluded) and isinstance(b.entry, Claim)), None)
    lines += [Line(_explained(frame, words.excluded_by(Stage.SELF), claim.entry, Stage.SELF))] if claim else []
    return (*lines, *_by_rule(node), *_notes(node), _source(frame, node))


def _beside(frame: Frame, entry: Entry) -> Line:
    value = frame.points(entry.value) if isinstance(entry.value, Fraction) else words.NOT_APPLICABLE
    reason = clean(entry.reason) if entry.reason else None
    by = clean(entry.by) if entry.by else None
    signed = words.signed(by, tuple(map(clean, entry.evidence)))
    return Line(words.with_reason(f"{entry.stage.value} {value}", reason, signed, False))
