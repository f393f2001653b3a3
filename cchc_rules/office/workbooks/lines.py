"""What the cells of a workbook say, as the lines of a sheet: what nobody changed stays as the sheet had it."""

import re
from collections.abc import Iterator, Sequence

from cchc_rules.frozen import frozen
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.stages import Stage
from cchc_rules.office.workbooks.said import CLAIM, OUT, Ratio, Said, entry_line, fact_line_of
from cchc_rules.writing.layout import quote
from cchc_rules.writing.rubric import named_stage

_PLACED = re.compile(r"(-?\d+) (.*)", re.DOTALL)
_LAST = 1_000_000


@frozen
class Base:
    """What the sheet said when the workbook was made: lines, each with its place among those of its kind."""

    lines: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, text: str) -> "Base":
        """From a hidden cell. Lines without a place of their own go with the one above."""
        made: list[tuple[int, str]] = []
        for line in text.split("\n") if text else ():
            placed = _PLACED.fullmatch(line)
            own = placed is not None and (not made or not line.startswith(" "))
            made.append(
                (int(placed[1]), placed[2]) if own and placed is not None else (made[-1][0] if made else 0, line)
            )
        return cls(tuple(made))

    @property
    def place(self) -> int:
        """Where it stood in the sheet; behind everything when it was not there."""
        return self.lines[0][0] if self.lines else _LAST

    def opening(self, start: str) -> tuple[int, str] | None:
        """The line that begins so, with its place."""
        return next(((place, line) for place, line in self.lines if line.startswith(start)), None)

    def index(self, start: str) -> int:
        """Where among its lines the one that begins so stands."""
        return next((n for n, (_, line) in enumerate(self.lines) if line.startswith(start)), _LAST)


def fact_lines(
    name: str, base: Base, said: Sequence[tuple[Stage, Said]], words: bool
) -> Iterator[tuple[int, Stage, str]]:
    """The lines of a fact, each with its place and stage."""
    for stage, now in said:
        whose = "" if stage is Stage.SELF else f"{named_stage(stage)} "
        before = base.opening(f"  {whose}[")
        if not now.silent or before is not None:
            place = before[0] if before is not None else base.place
            yield place, stage, fact_line_of(stage, name, now, words)


def row_lines(base: Base, said: Sequence[tuple[Stage, Said]]) -> Iterator[tuple[Stage, str]]:
    """The lines below a code, in the order in which the sheet had them."""
    made: list[tuple[int, Stage, str]] = []
    for stage, now in said:
        start = f"  {named_stage(stage)}:"
        before = base.opening(start)
        claims = now.value == CLAIM
        # An open line of the unit's may stay beside its claim.
        if (not now.silent and not claims) or before is not None:
            made.append((base.index(start), stage, entry_line(stage, Said() if claims else now)))
        if claims:
            made.append((-1, stage, entry_line(stage, now)))
    yield from ((stage, line) for _, stage, line in sorted(made, key=lambda m: m[0]))


def has_claim(base: Base) -> bool:
    """Whether the unit claimed that the row does not apply."""
    return base.opening(f"  {OUT}") is not None


def tally_line(base: Base, form: str, question: str, counts: Sequence[tuple[str, Said]]) -> str | None:
    """The line of a question; None where the sheet had none and nothing is counted."""
    parts = [f"{quote(option)} {_count(said)}" for option, said in counts if said.value is not None]
    parts += [f"TLKC {quote(document)}" for document in (counts[0][1].evidence if counts else ())]
    if not parts and not base.lines:
        return None
    return f"  ĐTXHH {form} câu {question}: {', '.join(parts)}".rstrip()


def _count(said: Said) -> str:
    assert said.value is not None and not isinstance(said.value, str | Ratio)
    return vietnamese(said.value)
