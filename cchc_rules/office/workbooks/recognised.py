"""Whether a file is a workbook of ours, told from its bytes without the libraries that read it."""

from cchc_rules.office.workbooks.layout import SCHEMA

_TEXTS = "xl/sharedStrings.xml"
_PAGES = "xl/worksheets/"
_MOST = 4_000_000


def is_score_sheet(data: bytes) -> bool:
    """Whether the texts of an `.xlsx` file name our schema: those kept apart, or in the cells themselves."""
    import zipfile  # slow to import, and of no use where no workbook lies
    from io import BytesIO

    def names_it(archive: zipfile.ZipFile, member: str) -> bool:
        with archive.open(member) as texts:
            return SCHEMA.encode() in texts.read(_MOST)

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [n for n in archive.namelist() if n == _TEXTS or n.startswith(_PAGES)]
            return any(names_it(archive, member) for member in members if not member.endswith("/"))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return False
