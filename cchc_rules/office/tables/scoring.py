"""Sentences on scoring, as printed, to rules that are proposed: nobody has accepted them yet.

Only sentences of a known pattern, with nothing left over: a rule that says half of what is printed is worse than none.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion
from cchc_rules.office.tables.columns import plain
from cchc_rules.office.tables.values import Points, points_of
from cchc_rules.writing.basis import quote

_BULLET = re.compile(r"^\s*(?:[-–+•*]|\d+[.)]|[a-zđ]\))\s+")
_NUMBER = r"\d+(?:[.,]\d+)?"
_WORTH = (
    rf"(?:{_NUMBER}\s*%\s*(?:số\s*)?điểm tối đa|điểm tối đa|{_NUMBER}\s*(?:điểm|đ)?"
    r"|không (?:được )?(?:tính|có|chấm) điểm)"
)
_CASE = re.compile(
    r"(?P<label>\S.*?)\s*(?:[:=]|\s[–-]\s|,?\s(?:thì\s)?(?:được|chấm|đạt|cho)\s)"
    rf"\s*(?:được |chấm |đạt )?(?P<worth>{_WORTH})",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"({_NUMBER})\s*%")
_PERCENT = rf"({_NUMBER})\s*%"
_INTERVALS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:nếu\s+)?(?:tỷ lệ\s+)?(?:đạt\s+)?{said}(?:\s*(?:kế hoạch|tổng số))?", re.IGNORECASE), meant)
    for said, meant in (
        (rf"từ\s+{_PERCENT}\s+trở lên", "từ {0}%"),
        (rf"từ\s+{_PERCENT}\s+đến dưới\s+{_PERCENT}", "từ {0}% đến dưới {1}%"),
        (rf"trên\s+{_PERCENT}\s+đến (?:không quá\s+)?{_PERCENT}", "trên {0}% đến không quá {1}%"),
        (rf"trên\s+{_PERCENT}", "trên {0}%"),
        (rf"(?:dưới|nhỏ hơn)\s+{_PERCENT}", "dưới {0}%"),
        (r"(100)\s*%", "từ {0}%"),
    )
)
_PROPORTIONAL = re.compile(
    r"(?:điểm\s*(?:đạt được|chấm)?\s*[:=]\s*)?(?:tính (?:điểm )?theo\s+)?(?:tỷ lệ|tỉ lệ)[^;:.]{0,80}?\s*"
    r"(?:[x×*]|nhân với|nhân)\s*điểm tối đa\.?",
    re.IGNORECASE,
)
_EVERY = r"(?:mỗi|cứ|01|1)\s+"
_AT_MOST = rf"(?:tối đa|không quá)\s*(?P<most>{_NUMBER})"
_MOST = rf"{_AT_MOST}\s*điểm"
_EACH = re.compile(
    rf"{_EVERY}(?P<what>[^:;]+?)\s*(?:[:,]\s*|\s+)(?:được |cộng |chấm )?(?P<points>{_NUMBER})\s*điểm"
    rf"\s*[,;(]\s*(?:nhưng )?{_MOST}\)?",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(
    rf"(?P<points>{_NUMBER})\s*điểm\s+cho\s+mỗi\s+(?P<what>[^:;,]+),\s*{_AT_MOST}(?:\s*điểm)?", re.IGNORECASE
)
_TAKEN = re.compile(
    rf"{_EVERY}(?P<what>[^:;,]+?),?\s+(?:bị )?trừ\s+(?P<points>{_NUMBER})\s*điểm"
    rf"(?:\s*[,;(]\s*(?:nhưng )?(?:(?:trừ )?{_MOST}|không dưới 0(?: điểm)?)\)?)?",
    re.IGNORECASE,
)
_YES, _NO, _OUT = ("co", "dat", "co ban hanh"), ("khong", "khong dat", "khong ban hanh"), "khong ap dung"


@frozen
class _Case:
    """`Đúng hạn: 0,5 điểm`: what happens, and what it is worth as the language writes it."""

    label: str
    worth: str


def proposed(row: Criterion, wording: Sequence[str]) -> tuple[str, ...]:
    """The lines of a rule for a row whose printed words have a known pattern; none for any other."""
    clauses = [clause for text in wording for part in re.split(r"[;\n]", text) if (clause := _clause(part))]
    if len(clauses) == 1:
        return next((made for rule in _SINGLE if (made := rule(row, clauses[0]))), ())
    cases = [_case(clause) for clause in clauses]
    sure = [c for c in cases if c is not None]
    if len(sure) < len(cases) or len({c.label for c in sure}) < len(sure) or not sure:
        return ()
    return next((made for table in _TABLES if (made := table(row, sure))), ())


def _clause(text: str) -> str:
    return _BULLET.sub("", text).strip(" .,")


def _case(clause: str) -> _Case | None:
    m = _CASE.fullmatch(clause)
    if m is None:
        return None
    worth = _worth(m["worth"])
    return _Case(" ".join(m["label"].split()), worth) if worth is not None else None


def _worth(text: str) -> str | None:
    said = " ".join(text.casefold().split())
    if said == "điểm tối đa":
        return said
    if said.startswith("không"):
        return "0 điểm"
    share = _SHARE.match(said)
    if share is not None:
        return f"{share[1].replace('.', ',')}% điểm tối đa"
    points = points_of(said)
    return f"{vietnamese(points.value)} điểm" if isinstance(points, Points) else None


# ---- several cases


def _on_scale(row: Criterion, cases: Sequence[_Case]) -> tuple[str, ...]:
    """`Từ 80% trở lên: 5; dưới 80%: 0`."""
    within = [_interval(c.label) for c in cases]
    if None in within:
        return ()
    name = f"[tỷ lệ {row.code}]"
    lines = (f"  {interval}: {c.worth}" for interval, c in zip(within, cases, strict=True))
    return (f"{name}: tỷ lệ phần trăm", f"cách chấm: theo thang {name}", *lines)


def _interval(label: str) -> str | None:
    for pattern, meant in _INTERVALS:
        m = pattern.fullmatch(label)
        if m is not None:
            return meant.format(*(n.replace(".", ",") for n in m.groups()))
    return None


def _yes_or_no(row: Criterion, cases: Sequence[_Case]) -> tuple[str, ...]:
    """`Có: điểm tối đa; Không: 0`."""
    whole = ("điểm tối đa", "100% điểm tối đa", f"{vietnamese(row.max)} điểm")
    if len(cases) != 2 or cases[0].worth not in whole or cases[1].worth != "0 điểm":
        return ()
    if plain(cases[0].label) not in _YES or plain(cases[1].label) not in _NO:
        return ()
    name = f"[đạt {row.code}]"
    return (f"{name}: có/không", f"cách chấm: đạt hoặc không {name}")


def _by_level(row: Criterion, cases: Sequence[_Case]) -> tuple[str, ...]:
    """`Đúng hạn: 0,5; chậm: 0`: whoever scores says which of the printed cases it is."""
    if any(re.search(r"\d|mỗi|cứ\b", c.label) for c in cases):
        return ()
    name = f"[mức {row.code}]"
    choices = ", ".join(quote(c.label) for c in cases)
    lines = (f"  {quote(c.label)}: {c.worth}" for c in cases)
    return (f"{name}: lựa chọn {choices}", f"cách chấm: theo mức {name}", *lines)


# ---- one sentence


def _proportional(row: Criterion, clause: str) -> tuple[str, ...]:
    """`Tỷ lệ × điểm tối đa`."""
    if not _PROPORTIONAL.fullmatch(clause):
        return ()
    name = f"[tỷ lệ {row.code}]"
    return (f"{name}: tỷ lệ phần trăm", f"cách chấm: {name} × điểm tối đa")


def _each(row: Criterion, clause: str) -> tuple[str, ...]:
    """`Mỗi văn bản được 0,5 điểm, tối đa 2 điểm`."""
    m = _EACH.fullmatch(clause) or _FOR_EACH.fullmatch(clause)
    points, most = _points(m["points"] if m else None), _points(m["most"] if m else None)
    if m is None or points is None or most is None or re.search(r"\btrừ\b", clause, re.IGNORECASE):
        return ()
    name = f"[số {_name(m['what'])} {row.code}]"
    return (f"{name}: số đếm", f"cách chấm: {vietnamese(points)} điểm × {name}, không quá {vietnamese(most)} điểm")


def _taken(row: Criterion, clause: str) -> tuple[str, ...]:
    """`Mỗi ngày chậm trừ 0,25 điểm, không quá 1 điểm`."""
    m = _TAKEN.fullmatch(clause)
    points = _points(m["points"]) if m is not None else None
    if m is None or points is None:
        return ()
    most = _points(m["most"]) if m["most"] else row.max
    if most is None or most > row.max:
        return ()
    name, least = f"[số {_name(m['what'])} {row.code}]", vietnamese(row.max - most)
    rule = f"cách chấm: {vietnamese(row.max)} điểm - {vietnamese(points)} điểm × {name}, không dưới {least} điểm"
    return (f"{name}: số đếm", rule)


def _points(text: str | None) -> Fraction | None:
    read = points_of(text) if text is not None else None
    return read.value if isinstance(read, Points) else None


def _name(what: str) -> str:
    """What is counted, fit for the name of a fact."""
    return " ".join(re.sub(r"[\[\]\"“”,:]", " ", what).split())


_TABLES: tuple[Callable[[Criterion, Sequence[_Case]], tuple[str, ...]], ...] = (_on_scale, _yes_or_no, _by_level)
_SINGLE: tuple[Callable[[Criterion, str], tuple[str, ...]], ...] = (_proportional, _each, _taken)
