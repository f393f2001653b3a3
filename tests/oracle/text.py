"""What the oracle takes from the texts as they are printed: points of rows, facts of rows, bounds of facts."""

import re
from fractions import Fraction
from functools import cache
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[2]
_FACT = re.compile(r"  \[(?P<name>[^\]]+)\]: (?P<rest>.+)")
_ROW = re.compile(r'\s*(?:LĨNH VỰC |TIÊU CHÍ )?(?P<code>\d[\d.]*) ".*": (?P<points>[\d,]+) điểm(?P<rest>.*)')
_LATE = re.compile(r"số ngày chậm\(\[([^\]]+)\]; (\d\d)/(\d\d) (trong năm|năm sau)")
LAST_YEAR = ", năm trước"


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


@frozen
class Fact:
    """A declaration: `low` and `high` are numbers or names of facts."""

    name: str
    kind: str
    by: str
    choices: tuple[str, ...] = ()
    low: str = "0"
    high: str = ""
    computed: tuple[str, ...] = ()


@frozen
class Texts:
    """A table and its guidance. `uses` are the facts of each ruled row, what they are computed from included."""

    maxima: dict[str, Fraction]
    surveyed: frozenset[str]
    facts: dict[str, Fact]
    uses: dict[str, tuple[str, ...]]
    council_rows: frozenset[str]
    deadlines: dict[str, tuple[int, int, bool]]
    leaves: tuple[str, ...]

    @property
    def fields(self) -> list[str]:
        return [c for c in self.maxima if "." not in c]


@cache
def texts_of(number_of_table: int) -> Texts:
    table = _sentences(ROOT / f"rubrics/2019/bang-{number_of_table}.cchc")
    guidance = _sentences(ROOT / f"examples/guidance/huong-dan-bang-{number_of_table}.cchc")
    rows = [m for line in table.splitlines() if (m := _ROW.fullmatch(line.split("  theo")[0]))]
    facts = _facts(guidance)
    blocks = _blocks(guidance)
    late = _LATE.findall(guidance)
    codes = [m["code"] for m in rows]
    return Texts(
        {m["code"]: number(m["points"]) for m in rows},
        frozenset(m["code"] for m in rows if "ĐTXHH" in m["rest"]),
        facts,
        {code: _uses(block, facts) for code, block in blocks.items()},
        frozenset(code for code, block in blocks.items() if "do Hội đồng cho điểm" in block),
        {name: (int(day), int(month), when == "năm sau") for name, day, month, when in late},
        tuple(c for c in codes if not any(d.startswith(c + ".") for d in codes)),
    )


def _sentences(path: Path) -> str:
    """The text with each sentence on one line: those that go on behind a bar are put together."""
    return re.sub(r"\n *\| *", " ", path.read_text("utf-8"))


def _facts(text: str) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for line in text.splitlines():
        if m := _FACT.fullmatch(line):
            rest = m["rest"]
            by = next((w for w in ("do Hội đồng", "do điều tra") if w in rest), "do đơn vị")
            bounds = re.search(r"từ (\d+)(?: đến (\d+|\[[^\]]+\]))?", rest)
            computed = re.findall(r"\[([^\]]+)\]", rest.partition("tính bằng")[2])
            kind = rest.split(",")[0].split(' "')[0]
            choices = re.findall(r'"([^"]+)"', rest) if kind == "lựa chọn" else ()
            low, high = (bounds[1], bounds[2] or "") if bounds else ("0", "")
            found[m["name"]] = Fact(m["name"], kind, by, tuple(choices), low, high.strip("[]"), tuple(computed))
            if "có năm trước" in rest:
                before = m["name"] + LAST_YEAR
                found[before] = Fact(before, kind, by, (), low, "")
    return found


def _blocks(text: str) -> dict[str, str]:
    parts = re.split(r'^(\d[\d.]*) "', text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _uses(block: str, facts: dict[str, Fact]) -> tuple[str, ...]:
    names = dict.fromkeys(re.findall(r"\[([^\]]+)\]", block.partition("\n")[2]))
    return tuple(dict.fromkeys(n for name in names for n in facts[name].computed or (name,)))
