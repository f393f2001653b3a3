"""Read files from disk: bytes to normalised sources, with digests of the bytes as they are on disk."""

import hashlib
from pathlib import Path

from attrs import frozen

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.source import SIZE_LIMIT, Source, Span, Undecodable, data_folder, decode, visible


@frozen
class ReadFile:
    """A file read: its source, or the diagnostic that says why not."""

    digest: FileDigest
    source: Source | None
    diagnostics: tuple[Diagnostic, ...] = ()


def display_name(path: Path) -> str:
    """A name that means the same on every machine: inside `rubrics/`, else relative to where one stands."""
    resolved = path.resolve()
    for base, prefix in ((data_folder("rubrics").resolve(), "rubrics/"), (Path.cwd().resolve(), "")):
        if resolved.is_relative_to(base):
            return _readable(prefix + resolved.relative_to(base).as_posix())
    return _readable(path.as_posix())


def _readable(name: str) -> str:
    # A name on disk may be any bytes; those that are no UTF-8 arrive as lone surrogates, which nothing can print.
    return visible(name)


def read_file(path: Path) -> ReadFile:
    """Read a text file. Raises OSError when the disk does; anything wrong with the content is a diagnostic."""
    name = display_name(path)
    at_start = Span(name, 1, 1, 1)
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        too_large = catalog.TOO_LARGE.at(at_start, size=size, limit=SIZE_LIMIT, unit="byte")
        return ReadFile(FileDigest(name, ""), None, (too_large,))
    data = path.read_bytes()
    digest = FileDigest(name, hashlib.sha256(data).hexdigest())
    text = decode(data)
    if isinstance(text, Undecodable):
        found = catalog.NOT_UNICODE.at(Span(name, text.line, 1, 1), fix=text.remedy, reason=text.reason)
        return ReadFile(digest, None, (found,))
    return ReadFile(digest, Source.of(name, text))
