"""Whether a file is a workbook of ours, told from its bytes without the libraries that read it."""

from cchc_rules.office.workbooks.layout import SCHEMA

_TEXTS = "xl/sharedStrings.xml"
_MOST = 4_000_000


def is_score_sheet(data: bytes) -> bool:
    """Whether the texts of an `.xlsx` file name our schema."""
    import zipfile  # slow to import, and of no use where no workbook lies
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_TEXTS) as texts:
            return SCHEMA.encode() in texts.read(_MOST)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return False
