"""Tallies put into words: counts, weights, means and points, and which instrument lacks answers."""

from fractions import Fraction

from cchc_rules.explain.words.numbers import number, percent, points
from cchc_rules.meaning.tallies import FormResult, QuestionResult, SurveyResult, Tallied, TalliesOpen
from cchc_rules.writing.rubric import quote
from cchc_rules.writing.rules import point_rounding


def tallied(because: Tallied | TalliesOpen) -> tuple[str, ...]:
    """The arithmetic of a row, an instrument after the other, then the points if they are known."""
    result = because.result
    several = len(result.forms) > 1
    lines = [line for form in result.forms for line in _form(form, several)]
    # What was rounded for print is nearly the value, not equal to it.
    return tuple(line.replace("= ≈", "≈") for line in (*lines, *_points(result)))


def lacking(because: TalliesOpen) -> tuple[str, ...]:
    """Which instruments lack answers, and how many."""
    return tuple(_lacks(f) for f in because.result.forms if f.ratio is None)


def _lacks(form: FormResult) -> str:
    missing = []
    for q in (q for q in form.questions if q.mean is None):
        had = f"mới có {number(q.total)}" if q.answers else "chưa có kết quả"
        missing.append(f"câu {q.question.value.number} {had}, cần {q.needed} phiếu hợp lệ")
    return f"chưa đủ phiếu {_named(form)}: {'; '.join(missing)}"


def _named(form: FormResult) -> str:
    return f"{form.form.name} {quote(form.form.title)}"


def _form(form: FormResult, several: bool) -> list[str]:
    weighed = f", tỷ trọng {percent(form.share)}" if several else ""
    lines = [f"phiếu {_named(form)}{weighed}"]
    lines += [f"  {_question(q)}" for q in form.questions if q.answers]
    if form.ratio is not None and len(form.questions) > 1:
        lines.append(f"  bình quân các câu: {_mean_of(form)} = {percent(form.ratio)}")
    return lines if len(lines) > 1 else []


def _question(q: QuestionResult) -> str:
    said = q.question.value
    weighed = f", hệ số {number(said.coefficient)}" if said.coefficient != 1 else ""
    counted = " + ".join(
        f"{number(a.count)} × {percent(a.option.weight)} ({a.option.text})"
        for a in q.answers
        if a.option.weight is not None
    )
    outside = "".join(f"; ngoài mẫu số {number(a.count)} phiếu {quote(a.option.text)}" for a in q.left_out)
    head = f"câu {said.number}{weighed} {quote(said.text)}: {counted} = {number(q.weighted)}"
    if q.mean is None:
        return f"câu {said.number}{weighed} {quote(said.text)}: {number(q.total)} phiếu hợp lệ, cần {q.needed}{outside}"
    return f"{head}; {number(q.weighted)} / {number(q.total)} phiếu hợp lệ = {percent(q.mean)}{outside}"


def _mean_of(form: FormResult) -> str:
    parts = [(q.question.value.coefficient, q.mean) for q in form.questions]
    told = [percent(m) if c == 1 else f"{number(c)} × {percent(m)}" for c, m in parts if m is not None]
    return f"({' + '.join(told)}) / {number(form.coefficients)}"


def _points(result: SurveyResult) -> list[str]:
    if result.points is None or result.ratio is None:
        return []
    parts = [(f.share, f.ratio) for f in result.forms if f.ratio is not None]
    told = " + ".join(f"{percent(s)} × {percent(r)}" for s, r in parts)
    share = percent(parts[0][1]) if len(parts) == 1 else f"({told})"
    exact: Fraction = result.ratio * result.max
    lines = [f"điểm điều tra: {share} × {points(result.max)} = {points(exact)}"]
    if result.rounding is not None and result.points != exact:
        lines.append(f"làm tròn {point_rounding(result.rounding.value)}: {points(result.points)}")
    return lines
