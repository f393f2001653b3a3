"""Bonus and penalty under an amendment: rows that are removed with their heading, codes used only once."""

from typing import Any

from cchc_rules.amend.applying.rows import take_away
from cchc_rules.amend.applying.session import Session
from cchc_rules.amend.applying.table import Node
from cchc_rules.diagnostics import Kind, Related, catalog
from cchc_rules.model.citation import Amended
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import BucketKind, Repealed
from cchc_rules.source import Span


def empty_bucket(s: Session, kind: BucketKind, amended: Amended) -> bool:
    """Take away all rows of a bucket that goes; False, with an error, when the instrument touches one of them."""
    nodes = [n for n in s.table.beside[kind] if not (n.removed and n.old is None)]
    for node in nodes:
        claimed = (step.written for (code, _), step in s.claims.items() if code is not None and code == node.old)
        other = node.placed or next(claimed, None)
        if other is not None:
            s.twice(f"dòng {node.row.code}", other)
            return False
    for node in nodes:
        s.repealed.append(Repealed(node.row, amended, kind))
        take_away(s, node)
    return True


def check_bucket_codes(s: Session) -> None:
    """Every row put into a bucket has points and a code that no other row has."""
    seen: dict[Code, Node] = {}
    for node in (*s.table.walk(), *s.table.standing()):
        code = node.code()
        twin = seen.setdefault(code, node)
        # Two rows of the table with one code are reported among their siblings.
        if twin is not node and node.bucket is not None:
            newer, other = (node, twin) if node.placed is not None else (twin, node)
            _wrong(s, newer, catalog.CODE_TAKEN, other.row.at, code=code)
        if node.bucket is not None and node.placed is not None and node.row.max <= 0:
            _wrong(s, node, catalog.NOT_POSITIVE, None, code=code, points=vietnamese(node.row.max))


def _wrong(s: Session, node: Node, kind: Kind, other: Span | None, **values: Any) -> None:
    written = node.placed.at if node.placed is not None else None
    at = node.row.at if node.old is None and node.row.at is not None else written
    related = (Related("dòng đang mang mã này", other),) if other is not None else ()
    s.found.append(kind.at(at, related=related, **values))
