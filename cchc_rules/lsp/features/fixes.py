"""What mends a finding: its own fixes, one at a time, and all that only spell at once."""

from collections.abc import Iterator
from pathlib import Path

from cchc_rules.api.rubrics.fix import fix_file
from cchc_rules.diagnostics import Fix, FixKind
from cchc_rules.frozen import frozen
from cchc_rules.lsp.features.diagnostics import Finding, findings
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Change, Range
from cchc_rules.source import decode


@frozen
class FileChange:
    """Changes of one file, none of which overlap."""

    path: Path
    changes: tuple[Change, ...]


@frozen
class Offer:
    """A change that a person may choose: what it says, what it does, and the finding that it answers, if any.

    `preferred` is the one that the editor may take by itself when asked to mend: it changes no meaning.
    """

    title: str
    files: tuple[FileChange, ...]
    finding: Finding | None = None
    preferred: bool = False


def quick_fixes(desk: Desk, document: Document, range: Range) -> tuple[Offer, ...]:
    """The fixes of the findings that a range of a document touches."""
    touched = [f for f in findings(desk, document) if f.path == document.path and _meet(f.range, range)]
    return tuple(offer for f in touched for offer in _offers(desk, f))


def fix_all(desk: Desk, document: Document) -> Offer | None:
    """All fixes of a document that change no meaning, on lines that are sound after them; None where there is none."""
    found = [f.diagnostic for f in findings(desk, document)]
    fixed = fix_file(document.path, found, desk.workspace)
    text = decode(fixed.data) if fixed.data is not None else None
    if not isinstance(text, str):
        return None
    count = len(fixed.mended)
    return Offer(f"Sửa mọi lỗi chính tả ({count} dòng)", (FileChange(document.path, (whole(document, text),)),))


def whole(document: Document, text: str) -> Change:
    """The change that makes a document say `text`: from the first character that differs to the last."""
    old = document.text
    shorter = min(len(old), len(text))
    start = next((n for n in range(shorter) if old[n] != text[n]), shorter)
    end = next((n for n in range(shorter - start) if old[-1 - n] != text[-1 - n]), shorter - start)
    # A line end of two characters is not cut in two.
    start -= old[:start].endswith("\r")
    end -= old[len(old) - end :].startswith("\n") and old[: len(old) - end].endswith("\r")
    return Change(document.editor.range(start, len(old) - end), text[start : len(text) - end])


def _offers(desk: Desk, finding: Finding) -> Iterator[Offer]:
    fixes = finding.diagnostic.fixes
    for fix in fixes:
        files = _files(desk, fix)
        if files:
            alone = fix.kind is FixKind.SPELLING and len(fixes) == 1
            yield Offer(fix.says[:1].upper() + fix.says[1:], files, finding, alone)


def _files(desk: Desk, fix: Fix) -> tuple[FileChange, ...]:
    """What a fix changes in each file; nothing where one of them cannot be read again."""
    by_name: dict[str, list[Change]] = {}
    paths: dict[str, Path] = {}
    for edit in fix.edits:
        path = desk.named(edit.source)
        document = desk.document(path) if path is not None else None
        if document is None:
            return ()
        paths[edit.source] = document.path
        by_name.setdefault(edit.source, []).append(document.change(edit))
    return tuple(FileChange(paths[name], tuple(changes)) for name, changes in by_name.items())


def _meet(a: Range, b: Range) -> bool:
    return a.start <= b.end and b.start <= a.end
