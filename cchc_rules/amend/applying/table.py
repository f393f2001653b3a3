"""The table while one instrument is applied to it: rows are found by the code they had before the instrument."""

from collections.abc import Iterator

from attrs import evolve, field

from cchc_rules.frozen import define, frozen
from cchc_rules.model.amendments.amendment import Written
from cchc_rules.model.citation import Amended, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Bucket, BucketKind, Criterion, Rubric


@define(eq=False)
class Node:
    """A row with its current values; `old` is its address before the instrument, None for a new row.

    A row that leaves its place stays there as a removed one, so that places beside it can still be named.
    """

    row: Criterion
    old: Code | None
    before: Criterion
    """The row before the instrument, which is what an asserted old value is compared with."""
    parent: "Node | None" = None
    children: list["Node"] = field(factory=list)
    removed: bool = False
    changed: bool = False
    new: Code | None = None
    placed: Written | None = None
    """The operation that put it here or gave it its code."""
    bucket: BucketKind | None = None
    """Bonus or penalty, where the row is one of those; it has no parent then."""

    def touch(self) -> None:
        """Remember that this row differs, so that it and those above are built anew."""
        node: Node | None = self
        while node is not None and not node.changed:
            node.changed = True
            node = node.parent

    def up(self) -> "Iterator[Node]":
        """The row and those it lies in."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def down(self) -> "Iterator[Node]":
        """The rows that lie in it, at any depth."""
        for child in self.children:
            yield child
            yield from child.down()

    def code(self) -> Code:
        """The address after the instrument."""
        if self.new is not None:
            return self.new
        if self.parent is None or self.old is None:
            return self.row.code
        above = self.parent.code()
        return self.row.code if self.row.code.parent == above else above.child(self.row.code.last)

    def mark(self, amended: Amended) -> None:
        """Add a provision to the row's history."""
        self.row = evolve(self.row, amended=(*self.row.amended, amended))
        self.touch()


@frozen
class Opening:
    """Where a row may be put: before the `at`-th of the rows in `parent`, of a bucket, or of the table."""

    parent: Node | None
    at: int
    bucket: BucketKind | None = None


@define(eq=False)
class Table:
    """The rows of a rubric, found by their address before the instrument."""

    tops: list[Node]
    by_code: dict[Code, Node]
    spots: dict[Code, Node]
    """Where a place is named by a row: like `by_code`, but a moved row still stands where it was."""
    changed: bool = False
    beside: dict[BucketKind, list[Node]] = field(factory=dict)
    """The rows of bonus and of penalty."""

    @classmethod
    def of(cls, rubric: Rubric) -> "Table":
        """The table before the instrument."""
        by_code: dict[Code, Node] = {}
        tops = [_node(row, None, by_code) for row in rubric.fields]
        beside: dict[BucketKind, list[Node]] = {kind: [] for kind in BucketKind}
        for stated in rubric.buckets:
            for row in stated.value.rows:
                node = _node(row, None, by_code)
                node.bucket = stated.value.kind
                beside[node.bucket].append(node)
        return cls(tops, by_code, dict(by_code), beside=beside)

    def siblings(self, parent: Node | None, bucket: BucketKind | None = None) -> list[Node]:
        """The rows in a row, those of a bucket, or the top ones."""
        if bucket is not None:
            return self.beside[bucket]
        return self.tops if parent is None else parent.children

    def put(self, node: Node, to: Opening) -> None:
        """Place a row among others."""
        node.parent, node.bucket = to.parent, to.bucket
        self.siblings(to.parent, to.bucket).insert(to.at, node)
        node.changed = False
        node.touch()
        self.changed = True

    def walk(self) -> Iterator[Node]:
        """Every row that is there after the instrument."""
        stack = [n for n in reversed(self.tops) if not n.removed]
        while stack:
            node = stack.pop()
            yield node
            stack += [n for n in reversed(node.children) if not n.removed]

    def standing(self) -> Iterator[Node]:
        """Every row of bonus and of penalty that is there after the instrument."""
        for kind in BucketKind:
            yield from (n for n in self.beside[kind] if not n.removed)

    def build(self) -> tuple[Criterion, ...]:
        """The rows as values, the unchanged ones as they were."""
        return tuple(_built(n, None) for n in self.tops if not n.removed)

    def build_bucket(self, head: Stated[Bucket]) -> Stated[Bucket]:
        """A bucket with its rows, found by what it is called."""
        rows = tuple(_built(n, None) for n in self.beside[head.value.kind] if not n.removed)
        return evolve(head, value=evolve(head.value, rows=rows))


def new_node(row: Criterion, amended: Amended, placed: Written) -> Node:
    """A new row with all in it, marked as added by a provision."""
    rule = evolve(row.rule, amended=amended) if row.rule is not None else None
    node = Node(evolve(row, amended=(amended,), rule=rule), None, row, changed=True, placed=placed)
    for child in row.children:
        inner = new_node(child, amended, placed)
        inner.parent = node
        node.children.append(inner)
    return node


def left_of(node: Node) -> Criterion:
    """A row as the instrument leaves it so far, without the rows in it that went."""
    return _built(node, None)


def _node(row: Criterion, parent: Node | None, by_code: dict[Code, Node]) -> Node:
    node = Node(row, row.code, row, parent)
    by_code[row.code] = node
    node.children = [_node(child, node, by_code) for child in row.children]
    return node


def _built(node: Node, code: Code | None) -> Criterion:
    """`code` is the address when something above was renumbered; None keeps what the row has."""
    given = node.new or code
    if not node.changed and given is None:
        return node.row
    own = given or node.row.code
    children = tuple(
        _built(child, _inside(own, child) if given is not None else None)
        for child in node.children
        if not child.removed
    )
    return evolve(node.row, code=own, children=children)


def _inside(own: Code, child: Node) -> Code:
    return own.child(child.row.code.last)
