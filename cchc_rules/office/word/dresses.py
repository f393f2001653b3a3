"""How each kind of paper is dressed: its name, whether it carries a letterhead, who signs."""

import datetime

from attrs import evolve

from cchc_rules.office.word.dress import TO_FILL_IN, Dress, Letterhead, Preamble

UNIT_HEAD, COUNCIL_HEAD = "THỦ TRƯỞNG ĐƠN VỊ", "TM. HỘI ĐỒNG THẨM ĐỊNH\nCHỦ TỊCH"
CLERK = "NGƯỜI LẬP BIỂU"

EXPLANATION = Dress("GIẢI THÍCH ĐIỂM", letterhead=Letterhead(), signers=(CLERK, COUNCIL_HEAD))
MINUTES = Dress("BIÊN BẢN THẨM ĐỊNH", letterhead=Letterhead(), signers=(UNIT_HEAD, COUNCIL_HEAD))
DRAW = Dress("BIÊN BẢN BỐC THĂM", letterhead=Letterhead(), signers=(CLERK, COUNCIL_HEAD))
PERIOD = Dress("TIẾN ĐỘ KỲ ĐÁNH GIÁ", letterhead=Letterhead(), signers=(CLERK,), landscape=True)
READING_COPY = Dress("BẢN HỢP NHẤT ĐỂ TRA CỨU")
RANKING = Dress("BẢNG XẾP HẠNG", letterhead=Letterhead(), signers=(CLERK, COUNCIL_HEAD), landscape=True)


def decision(number: str | None, day: datetime.date | None, grounds: tuple[str, ...] = ()) -> Dress:
    """A decision for signing, with its number and day where these are known, and what it is based on."""
    head = Letterhead()
    if number is not None:
        head = evolve(head, number=f"Số: {number}")
    if day is not None:
        head = evolve(head, place_and_day=f"…………, ngày {day.day:02} tháng {day.month:02} năm {day.year}")
    signer = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    said = Preamble(f"ỦY BAN NHÂN DÂN {TO_FILL_IN}", grounds, "QUYẾT ĐỊNH:")
    return Dress("QUYẾT ĐỊNH", letterhead=head, preamble=said, signers=(signer,), sent_to=("Như Điều 3;", "Lưu: VT."))


def questionnaire(title: str) -> Dress:
    """A form that people fill in: a name and nothing around it."""
    return Dress(title.upper())


def annex(number: str, decision: str | None, landscape: bool = False) -> Dress:
    """An annex of a decision, named as the decision's is where that is known."""
    named = decision or f"Quyết định số {TO_FILL_IN} ngày … tháng … năm …"
    return Dress(f"PHỤ LỤC {number}".strip(), f"(Kèm theo {named})", landscape=landscape)
