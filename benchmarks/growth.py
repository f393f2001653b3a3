"""Ten times as many rows: what takes time in the number of rows, and not in its square."""

from collections.abc import Callable
from fractions import Fraction
from random import Random

from attrs import evolve

from benchmarks.report import Result, times
from benchmarks.timing import Work, least_by_turns
from benchmarks.units import ordinary
from cchc_rules.amend import apply, diff
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.amendments.operation import ChangeMax
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment

FACTOR, MOST = 10, 13
_IN_A_GROUP, _GROUPS_IN_A_FIELD = 10, 5
_ONE = Fraction(1)
_DRAFT = """SỬA ĐỔI de-do "Để đo"
  văn bản: Quyết định 01/QĐ-MINHHOA ngày 02/01/2020
  sửa đổi: {rubric}
  hiệu lực: từ 02/01/2020
  áp dụng: từ kỳ đánh giá 2020
Điều 1
"""


def measure(rubric: Rubric, rows: int, rounds: int) -> list[Result]:
    """Each piece of work over `rows` rows and over ten times as many, with the provisions of a real rubric."""
    few, many = (_with_rows(rubric, count) for count in (rows, rows * FACTOR))
    works: dict[str, Callable[[Rubric], Work]] = {
        "diff, mọi dòng đổi mã": lambda r: _diff(r, _recoded(r)),
        "diff, mọi dòng đổi tên": lambda r: _diff(r, _renamed(r)),
        "Áp dụng dự thảo lệch mọi tổng": _unbalanced,
        "Dựng phần giải thích": _document,
    }
    return [_grown(what, rows, least_by_turns((work(few), work(many)), rounds)) for what, work in works.items()]


def _grown(what: str, rows: int, seconds: list[float]) -> Result:
    ratio = seconds[1] / seconds[0]
    named = f"{what}: {rows * FACTOR} dòng so với {rows}"
    return Result(named, f"{times(ratio)} thời gian", f"nhiều nhất {MOST} lần", ratio <= MOST)


def _with_rows(rubric: Rubric, count: int) -> Rubric:
    """The rubric with a table of so many rows that take points, each worth one."""
    groups = [_group(n) for n in range(count // _IN_A_GROUP)]
    fields = tuple(
        _row(str(n + 1), f"Lĩnh vực {n + 1}", groups[n * _GROUPS_IN_A_FIELD : (n + 1) * _GROUPS_IN_A_FIELD])
        for n in range(len(groups) // _GROUPS_IN_A_FIELD)
    )
    provisions = evolve(rubric.provisions, total=None, counts=None, discrepancies=(), disqualifiers=(), consequences=())
    return evolve(rubric, fields=fields, buckets=(), provisions=provisions)


def _group(number: int) -> Criterion:
    code = f"{number // _GROUPS_IN_A_FIELD + 1}.{number % _GROUPS_IN_A_FIELD + 1}"
    rows = [Criterion(Code(f"{code}.{n + 1}"), f"Dòng {number}.{n}", _ONE) for n in range(_IN_A_GROUP)]
    return _row(code, f"Nhóm {number + 1}", rows)


def _row(code: str, title: str, children: list[Criterion]) -> Criterion:
    return Criterion(Code(code), title, sum((c.max for c in children), Fraction(0)), children=tuple(children))


# ---- what is done with it


def _diff(a: Rubric, b: Rubric) -> Work:
    return lambda: diff(a, b)


def _recoded(rubric: Rubric) -> Rubric:
    """Every row that takes points at another code of its group."""
    return _changed(rubric, lambda c: evolve(c, code=Code(f"{c.code.text}a")))


def _renamed(rubric: Rubric) -> Rubric:
    return _changed(rubric, lambda c: evolve(c, title=f"{c.title} mới"))


def _changed(rubric: Rubric, change: Callable[[Criterion], Criterion]) -> Rubric:
    def changed(c: Criterion) -> Criterion:
        return change(c) if c.is_leaf else evolve(c, children=tuple(map(changed, c.children)))

    return evolve(rubric, fields=tuple(map(changed, rubric.fields)))


def _unbalanced(rubric: Rubric) -> Work:
    """A draft that raises a row of every group, and no group with it."""
    raised = [field.children[g].children[0] for field in rubric.fields for g in range(_GROUPS_IN_A_FIELD)]
    draft = _draft(rubric, raised)
    return lambda: apply(rubric, [draft])


def _draft(rubric: Rubric, raised: list[Criterion]) -> Amendment:
    lines = "".join(f"  SỬA {c.code} điểm tối đa: từ 1 điểm thành 2 điểm\n" for c in raised)
    parsed = read_amendment(Source.of("do.cchc", _DRAFT.format(rubric=rubric.id) + lines))
    assert parsed.value is not None
    assert all(isinstance(op, ChangeMax) for op in parsed.value.operations())
    return parsed.value


def _document(rubric: Rubric) -> Work:
    tree = compile_rubric(rubric)
    card = evaluate(tree, ordinary(rubric, rubric.id, Random(1), 1))
    digest = FileDigest("phieu", "0" * 64)
    provenance = Provenance(rubric.id, (digest,), digest, "cchc-rules")
    return lambda: build_document(card, provenance)
