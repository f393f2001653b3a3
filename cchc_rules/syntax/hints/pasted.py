"""A row, a block or a whole table that was pasted: told once, with the lines to write in its place."""

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, Edit, Fix, FixKind, catalog
from cchc_rules.diagnostics.mends import quoted
from cchc_rules.frozen import frozen
from cchc_rules.source import Source, without_marks
from cchc_rules.source.text import fold_tones
from cchc_rules.syntax.hints.cells import PastedLine, pasted_line
from cchc_rules.syntax.hints.merged import codes_left_out
from cchc_rules.syntax.hints.stacked import HEADS, stacked
from cchc_rules.syntax.lines.cut import RawLine, place
from cchc_rules.syntax.lines.grammar import parse_line
from cchc_rules.syntax.lines.parse_tree import Node

_LEVELLED = re.compile(
    r"(?P<level>[^\W\d_]+(?: +[^\W\d_]+){0,3} +)?(?P<code>\d+[a-zđ]{0,2}(?:[.,][0-9a-zđ]+)*|[ivxlc]+(?:\.[0-9a-zđ]+)*"
    r"|[a-zđ](?=[.)]?$))[.):]*(?:\s+(?P<title>.+))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?) *(?:điểm|đ|d)?", re.IGNORECASE)
SURVEY_WORDS = ("dtxhh", "xhh", "dieu tra xa hoi hoc", "dieu tra xhh", "diem dieu tra xa hoi hoc", "phieu dieu tra")
"""How tables name the survey, without marks."""
TICKS = ("x", "✓", "✔", "v")
"""What stands in a column headed by the survey where it is meant."""
TOTALS = ("tong", "tong cong", "tong diem", "cong", "tong so", "tong so diem")
"""How the row of sums at the end is named, without marks."""
_STAGES = (
    ("tự đánh giá", ("tu danh gia", "tu cham", "diem tu")),
    ("thẩm định", ("tham dinh", "hoi dong")),
    ("phúc tra", ("phuc tra",)),
    ("ĐTXHH", ("dtxhh", "xhh", "dieu tra")),
)
_EVIDENCE = ("minh chung", "tai lieu", "tlkc", "kiem chung")
_BULLETS = ("-", "–", "+", "•", "*")
_UNKNOWN = "…"
_NAMED = 2
_MOST_SHOWN = 60


@frozen
class _Row:
    """What the cells of a row say. `numbers` are those behind the title, `rest` the words; each with its column."""

    level: str
    code: str
    title: str
    numbers: tuple[tuple[int, str], ...]
    survey: bool
    rest: tuple[tuple[int, str], ...]


@frozen
class _Written:
    """The lines to write for one row of the table; `sure` if nothing in it was guessed, `whole` if nothing lacks."""

    lines: tuple[str, ...]
    sure: bool = True
    whole: bool = True


def pasted(
    source: Source, grammar: str, line: RawLine, below: Sequence[RawLine]
) -> tuple[Diagnostic, tuple[RawLine, ...]] | None:
    """What to say of the table that begins at a line which does not fit, and which lines below are of it."""
    block = _block(source, (line, *below)) or stacked((line, *below))
    heads = next((_heads(row.cells) for row in block if _heads(row.cells)), ())
    made: list[_Written] = []
    taken: list[RawLine] = []
    codes = codes_left_out([row.cells for row in block])
    for at, row in enumerate(block):
        named = at > 0 and bool(_heads(block[at - 1].cells)) and not any(_NUMBER.fullmatch(c) for c in row.cells)
        written = _comment(row.cells) if named and not row.cells[0] else _written(source, grammar, row.cells, heads)
        if written is not None and at in codes:
            written = _coded(written, codes[at])
        if written is None or not all(_fits(grammar, text) for text in written.lines if written.whole):
            break
        made.append(evolve(written, sure=written.sure and row.sure))
        taken += row.lines
    if not any(w.lines and not w.lines[0].startswith("#") for w in made):
        return None
    return _told(source, taken, made), tuple(taken[1:])


def _block(source: Source, lines: Sequence[RawLine]) -> list[PastedLine]:
    """The rows of one table: lines one right after another that are rows of tables."""
    block: list[PastedLine] = []
    rest = list(lines)
    while rest and (not block or rest[0].number == block[-1].lines[-1].number + 1):
        row = pasted_line(source, rest)
        if row is None:
            break
        block.append(row)
        rest = rest[len(row.lines) :]
    return block


def _told(source: Source, taken: Sequence[RawLine], made: Sequence[_Written]) -> Diagnostic:
    texts = [text for w in made for text in w.lines]
    shown = texts[:_MOST_SHOWN] + ([f"… và {len(texts) - _MOST_SHOWN} dòng nữa"] if len(texts) > _MOST_SHOWN else [])
    one = len(texts) == 1
    fix = f"viết: {texts[0].strip()}" if one else "\n      ".join(("viết các dòng này:", *shown))
    what = "dòng này là một dòng" if len(taken) == 1 else f"{len(taken)} dòng từ đây là các dòng"
    last = taken[-1].number
    edit = Edit(source.name, taken[0].number, 1, last, len(source.lines[last - 1]) + 1, "\n".join(texts))
    kind = FixKind.SPELLING if all(w.sure for w in made) else FixKind.CONTENT
    says = "viết lại dòng dán từ bảng" if one else f"viết lại {len(taken)} dòng dán từ bảng"
    if kind is FixKind.CONTENT:
        says = "các cột của bảng là như cách sửa đã nêu"
    fixes = (Fix(kind, (edit,), says),) if all(w.whole for w in made) else ()
    return catalog.PASTED.at(place(source, taken[0]), fix=fix, fixes=fixes, what=what)


def _fits(grammar: str, text: str) -> bool:
    sentence = text.partition("  #")[0]
    return text.startswith("#") or isinstance(parse_line(grammar, fold_tones(sentence), sentence), Node)


# ---- one row


def _written(source: Source, grammar: str, cells: Sequence[str], heads: Sequence[str]) -> _Written | None:
    """The lines to write for the cells of one row; None where they are none."""
    said = [c for c in cells if c]
    if not said:
        return _Written(())
    plain = without_marks(said[0]).strip(" .:")
    if _heads(cells) or plain in TOTALS:
        return _comment(cells)
    row = _row(cells, heads)
    if row is None:
        return _band(cells)
    if grammar == "sheet":
        return _of_sheet(row, heads)
    return _of_table(source, row)


def _comment(cells: Sequence[str]) -> _Written:
    return _Written((f"# {' – '.join(c for c in cells if c)}",))


def _coded(written: _Written, code: str) -> _Written:
    """A row whose cell for the code was empty, with the code that its place in the table gives it."""
    first, *rest = written.lines
    indent = "  " * (code.count(".") >= _NAMED)
    return evolve(written, lines=(first.replace(f"{_UNKNOWN} ", f"{indent}{code} ", 1), *rest), sure=False, whole=True)


def _heads(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, without marks, when the cells are a heading; else none."""
    plain = tuple(without_marks(c).strip(" .:") for c in cells)
    named = plain and next((c for c in plain if c), "") in HEADS
    return plain if named and not any(_NUMBER.fullmatch(c) for c in cells) else ()


def _row(cells: Sequence[str], heads: Sequence[str]) -> _Row | None:
    filled = [(at, c) for at, c in enumerate(cells) if c]
    if len(filled) > 1 and filled[0][1].isdigit() and re.fullmatch(r"\d+(?:\.\d+)+\.?", filled[1][1]):
        filled = filled[1:]  # a running number before the code
    first = _LEVELLED.fullmatch(filled[0][1])
    rest = filled[1:] if first or filled[0][1] in _BULLETS else filled
    title = first["title"] or "" if first else ""
    if not title and rest and not _NUMBER.fullmatch(rest[0][1]):
        title, rest = rest[0][1], rest[1:]
    if not title or not re.search(r"[^\W\d_]", title) or not (first or rest):
        return None
    numbers = tuple((at, n[1].replace(".", ",")) for at, c in rest if (n := _NUMBER.fullmatch(c)))
    words = [(at, c) for at, c in rest if not _NUMBER.fullmatch(c)]
    survey = [w for w in words if _is_survey(w, heads)]
    others = tuple(w for w in words if w not in survey)
    if first is None:
        return _Row("", _UNKNOWN, _bare(title), numbers, bool(survey), others) if numbers else None
    code = first["code"].replace(",", ".").rstrip(".")
    return _Row((first["level"] or "").strip(), code, _bare(title), numbers, bool(survey), others)


def _bare(title: str) -> str:
    """A title without the signs that the language puts around it."""
    words = title.strip().removesuffix(":").rstrip()
    inside = re.fullmatch(r'"((?:[^"]|"")*)"|“([^“”]*)”', words)
    return words if inside is None else (inside[1] or inside[2] or "").replace('""', '"')


def _is_survey(word: tuple[int, str], heads: Sequence[str]) -> bool:
    at, text = word
    plain = without_marks(text).strip(" .()")
    head = heads[at] if at < len(heads) else ""
    return plain in SURVEY_WORDS or (plain in TICKS and any(s in head for s in SURVEY_WORDS))


def _of_table(source: Source, row: _Row) -> _Written:
    """`1.1.2 "…": 2 điểm, ĐTXHH`: what the language has no place for goes into a note, or a comment."""
    depth = row.code.count(".") + 1
    level = row.level.upper() or _levels(source).get(depth, "")
    head = f"{level} {row.code}" if level else "  " * (depth > _NAMED) + row.code
    tags = (", ĐTXHH" if row.survey else "") + "".join(f", ghi chú {quoted(t)}" for t in [_joined(row.rest)] if t)
    more = f"  # các cột sau: {'; '.join(n for _, n in row.numbers[1:])}" if row.numbers[1:] else ""
    points = row.numbers[0][1] if row.numbers else _UNKNOWN
    text = f"{head} {quoted(row.title)}: {points} điểm{tags}{more}"
    return _Written((text,), sure=not row.rest and not more, whole=bool(row.numbers) and row.code != _UNKNOWN)


def _joined(words: Iterable[tuple[int, str]]) -> str:
    return "; ".join(text for _, text in words)


def _levels(source: Source) -> dict[int, str]:
    """The names of levels that rows of the file have, by depth."""
    found: dict[int, str] = {}
    for m in _ROW.finditer(source.text):
        found.setdefault(m["code"].count(".") + 1, " ".join(m["level"].upper().split()))
    return found


_ROW = re.compile(r'^ *(?P<level>[^\W\d_]+(?: +[^\W\d_]+){0,3}) +(?P<code>[0-9ivxlc][0-9a-zđ.]*) *["“]', re.M | re.I)


def _of_sheet(row: _Row, heads: Sequence[str]) -> _Written:
    """The row of a sheet with what stages gave: by the names of the columns, else in the order of the stages."""
    entries = [(_stage(heads[at]), n) for at, n in row.numbers if at < len(heads) and _stage(heads[at])]
    if not entries:
        given = [n for _, n in row.numbers]
        given = given[1:] if len(given) > 1 else given  # the most points there are
        entries = [(stage, n) for (stage, _), n in zip(_STAGES, given, strict=False)]
    lines = [f"  {stage}: {n} điểm" for stage, n in entries]
    for at, text in row.rest if lines else ():
        head = heads[at] if at < len(heads) else ""
        lines[-1] += f", TLKC {quoted(text)}" if any(e in head for e in _EVIDENCE) else f", vì {quoted(text)}"
    return _Written((f"{row.code} {quoted(row.title)}", *lines), sure=False, whole=row.code != _UNKNOWN)


def _stage(head: str) -> str:
    return next((stage for stage, words in _STAGES if any(w in head for w in words)), "")


_INTERVAL = re.compile(r"(?:từ|dưới|trên|không quá)\b.*\d.*", re.IGNORECASE)


def _band(cells: Sequence[str]) -> _Written | None:
    """`từ 90%: "Rất tốt"` from a table of bands."""
    said = [c for c in cells if c]
    if said and said[0].isdigit() and len(said) == 3:
        said = said[1:]
    between = [c for c in said if _INTERVAL.fullmatch(c)]
    names = [c for c in said if c not in between]
    if len(between) != 1 or len(names) != 1 or not re.search(r"[^\W\d_]", names[0]):
        return None
    interval = re.sub(r"\s+(?:tổng )?(?:số )?điểm\b|(?<=\d)\s+(?=%)", "", between[0][0].lower() + between[0][1:])
    return _Written((f"  {interval.strip(' ;.')}: {quoted(names[0])}",))
