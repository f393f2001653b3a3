"""The grammars by name, their files, and a digest of them for whatever is kept of what was made from one."""

import hashlib
from functools import cache
from pathlib import Path

from cchc_rules.source import data_folder

GRAMMARS = ("rubric", "sheet", "amendment", "case", "period")
_SHARED = "terminals"


def grammar_file(name: str) -> Path:
    """The text of a grammar."""
    return data_folder("grammar") / f"{name}.lark"


def tables_file(name: str) -> Path:
    """Where the build of a wheel, or of an editable install, leaves the tables of a grammar."""
    return data_folder("grammar") / "tables" / f"{name}.txt"


@cache
def grammar_digest(name: str) -> str:
    """SHA-256 over the files of a grammar, so that nothing outlives the grammar that made it."""
    files = (grammar_file(_SHARED), grammar_file(name))
    return hashlib.sha256(b"\0".join(f.read_bytes() for f in files)).hexdigest()
