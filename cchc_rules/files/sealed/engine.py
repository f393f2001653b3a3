"""Which code runs: a result is the same to the digit only by the same one, or when the other is seen to agree."""

import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cchc_rules import __version__
from cchc_rules.files.reading import digest_of
from cchc_rules.results.receipt import Engine
from cchc_rules.source import data_folder

_LIBRARIES = ("attrs", "click", "lark")


@cache
def this_engine() -> Engine:
    """The code that runs now."""
    return Engine(__version__, _digest_of_code(), platform.python_version(), tuple(_libraries()))


def _libraries() -> Iterator[tuple[str, str]]:
    for name in _LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:  # imported from somewhere else than where packages are installed
            yield name, "không rõ"


def _digest_of_code() -> str:
    """SHA-256 of every module and grammar, by name and content: one version number may be on two different codes."""
    package = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for folder, pattern in ((package, "*.py"), (data_folder("grammar"), "*.lark")):
        for file in sorted(folder.rglob(pattern)):
            digest.update(f"{file.relative_to(folder).as_posix()}\0{digest_of(file.read_bytes())}\n".encode())
    return digest.hexdigest()
