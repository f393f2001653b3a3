"""What an explanation was made from, so that a second run can be compared with the first."""

from cchc_rules.frozen import frozen


@frozen
class FileDigest:
    """A file by the name people know it by, and its SHA-256 in hexadecimal."""

    name: str
    sha256: str


@frozen
class Provenance:
    """The rubric's id and files (its own first), the sheet, the engine and its version (`cchc-rules 1.0`).

    `beside` are sheets that values were taken from: last year's, or those of other units.
    """

    rubric_id: str
    rubric_files: tuple[FileDigest, ...]
    sheet: FileDigest
    engine: str
    beside: tuple[FileDigest, ...] = ()
