"""Every name in a text that is declared somewhere: facts, codes of rows, short names of texts, scales, survey forms."""

from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve

from cchc_rules.lsp.index.json_names import json_occurrences
from cchc_rules.lsp.index.names import Name, NameKind, Occurrence, Refers
from cchc_rules.lsp.index.reading import Read, lines_of
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.model.code import Code
from cchc_rules.model.fact import this_year
from cchc_rules.source import Span, fold_name
from cchc_rules.syntax.lines.parse_tree import Leaf, Node

_NUMBERED = ("consequence", "override", "tally")
"""Rules whose own number looks like the code of a row and is none."""
_ROWS = ("row", "bucket_row")
_NEW_CODE = ("move_row", "renumber_row")
"""Rules that end with the code that a row is to have."""
_TEXTS = {
    "rubric": (NameKind.TEXT, None),
    "common": (NameKind.TEXT, None),
    "guidance": (NameKind.TEXT, None),
    "amendment": (NameKind.TEXT, None),
    "erratum": (NameKind.TEXT, None),
    "uses": (NameKind.TEXT, Refers.USES),
    "applies_to": (NameKind.TEXT, Refers.LIES_OVER),
    "amends": (NameKind.TEXT, Refers.AMENDS),
    "corrects": (NameKind.TEXT, Refers.AMENDS),
    "tables": (NameKind.TEXT, Refers.NAMES),
    "replace_instrument": (NameKind.TEXT, Refers.NAMES),
    "survey": (NameKind.FORM, None),
    "add_form": (NameKind.FORM, None),
    "share_part": (NameKind.FORM, Refers.NAMES),
    "tally": (NameKind.FORM, Refers.NAMES),
    "drop_form": (NameKind.FORM, Refers.NAMES),
    "owner": (NameKind.FORM, Refers.NAMES),
}
"""What a short name in each rule is, and how it refers to what it names; None where it is declared."""
_SCALES = {"answer_scale": None, "scale_used": Refers.NAMES, "by_named_scale": Refers.NAMES}


def occurrences(document: Document) -> tuple[Occurrence, ...]:
    """All names of a document in order."""
    return _found(document)


@lru_cache(maxsize=4096)
def _found(document: Document) -> tuple[Occurrence, ...]:
    if document.kind is TextKind.JSON_SHEET:
        return json_occurrences(document)
    found: list[Occurrence] = []
    form = ""
    for line in lines_of(document):
        for read in line.sentences:
            of_line = tuple(_of_sentence(read, form))
            found += of_line
            opened = (o for o in of_line if o.name.kind is NameKind.FORM and o.refers is None)
            form = next((o.name.key for o in opened), form)
    return tuple(found)


def at(document: Document, line: int, column: int) -> Occurrence | None:
    """The name that the cursor touches, at a line and column (from 1) of the normalised text."""
    touched = (o for o in occurrences(document) if _touches(o.whole, line, column))
    return next(touched, None)


def _touches(span: Span, line: int, column: int) -> bool:
    start, end = span.position(span.column), span.position(span.end, after=True)
    return start <= (line, column) <= end


def _of_sentence(read: Read, form: str) -> Iterator[Occurrence]:
    for node, leaf in read.walk():
        span = read.statement.at(leaf)
        if leaf.kind == "FACT":
            yield _fact(read, node, leaf, span)
        elif leaf.kind == "CODE" and not _is_number(node, leaf):
            yield Occurrence(_code(leaf.text), span, span, _code_refers(read, node, leaf))
        elif leaf.kind == "ID":
            yield from _short_name(read, node, leaf, span)
        elif leaf.kind == "STRING":
            yield from _quoted(read, node, leaf, span, form)


def _fact(read: Read, node: Node, leaf: Leaf, span: Span) -> Occurrence:
    declares = node.rule == "fact" and read.grammar == "rubric" and node.leaf("FACT") is leaf
    written = leaf.text[1:-1]
    name = this_year(written)
    before = len(name) - len(name.lstrip())
    inner = evolve(span, column=span.column + 1 + before, end=span.column + 1 + len(name.rstrip()))
    key = fold_name(name)
    return Occurrence(Name(NameKind.FACT, key), inner, span, None if declares else Refers.NAMES)


def _code(text: str) -> Name:
    meant = Code.parse(text) or Code.meant(text)
    return Name(NameKind.ROW, meant.text if meant is not None else text)


def _is_number(node: Node, leaf: Leaf) -> bool:
    """Whether what looks like a code is the number of a question or of a consequence."""
    return (node.rule in _NUMBERED or node.rule == "question") and node.leaf("CODE") is leaf


def _code_refers(read: Read, node: Node, leaf: Leaf) -> Refers | None:
    if node.rule in _ROWS and read.grammar == "rubric":
        return None
    return None if node.rule in _NEW_CODE and node.leaves("CODE")[-1] is leaf else Refers.NAMES


def _short_name(read: Read, node: Node, leaf: Leaf, span: Span) -> Iterator[Occurrence]:
    if read.grammar == "sheet" and node.rule == "rubric":
        yield Occurrence(Name(NameKind.TEXT, leaf.text), span, span, Refers.SCORED_BY)
    elif node.rule in _TEXTS:
        kind, refers = _TEXTS[node.rule]
        yield Occurrence(Name(kind, leaf.text), span, span, refers)


def _quoted(read: Read, node: Node, leaf: Leaf, span: Span, form: str) -> Iterator[Occurrence]:
    inner = evolve(span, column=span.column + 1, end=span.end - 1)
    if node.rule in _SCALES:
        key = f"{form}/{fold_name(leaf.text[1:-1])}"
        yield Occurrence(Name(NameKind.SCALE, key), inner, span, _SCALES[node.rule])
    elif read.grammar == "sheet" and node.rule == "rubric":
        yield Occurrence(Name(NameKind.TEXT, leaf.text[1:-1]), inner, span, Refers.SCORED_BY)
