"""Whether a file is a workbook of ours, told from its bytes without the libraries that read it."""

from cchc_rules.office.workbooks.layout import SCHEMA

_WITHIN = ("xl/sharedStrings", "xl/worksheets/", "content.xml")
"""Where archives of office programs keep the texts of cells: apart, in the pages, or all in one."""
_OLD = b"\xd0\xcf\x11\xe0"
_MOST = 4_000_000


def is_score_sheet(data: bytes) -> bool:
    """Whether the texts of a workbook name our schema, in any form that spreadsheet programs save."""
    import zipfile  # slow to import, and of no use where no workbook lies
    from io import BytesIO

    if data.startswith((_OLD, b"<?xml")):
        return _named_in(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [n for n in archive.namelist() if n.startswith(_WITHIN) and not n.endswith("/")]
            return any(_named_in(archive.open(member).read(_MOST)) for member in members)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return False


def _named_in(data: bytes) -> bool:
    return SCHEMA.encode() in data or SCHEMA.encode("utf-16-le") in data
