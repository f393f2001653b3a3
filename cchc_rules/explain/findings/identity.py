"""What makes a finding the same finding in another version of its file, wherever it stands there by then."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from cchc_rules.diagnostics import Diagnostic

# Messages may name lines, which move when anything is written above them.
_LINES = re.compile(r"\b(dòng|cột) \d+|(?<=\.[a-z]{3}):\d+|(?<=\.(?:cchc|json)):\d+|(?<=\.phieu):\d+", re.IGNORECASE)


def fingerprints(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    """A SHA-256 (hexadecimal) for each finding, in their order: of its code, file and message without line numbers.

    Findings of a file that say the same are told apart by how many came before them.
    """
    seen = Counter[tuple[str, str, str]]()
    marks = []
    for d in found:
        key = (d.code, d.span.source if d.span else "", _LINES.sub("", d.message))
        marks.append(hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest())
        seen[key] += 1
    return tuple(marks)
