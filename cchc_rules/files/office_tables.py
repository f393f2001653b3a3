"""Printed tables read from files by their endings; `.doc` by LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.files.reading import source_of
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import frozen
from cchc_rules.office.archive import UnreadableError
from cchc_rules.office.tables.pdf_in import ScannedError
from cchc_rules.office.tables.printed import PrintedTable, cleaned
from cchc_rules.source import Source, Span, Undecodable, decode

_SECONDS = 120
_LARGEST = 32_000_000
"""Bytes of a document, which may hold pictures."""


@frozen
class TablesRead:
    """The tables of a file, or why there are none."""

    name: str
    tables: tuple[PrintedTable, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class _MissingProgramError(Exception):
    """That a program is not installed; its name."""


Reader = Callable[[bytes], tuple[PrintedTable, ...]]


def read_tables(path: Path, workspace: Workspace) -> TablesRead:
    """The tables of a file of one of `FORMS`. Raises OSError when the disk does, KeyError for any other ending."""
    suffix = path.suffix.casefold()
    name = workspace.display_name(path)
    start = Span(name, 1, 1, 1)
    if suffix in _TEXTS:
        return _from_text(path, workspace, _TEXTS[suffix])
    data, size = workspace.content(path, _LARGEST + 1)
    if not isinstance(data, bytes):
        return TablesRead(name, (), source_of(name, data, size).diagnostics)
    if len(data) > _LARGEST:
        limit = catalog.TOO_LARGE.at(start, size=max(size, len(data)), limit=_LARGEST, unit="byte")
        return TablesRead(name, (), (limit,))
    try:
        return _sound(name, _BYTES[suffix](data))
    except UnreadableError as error:
        return TablesRead(name, (), (catalog.TABLE_FILE_BROKEN.at(start, why=error),))
    except ImportError:
        extra = {".xlsx": "excel", ".pdf": "pdf"}.get(suffix, "word")
        return TablesRead(name, (), (catalog.OFFICE_EXTRA.at(start, form=suffix, extra=extra),))
    except ScannedError as error:
        return TablesRead(name, (), (catalog.SCANNED.at(start, why=error),))
    except _MissingProgramError as error:
        return TablesRead(name, (), (catalog.OFFICE_PROGRAM.at(start, form=suffix, program=error),))


def _sound(name: str, tables: tuple[PrintedTable, ...]) -> TablesRead:
    """The tables with their letters as every text is read; refused where those of a row are of an old font."""
    for row in (row for table in tables for row in table.rows):
        read = decode("\n".join(cell.text for cell in row.cells).encode(errors="surrogatepass"))
        if isinstance(read, Undecodable):
            at = Span(name, row.number, 1, 1, cell=row.cells[0].at)
            return TablesRead(name, (), (catalog.TABLE_FILE_BROKEN.at(at, why=read.reason),))
    return TablesRead(name, tuple(map(cleaned, tables)))


def _from_text(path: Path, workspace: Workspace, read: Callable[[Source], tuple[PrintedTable, ...]]) -> TablesRead:
    file = workspace.read(path)
    if file.source is None:
        return TablesRead(file.digest.name, (), file.diagnostics)
    try:
        return TablesRead(file.digest.name, tuple(map(cleaned, read(file.source))))
    except UnreadableError as error:
        broken = catalog.TABLE_FILE_BROKEN.at(Span(file.digest.name, 1, 1, 1), why=error)
        return TablesRead(file.digest.name, (), (broken,))


def _csv(source: Source) -> tuple[PrintedTable, ...]:
    from cchc_rules.office.tables.text_in import csv_tables

    return csv_tables(source)


def _text(source: Source) -> tuple[PrintedTable, ...]:
    from cchc_rules.office.tables.text_in import text_tables

    return text_tables(source)


def _docx(data: bytes) -> tuple[PrintedTable, ...]:
    from cchc_rules.office.tables.word_in import tables_of

    return tables_of(data)


def _xlsx(data: bytes) -> tuple[PrintedTable, ...]:
    from cchc_rules.office.tables.workbook_in import tables_of

    return tables_of(data)


def _pdf(data: bytes) -> tuple[PrintedTable, ...]:
    from cchc_rules.office.tables.pdf_in import tables_of

    return tables_of(data)


def _doc(data: bytes) -> tuple[PrintedTable, ...]:
    """An old Word file, by LibreOffice, which makes a new one of it."""
    return _docx(_made("soffice", "LibreOffice", data, ".doc", ".docx"))


def _made(program: str, called: str, data: bytes, given: str, wanted: str) -> bytes:
    """What LibreOffice makes of a file, in a folder of its own. Raises _MissingProgramError, UnreadableError."""
    found = shutil.which(program)
    if found is None:
        raise _MissingProgramError(called)
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder, f"in{given}"), Path(folder, f"in{wanted}")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        arguments = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", wanted[1:], source.name]
        try:
            subprocess.run([found, *arguments], capture_output=True, timeout=_SECONDS, check=False, cwd=folder)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError(f"{called} đọc tệp quá {_SECONDS} giây") from error
        if not result.exists():
            raise UnreadableError(f"{called} không mở được tệp này")
        return result.read_bytes()


_TEXTS: Mapping[str, Callable[[Source], tuple[PrintedTable, ...]]] = {".csv": _csv, ".txt": _text}
_BYTES: Mapping[str, Reader] = {".docx": _docx, ".xlsx": _xlsx, ".doc": _doc, ".pdf": _pdf}
FORMS = (*_BYTES, *_TEXTS)
"""Endings of files that tables are read from."""
