"""Random papers around every threshold, as .phieu text, and ways to complete what they leave open."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from .by_hand import NA, NOT_ARISEN, Result, Value
from .officer import APPRAISED, COUNCIL, GUIDANCES, REVIEWED, SELF, SURVEY, Officer, Paper
from .text import Fact, Texts, texts_of

KINDS = {1: "cơ quan chuyên môn thuộc UBND tỉnh", 2: "UBND huyện, thị xã, thành phố"}
THRESHOLDS = [Fraction(n, 100) for n in (0, 5, 8, 10, 15, 20, 30, 50, 65, 70, 80, 90, 95, 98, 100)]
WHOLES = [0, 0, 1, 2, 3, 5, 7, 10, 12, 20, 40, 50, 64, 100, 101, 200, 1000, 2700]
# Facts that are compared with one another without a declared bound.
NEAR = {
    "biên chế hành chính có mặt": "biên chế hành chính được giao",
    "người làm việc có mặt": "người làm việc được giao",
    "biên chế có mặt": "biên chế được giao",
    "CBCCVC bị kỷ luật": "CBCCVC bị kỷ luật, năm trước",
    "đơn vị sự nghiệp tự đảm bảo chi": "đơn vị sự nghiệp tự đảm bảo chi, năm trước",
    "biên chế năm đánh giá": "biên chế năm 2015",
    "thu ngân sách thực hiện": "thu ngân sách được giao",
}
STAGE_OF = {"do đơn vị": SELF, "do Hội đồng": APPRAISED, "do điều tra": SURVEY}


def needed_first(texts: Texts) -> list[str]:
    """The facts to be entered, bounds before what they bound."""
    order: list[str] = []

    def add(name: str) -> None:
        fact = texts.facts[name]
        for other in (fact.high, NEAR.get(name, "")):
            if other in texts.facts:
                add(other)
        if name not in order and not fact.computed:
            order.append(name)

    for name in texts.facts:
        add(name)
    return order


def some_value(r: Random, texts: Texts, fact: Fact, known: dict[str, Value], year: int) -> Value:
    """A legal value, near a threshold more often than not."""
    if fact.kind == "có/không":
        return r.random() < 0.75
    if fact.kind == "lựa chọn":
        return r.choice(fact.choices[:1] * 2 + fact.choices)
    if fact.kind == "ngày tháng":
        day, month, after = texts.deadlines[fact.name]
        return date(year + after, month, day) + timedelta(
            r.choice([-40, -2, -1, 0, 0, 1, 2, 3, 4, 5, 9, 10, 15, 16, 17])
        )
    if fact.kind == "tỷ lệ phần trăm":
        near = r.choice(THRESHOLDS) + r.choice([0, 0, 0, 1, -1, 10, -10]) * Fraction(1, 1000)
        return min(max(near, Fraction(0)), Fraction(1))
    return _some_number(r, fact, known)


def _some_number(r: Random, fact: Fact, known: dict[str, Value]) -> Fraction:
    low = Fraction(fact.low)
    top = Fraction(fact.high) if fact.high.isdigit() else known.get(fact.high)
    other = known.get(NEAR.get(fact.name, ""))
    tenth = Fraction(1, 10) if fact.kind == "số đo" else Fraction(1)
    if isinstance(other, Fraction):
        value = r.choice([other + r.randint(-3, 3) * tenth, _part(r, other, tenth), Fraction(r.randint(0, 4))])
    elif isinstance(top, Fraction):
        value = _part(r, top, tenth)
    else:
        value = Fraction(r.choice([*WHOLES, 0, 1, 2, 3, 4, 5])) + (r.choice([0, tenth]) if tenth < 1 else 0)
    value = max(value, low)
    return min(value, top) if isinstance(top, Fraction) else value


def _part(r: Random, whole: Fraction, step: Fraction) -> Fraction:
    return Fraction(round(whole * r.choice(THRESHOLDS) / step) + r.choice([-1, 0, 0, 0, 1])) * step


def can_be_nothing(texts: Texts, table: int, name: str) -> bool:
    """Whether some row says what to do when this did not arise."""
    rows = GUIDANCES[table].rows
    return any(rows[c].absent is not None for c, used in texts.uses.items() if name in used and c in rows)


def random_paper(r: Random, table: int, year: int | None = None, whole: bool = False) -> Paper:
    """A paper the checks accept: within bounds, with reasons; as complete as the luck of this one, or `whole`."""
    while True:
        shares = (1.0, 1.0) if whole else r.choice([(1.0, 1.0), (1.0, 1.0), (0.98, 1.0), (0.95, 0.95), (0.6, 0.6)])
        paper = _any_paper(r, texts_of(table), table, year or r.randint(2019, 2026), shares)
        if all(within(texts_of(table), paper.standing(s).known) for s in (SELF, APPRAISED, REVIEWED)):
            return paper


def within(texts: Texts, known: dict[str, Value]) -> bool:
    """Whether facts keep to their declared upper bounds."""
    return all(_below(v, _bound(texts, known, n)) for n, v in known.items())


def _below(value: Value, top: Value | None) -> bool:
    return not isinstance(value, Fraction) or not isinstance(top, Fraction) or value <= top


def _bound(texts: Texts, known: dict[str, Value], name: str) -> Value | None:
    """The declared upper bound, or what bounds that one while it is not known."""
    high = texts.facts[name].high
    if high in known or high not in texts.facts:
        return known.get(high)
    return _bound(texts, known, high)


def at_a_threshold(r: Random, paper: Paper, officer: Officer) -> None:
    """Moves the points of surveys so that the index stands at a threshold, or a millionth of a point beside it."""
    texts, rows = officer.texts, officer.rows(paper)
    counted = {c: p for c, p in rows.items() if isinstance(p, Fraction)}
    free = [c for c in counted if set(paper.points.get(c, {})) == {SURVEY}]
    base, room = (sum((texts.maxima[c] for c in codes), Fraction(0)) for codes in (counted, free))
    fixed = sum((p for c, p in counted.items() if c not in free), Fraction(0))
    missing = [base * Fraction(percent, 100) - fixed for percent in (40, 50, 70, 90)]
    left = r.choice([m for m in missing if 0 <= m <= room] or missing)
    millionth = Fraction(1, 10**6)
    left = left // millionth * millionth + r.choice([-1, 0, 0, 0, 1]) * millionth
    for code in free:
        paper.points[code][SURVEY] = given = min(max(left, Fraction(0)), texts.maxima[code])
        left -= given


def _any_paper(r: Random, texts: Texts, table: int, year: int, shares: tuple[float, float]) -> Paper:
    known_share, looked_share = shares
    facts: dict[str, dict[str, Value]] = {SELF: {}, APPRAISED: {}, REVIEWED: {}, SURVEY: {}}
    generous = r.random() < 0.5
    merged: dict[str, Value] = {}
    for name in needed_first(texts):
        fact = texts.facts[name]
        if r.random() > known_share:
            continue
        best_of = max(
            (some_value(r, texts, fact, merged, year) for _ in range(2 if generous and fact.high else 1)),
            key=lambda v: v if isinstance(v, Fraction) else 0,
        )
        nothing = can_be_nothing(texts, table, name) and r.random() < 0.04
        if merged.get(fact.high) is NOT_ARISEN:
            nothing = True
        value = merged[name] = NOT_ARISEN if nothing else best_of
        facts[STAGE_OF[fact.by]][name] = value
    paper = Paper(table, year, facts, {}, ())
    paper = _with_claims(r, texts, paper)
    _look(r, texts, paper, looked_share)
    _enter(r, texts, paper, known_share)
    if table == 1:
        _raise_nothing(texts, paper)
    return paper


def _with_claims(r: Random, texts: Texts, paper: Paper) -> Paper:
    if paper.table == 2 or r.random() < 0.4:
        return paper
    codes = r.sample(list(texts.maxima), r.randint(1, 4))
    alone = tuple(c for c in codes if not any(c != d and c.startswith(d + ".") for d in codes))
    return Paper(paper.table, paper.year, paper.facts, paper.points, alone)


def _look(r: Random, texts: Texts, paper: Paper, share: float) -> None:
    """The council goes through the rows and writes a fact of each again, or another in its place."""
    given = paper.facts[SELF]
    for code, names in texts.uses.items():
        mine = [n for n in names if n in given]
        if not mine or r.random() > (0.2 if paper.claimed(code) else share):
            continue
        for name in r.sample(mine, r.randint(1, len(mine))):
            paper.facts[APPRAISED].setdefault(name, given[name])
        if r.random() < 0.15:
            _correct(r, texts, paper, r.choice(mine), APPRAISED)
        if r.random() < 0.05:
            _correct(r, texts, paper, r.choice(mine), REVIEWED)


def _correct(r: Random, texts: Texts, paper: Paper, name: str, stage: str) -> None:
    merged = dict(paper.standing(REVIEWED).known)
    if merged[name] is NOT_ARISEN:
        return
    value = some_value(r, texts, texts.facts[name], {k: v for k, v in merged.items() if k != name}, paper.year)
    bound = [merged[f.name] for f in texts.facts.values() if f.high == name and f.name in merged]
    if any(b is NOT_ARISEN for b in bound):
        return
    if isinstance(value, Fraction):
        value = max([value, *[b for b in bound if isinstance(b, Fraction)]])
    top = merged.get(texts.facts[name].high)
    if top is NOT_ARISEN or (isinstance(top, Fraction) and isinstance(value, Fraction) and value > top):
        return
    if name not in paper.facts[REVIEWED]:
        paper.facts[stage][name] = value


def _enter(r: Random, texts: Texts, paper: Paper, share: float) -> None:
    """Points entered by hand: of surveys, by the unit and the council, beside rules too."""
    for code in texts.leaves:
        top = texts.maxima[code]
        some = Fraction(r.randint(0, int(top * 20)), 20)
        if code in texts.surveyed:
            if code not in texts.uses and not paper.claimed(code) and r.random() <= share:
                paper.points[code] = {SURVEY: some}
            continue
        if not paper.claimed(code) and r.random() < 0.08:
            paper.points[code] = {SELF: some}
            some = Fraction(r.randint(0, int(some * 20)), 20) if paper.table == 1 else some
        _enter_of_council(r, texts, paper, code, some, share)


def _enter_of_council(r: Random, texts: Texts, paper: Paper, code: str, some: Fraction, share: float) -> None:
    """Points of the rows it scores alone; now and then points, or not applicable, beside a rule."""
    given: dict[str, Result] = {}
    if code in texts.council_rows:
        if not paper.claimed(code) and r.random() <= share:
            given = {APPRAISED: some, **({REVIEWED: texts.maxima[code]} if r.random() < 0.2 else {})}
    elif r.random() < (0.3 if code == "1.4.1" else 0.03):
        given = {APPRAISED: NA if r.random() < 0.3 and paper.table == 1 else some}
    if given:
        paper.points.setdefault(code, {}).update(given)


def _raise_nothing(texts: Texts, paper: Paper) -> None:
    """Mục II.1.3.b: with the departments the council confirms or lowers; takes back what would raise."""
    officer = Officer(texts, paper.table)
    for _ in range(20):
        raised = [c for c in texts.uses if _raises(officer, paper, c)]
        if not raised:
            return
        for code in raised:
            paper.points.pop(code, None)
            for name in texts.uses[code]:
                if name in paper.facts[APPRAISED] and name in paper.facts[SELF]:
                    paper.facts[APPRAISED][name] = paper.facts[SELF][name]
                paper.facts[REVIEWED].pop(name, None)


def _raises(officer: Officer, paper: Paper, code: str) -> bool:
    if not officer.looked(paper, code, APPRAISED):
        return False
    before, after = officer.at_stage(paper, code, SELF), officer.at_stage(paper, code, APPRAISED)
    return isinstance(before, Fraction) and isinstance(after, Fraction) and after > before


def complete(r: Random, paper: Paper) -> tuple[Paper, Officer]:
    """One way to fill in what is not known, without deciding anew what was decided."""
    texts = texts_of(paper.table)
    facts = {s: dict(given) for s, given in paper.facts.items()}
    full = Paper(paper.table, paper.year, facts, {c: dict(p) for c, p in paper.points.items()}, paper.claims)
    before = Officer(texts, paper.table)
    open_rows = {c for c in texts.leaves if before.row(paper, c) is None}
    merged = dict(paper.standing(REVIEWED).known)
    for name in needed_first(texts):
        users = [c for c, names in texts.uses.items() if name in names]
        if name not in merged and not (texts.facts[name].by == "do Hội đồng" and any(map(paper.claimed, users))):
            value = _fill(r, texts, paper, name, merged)
            merged[name] = facts[STAGE_OF[texts.facts[name].by]][name] = value
    for code in open_rows:
        _close(r, texts, full, before, code, merged)
    return full, Officer(texts, paper.table, _bests(r, texts, full))


def _bests(r: Random, texts: Texts, paper: Paper) -> dict[str, Fraction]:
    """Some other unit may have more."""
    known = paper.standing(REVIEWED).known
    more = {n: v + r.choice([0, 1, 7]) for n, v in known.items() if isinstance(v, Fraction)}
    return {n: min(v, Fraction(1)) if texts.facts[n].kind == "tỷ lệ phần trăm" else v for n, v in more.items()}


def _fill(r: Random, texts: Texts, paper: Paper, name: str, merged: dict[str, Value]) -> Value:
    bound = [merged[f.name] for f in texts.facts.values() if f.high == name and f.name in merged]
    if merged.get(texts.facts[name].high) is NOT_ARISEN:
        return NOT_ARISEN
    if not bound and can_be_nothing(texts, paper.table, name) and r.random() < 0.1:
        return NOT_ARISEN
    value = some_value(r, texts, texts.facts[name], merged, paper.year)
    if isinstance(value, Fraction):
        return max([value, *[b for b in bound if isinstance(b, Fraction)]])
    return value


def _close(r: Random, texts: Texts, full: Paper, before: Officer, code: str, merged: dict[str, Value]) -> None:
    """Lets the stage that owes a row decide it."""
    some = Fraction(r.randint(0, int(texts.maxima[code] * 20)), 20)
    if code in texts.surveyed and code not in texts.uses:
        full.points[code] = {SURVEY: some}
    elif code in texts.council_rows:
        own = full.points.get(code, {}).get(SELF, some)
        full.points.setdefault(code, {})[APPRAISED] = min(some, own) if isinstance(own, Fraction) else some
    elif not any(before.looked(full, code, s) for s in COUNCIL):
        for name in texts.uses.get(code, ()):
            users = [c for c, names in texts.uses.items() if name in names]
            if not any(full.claimed(c) and not before.looked(full, c, APPRAISED) for c in users):
                full.facts[APPRAISED][name] = merged[name]
                return


def written(value: Value | Result) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Fraction):
        return f"{float(value):.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return value.value if value is NA or value is NOT_ARISEN else f'"{value}"'  # type: ignore[union-attr]


def sheet_text(paper: Paper, guidance: str, unit: str = "Đơn vị A") -> str:
    texts = texts_of(paper.table)
    lines = ["PHIẾU CHẤM ĐIỂM", f'  bộ tiêu chí: "{guidance}"', f'  đơn vị: "{unit}"']
    lines += [f'  loại đơn vị: "{KINDS[paper.table]}"', f"  năm: {paper.year}", "", "SỐ LIỆU"]
    for stage, given in paper.facts.items():
        for name, value in given.items():
            text = written(value * 100) + "%" if _percent(texts, name, value) else written(value)
            start = "" if stage == SELF else stage + " "
            lines.append(f'  {start}[{name}]: {text}, vì "lý do", TLKC "01/BC"')
    lines += ["", "ĐIỂM"]
    for code in [*texts.maxima]:
        entries = paper.points.get(code, {})
        if code in paper.claims or entries:
            lines.append(code)
        if code in paper.claims:
            lines.append('  không áp dụng, vì "không phải thực hiện"')
        lines += [f'  {s}: {written(p)}, vì "lý do"' for s, p in entries.items()]
    return "\n".join(lines) + "\n"


def _percent(texts: Texts, name: str, value: Value) -> bool:
    return texts.facts[name].kind == "tỷ lệ phần trăm" and isinstance(value, Fraction)
