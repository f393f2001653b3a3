"""Where the rubric says that the print errs: each such statement is listed, and must be true."""

import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never

from attrs import evolve

from cchc_rules.checks.rubric.counts import Census, census
from cchc_rules.checks.words_and_places import counts_text, narrow
from cchc_rules.diagnostics import Diagnostic, Severity, catalog
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Basis, Stated
from cchc_rules.model.discrepancy import (
    Discrepancy,
    PrintedCode,
    PrintedCount,
    PrintedNote,
    PrintedPoints,
    PrintedWords,
    Reading,
)
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Count, Criterion, Rubric
from cchc_rules.model.rule import wordings_in

_COUNT = re.compile(r"(\d{1,9}) +(.+)")
_BELONGS_UNDER_A_ROW = "câu này phải đứng dưới một dòng tiêu chí"


@frozen
class Finding:
    """A difference in words, `bản in ghi …, áp dụng …`; or why there is none."""

    difference: str
    no_difference: str | None = None
    remedy: str | None = None


def discrepancies_are_listed(rubric: Rubric) -> Iterator[Diagnostic]:
    """K310 for every acknowledged discrepancy, K308 for one that is none."""
    found = census(rubric)
    on_rows = ((row, stated) for row in rubric.rows() for stated in row.discrepancies)
    for row, stated in (*((None, s) for s in rubric.provisions.discrepancies), *on_rows):
        told = _diagnostic(rubric, found, row, stated)
        # One that gives no reason is reported by reasons_are_given.
        if told.severity is Severity.ERROR or stated.value.reason.strip():
            yield told


def reasons_are_given(rubric: Rubric) -> Iterator[Diagnostic]:
    """B216: an acknowledged discrepancy says why it is read so."""
    rows = (d for row in rubric.rows() for d in row.discrepancies)
    for stated in (*rubric.provisions.discrepancies, *rows):
        if not stated.value.reason.strip():
            yield catalog.EMPTY_TEXT.at(narrow(stated.at, 'vì ""'), what="lý do sau “vì”")


def _diagnostic(rubric: Rubric, found: Census, row: Criterion | None, stated: Stated[Discrepancy]) -> Diagnostic:
    finding = _find(rubric, found, row, stated.value)
    if finding.no_difference is not None:
        return catalog.NOT_A_DISCREPANCY.at(stated.at, fix=finding.remedy, why=finding.no_difference)
    where = f"{row.code}: " if row is not None else ""
    what = f"{where}{finding.difference}, vì: {stated.value.reason}{_cited(stated.basis)}"
    return catalog.ACKNOWLEDGED.at(stated.at, what=what)


def _cited(basis: Basis | None) -> str:
    if basis is None:
        return ""
    return f" ({basis.cite()})" if basis.own_choice is not None else f" (căn cứ: {basis.cite()})"


def _find(rubric: Rubric, found: Census, row: Criterion | None, value: Discrepancy) -> Finding:
    match value:
        case Reading(question, chosen):
            return Finding(f"có hai cách hiểu: {question}; chọn: {chosen}")
        case PrintedWords(printed, meant):
            return _words(row, _nfc(printed), _nfc(meant))
        case PrintedCount(printed):
            return _count(rubric, found, row, printed)
        case _ if row is None:
            return Finding("", _BELONGS_UNDER_A_ROW, "đặt câu này ngay dưới dòng mà nó nói tới")
        case PrintedCode(printed):
            applied = rubric.printed_code(evolve(row, discrepancies=()))
            return _differs("mã", _nfc(printed), applied)
        case PrintedPoints(printed):
            return _differs("điểm", _nfc(printed), vietnamese(row.max))
        case PrintedNote(printed):
            return _differs("chú thích", _nfc(printed), _nfc(_note(row)))
        case _:
            assert_never(value)


def _differs(what: str, printed: str, applied: str) -> Finding:
    if printed == applied:
        return Finding("", f"{what} áp dụng cũng là {_shown(applied)}")
    return Finding(f"bản in ghi {what} {_shown(printed)}, áp dụng {_shown(applied)}")


def _shown(text: str) -> str:
    return f"“{text}”" if text else "để trống"


def _note(row: Criterion) -> str:
    return ", ".join(part for part in ("ĐTXHH" if row.survey else "", row.note) if part)


def _words(row: Criterion | None, printed: str, meant: str) -> Finding:
    if printed == meant:
        return Finding("", "chữ in và chữ đọc giống nhau")
    texts = (row.title, row.note or "", *_wordings(row)) if row is not None else (printed,)
    if row is not None and not any(printed in _nfc(text) for text in texts):
        where = "tên, ghi chú và lời văn" if _wordings(row) else "tên và ghi chú"
        remedy = f"ở {where}, chép đúng chữ của bản in, kể cả chỗ in sai; cách đọc đúng chỉ ghi ở câu này"
        return Finding("", f"{where} của {row.code} không có chữ “{printed}”", remedy)
    return Finding(f"bản in ghi “{printed}”, đọc là “{meant}”")


def _wordings(row: Criterion) -> tuple[str, ...]:
    """The printed sentences of a row, and of the lines of its rule."""
    of_rule = tuple(wordings_in(row.rule.value.method)) if row.rule is not None else ()
    return (*(s.value for s in row.wording), *of_rule)


def _count(rubric: Rubric, found: Census, row: Criterion | None, printed: str) -> Finding:
    printed = " ".join(_nfc(printed).split())
    applied = _applied_counts(rubric, found, row, printed)
    if counts_text(applied).casefold() == printed.casefold():
        return Finding("", f"số lượng áp dụng cũng là “{printed}”")
    return Finding(f"bản in ghi số lượng “{printed}”, áp dụng “{counts_text(applied)}”")


def _applied_counts(rubric: Rubric, found: Census, row: Criterion | None, printed: str) -> tuple[Count, ...]:
    """What is declared, else counted, for the levels that the printed words name; for all when none is."""
    stated = row.counts if row is not None else rubric.provisions.counts
    declared = stated.value if stated is not None else ()
    levels = dict.fromkeys(rubric.level_names)
    named = [m.group(2).casefold() for part in printed.split(",") if (m := _COUNT.fullmatch(part.strip()))]
    wanted = [level for level in named if level in levels] or [c.level for c in declared] or list(levels)
    said = {c.level: c.number for c in declared}
    group = row.code if row is not None else None
    return tuple(Count(said.get(level, found[group, level]), level) for level in wanted)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
