"""A sheet as what each stage says of each thing, and a sheet made of that again."""

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import assert_never

import attrs

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactValue
from cchc_rules.model.sheet import Acceptance, Claim, Entry, FactEntry, Header, NotApplicable, Row, Sheet
from cchc_rules.model.stages import Lineup, Stage
from cchc_rules.model.survey import Tally
from cchc_rules.source import Span, fold_name


class Of(Enum):
    """What is spoken of."""

    FACT = "fact"
    TALLY = "tally"
    ALL = "all"
    ROW = "row"


@frozen
class Key:
    """What one stage says of one thing: a fact by folded name, a question, the whole sheet, a code."""

    of: Of
    name: str
    stage: Stage


class Part(Enum):
    """What belongs to one statement, as people call it."""

    VALUE = "điểm, số liệu"
    OPINION = "ý kiến"
    REASON = "lý do"
    EVIDENCE = "tài liệu kiểm chứng"
    BY = "người ghi"


Said = Entry | Claim | Acceptance | FactEntry | Tally
Value = FactValue | NotApplicable | Claim | Acceptance | frozenset[tuple[str, Fraction]]
_FIELDS = {Part.OPINION: "opinion", Part.REASON: "reason", Part.EVIDENCE: "evidence", Part.BY: "by"}


@frozen
class Content:
    """A statement as the sheet has it. `beside` is the line of points that a unit left open beside its claim."""

    said: Said
    beside: Entry | None = None

    @cached_property
    def value(self) -> Value | None:
        """The figure alone, the same however it is written; None where nothing is stated."""
        match self.said:
            case Tally(answers=answers):
                return frozenset((a.option, a.count) for a in answers if a.count) or None
            case Claim():
                return Claim(None)
            case Acceptance(stage=stage, also=also, mark=mark):
                return Acceptance(stage, also, mark)
            case FactEntry(as_self=True, stage=stage, mark=mark):
                return Acceptance(stage, (), mark)
            case FactEntry():
                return self.said.value
            case Entry():
                return self.said.value
            case _:
                assert_never(self.said)

    @cached_property
    def parts(self) -> Mapping[Part, object]:
        """What is stated, by part; what is empty is not there."""
        named = {part: getattr(self.said, name, None) for part, name in _FIELDS.items()}
        beside = {part: said for part, said in named.items() if said}
        return {Part.VALUE: self.value, **beside} if self.value is not None else beside

    @property
    def at(self) -> Span | None:
        """Where it stands."""
        return self.said.at

    def says_all_of(self, other: "Content") -> bool:
        """Whether everything that another states is stated here too."""
        return other.parts.items() <= self.parts.items()

    def kept(self, before: "Content") -> "Content":
        """The same with what was stated before in the place of what is empty here."""
        gone = before.parts.keys() - self.parts.keys()
        if not gone:
            return self
        whole, other = (before.said, self) if Part.VALUE in gone else (self.said, before)
        wanted = (_FIELDS[p] for p in other.parts if p is not Part.VALUE and (other is self or p in gone))
        taken = {name: getattr(other.said, name) for name in wanted if hasattr(whole, name)}
        return attrs.evolve(self, said=attrs.evolve(whole, **taken, at=self.at))


Cells = Mapping[Key, Content]


def cells_of(sheet: Sheet) -> dict[Key, Content]:
    """All that a sheet says, in its order."""
    made: dict[Key, Content] = {}
    for fact in sheet.facts:
        made[Key(Of.FACT, fold_name(fact.name), fact.stage)] = Content(fact)
    for tally in sheet.tallies:
        made[Key(Of.TALLY, f"{tally.instrument}/{tally.question}", Stage.SURVEY)] = Content(tally)
    for accepted in sheet.accepted:
        made[Key(Of.ALL, "", accepted.stage)] = Content(accepted)
    for row in sheet.rows:
        said: tuple[Entry | Acceptance, ...] = (*row.entries, *row.accepted)
        made |= {Key(Of.ROW, row.code.text, one.stage): Content(one) for one in said}
        if row.claim is not None:
            own = Key(Of.ROW, row.code.text, Stage.SELF)
            beside = made[own].said if own in made else None
            made[own] = Content(row.claim, beside if isinstance(beside, Entry) else None)
    return made


def sheet_of(header: Header, cells: Cells, lineup: Lineup, like: Sequence[Sheet]) -> Sheet:
    """The sheet that says this, in the order of the sheets that it came from, the first of them leading."""
    facts = [c.said for k, c in cells.items() if k.of is Of.FACT and isinstance(c.said, FactEntry)]
    tallies = [c.said for k, c in cells.items() if k.of is Of.TALLY and isinstance(c.said, Tally)]
    whole = [c.said for k, c in cells.items() if k.of is Of.ALL and isinstance(c.said, Acceptance)]
    codes = dict.fromkeys(row.code for sheet in like for row in sheet.rows)
    titles = {row.code: row.title for sheet in reversed(like) for row in sheet.rows if row.title is not None}
    by_code: dict[str, list[Content]] = {}
    for key, content in cells.items():
        if key.of is Of.ROW:
            by_code.setdefault(key.name, []).append(content)
    rows = (_row(code, titles.get(code), by_code.get(code.text, []), lineup) for code in codes)
    accepted = _accepted(whole, lineup)
    # Copies with other heads are not merged, so the days on which the sheet came in are those of any.
    received = like[0].received if like else ()
    return Sheet(header, tuple(facts), tuple(rows), tallies=tuple(tallies), accepted=accepted, received=received)


def _row(code: Code, title: str | None, contents: Sequence[Content], lineup: Lineup) -> Row:
    said = [c.said for c in contents]
    beside = [c.beside for c in contents if c.beside is not None]
    entries = sorted((*(s for s in said if isinstance(s, Entry)), *beside), key=lambda e: place(e.stage, lineup))
    claim = next((s for s in said if isinstance(s, Claim)), None)
    accepted = _accepted([s for s in said if isinstance(s, Acceptance)], lineup)
    return Row(code, title, tuple(entries), claim, accepted=accepted)


def _accepted(given: Sequence[Acceptance], lineup: Lineup) -> tuple[Acceptance, ...]:
    return tuple(sorted(given, key=lambda a: place(a.stage, lineup)))


def place(stage: Stage, lineup: Lineup) -> int:
    """Where a stage acts among those of a rubric; one that it has not comes last."""
    return lineup.order.index(stage) if stage in lineup.order else len(lineup.order)
