"""A diff as text for a terminal, as Markdown for a merge request, as JSON for other tools."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from cchc_rules.explain.render.markdown import escape
from cchc_rules.explain.words import texts_beside
from cchc_rules.model.numbers import decimal_string, vietnamese
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.rubric_diff import DiffLine, DiffReport, Subtotal
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.writing.json_text import json_text

_SAME = "như nhau về nội dung."


def diff_text(r: DiffReport, texts: Sequence[TextBeside] = ()) -> str:
    """Differences by top row, old → new, subtotals last; first which of the `texts` beside them were applied."""
    lines = texts_beside.wrapped(texts)
    if not r.count and not r.subtotals:
        return "\n".join((*lines, _same(r))) + "\n"
    lines += [f"{_between(r)}: {r.count} thay đổi", *_files(r)]
    for group in r.groups:
        lines += ["", group.heading]
        for line in group.lines:
            lines += [f"  {text}" for text in _text_line(line)]
    if r.subtotals:
        lines += ["", "ĐIỂM CỘNG DỒN"]
        lines += [f"  {_subtotal_name(s)}: {_points(s.old)} → {_points(s.new)}{_change(s)}" for s in r.subtotals]
    return "\n".join(lines) + "\n"


def diff_md(r: DiffReport, texts: Sequence[TextBeside] = ()) -> str:
    """The same as tables."""
    lines = [part for told in texts_beside.lines(texts) for part in (_cell(told), "")]
    if not r.count and not r.subtotals:
        return "\n".join((*lines, _same(r))) + "\n"
    lines += [f"## {_cell(_between(r))}", "", *(_cell(f"{line}.") for line in _files(r))]
    lines.append(f"{r.count} thay đổi về nội dung.")
    for group in r.groups:
        lines += ["", f"### {_cell(group.heading)}", "", "| Mã | Nội dung | Trước | Sau |", "|---|---|---|---|"]
        for line in group.lines:
            cells = (line.row, line.what, line.old or "–", line.new or "–")
            lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    if r.subtotals:
        lines += ["", "### Điểm cộng dồn", "", "| Dòng | Trước | Sau |", "|---|---:|---:|"]
        lines += [f"| {_cell(_subtotal_name(s))} | {_points(s.old)} | {_points(s.new)} |" for s in r.subtotals]
    return "\n".join(lines) + "\n"


def _same(r: DiffReport) -> str:
    # Common provisions alone have no rows.
    return f"{'Hai bộ tiêu chí' if r.old.fields or r.new.fields else 'Hai quy định chung'} {_SAME}"


def diff_json(r: DiffReport, texts: Sequence[TextBeside] = ()) -> str:
    """The same for machines; points are strings with a decimal point."""
    made = {
        "schema": "cchc-rules/diff-1",
        "old": {"id": r.old.id, "title": r.old.title},
        "new": {"id": r.new.id, "title": r.new.title},
        "texts": texts_beside.data(texts),
        "changes": [plain_change(line) for g in r.groups for line in g.lines],
        "subtotals": [_plain_subtotal(s) for s in r.subtotals],
    }
    return json_text(made)


def _between(r: DiffReport) -> str:
    """What is compared: two names, or the one that both have."""
    old, new = _named(r.old), _named(r.new)
    return old if old == new else f"{old} → {new}"


def _files(r: DiffReport) -> list[str]:
    """The two files, where they are what tells the two apart."""
    old, new = (rubric.at.source if rubric.at is not None else "" for rubric in (r.old, r.new))
    return [f"{old} → {new}"] if _named(r.old) == _named(r.new) and old != new else []


def _named(rubric: Rubric) -> str:
    instrument = rubric.provisions.instrument
    return f"{rubric.id} ({instrument.value.cite()})" if instrument else rubric.id


def _text_line(line: DiffLine) -> list[str]:
    head = f"{line.row} {line.what}".lstrip()
    if "\n" in f"{line.old}{line.new}":
        return [f"{_sign(line)} {head}:", *(f"    {text}" for text in _line_by_line(line))]
    if line.old is None:
        return [f"+ {head}: {line.new}"]
    if line.new is None:
        return [f"- {head}: {line.old}"]
    short = len(line.old) + len(line.new) <= 60
    return [f"  {head}: {line.old} → {line.new}"] if short else [f"  {head}: {line.old}", f"      → {line.new}"]


def _sign(line: DiffLine) -> str:
    return "+" if line.old is None else "-" if line.new is None else " "


def _line_by_line(line: DiffLine) -> Iterator[str]:
    """The lines of a long sentence, marked where they are gone or new."""
    old, new = ((text or "").splitlines() for text in (line.old, line.new))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (f"  {text}" for text in old[a:b])
        else:
            yield from (f"- {text}" for text in old[a:b])
            yield from (f"+ {text}" for text in new[c:d])


def _points(value: Fraction | None) -> str:
    """Points of a subtotal, a dash where there is none."""
    return "–" if value is None else vietnamese(value)


def _subtotal_name(s: Subtotal) -> str:
    return f"{s.code} {s.name}" if s.code is not None else s.name


def _change(s: Subtotal) -> str:
    if s.old is None or s.new is None:
        return ""
    return f" ({'+' if s.new > s.old else '−'}{_points(abs(s.new - s.old))})"


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def plain_change(line: DiffLine) -> dict[str, Any]:
    """One difference as data: the row, what it is about, the old and the new words."""
    code = line.code.text if line.code is not None else None
    printed = {"printed_at": line.printed} if line.printed is not None else {}
    return {"code": code, **printed, "what": line.what, "old": line.old, "new": line.new}


def _plain_subtotal(s: Subtotal) -> dict[str, Any]:
    old, new = (decimal_string(v) if v is not None else None for v in (s.old, s.new))
    return {"code": s.code.text if s.code is not None else None, "name": s.name, "old": old, "new": new}
