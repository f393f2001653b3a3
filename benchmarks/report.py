"""Results and the table they are printed in."""

from collections.abc import Sequence

from attrs import frozen


@frozen
class Result:
    """One measurement: what, the goal in words (empty: none set), the figure in words, whether it is met."""

    what: str
    figure: str
    goal: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """`đạt`, `CHƯA ĐẠT`, or nothing where no goal is set."""
        return "" if self.met is None else "đạt" if self.met else "CHƯA ĐẠT"


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table, columns aligned for a terminal."""
    rows = [("Đo", "Kết quả", "Mục tiêu", ""), *((r.what, r.figure, r.goal, r.verdict) for r in results)]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    lines = ["| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in rows]
    rule = "|" + "|".join("-" * (w + 2) for w in widths) + "|"
    return "\n".join((lines[0], rule, *lines[1:]))


def milliseconds(seconds: float) -> str:
    """`1,23 ms`, three figures."""
    return f"{seconds * 1e3:.3g} ms".replace(".", ",")


def times(ratio: float) -> str:
    """`2,3 lần`."""
    return f"{ratio:.2f} lần".replace(".", ",")
