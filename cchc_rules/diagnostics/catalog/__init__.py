"""Every kind of diagnostic, a module a letter. Codes never change meaning; docs/chan-doan.md shows each by example.

Letters: T tệp (file), C cú pháp (syntax), B bộ tiêu chí (rubric), K kiểm tra (static checks), P phiếu (sheet),
S sửa đổi (amendments), L luật chấm (scoring rules), D điều tra xã hội học (surveys), X xếp loại, điểm cộng, điểm trừ
(rating), R kho (a user's repository: its settings and snapshots),
M bảng số liệu lớn (large tables, scored by columns), E sổ Excel, bảng văn phòng (files of office programs),
N năm: kỳ đánh giá (an assessment period: its register and its sheets).
"""

import re
from functools import cache

from cchc_rules.diagnostics.catalog.amendments import *
from cchc_rules.diagnostics.catalog.consistency import *
from cchc_rules.diagnostics.catalog.files import *
from cchc_rules.diagnostics.catalog.office import *
from cchc_rules.diagnostics.catalog.periods import *
from cchc_rules.diagnostics.catalog.ratings import *
from cchc_rules.diagnostics.catalog.repository import *
from cchc_rules.diagnostics.catalog.rubrics import *
from cchc_rules.diagnostics.catalog.rules import *
from cchc_rules.diagnostics.catalog.sentences import *
from cchc_rules.diagnostics.catalog.sheets import *
from cchc_rules.diagnostics.catalog.surveys import *
from cchc_rules.diagnostics.catalog.tables import *
from cchc_rules.diagnostics.diagnostic import Kind, Severity


def guards(code: str) -> bool:
    """Whether findings of a code protect a rating, so that nobody can turn them off. KeyError for an unknown code."""
    kind = _kind(code)
    return kind.guards or kind.severity is Severity.ERROR


def codes() -> frozenset[str]:
    """Every code of the catalogue."""
    return frozenset(_kinds())


def template_of(code: str) -> str:
    """What findings of a code say, what is special to each left open. Raises KeyError for an unknown code."""
    return re.sub(r"\{\w+\}", "…", _kind(code).template)


def severity_of(code: str) -> Severity:
    """How much findings of a code matter. Raises KeyError for a code that is not in the catalogue."""
    return _kind(code).severity


@cache
def _kinds() -> dict[str, Kind]:
    return {kind.code: kind for kind in globals().values() if isinstance(kind, Kind)}


def _kind(code: str) -> Kind:
    return _kinds()[code]
