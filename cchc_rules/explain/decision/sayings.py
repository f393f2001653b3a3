"""What the sentences of a rubric are called in a decision, and their words without the marks of the language."""

import re
from typing import Any

from cchc_rules.explain.words.citations import quoted
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Basis, Citation, Instrument, Stated, for_tables
from cchc_rules.model.survey import SurveyShare
from cchc_rules.writing import amendments as words
from cchc_rules.writing.ratings import scope
from cchc_rules.writing.rules import Line
from cchc_rules.writing.surveys import percent

_NOUNS = {
    Slot.LEVELS: "tên các cấp của bảng",
    Slot.NUMBERING: "cách đánh số",
    Slot.INSTRUMENT: "văn bản ban hành",
    Slot.REPLACES: "văn bản được thay thế",
    Slot.IN_FORCE: "hiệu lực",
    Slot.GOVERNS: "kỳ đánh giá áp dụng",
    Slot.TOTAL: "tổng điểm",
    Slot.SUBJECTS: "đối tượng đánh giá",
    Slot.CLAIMS: "quy định về đề nghị không áp dụng",
    Slot.STEP: "bước điểm",
    Slot.ROUNDING: "cách làm tròn khi in",
    Slot.STAGES: "bước đánh giá",
    Slot.COMBINATION: "cách tính điểm chỉ số",
    Slot.TIE_BREAK: "quy định khi bằng chỉ số",
    Slot.ABSENCE: "cách tính khi có nội dung không áp dụng",
    Slot.CEILING: "giới hạn điểm sau khi cộng, trừ",
    Slot.BANDS: "mức xếp loại",
    Slot.DISQUALIFIERS: "điều kiện xếp loại",
    Slot.QUOTAS: "tỷ lệ khống chế khi xếp loại",
    Slot.CONSEQUENCES: "hệ quả",
    Slot.TIMETABLE: "thời hạn",
    Slot.PRECEDENCE: "quy định ưu tiên",
    Slot.CALENDAR: "ngày nghỉ, ngày làm bù",
    Slot.DUE_ON_DAY_OFF: "quy định về hạn rơi vào ngày nghỉ",
    Slot.FACTS: "số liệu",
    Slot.SURVEYS: "phiếu điều tra",
    Slot.SURVEY_SHARES: "tỷ trọng phiếu điều tra",
    Slot.OVERRIDES: "quy định thay quy định chung",
    Slot.COUNTS: "số lượng",
    Slot.APPLICABILITY: "điều kiện áp dụng",
    Slot.DISCREPANCIES: "cách hiểu chỗ in khác",
    Slot.BUCKETS: "điểm cộng, điểm trừ",
    Slot.RULE: "cách chấm",
    Slot.GROUP: "cách tính điểm từ các dòng con",
    Slot.WORDING: "lời văn",
    Slot.FOLLOWED_BY: "cơ quan theo dõi",
    Slot.EVIDENCE: "tài liệu kiểm chứng",
    Slot.RESPONDENTS: "đối tượng điều tra",
    Slot.MINIMUM: "số phiếu hợp lệ tối thiểu",
    Slot.SCALES: "thang trả lời",
    Slot.QUESTIONS: "câu hỏi",
}
_LABELLED = frozenset(
    {
        Slot.LEVELS,
        Slot.NUMBERING,
        Slot.INSTRUMENT,
        Slot.REPLACES,
        Slot.IN_FORCE,
        Slot.GOVERNS,
        Slot.TOTAL,
        Slot.SUBJECTS,
        Slot.CLAIMS,
        Slot.STEP,
        Slot.ROUNDING,
        Slot.COMBINATION,
        Slot.TIE_BREAK,
        Slot.ABSENCE,
        Slot.CEILING,
        Slot.PRECEDENCE,
        Slot.DUE_ON_DAY_OFF,
        Slot.COUNTS,
        Slot.GROUP,
        Slot.WORDING,
        Slot.FOLLOWED_BY,
        Slot.EVIDENCE,
        Slot.RESPONDENTS,
    }
)
"""Slots whose sentences begin with a keyword that says no more than the noun does."""
_NAMES = re.compile(r'"(?:[^"]|"")*"')
_FACT = re.compile(r"\[([^\]]*)\]")
_KEYWORDS = ("PHIẾU ĐIỀU TRA", "XẾP LOẠI", "ĐIỂM CỘNG", "ĐIỂM TRỪ")


def noun(slot: Slot, *given: Stated[Any]) -> str:
    """What a decision calls a sentence: `tổng điểm`; of a rating for some units, with these."""
    units = next((scope(s.value.scope) for s in given if getattr(s.value, "scope", None) is not None), "")
    return _NOUNS[slot] + in_words(units)


def in_words(text: str) -> str:
    """Words of the language as people write them: facts without brackets, no keywords in capitals."""
    made, at = "", 0
    for name in _NAMES.finditer(text):
        made += _unmarked(text[at : name.start()]) + quoted(name[0][1:-1].replace('""', '"'))
        at = name.end()
    return made + _unmarked(text[at:])


def _unmarked(text: str) -> str:
    for word in _KEYWORDS:
        text = text.replace(word, word.lower())
    return _FACT.sub(r"\1", text)


@frozen
class Spoken:
    """One line of a sentence, and how far it stands in."""

    text: str
    depth: int = 0


def spoken(slot: Slot, stated: Stated[Any], top: str, titles: dict[str, str]) -> tuple[Spoken, ...]:
    """A sentence as a decision says it, without what it rests on; `titles` are those of survey forms by name."""
    if slot is Slot.SURVEY_SHARES:
        return (Spoken(_share(stated.value, titles) + _for_tables(stated)),)
    lines = words.lines_of(slot, stated, top)
    return tuple(Spoken(_line(slot, line), line.depth) for line in lines)


def _line(slot: Slot, line: Line) -> str:
    _, colon, rest = line.text.partition(": ")
    head = line.depth == 0 and slot in _LABELLED and colon
    return in_words(rest if head else line.text) + _for_tables(line.stated)


def _for_tables(stated: Stated[Any]) -> str:
    """` cho bảng bang-1` of a common provision for some tables, or nothing."""
    return f" {for_tables(stated.tables).strip()}" if stated.tables else ""


def _share(share: SurveyShare, titles: dict[str, str]) -> str:
    where = share.code.text if share.code is not None else "các dòng khác"
    parts = (f"{form_name(p.instrument, titles)} {percent(p.ratio)}" for p in share.parts)
    return f"{where}: {', '.join(parts)}"


def form_name(name: str, titles: dict[str, str]) -> str:
    """`phiếu “Phiếu hỏi cán bộ”`; of a form that the rubric does not have yet, its short name."""
    return f"phiếu {quoted(titles[name])}" if name in titles else f"phiếu {name}"


def formal(instrument: Instrument) -> str:
    """`Quyết định số 55/QĐ-UBND ngày 20 tháng 11 năm 2025`: an instrument, an unknown day in dots."""
    day = instrument.date
    dated = f"{day.day:02} tháng {day.month:02} năm {day.year}" if day is not None else "… tháng … năm …"
    return f"{instrument.kind} số {instrument.number} ngày {dated}"


def cited(instrument: Instrument) -> str:
    """`Bảng 1 ban hành kèm theo Quyết định số …`: an instrument, an annex of it first."""
    return f"{instrument.annex} ban hành kèm theo {formal(instrument)}" if instrument.annex else formal(instrument)


def grounds(basis: Basis | None) -> str:
    """What a row rests on, as it is cited: `Điều 1 và mục II`, or that nothing is stated."""
    if basis is None:
        return "không nêu"
    if basis.own_choice is not None:
        return f"không có quy định ({basis.own_choice})"
    return " và ".join(map(_citation, basis.citations))


def _citation(given: Citation) -> str:
    parts = [p.cite() for p in given.places] + ([formal(given.instrument)] if given.instrument else [])
    return " ".join(parts) + for_tables(given.tables)
