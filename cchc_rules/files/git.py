"""What git keeps of a revision, read from its store: nothing is checked out, and no file of the folder is touched."""

import os
import posixpath
import subprocess
from collections.abc import Mapping
from pathlib import PurePosixPath

from cchc_rules.frozen import frozen

OF_TOOLS = frozenset({"__pycache__", "node_modules"})
"""Folders that tools keep for themselves."""


@frozen
class Revision:
    """A commit (hexadecimal), and its files by their names from the root; a link to another of them is that one."""

    commit: str
    texts: Mapping[str, bytes]


def revision_of(name: str) -> Revision | None:
    """The revision of this name in the repository where one stands; None when there is none.

    Raises OSError when git cannot read what it has.
    """
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None:
        return None
    commit = found.decode().strip()
    listed = _git("ls-tree", "-r", "-z", "--full-tree", commit)
    blobs: dict[str, str] = {}
    links: dict[str, str] = {}
    for line in (listed or b"").split(b"\0")[:-1]:
        head, path = line.split(b"\t", 1)
        mode, kind, sha = head.decode().split()
        called = os.fsdecode(path)
        if kind == "blob" and not _of_tools(called):
            (links if mode == "120000" else blobs)[called] = sha
    contents = _contents({*blobs.values(), *links.values()})
    if listed is None or contents is None:
        raise OSError(None, "git không đọc được phiên bản này", name)
    texts = {path: contents[sha] for path, sha in blobs.items()}
    return Revision(commit, texts | _linked(texts, {path: os.fsdecode(contents[sha]) for path, sha in links.items()}))


def prefix_here() -> str:
    """Where one stands, from the root of the repository around; empty at the root, or where there is none."""
    prefix = _git("rev-parse", "--show-prefix")
    return os.fsdecode(prefix).rstrip("\n").rstrip("/") if prefix is not None else ""


def _of_tools(name: str) -> bool:
    """As in a folder that is not in git: what is in hidden folders is none of ours."""
    return any(part.startswith(".") or part in OF_TOOLS for part in PurePosixPath(name).parts[:-1])


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
