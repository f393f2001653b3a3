"""The head of an amendment, and sentences like those of the head: what they come to, and which days cannot be."""

from typing import Any

from cchc_rules.diagnostics import catalog
from cchc_rules.model.amendments.amendment import AfterSigning, Amendment, Force, FromDay, FromYear, OnSigning
from cchc_rules.model.dates import date
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Leaf
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric import settings
from cchc_rules.writing.rubric import quote

HEADER = {
    "governing": ("văn bản", "văn bản: Quyết định …/QĐ-UBND ngày …"),
    "amends": ("sửa đổi bộ tiêu chí nào", "sửa đổi: bang-1"),
    "corrects": ("đính chính bộ tiêu chí nào", "đính chính: bang-1"),
    "in_force": ("hiệu lực", "hiệu lực: kể từ ngày ký"),
    "governs": ("áp dụng từ kỳ đánh giá nào", "áp dụng: từ kỳ đánh giá 2020"),
    "transition": ("chuyển tiếp", 'chuyển tiếp: đơn vị "Xã A" theo quy định trước khi sửa đổi, trong kỳ đánh giá 2020'),
    "remark": ("ghi chú", 'ghi chú: "…"'),
}
"""What each sentence of the head is called, with a sample."""


def header_value(st: Statement, report: Report) -> Any:
    """What a sentence of the head says; None, with a diagnostic, where that can't be."""
    match st.node.rule:
        case "governing":
            return v.instrument(st, st.node.nodes("instrument")[0], report)
        case "governs":
            return settings.SETTINGS["governs"].lower(st, st.node, report)
        case "in_force":
            return _force(st, report)
        case "remark":
            return v.string(st.node)
        case _:
            return named_texts(st)


def named_texts(st: Statement) -> tuple[str, ...]:
    """The texts that a sentence names: by short name, as printed (`Bảng 2`), or by title, which keeps its quotes."""
    return tuple(_named(leaf) for leaf in st.node.leaves("ID", "ANNEX", "STRING"))


def _named(leaf: Leaf) -> str:
    return quote(v.unquote(leaf.text)) if leaf.kind == "STRING" else " ".join(leaf.text.split())


def _force(st: Statement, report: Report) -> Force | None:
    node = st.node.nodes()[0]
    if node.rule == "from_day":
        day = v.date(st, node.leaves("DATE")[0], report)
        return FromDay(day) if day else None
    if node.rule == "after_signing":
        return AfterSigning(v.whole(st, node.leaves("INT")[0], report))
    return OnSigning()


def check_days(amendment: Amendment, report: Report) -> None:
    """Nothing takes effect before it is signed."""
    stated = [(amendment.force, amendment.place("in_force")), *((o.effect, o.at) for o in amendment.own_effects)]
    for force, at in stated:
        if force is None or isinstance(force, FromYear):
            continue
        day = amendment.day_of(force)
        if day < amendment.signed:
            report.add(catalog.SIGNED_AFTER_FORCE, at, force=date(day), signed=date(amendment.signed))
