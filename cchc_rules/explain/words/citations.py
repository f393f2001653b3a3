"""Words for citations and comparisons, beyond those of the language itself (`writing`)."""

from collections.abc import Iterator

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Amended, Basis, Citation, Instrument, Part, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.interval import Interval
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.survey import share_line
from cchc_rules.source import Span
from cchc_rules.writing.rubric import interval, measure


def quoted(text: str) -> str:
    """Words of others, marked as theirs."""
    return f"“{text}”"


def relation(i: Interval, inside: bool) -> str:
    """How a percentage stands to an interval, behind it: `< 70%`, `≥ 70%`, `nằm ngoài khoảng …`."""
    if i.low is None and i.high is not None:
        return f"{'<' if inside else '≥'} {measure(i.high, '%')}"
    if i.high is None and i.low is not None:
        return f"{'≥' if inside else '<'} {measure(i.low, '%')}"
    return f"nằm {'trong' if inside else 'ngoài'} khoảng {interval(i, '%')}"


# ---- citations


@frozen
class Cite:
    """A citation, and the line of a rubric or amendment that carries it."""

    text: str
    at: Span | None

    def placed(self) -> str:
        """The citation with the file and line."""
        return f"{self.text} ({self.at.cite()})" if self.at is not None else self.text


def row_cites(rubric: Rubric, c: Criterion) -> tuple[Cite, ...]:
    """Where the decree prints a row, what else it rests on, who amended it, whose rule it has."""
    stated = rubric.provisions.instrument
    printed = rubric.cited(c)
    alone = printed if rubric.numbers_restart else f"dòng {printed}"
    own = f"{instrument(stated.value)}, {printed}" if stated else alone
    cites = [Cite(own, c.at)]
    if c.basis is not None:
        cites.append(Cite(basis(rubric, c.basis), None))
    changed = (Cite(f"sửa bởi {a.cite()}", a.at) for a in c.amended)
    return (*cites, *changed, *_rule_cites(rubric, c), *(_survey_cites(rubric, c) if c.survey else ()))


def printed_place(rubric: Rubric, code: Code) -> str:
    """` (tiêu chuẩn 2, nội dung 1)` to stand behind a code that the table does not print; empty where it does."""
    return f" ({rubric.cited_at(code)})" if rubric.numbers_restart else ""


def _rule_cites(rubric: Rubric, c: Criterion) -> tuple[Cite, ...]:
    """The instrument that says how the row is scored, where that is not simply the rubric's own; who amended it."""
    rule = c.rule
    if rule is None:
        return ()
    by = basis(rubric, rule.basis) if rule.basis is not None else rubric.guidance_title
    cites = (Cite(f"cách chấm theo {by}", rule.at),) if by is not None else ()
    return (*cites, *(Cite(f"cách chấm sửa bởi {a.cite()}", a.at) for a in rule_amended(c)))


def guidance(rubric: Rubric) -> str | None:
    """`Hướng dẫn 01/HD-BCĐ ngày …, “…”`: whose scoring rules stand over the table; None where nobody's do."""
    title = rubric.guidance_title
    if title is None:
        return None
    return f"{rubric.guidance.cite()}, {quoted(title)}" if rubric.guidance is not None else quoted(title)


def _survey_cites(rubric: Rubric, c: Criterion) -> Iterator[Cite]:
    """Who last set the questions and the shares that a row is scored by."""
    p = rubric.provisions
    asked = [
        (f"câu {q.value.number} của phiếu {form.value.name}", q.amended)
        for form in p.surveys
        for q in form.value.questions
        if q.value.code == c.code
    ]
    line = share_line(c.code, p.survey_shares)
    for what, amended in (*asked, ("tỷ trọng phiếu điều tra", line.amended if line is not None else None)):
        # What only follows its row to another code is shown with the row.
        if amended is not None and amended.part is not Part.CODE:
            yield Cite(f"{what} sửa bởi {amended.cite()}", amended.at)


def rule_amended(c: Criterion) -> tuple[Amended, ...]:
    """The provision that last set the scoring rule of a row; none where the rule came with the row."""
    set_by = c.rule.amended if c.rule is not None else None
    return (set_by,) if set_by is not None and set_by not in c.amended else ()


def stated_cites(rubric: Rubric, stated: Stated[object]) -> tuple[Cite, ...]:
    """What a statement rests on, with its line; the rubric's instrument where it names no place."""
    own = rubric.provisions.instrument
    rests = stated.rests_on
    text = basis(rubric, rests) if rests else instrument(own.value) if own else rubric.id
    changed = told_apart(stated)
    return (Cite(text, stated.at), *([Cite(f"sửa bởi {changed.cite()}", changed.at)] if changed else []))


def told_apart(stated: Stated[object]) -> Amended | None:
    """Who last changed a statement, where what it rests on does not say so."""
    changed = stated.amended
    if changed is None or changed.basis is None or changed.part is Part.CODE:
        return changed
    return changed if stated.basis is not None and stated.basis.own_choice is not None else None


def instrument(i: Instrument, annex: bool = True) -> str:
    """`Quyết định 1026/QĐ-UBND, Bảng 1`: without the day, which the heading gives."""
    return f"{i.kind} {i.number}" + (f", {i.annex}" if annex and i.annex else "")


def basis(rubric: Rubric, b: Basis) -> str:
    """`mục II.3 Quyết định 1026/QĐ-UBND`, or that the rubric itself chose so and why."""
    before = f", trước đó {basis(rubric, b.before)}" if b.before is not None else ""
    if b.own_choice is not None:
        return f"bộ tiêu chí tự đặt: {b.own_choice}{before}"
    return "; ".join(_citation(rubric, c) for c in b.citations) + before


def _citation(rubric: Rubric, c: Citation) -> str:
    own = rubric.provisions.instrument
    if c.instrument is not None or own is None:
        return c.cite()
    return " ".join([*(p.cite() for p in c.places), instrument(own.value, annex=False)])
