"""Revisions of git as places of a record, and back."""

from collections.abc import Iterable, Iterator, Mapping

from cchc_rules.files.git import Revision
from cchc_rules.results.receipt import Area, Node, NodeKind, Place

_NAMES, _TREES, _HERE = "names/", "trees/", "here"


def nodes_of(revisions: Mapping[str, Revision], prefix: str) -> Iterator[Node]:
    """What was looked at of git: revisions by the names asked for, and where one stood, unless at the root."""
    trees = {revision.commit: revision.texts for revision in revisions.values()}
    for name, revision in revisions.items():
        yield _link(f"{_NAMES}{name}", f"{_TREES}{revision.commit}")
    for commit, texts in trees.items():
        yield Node(_place(f"{_TREES}{commit}"), NodeKind.FOLDER, listed=True)
        for path, data in texts.items():
            yield Node(_place(f"{_TREES}{commit}/{path}"), NodeKind.FILE, data=data, size=len(data))
    if prefix:
        yield _link(_HERE, prefix)


def revisions_in(nodes: Iterable[Node]) -> dict[str, Revision]:
    """The revisions among nodes, by the names that lead to them."""
    own = [node for node in nodes if node.place.area is Area.GIT]
    trees: dict[str, dict[str, bytes]] = {}
    for node in own:
        commit, _, path = node.place.path.removeprefix(_TREES).partition("/")
        if node.place.path.startswith(_TREES):
            texts = trees.setdefault(commit, {})
            # Of a file that was not sealed whole there is no text: nothing is worked out from a part.
            texts |= {path: node.data} if node.data is not None and node.size == len(node.data) else {}
    named = {n.place.path.removeprefix(_NAMES): n for n in own if n.place.path.startswith(_NAMES)}
    leads = {name: n.leads_to.path.removeprefix(_TREES) for name, n in named.items() if n.leads_to is not None}
    return {name: Revision(commit, trees[commit]) for name, commit in leads.items() if commit in trees}


def prefix_in(nodes: Iterable[Node]) -> str:
    """Where one stood, from the root of the repository."""
    here = next((n for n in nodes if n.place == _place(_HERE)), None)
    return here.leads_to.path if here is not None and here.leads_to is not None else ""


def _link(path: str, to: str) -> Node:
    return Node(_place(path), NodeKind.FOLDER, linked=True, leads_to=_place(to))


def _place(path: str) -> Place:
    return Place(Area.GIT, path)
