"""What an explanation was made from, so that a second run can be compared with the first."""

import hashlib
from collections.abc import Iterable

from cchc_rules.frozen import frozen
from cchc_rules.results.texts_beside import TextBeside, without_file


@frozen
class FileDigest:
    """A file by the name people know it by, and its SHA-256 in hexadecimal; empty when it was not read."""

    name: str
    sha256: str


@frozen
class Provenance:
    """The rubric's id and files (its own first), the sheet, the engine and its version (`cchc-rules 1.0`).

    `beside` are sheets that values were taken from: last year's, or those of other units. `texts` are those found
    beside the rubric, applied or not.
    """

    rubric_id: str
    rubric_files: tuple[FileDigest, ...]
    sheet: FileDigest
    engine: str
    beside: tuple[FileDigest, ...] = ()
    texts: tuple[TextBeside, ...] = ()

    def without_names(self, rubric_id: str) -> "Provenance":
        """The same for those outside the office: every digest under what the file is, none under what it is called."""
        return Provenance(
            rubric_id,
            _called("bộ tiêu chí và văn bản kèm theo", self.rubric_files),
            FileDigest("phiếu", self.sheet.sha256),
            self.engine,
            _called("phiếu lấy số liệu", self.beside),
            tuple(map(without_file, self.texts)),
        )

    @property
    def names(self) -> frozenset[str]:
        """The names of all files that an explanation may point to."""
        files = (*self.rubric_files, *self.beside, self.sheet)
        return frozenset((*(f.name for f in files), *(t.file for t in self.texts)))


def _called(what: str, files: tuple[FileDigest, ...]) -> tuple[FileDigest, ...]:
    named = (what,) if len(files) == 1 else (f"{what} ({n})" for n in range(1, len(files) + 1))
    return tuple(FileDigest(name, f.sha256) for name, f in zip(named, files, strict=True))


def texts_digest(files: Iterable[FileDigest]) -> str:
    """One digest of several files, whatever they are called: the same only if each is."""
    return hashlib.sha256("\n".join(f.sha256 for f in files).encode()).hexdigest()
