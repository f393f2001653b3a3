"""Apply the operations on rows: insert, repeal, suspend, resume, move, renumber, replace the table."""

from collections.abc import Sequence

from attrs import evolve

from cchc_rules.amend.applying.session import Session, last_set
from cchc_rules.amend.applying.table import Node, Opening, left_of, new_node
from cchc_rules.amend.applying.values import same
from cchc_rules.diagnostics import catalog
from cchc_rules.model.amendments.amendment import Written
from cchc_rules.model.amendments.operation import (
    AtEnd,
    Before,
    InBucket,
    InsertRows,
    MoveRow,
    RenumberRow,
    RepealRow,
    ReplaceRows,
    ReplaceTable,
    Spot,
    SuspendRow,
)
from cchc_rules.model.citation import Action, Amended, Part
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import BucketKind, Repealed
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote


def insert_rows(s: Session, op: InsertRows) -> None:
    """Put new rows beside a row, or at the end of one."""
    found = _position(s, op.spot, op.rows[0].code)
    if found is None:
        return
    if op.beside != (found.bucket is not None):
        kind = catalog.BUCKET_ROW_ALONE if op.beside else catalog.BUCKET_ROW_FORM
        s.fail(kind, code=op.rows[0].code, points=vietnamese(op.rows[0].max))
        return
    amended = s.amended(Part.ROW, Action.ADDED)
    for offset, row in enumerate(op.rows):
        s.table.put(new_node(row, amended, s.written), evolve(found, at=found.at + offset))
    s.done(amended, *(c.code for row in op.rows for c in row.walk()))


def _position(s: Session, spot: Spot, first: Code) -> Opening | None:
    """Where rows are to be put, if they may."""
    if isinstance(spot, InBucket):
        return Opening(None, len(s.table.beside[spot.kind]), spot.kind) if _has_bucket(s, spot.kind) else None
    node = s.spot(spot.code) if spot.code is not None else None
    if spot.code is not None and node is None:
        return None
    if node is not None and node.bucket is not None:
        return _beside(s, spot, node, first)
    if not _stands(s, node if isinstance(spot, AtEnd) or node is None else node.parent):
        return None
    if isinstance(spot, AtEnd) or node is None:
        return Opening(node, len(s.table.siblings(node)))
    return _opening(s, spot, node, first)


def _opening(s: Session, spot: Spot, node: Node, first: Code) -> Opening:
    """Right before or after a row; rows put there before by the instrument keep their order."""
    siblings = s.table.siblings(node.parent, node.bucket)
    at = next(n for n, other in enumerate(siblings) if other is node)
    if isinstance(spot, Before):
        return Opening(node.parent, at, node.bucket)
    at += 1
    while at < len(siblings) and siblings[at].placed is not None and siblings[at].code() < first:
        at += 1
    return Opening(node.parent, at, node.bucket)


def _beside(s: Session, spot: Spot, node: Node, first: Code) -> Opening | None:
    """Beside a row of bonus or penalty; nothing lies in one."""
    if node.bucket is None or not _has_bucket(s, node.bucket):
        return None
    if isinstance(spot, AtEnd):
        s.fail(catalog.WRONG_PLACE, code=first, why=f"dòng {node.bucket.value} không có dòng con")
        return None
    return _opening(s, spot, node, first)


def _has_bucket(s: Session, kind: BucketKind) -> bool:
    """Whether the rubric, as the instrument leaves it, has the bucket that rows are to be put into."""
    if any(b.value.kind is kind for b in s.buckets):
        return True
    s.fail(catalog.NO_SUCH_TARGET, what=f"phần {kind.value.upper()}")
    return False


def _stands(s: Session, parent: Node | None) -> bool:
    """Whether the instrument leaves the row, or the table, that something is to be put into."""
    gone = next((n for n in parent.up() if n.removed), None) if parent is not None else None
    replaced = (n for n in s.table.tops if n.placed is not None and isinstance(n.placed.operation, ReplaceTable))
    other = gone or next(replaced, None)
    if other is not None and other.placed is not None:
        s.twice(f"dòng {gone.old}" if gone is not None else "bảng", other.placed)
        return False
    return True


def repeal_row(s: Session, op: RepealRow) -> None:
    """Take a row away with all in it; its stub stays in the history."""
    if not _is_free(s, op.code):
        return
    node = asserted_row(s, op)
    if node is not None and _is_whole(s, node):
        amended = s.amended(Part.ROW, Action.DROPPED)
        codes = [c.code for c in left_of(node).walk()]
        _repeal(s, (node,), amended)
        s.done(amended, *codes)


def _is_free(s: Session, top: Code) -> bool:
    """Whether a row is there, and the instrument does nothing else to it or to what lies in it."""
    if s.find(top) is None or not s.claim(top, Part.ROW, f"dòng {top}"):
        return False
    for (code, _), other in s.claims.items():
        if isinstance(code, Code) and code.lies_in(top) and other is not s.current and not _leaves(s, other.written):
            s.twice(f"dòng {code}", other.written)
            return False
    return True


def _is_whole(s: Session, node: Node) -> bool:
    """Whether the instrument has put nothing into a row."""
    placed = (n.placed for n in node.down() if n.placed is not None and not (n.removed and _leaves(s, n.placed)))
    put = next(placed, None)
    if put is not None:
        s.twice(f"dòng {node.old}", put)
    return put is None


def _leaves(s: Session, other: Written) -> bool:
    """Whether a row leaves the one at work by a sentence of its own: a place of the printed text takes what is left."""
    return s.current.meant_by is not None and isinstance(other.operation, RepealRow | MoveRow)


def _repeal(s: Session, nodes: Sequence[Node], by: Amended) -> None:
    """Take rows away, each with a stub in the history."""
    for node in nodes:
        s.repealed.append(Repealed(left_of(node), by, node.bucket))
        take_away(s, node)


def replace_rows(s: Session, op: ReplaceRows) -> None:
    """Merge rows into one, or split one into several: the old ones go, the new ones stand where the first was."""
    nodes = [node for code in op.codes if _is_free(s, code) and (node := s.find(code)) is not None]
    if len(nodes) < len(op.codes):
        return
    told = ", ".join(code.text for code in op.codes)
    actual = sum((n.before.max for n in nodes), start=op.points * 0)
    if actual != op.points:
        related = tuple(x for n in nodes for x in last_set(n, Part.MAX))
        held, asserted = words.points(actual), words.points(op.points)
        s.fail(catalog.OLD_DIFFERS, related, what=f"điểm tối đa của {told}", actual=held, asserted=asserted)
        return
    first, why = nodes[0], ""
    if any(n.parent is not first.parent for n in nodes):
        why = "các dòng được gộp phải cùng nằm trong một dòng; bãi bỏ rồi bổ sung"
    if any(n.bucket is not None for n in nodes):
        why = "dòng của ĐIỂM CỘNG, ĐIỂM TRỪ không gộp, không tách được; bãi bỏ rồi bổ sung"
    if why:
        s.fail(catalog.WRONG_PLACE, code=op.rows[0].code, why=why)
        return
    if not all(_is_whole(s, n) for n in nodes) or not _stands(s, first.parent):
        return
    at = next(n for n, other in enumerate(s.table.siblings(first.parent)) if other is first)
    amended = s.amended(Part.ROW, Action.ADDED)
    _repeal(s, nodes, amended)
    for offset, row in enumerate(op.rows):
        s.table.put(new_node(row, amended, s.written), Opening(first.parent, at + offset))
    old, new = (c.code for n in nodes for c in n.row.walk()), (c.code for row in op.rows for c in row.walk())
    s.done(amended, *dict.fromkeys((*old, *new)))


def take_away(s: Session, node: Node) -> None:
    """Leave a row in its place as a removed one."""
    node.removed, node.placed = True, s.written
    node.touch()
    s.table.changed = True


def asserted_row(s: Session, op: RepealRow | SuspendRow) -> Node | None:
    """The row, when its title and maximum are those the operation says."""
    node = s.find(op.code)
    if node is None:
        return None
    before, right = node.before, True
    if not same(before.title, op.title):
        right = _differs(s, node, Part.TITLE, quote(before.title), quote(op.title))
    if before.max != op.max:
        right = _differs(s, node, Part.MAX, words.points(before.max), words.points(op.max))
    return node if right else None


def _differs(s: Session, node: Node, part: Part, actual: str, asserted: str) -> bool:
    what = f"{part.value} của {node.row.code}"
    s.fail(catalog.OLD_DIFFERS, last_set(node, part), what=what, actual=actual, asserted=asserted)
    return False


# ---- other codes, other places


def move_row(s: Session, op: MoveRow) -> None:
    """Put a row with all in it elsewhere, under a new code."""
    node = s.find(op.code)
    if node is None or not s.claim(op.code, Part.CODE, f"mã {op.code}"):
        return
    found = _position(s, op.spot, op.new)
    if found is None:
        return
    why = f"nơi này nằm trong chính dòng {op.code}" if found.parent and node in found.parent.up() else ""
    if found.bucket is not node.bucket:
        why = "dòng của bảng, của ĐIỂM CỘNG, của ĐIỂM TRỪ không chuyển lẫn nhau được; bãi bỏ rồi bổ sung"
    if why:
        s.fail(catalog.WRONG_PLACE, code=op.new, why=why)
        return
    siblings = s.table.siblings(node.parent, node.bucket)
    left = Node(node.row, op.code, node.before, node.parent, removed=True, placed=s.written, bucket=node.bucket)
    siblings[next(n for n, other in enumerate(siblings) if other is node)] = left
    s.table.spots[op.code] = left
    node.touch()
    amended = s.amended(Part.CODE, Action.MOVED)
    node.new, node.placed = op.new, s.written
    s.table.put(node, found)
    node.mark(amended)
    s.done(amended, *(c.code for c in node.row.walk()))


def renumber_row(s: Session, op: RenumberRow) -> None:
    """Give a row another code; done after everything else of the instrument."""
    node = s.find(op.code)
    if node is None or not s.claim(op.code, Part.CODE, f"mã {op.code}"):
        return
    amended = s.amended(Part.CODE, Action.RENUMBERED)
    node.new, node.placed = op.new, s.written
    node.mark(amended)
    s.table.changed = True
    s.done(amended, *(c.code for c in node.row.walk()))


def exchange_places(s: Session) -> None:
    """Rows of one parent that only exchange codes exchange places too, so that the table stays in order of codes."""
    for rows in (s.table.tops, *(n.children for n in s.table.walk()), *s.table.beside.values()):
        at = [n for n, node in enumerate(rows) if _is_renumbered(node)]
        moved = [rows[n] for n in at]
        if {node.new for node in moved} == {node.old for node in moved}:
            for n, node in zip(at, sorted(moved, key=Node.code), strict=True):
                rows[n] = node


def _is_renumbered(node: Node) -> bool:
    return not node.removed and node.placed is not None and isinstance(node.placed.operation, RenumberRow)


def replace_table(s: Session, op: ReplaceTable) -> None:
    """Put new rows in place of all rows."""
    actual = sum((n.row.max for n in s.table.tops if n.old is not None), start=op.points * 0)
    if actual != op.points:
        told, asserted = words.points(actual), words.points(op.points)
        s.fail(catalog.OLD_DIFFERS, what="điểm của bảng", actual=told, asserted=asserted)
        return
    beside = {n.old for nodes in s.table.beside.values() for n in nodes}
    others = [x.written for (code, _), x in s.claims.items() if isinstance(code, Code) and code not in beside]
    others += [n.placed for n in s.table.tops if n.placed is not None]
    if others:
        s.twice("bảng", others[0])
        return
    amended = s.amended(Part.TABLE, Action.REPLACED)
    for node in s.table.tops:
        take_away(s, node)
    for row in op.rows:
        s.table.put(new_node(row, amended, s.written), Opening(None, len(s.table.tops)))
    s.done(amended, *(c.code for row in op.rows for c in row.walk()))
