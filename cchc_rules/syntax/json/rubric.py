"""Rubrics as JSON (schemas/rubric-1.json): put together as the text that they were printed from, and read as that."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, Related, catalog, has_errors, in_order
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Bucket, Criterion, Rubric
from cchc_rules.source import Source, Span
from cchc_rules.syntax.json.places import find_places, line_at
from cchc_rules.syntax.json.values import Walk, load
from cchc_rules.syntax.lines.cut import LINE_LIMIT
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.layout import lines_with, quote
from cchc_rules.writing.long_lines import broken
from cchc_rules.writing.parts import BUCKETS, ON_ROW, RUBRIC_SCHEMA, Part, lines_of
from cchc_rules.writing.rubric import bucket, bucket_row, row

_TOLD = frozenset({"instrument", "texts", "total", "fields"})
"""Keys for those who only read: what they say is in the sentences, or follows from the rows."""
_KEYS = frozenset({"schema", "id", "title", "comments", "provisions", "rows", "buckets", "remarks", "ending", "part"})
_PART_KEYS = frozenset({"heading", "sentences", "comments"})
_ROW_KEYS = frozenset({"code", "title", "max", "deducts", "survey", "note", "basis", "sentences", "comments"})
_ROW_TOLD = frozenset({"printed_code", "level", "notes", "cites"})
_BUCKET_KEYS = frozenset({"kind", "cap", "basis", "comments", "rows"})
_COMMENT_KEYS = frozenset({"before", "behind", "below"})


@frozen
class _Said:
    """Lines of the text and the path of the value that says them."""

    path: str
    lines: tuple[str, ...]


def read_rubric_json(name: str, text: str) -> Parsed[Rubric]:
    """A rubric from a JSON text, with everything wrong in it, each at its place in the JSON; None when there is any.

    `name` is what messages call the file. What a program worked out from the sentences (`total`, `level`) is not read.
    """
    text = text.removeprefix("\ufeff")
    start = Span(name, 1, 1, 2, line_at(text, 0)[1])
    if not text.strip():
        return Parsed(None, (catalog.EMPTY.at(start, opening=f'{{"schema": "{RUBRIC_SCHEMA}", …'),))
    value = load(name, text)
    if isinstance(value, Diagnostic):
        return Parsed(None, (value,))
    walk = Walk(start, find_places(name, text), schema="rubric-1")
    said = tuple(_said(walk, value)) if _is_rubric(value, walk) else ()
    return Parsed(None, in_order(walk.found)) if walk.found else _read(name, said, walk)


def _is_rubric(value: object, walk: Walk) -> bool:
    given = value if isinstance(value, dict) else {}
    if given.get("schema") != RUBRIC_SCHEMA:
        fix = f'khóa “schema” phải là "{RUBRIC_SCHEMA}", như cchc-rules show --format json ghi'
        walk.add(catalog.WRONG_FILE, fix=fix, wanted="bộ tiêu chí JSON", opening="")
    elif given.get("part") is not None:
        walk.here = walk.places.at("part")
        walk.add(catalog.PART_OF_RUBRIC, code=str(given["part"])[:40])
    elif "provisions" not in given:
        walk.wrong("provisions", "thiếu khóa này", fix="xuất lại bằng cchc-rules show --format json của bản này")
    return not walk.found


def _read(name: str, said: Sequence[_Said], walk: Walk) -> Parsed[Rubric]:
    """Read the lines as a text of their own, and say of each finding which value it comes from."""
    origins = _origins(said)
    lines = [part for one in said for line in one.lines for part in broken(line)]
    parsed = read_rubric(Source.of(name, "\n".join(lines) + "\n"))
    found = tuple(_in_json(d, origins, walk) for d in parsed.diagnostics)
    if not isinstance(parsed.value, Rubric) or has_errors(found):
        return Parsed(None, found)
    astray = tuple(_astray(parsed.value, said, walk))
    return Parsed(None if astray else parsed.value, (*found, *astray))


def _origins(said: Sequence[_Said]) -> list[str]:
    """The path of the value behind each line of the text."""
    return [one.path for one in said for line in one.lines for _ in broken(line)]


def _in_json(d: Diagnostic, origins: Sequence[str], walk: Walk) -> Diagnostic:
    related = tuple(Related(r.message, _place(r.span, origins, walk)) for r in d.related)
    return evolve(d, span=_place(d.span, origins, walk), related=related, fixes=())


def _place(span: Span | None, origins: Sequence[str], walk: Walk) -> Span | None:
    return walk.places.at(origins[min(span.line, len(origins)) - 1]) if span is not None and origins else span


def _astray(rubric: Rubric, said: Sequence[_Said], walk: Walk) -> Iterator[Diagnostic]:
    """Rows that stand among sentences."""
    origins = _origins(said)
    for c in rubric.rows():
        path = origins[c.at.line - 1] if c.at is not None else ""
        if not path.endswith(".code"):
            yield catalog.SENTENCE_ASTRAY.at(walk.places.at(path), code=c.code)


# ---- the values as lines


def _said(walk: Walk, value: object) -> Iterator[_Said]:
    o = walk.mapping(value, "$", _KEYS | _TOLD)
    if o is None:
        return
    name, title = _words(walk, o, "id", "id"), _words(walk, o, "title", "title")
    head = f"BỘ TIÊU CHÍ {name} {quote(title)}"
    yield _Said("id", tuple(lines_with(_trivia(walk, o.get("comments"), "comments"), head)))
    yield from _parts(walk, o, "provisions")
    for i, given in enumerate(walk.array(o.get("rows"), "rows")):
        yield from _row(walk, given, f"rows[{i}]", in_bucket=False)
    for i, given in enumerate(walk.array(o.get("buckets"), "buckets")):
        yield from _bucket(walk, given, f"buckets[{i}]")
    yield from _parts(walk, o, "remarks")
    for i, comment in enumerate(walk.array(o.get("ending"), "ending")):
        yield _Said(f"ending[{i}]", (f"# {walk.text(comment, f'ending[{i}]')}".rstrip(),))


def _parts(walk: Walk, o: Mapping[str, Any], key: str) -> Iterator[_Said]:
    for i, given in enumerate(walk.array(o.get(key), key)):
        path = f"{key}[{i}]"
        part = walk.mapping(given, path, _PART_KEYS)
        if part is None:
            continue
        heading = _line(walk, part["heading"], f"{path}.heading") if part.get("heading") is not None else None
        comments = tuple(_lines(walk, part, f"{path}.comments", "comments"))
        yield _Said(f"{path}.heading", tuple(lines_of(Part(heading, (), tuple(line for _, line in comments)))))
        for at, sentence in _lines(walk, part, f"{path}.sentences", "sentences"):
            yield _Said(at, tuple(lines_of(Part(None, (sentence,)))))


def _row(walk: Walk, value: object, path: str, in_bucket: bool) -> Iterator[_Said]:
    o = walk.mapping(value, path, _ROW_KEYS | _ROW_TOLD)
    if o is None:
        return
    code = Code.parse(_words(walk, o, "code", f"{path}.code"))
    if code is None:
        walk.wrong(f"{path}.code", "mã không đúng dạng; viết mã như 1.1.2, 3.a, 3.đ, 24a hoặc II")
        return
    title = walk.text(o.get("title"), f"{path}.title") or ""
    note = walk.words(o.get("note"), f"{path}.note")
    survey, deducts = (_yes(walk, o, key, f"{path}.{key}") for key in ("survey", "deducts"))
    c = Criterion(code, title, _number(walk, o, "max", f"{path}.max"), survey, note, deducts=deducts)
    if in_bucket and (survey or deducts or note is not None):
        walk.wrong(path, "dòng điểm cộng, điểm trừ không có “survey”, “deducts” hay “note”")
    text = _with_basis(walk, o, bucket_row(c) if in_bucket else row(c, ()), path)
    yield _Said(f"{path}.code", tuple(lines_with(_trivia(walk, o.get("comments"), f"{path}.comments"), text)))
    for at, sentence in _lines(walk, o, f"{path}.sentences", "sentences"):
        yield _Said(at, (ON_ROW + sentence,))


def _bucket(walk: Walk, value: object, path: str) -> Iterator[_Said]:
    o = walk.mapping(value, path, _BUCKET_KEYS)
    if o is None:
        return
    kind = BUCKETS.get(str(o.get("kind")))
    if kind is None:
        walk.wrong(f"{path}.kind", f"phải là một trong: {', '.join(BUCKETS)}")
        return
    text = _with_basis(walk, o, bucket(Bucket(kind, _number(walk, o, "cap", f"{path}.cap"))), path)
    yield _Said(f"{path}.kind", tuple(lines_with(_trivia(walk, o.get("comments"), f"{path}.comments"), text)))
    for i, given in enumerate(walk.array(o.get("rows"), f"{path}.rows")):
        yield from _row(walk, given, f"{path}.rows[{i}]", in_bucket=True)


def _with_basis(walk: Walk, o: Mapping[str, Any], text: str, path: str) -> str:
    basis = walk.words(o.get("basis"), f"{path}.basis")
    return text if basis is None else f"{text}  {basis}"


def _trivia(walk: Walk, value: object, path: str) -> Trivia:
    o = walk.mapping(value, path, _COMMENT_KEYS) if value is not None else None
    if o is None:
        return Trivia()
    behind = walk.text(o["behind"], f"{path}.behind") if o.get("behind") is not None else None
    before, below = (tuple(line for _, line in _lines(walk, o, f"{path}.{k}", k)) for k in ("before", "below"))
    return Trivia(before, behind, below)


# ---- single values


def _lines(walk: Walk, o: Mapping[str, Any], path: str, key: str) -> Iterator[tuple[str, str]]:
    """Each line of a list with its path."""
    for i, value in enumerate(walk.array(o.get(key), path)):
        yield f"{path}[{i}]", _line(walk, value, f"{path}[{i}]")


def _line(walk: Walk, value: object, path: str) -> str:
    """A line with its indent, which tells what it stands under."""
    text = walk.text(value, path, LINE_LIMIT) or ""
    return " " * (len(value) - len(value.lstrip(" "))) + text if isinstance(value, str) else text


def _words(walk: Walk, o: Mapping[str, Any], key: str, path: str) -> str:
    found = walk.words(o.get(key), path)
    if o.get(key) is None:
        walk.wrong(path, "thiếu khóa này")
    return found or ""


def _number(walk: Walk, o: Mapping[str, Any], key: str, path: str) -> Fraction:
    found = walk.number(o.get(key), path)
    if found is not None and found < 0:
        walk.wrong(path, "điểm không được âm")
    return found or Fraction(0)


def _yes(walk: Walk, o: Mapping[str, Any], key: str, path: str) -> bool:
    value = o.get(key, False)
    if not isinstance(value, bool):
        walk.wrong(path, "phải là true hoặc false")
    return value is True
