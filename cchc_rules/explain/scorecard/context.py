"""What every part of an explanation reads: the scorecard, how numbers print, which rows were asked for."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_rules.explain.render.document import Group, Item, Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.words import scorecard as words
from cchc_rules.explain.words.figures import Figures
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Claim, Entry, EntryValue
from cchc_rules.model.stages import OF_THE_UNIT, Stage
from cchc_rules.results.ledger import Ledger
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.reasons import Lost
from cchc_rules.results.scorecard import Scorecard

if TYPE_CHECKING:
    from cchc_rules.results.advice import RowAdvice


def entries_seen(card: Scorecard, node: NodeScore) -> tuple[Entry, ...]:
    """What the stages entered for a row, in the order in which they act, as far as the result reads the sheet."""
    lineup = card.rubric.provisions.lineup
    unseen = card.view.unseen(lineup)
    entries = [e for e in (node.row.entries if node.row is not None else ()) if e.stage not in unseen]
    return tuple(sorted(entries, key=lambda e: lineup.order.index(e.stage)))


def stage_values(card: Scorecard, node: NodeScore) -> tuple[tuple[Stage, EntryValue], ...]:
    """What each stage entered for a row, in order, as far as the result reads the sheet."""
    return tuple((e.stage, e.value) for e in entries_seen(card, node))


@frozen
class Frame:
    """A scorecard being explained; empty `codes` means all of it. `next_up` is what more points would need."""

    scorecard: Scorecard
    figures: Figures
    codes: tuple[Code, ...]
    next_up: tuple["RowAdvice", ...] = ()

    @property
    def rubric(self) -> Rubric:
        """The rubric of the scorecard."""
        return self.scorecard.rubric

    @property
    def top(self) -> str:
        """The name of the highest level."""
        return self.rubric.level_names[0]

    @cached_property
    def advised(self) -> "Mapping[Code, RowAdvice]":
        """What more points would need, by row."""
        return {row.code: row for row in self.next_up}

    @cached_property
    def _followers(self) -> Mapping[Code, Stated[str]]:
        rows = (n.criterion for n in self.scorecard.every)
        return {c.code: c.followed_by for c in rows if c.followed_by is not None}

    def followed_by(self, code: Code) -> Stated[str] | None:
        """Who follows a row, by its own sentence or by that of the nearest group it lies in."""
        return next((self._followers[above] for above in code.up() if above in self._followers), None)

    @cached_property
    def _evidence(self) -> Mapping[Code, Stated[str]]:
        rows = (n.criterion for n in self.scorecard.every)
        return {c.code: c.evidence for c in rows if c.evidence is not None}

    def evidence_asked(self, code: Code) -> Stated[str] | None:
        """What must prove the points of a row, by its own sentence or by that of the nearest group it lies in."""
        return next((self._evidence[above] for above in code.up() if above in self._evidence), None)

    def points(self, value: Fraction) -> str:
        """Points as printed, on their own side of every bound, alone or as a share of the whole or of a field."""
        return self.figures.points(value, self._bases())

    def _bases(self) -> Iterator[Fraction]:
        yield self.scorecard.points[1]
        yield self.scorecard.total.applicable
        yield from (f.ledger.applicable for f in self.scorecard.fields)

    def known(self, ledger: Ledger) -> str:
        """`19,55`: what is achieved; `17–19,55` while a part is not known."""
        low, high = ledger.achieved, ledger.achieved + ledger.pending
        return self.points(low) if low == high else f"{self.points(low)}–{self.points(high)}"

    def wanted(self, node: NodeScore) -> bool:
        """Whether the node was asked for."""
        return not self.codes or any(node.criterion.code.lies_in(c) for c in self.codes)

    def rows(self, state: State) -> list[NodeScore]:
        """Rows asked for that are in a state, in the order of the table."""
        nodes = self.scorecard.nodes
        return [n for n in nodes if n.criterion.is_leaf and n.state is state and self.wanted(n)]

    def trail(self, node: NodeScore) -> str:
        """`tự đánh giá 2 → thẩm định 1,5`; empty when no stage entered anything."""
        values = stage_values(self.scorecard, node)
        return words.trail([(stage, self.value(v)) for stage, v in values if v is not None])

    def value(self, value: EntryValue) -> str:
        """What a stage entered, as printed."""
        return self.points(value) if isinstance(value, Fraction) else words.NOT_APPLICABLE

    def change(self, node: NodeScore, because: Lost) -> Line:
        """`thẩm định giảm 0,5: “…”`, or what a stage gave back."""
        gave_back = because.after > because.before
        said = words.took(because.stage, self.points(abs(because.before - because.after)), gave_back)
        return Line(self.explained(said, node, because.entry, because.stage), Tone.GAIN if gave_back else Tone.LOSS)

    def explained(
        self, said: str, node: NodeScore, entry: Entry | Claim, stage: Stage, extra: str | None = None
    ) -> str:
        """A text with the reason, who gave it, and the evidence."""
        reason = clean(entry.reason) if entry.reason else None
        return words.with_reason(said, reason, self._signed(node, entry, stage, extra), stage not in OF_THE_UNIT)

    def opinions(self, node: NodeScore) -> tuple[Line, ...]:
        """What stages said of a row without a word on points."""
        said = [(e, clean(e.opinion)) for e in entries_seen(self.scorecard, node) if e.opinion]
        return tuple(Line(words.opinion(e.stage, text, self._signed(node, e, e.stage))) for e, text in said)

    def _signed(self, node: NodeScore, entry: Entry | Claim, stage: Stage, extra: str | None = None) -> str:
        by = clean(entry.by) if entry.by else self._usually_by(node, stage)
        return words.signed(by, tuple(map(clean, entry.evidence)), extra)

    def _usually_by(self, node: NodeScore, stage: Stage) -> str | None:
        """Who acts at a stage by the rubric; the unit itself needs no name."""
        if stage is Stage.SELF:
            return None
        rules = (s.value for s in self.rubric.provisions.stages)
        who = next((r.who(node.criterion.code) for r in rules if r.stage == stage), None)
        return clean(who) if who else None

    def groups(self, found: Sequence[tuple[Code, Item]]) -> tuple[Group, ...]:
        """Items under the fields they lie in."""
        fields = {field.criterion.code: field.criterion for field in self.scorecard.fields}
        inside: dict[Code, list[Item]] = {code: [] for code in fields}
        for code, item in found:
            field = next((above for above in code.up() if above in fields), None)
            if field is not None:
                inside[field].append(item)
        titles = {code: f"{code}. {clean(field.called)}" for code, field in fields.items() if inside[code]}
        return tuple(Group(title, tuple(inside[code])) for code, title in titles.items())
