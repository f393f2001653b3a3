"""The sentences that differ between two texts, numbered, so that each result can say which of them it follows from."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from cchc_rules.explain.render.document import Group, Item, Items, Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.results.rubric_diff import DiffLine
from cchc_rules.writing.rubric import quote

_SENTENCE = "câu"
_INDENT = 2


def changed_sentences(changes: Sequence[DiffLine]) -> Items:
    """The section that tells each change, counted from 1, the old and the new words."""
    items = tuple(_item(str(n), line) for n, line in enumerate(changes, 1))
    lead = () if items else (Line("Không câu nào thay đổi."),)
    return Items("Câu thay đổi, cũ → mới", Tone.STRONG, lead, (Group("", items),) if items else (), _HEADS)


_HEADS = ("Số", "Câu", "", "")


def _item(number: str, line: DiffLine) -> Item:
    first, details = _told(line)
    return Item(number, first, "", "", Tone.PLAIN, tuple(details))


def on_one_line(line: DiffLine) -> str:
    """A change in one line: `3.3.1 điểm tối đa: 2 điểm → 1,5 điểm`, `"Tốt": từ 80% → từ 85%`."""
    first, details = _told(line)
    told = "; ".join(detail.text for detail in details)
    return f"{first} {told}" if told else first


def _told(line: DiffLine) -> tuple[str, list[Line]]:
    """The line of a change, and what stands below it where a sentence has several lines."""
    head = _head(line)
    if "\n" in f"{line.old or ''}{line.new or ''}":
        kind = "thêm" if line.old is None else "bỏ" if line.new is None else "sửa"
        return f"{head or _SENTENCE}: {kind}", list(_line_by_line(line))
    if line.old is None:
        return f"{head or _SENTENCE}: thêm {clean(line.new or '')}", []
    if line.new is None:
        return f"{head or _SENTENCE}: bỏ {clean(line.old)}", []
    return " ".join(f"{head}: {_both(line.old, line.new, line.band)}".removeprefix(": ").split()), []


def _head(line: DiffLine) -> str:
    """What the change is in: the row, and what of it unless the sentence says so by itself."""
    return clean(line.row if line.what == _SENTENCE else f"{line.row} {line.what}".strip())


def _both(old: str, new: str, band: str | None) -> str:
    """Old → new, with what both begin with said once; a band by its name: `"Tốt": từ 80% → từ 85%`."""
    named = f": {quote(band)}" if band is not None else ""
    if named and named in old and named in new:
        old, new = (text.replace(named, "", 1) for text in (old, new))
    else:
        named = ""
    name, colon, said = new.partition(": ")
    begun = bool(colon) and name.count('"') % 2 == 0 and old.startswith(name + colon)
    shared, new = (name + colon, said) if begun else ("", new)
    name_first = f"{named.removeprefix(': ')}: " if named else ""
    return f"{shared}{name_first}{clean(old[len(shared) :])} → {clean(new)}"


def _line_by_line(line: DiffLine) -> Iterator[Line]:
    """The lines that are gone and those that are new; where there is only one text, its lines."""
    old, new = ((text or "").splitlines() for text in (line.old, line.new))
    if line.old is None or line.new is None:
        yield from (_line("", text) for text in (*old, *new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (_line("bỏ: ", text) for text in old[a:b])
            yield from (_line("thêm: ", text) for text in new[c:d])


def _line(mark: str, text: str) -> Line:
    inner = text.lstrip()
    tone = Tone.FAINT if mark == "bỏ: " else Tone.PLAIN
    return Line(mark + clean(inner), tone, depth=(len(text) - len(inner)) // _INDENT if not mark else 0)


def in_runs(numbers: Sequence[int]) -> str:
    """`1–3, 7`; empty for none."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
