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
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Claim, Entry, EntryValue
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.reasons import Lost
from cchc_rules.results.scorecard import Scorecard, View

if TYPE_CHECKING:
    from cchc_rules.results.advice import RowAdvice

MUST_SAY_WHY = (Stage.APPRAISAL, Stage.REVIEW)
_UNSEEN = {View.SELF: (Stage.APPRAISAL, Stage.REVIEW), View.APPRAISED: (Stage.REVIEW,), View.FINAL: ()}


def stage_values(node: NodeScore, view: View) -> tuple[tuple[Stage, EntryValue], ...]:
    """What each stage entered for a row, in order, as far as the view reads the sheet."""
    entered = (
        (Stage.SELF, node.self_value),
        (Stage.APPRAISAL, node.appraised),
        (Stage.REVIEW, node.reviewed),
        (Stage.SURVEY, node.survey),
    )
    return tuple((stage, value) for stage, value in entered if stage not in _UNSEEN[view])


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

    def points(self, value: Fraction) -> str:
        """Points as printed, on their own side of every bound, alone or as a share of the whole or of a field."""
        return self.figures.points(value, self._bases())

    def _bases(self) -> Iterator[Fraction]:
        yield self.scorecard.points[1]
        yield self.scorecard.total.applicable
        yield from (f.ledger.applicable for f in self.scorecard.fields)

    def wanted(self, node: NodeScore) -> bool:
        """Whether the node was asked for."""
        return not self.codes or any(node.criterion.code.lies_in(c) for c in self.codes)

    def rows(self, state: State) -> list[NodeScore]:
        """Rows asked for that are in a state, in the order of the table."""
        nodes = self.scorecard.nodes
        return [n for n in nodes if n.criterion.is_leaf and n.state is state and self.wanted(n)]

    def trail(self, node: NodeScore) -> str:
        """`tự đánh giá 2 → thẩm định 1,5`; empty when no stage entered anything."""
        values = stage_values(node, self.scorecard.view)
        return words.trail([(stage, self.value(v)) for stage, v in values if v is not None])

    def value(self, value: EntryValue) -> str:
        """What a stage entered, as printed."""
        return self.points(value) if isinstance(value, Fraction) else words.NOT_APPLICABLE

    def change(self, because: Lost) -> Line:
        """`thẩm định giảm 0,5: “…”`, or what a stage gave back."""
        gave_back = because.after > because.before
        said = words.took(because.stage, self.points(abs(because.before - because.after)), gave_back)
        return Line(self.explained(said, because.entry, because.stage), Tone.GAIN if gave_back else Tone.LOSS)

    def explained(self, said: str, entry: Entry | Claim, stage: Stage, extra: str | None = None) -> str:
        """A text with the reason, who gave it, and the evidence."""
        reason = clean(entry.reason) if entry.reason else None
        by = clean(entry.by) if entry.by else self._usually_by(stage)
        signed = words.signed(by, tuple(map(clean, entry.evidence)), extra)
        return words.with_reason(said, reason, signed, stage in MUST_SAY_WHY)

    def _usually_by(self, stage: Stage) -> str | None:
        """Who acts at a stage by the rubric; the unit itself needs no name."""
        if stage is Stage.SELF:
            return None
        rules = (s.value for s in self.rubric.provisions.stages)
        return next((clean(r.by) for r in rules if r.stage is stage and r.by), None)

    def groups(self, found: Sequence[tuple[Code, Item]]) -> tuple[Group, ...]:
        """Items under the fields they lie in."""
        fields = {field.criterion.code: field.criterion for field in self.scorecard.fields}
        inside: dict[Code, list[Item]] = {code: [] for code in fields}
        for code, item in found:
            field = next((above for above in code.up() if above in fields), None)
            if field is not None:
                inside[field].append(item)
        titles = {code: f"{code}. {clean(field.title)}" for code, field in fields.items() if inside[code]}
        return tuple(Group(title, tuple(inside[code])) for code, title in titles.items())
