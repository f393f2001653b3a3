"""All texts of a git revision or of a folder, in memory under the names that they have from its root."""

import os
import posixpath
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve

from cchc_rules.files.rubrics import packaged_texts
from cchc_rules.files.workspace import DISK, EntryKind, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.source import visible

MOST_BYTES = 20_000_000
"""A file that is longer is in none of our forms; of it as many bytes are read."""
_OF_TOOLS = frozenset({"__pycache__", "node_modules"})


@frozen
class Texts:
    """What a name leads to: `commit` (hexadecimal) where it is a revision; the `texts`, by their names from the root.

    `only` is the one file that was meant, where a file was named and the texts are those of its folder.
    """

    name: str
    commit: str | None
    texts: Mapping[str, bytes]
    only: str | None = None

    def calling(self, name: str) -> "Texts":
        """The same with the one file that was meant under another name: two versions of one text, as it were."""
        if self.only is None:
            return self
        others = {n: data for n, data in self.texts.items() if n != self.only}
        return evolve(self, texts=others | {name: self.texts[self.only]}, only=name)

    def workspace(self, around: Workspace) -> Workspace:
        """The texts and nothing else, but for the rubrics of the package, which are read from the workspace around."""
        own = Workspace.in_memory(self.texts)
        package = {path: around.read_bytes(path) for path in packaged_texts(around)} if around is not DISK else {}
        return Workspace({**own.texts, **package}, disk=False, package=around is DISK)


@frozen
class NoTexts:
    """That a name leads nowhere, and why (Vietnamese)."""

    why: str


def texts_of(name: str, workspace: Workspace = DISK) -> Texts | NoTexts:
    """The texts of a file's folder, a folder, or a git revision, whichever of the three there is first.

    A workspace that is not the disk has no revisions. Raises OSError when the disk does.
    """
    path = workspace.located(Path(name))
    if workspace.is_file(path):
        return Texts(visible(name), None, dict(_below(path.parent, "", workspace)), path.name)
    if workspace.is_folder(path):
        return Texts(visible(name), None, dict(_below(path, "", workspace)))
    if workspace is not DISK:
        why = "phiên bản git không niêm phong được, hãy lấy ra thư mục (git worktree add) rồi nêu thư mục"
        return NoTexts(f"không có tệp hay thư mục nào tên là “{visible(name)}”; {why}")
    return _of_revision(name)


def place_from_root(path: Path, workspace: Workspace = DISK) -> str:
    """The name of a path that starts where one stands, from the root of the git repository around it, if there is one.

    A workspace that is not the disk has none.
    """
    prefix = _git("rev-parse", "--show-prefix") if workspace is DISK else None
    start = os.fsdecode(prefix).rstrip("\n") if prefix is not None and not path.is_absolute() else ""
    return posixpath.normpath(posixpath.join(start, path.as_posix()))


def _below(folder: Path, prefix: str, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Every regular file in a folder and below, but what tools keep there; a link to a folder is not followed."""
    for entry in workspace.entries(folder):
        name = entry.path.name
        if entry.kind is EntryKind.FOLDER and not entry.linked and not name.startswith(".") and name not in _OF_TOOLS:
            yield from _below(entry.path, f"{prefix}{name}/", workspace)
        elif entry.kind is EntryKind.FILE:
            data, _ = workspace.content(entry.path, MOST_BYTES)
            if isinstance(data, bytes):
                yield prefix + name, data


# ---- git


def _of_revision(name: str) -> Texts | NoTexts:
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None:
        return NoTexts(f"không có tệp, thư mục hay phiên bản git nào tên là “{visible(name)}”")
    commit = found.decode().strip()
    listed = _git("ls-tree", "-r", "-z", "--full-tree", commit)
    if listed is None:
        return NoTexts(f"git không kê được các tệp của “{visible(name)}”")
    blobs: dict[str, str] = {}
    links: dict[str, str] = {}
    for line in listed.split(b"\0")[:-1]:
        head, path = line.split(b"\t", 1)
        mode, kind, sha = head.decode().split()
        if kind == "blob":
            (links if mode == "120000" else blobs)[os.fsdecode(path)] = sha
    contents = _contents({*blobs.values(), *links.values()})
    if contents is None:
        return NoTexts(f"git không đọc được các tệp của “{visible(name)}”")
    texts = {path: contents[sha] for path, sha in blobs.items()}
    texts |= _linked(texts, {path: os.fsdecode(contents[sha]) for path, sha in links.items()})
    return Texts(visible(name), commit, texts)


def _linked(texts: Mapping[str, bytes], links: Mapping[str, str]) -> dict[str, bytes]:
    """The texts that links lead to, by the names of the links; of one that leads out of the revision there is none."""
    places = {name: posixpath.normpath(posixpath.join(posixpath.dirname(name), to)) for name, to in links.items()}
    return {name: texts[place] for name, place in places.items() if place in texts}


def _contents(shas: set[str]) -> dict[str, bytes] | None:
    """The contents of blobs, by their names in git."""
    wanted = sorted(shas)
    answer = _git("cat-file", "--batch", given="".join(f"{sha}\n" for sha in wanted).encode())
    if answer is None:
        return None
    contents, at = {}, 0
    for sha in wanted:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        contents[sha] = answer[end + 1 : end + 1 + size]
        at = end + size + 2
    return contents


def _git(*words: str, given: bytes = b"") -> bytes | None:
    """What git answers; None when it does not, or is not there."""
    try:
        done = subprocess.run(["git", *words], input=given, capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
