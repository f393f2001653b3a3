"""The columns of a rubric's tables: those that go in, with what each may hold, and those that come out."""

from cchc_rules.columns.contract import KIND, UNIT, YEAR, Contract, Holds, contract_of
from cchc_rules.columns.covered import NotCovered
from cchc_rules.columns.plan import Plan, Whole, Word, compile_columns
from cchc_rules.columns.run import KEPT, RANK_PROVISIONAL, RANKS, WALKED
from cchc_rules.compile import RuleTree
from cchc_rules.frozen import frozen
from cchc_rules.results.scorecard import View


@frozen
class Schema:
    """The contract of a rubric and the columns given back in their order, each with its type (Vietnamese).

    `left` is what columns do not cover; then nothing is promised of the columns given back.
    """

    contract: Contract
    given_back: tuple[tuple[str, str], ...]
    left: tuple[NotCovered, ...] = ()


def schema_of(tree: RuleTree) -> Schema:
    """The schema of a rubric."""
    plan = compile_columns(tree, 0, View.FINAL)
    if not isinstance(plan, Plan):
        return Schema(contract_of(tree), (), plan)
    first = [*((name, "số nguyên" if name in ("row", YEAR) else "chữ") for name in KEPT)]
    ranks = [*((name, "số nguyên") for name in RANKS), (RANK_PROVISIONAL, "có/không"), (WALKED, "có/không")]
    kinds = {Whole: "số nguyên", Word: "chữ"}
    return Schema(
        plan.contract, (*first, *ranks, *((o.name, kinds.get(type(o), "có/không/chưa biết")) for o in plan.outputs))
    )


def schema_text(schema: Schema) -> str:
    """A line for each column."""
    scale = schema.contract.scale
    lines = [
        f"Điểm là số nguyên của 1/{scale} điểm; ô trống là chưa biết; −1 là không áp dụng (số liệu: không phát sinh).",
        "",
        "Cột vào:",
        f"  {UNIT}  tên đơn vị",
        f"  {KIND}  loại đơn vị" + (f": {'; '.join(schema.contract.kinds)}" if schema.contract.kinds else ""),
        f"  {YEAR}  năm đánh giá",
    ]
    for c in schema.contract.columns:
        if c.holds.words:
            lines.append(f"  {c.name}  {c.holds.value}" + (f": {'; '.join(c.words)}" if c.words else ""))
        else:
            unit = f", phần {c.scale} của một" if c.holds is Holds.NUMBER and c.scale > 1 else ""
            step = f", bội của {c.step}" if c.step > 1 else ""
            lines.append(f"  {c.name}  {c.holds.value}{unit}: {max(c.low, 0)} đến {c.high}{step}")
    for left in schema.left:
        lines += ["", f"Chưa tính được theo cột: {left.what} ({', '.join(left.where)}); cần --walk."]
    if schema.given_back:
        lines += ["", "Cột ra:", *(f"  {name}  {kind}" for name, kind in schema.given_back)]
    return "".join(f"{line}\n" for line in lines)
