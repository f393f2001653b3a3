"""What is printed around a table: its name, its title, the instrument it goes with, the notes below it."""

import re
from collections.abc import Mapping, Sequence

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.office.tables.made import NOTES, RIGHT
from cchc_rules.source import without_marks

_ANNEX = re.compile(
    r"(?P<name>(?:Bảng|Phụ lục|Biểu|Mẫu)(?: số)? (?:\d+|[IVX]+)[a-zđ]?)\b\W*(?P<title>.*)", re.IGNORECASE
)
_INSTRUMENT = re.compile(
    r"(?P<kind>Quyết định|Nghị quyết|Hướng dẫn|Công văn|Kế hoạch|Thông tư|Nghị định)\s+số:?\s*"
    r"(?P<number>[\w./-]*\d[\w./-]*)\s+ngày\s+"
    r"(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})(?:/|\s+năm\s+)(?P<year>\d{4})",
    re.IGNORECASE,
)
_NOTE = re.compile(rf"\((?P<number>\d+)\) dòng (?P<code>\S+): (?P<said>(?:bản in ghi |có hai cách hiểu |{RIGHT}).*)")
_NEAR = 8


@frozen
class Note:
    """A note below the table: the address of its row, and a sentence on it; `row` tells that it is the row itself."""

    code: Code
    sentence: str
    row: bool


@frozen
class Heading:
    """What is printed above a table. `instrument` is a citation in the words of the language, without the annex."""

    annex: str | None
    title: str | None
    instrument: str | None

    @property
    def short_name(self) -> str | None:
        """A short name from the annex: `bang-1`."""
        return slug(self.annex) if self.annex is not None else None


def heading_of(above: Sequence[str]) -> Heading:
    """The name, title and instrument among the lines above a table, the nearest of each."""
    near = [" ".join(line.split()) for line in above if line.strip()][-_NEAR:]
    start = next((at for at in range(len(near) - 1, -1, -1) if _ANNEX.match(near[at])), None)
    named = _ANNEX.match(near[start]) if start is not None else None
    own = near[start + 1 :] if start is not None else near
    cited = next((m for line in reversed(own) if (m := _INSTRUMENT.search(line))), None)
    title = " ".join([*([named["title"]] if named and named["title"] else []), *_title_lines(own, named is not None)])
    annex = named["name"] if named is not None else None
    return Heading(annex, title or None, _cited(cited) if cited is not None else None)


def _title_lines(own: Sequence[str], named: bool) -> list[str]:
    """The lines of the title: those below the name of the table, or else the last ones in capitals."""
    plain = [line for line in own if not line.startswith("(") and not _INSTRUMENT.search(line)]
    if named:
        return plain
    capitals: list[str] = []
    for line in reversed(plain):
        if line != line.upper():
            break
        capitals.insert(0, line)
    return capitals


def _cited(m: re.Match[str]) -> str:
    kind = m["kind"][:1].upper() + m["kind"][1:].lower()
    return f"{kind} {m['number']} ngày {int(m['day']):02}/{int(m['month']):02}/{m['year']}"


def slug(text: str) -> str:
    """Letters and digits without marks, hyphens between: fit for a short name."""
    return re.sub(r"[^a-z0-9]+", "-", without_marks(text)).strip("-")


def is_note(line: str) -> bool:
    """Whether a line below a table is one of the notes that a table of ours has, or their heading."""
    return line.strip() == NOTES or _NOTE.fullmatch(line.strip()) is not None


def notes_of(below: Sequence[str]) -> Mapping[int, Note]:
    """The notes that a table of ours has below it, by number."""
    found: dict[int, Note] = {}
    for line in below:
        m = _NOTE.fullmatch(line.strip())
        code = Code.parse(m["code"]) if m is not None else None
        if m is not None and code is not None:
            row = m["said"].startswith(RIGHT)
            found[int(m["number"])] = Note(code, m["said"].removeprefix(RIGHT) if row else m["said"], row)
    return found
