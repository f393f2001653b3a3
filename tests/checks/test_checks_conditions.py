"""Conditions of rows and the facts they read."""

import attrs
import pytest
from checks_sample import EXCLUDED, ONLY, codes, only, rubric, under

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import Severity
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import UnitKindIs
from cchc_rules.model.rubric import ExcludedWhen, OnlyWhen


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ('loại đơn vị là "xã"', "K311"),
        ('loại đơn vị là "SỞ"', None),
        ('đơn vị là "Văn phòng Ủy ban nhân dân tỉnh"', "K385"),
        ('đơn vị là "UBND tỉnh – Văn phòng"', "K385"),
        ('đơn vị là "VP UBND tỉnh Điện Biên"', "K385"),
        ('đơn vị là "Văn phòng Sở Nội vụ"', None),
        ('đơn vị là "Sở Nội vụ" hoặc đơn vị là "Sở Nội vụ tỉnh"', "K385"),
        ('đơn vị là "Sở Nội vụ" hoặc đơn vị là "Sở  nội vụ"', None),
        ('đơn vị là "Sở Nội vụ"', None),
        ('loại đơn vị là "sở" hoặc loại đơn vị là "ban"', "K312"),
        ('loại đơn vị là "sở" và không phải loại đơn vị là "sở"', "K311"),
        ('loại đơn vị là "sở" hoặc không phải loại đơn vị là "sở"', "K312"),
        ('loại đơn vị là "sở" và loại đơn vị là "ban"', "K311"),
        ("[số xã] từ 5 và [số xã] dưới 5", "K311"),
        ("[số xã] từ 5 hoặc [số xã] dưới 5", "K312"),
        ("[số xã] từ 5 hoặc [số xã] dưới 4", None),
        ("không phải ([số xã] từ 5 hoặc [số xã] dưới 4 hoặc [số xã] bằng 4)", "K311"),
        ("[số xã] bằng 0,5", "K311"),
        ("[số xã] từ 0", "K312"),
        ("[tỷ lệ đúng hạn] từ 101%", "K311"),
        ("[tỷ lệ đúng hạn] từ 100%", None),
        ("[tỷ lệ đúng hạn] từ 0%", "K312"),
        ("[tỷ lệ đúng hạn] từ 20% đến dưới 30% và [tỷ lệ đúng hạn] từ 30%", "K311"),
        ('[vùng] là "núi" hoặc [vùng] là "biển"', "K312"),
        ('[vùng] là "đồng bằng"', "K311"),
        ("[vùng] là có", "K315"),
        ("[có đơn vị sự nghiệp] từ 1", "K315"),
        ('[có đơn vị sự nghiệp] là "có"', "K315"),
        ("[tỷ lệ đúng hạn] từ 80", "K315"),
        ("[số xã] từ 80%", "K315"),
        ("[số huyện] từ 1", "K313"),
        ("[Số Xã] từ 1", None),
        ('[vùng] là "NÚI" và [vùng] là "biển"', "K311"),
        ('([số xã] từ 5 và [số xã] dưới 3) hoặc [vùng] là "núi"', "K311"),
    ],
)
def test_conditions(condition: str, code: str | None) -> None:
    change = ('"Theo dõi": 1 điểm', f'"Theo dõi": 1 điểm\n    không áp dụng khi: {condition}')
    assert codes(change) == ([code] if code else [])


def test_finding_points_at_the_word() -> None:
    found = only(
        (EXCLUDED, EXCLUDED.replace("[có đơn vị sự nghiệp]", "[có đơn vị sự nghiêp]")),
        (ONLY, f"{ONLY} hoặc [có đơn vị sự nghiệp] là có"),
    )
    assert (found.code, found.expected) == ("K313", "[có đơn vị sự nghiệp]")
    assert found.span is not None
    assert found.span.excerpt[found.span.column - 1 : found.span.end - 1] == "[có đơn vị sự nghiêp]"


def test_unused_fact() -> None:
    found = only(("  [vùng]", '  [số thôn]: số đếm "thôn"\n  [vùng]'))
    assert (found.code, found.severity) == ("K314", Severity.WARNING)


def test_facts_that_differ_in_case_alone() -> None:
    assert only(("  [vùng]", '  [Số xã]: số đếm "xã"\n  [vùng]')).code == "B202"


def test_only_kind_named_always_holds() -> None:
    changes = ('"sở", "ban", trừ', '"sở", trừ'), (EXCLUDED, "[có đơn vị sự nghiệp] là có")
    excluded = under('"Theo dõi": 1 điểm\n', 'không áp dụng khi: loại đơn vị là "sở"')
    found = only(*changes, excluded)
    assert (found.code, found.severity) == ("K312", Severity.WARNING)
    assert "2.2 không bao giờ được chấm" in found.message


def test_conditions_together_leave_nobody() -> None:
    same = under('"Theo dõi": 1 điểm\n', "không áp dụng khi: [số xã] từ 5")
    assert codes(same, under('"Theo dõi": 1 điểm\n', "chỉ áp dụng khi: [số xã] từ 5")) == ["K330"]


def test_conditions_of_a_field_reach_its_rows() -> None:
    field = ('"Thể chế": 4 điểm\n', '"Thể chế": 4 điểm\n  chỉ áp dụng khi: loại đơn vị là "sở"\n')
    row = under('"Theo dõi": 1 điểm\n', 'chỉ áp dụng khi: loại đơn vị là "ban"')
    found = only(field, row)
    assert found.code == "K330"
    assert found.related[0].message == "điều kiện của 2"


def test_very_long_condition_stays_quick() -> None:
    facts = "\n".join(f"  [v{n}]: có/không" for n in range(40))
    condition = " hoặc ".join(f"[v{n}] là có" for n in range(40))
    change = under('"Theo dõi": 1 điểm\n', f"chỉ áp dụng khi: {condition}")
    assert codes(("  [vùng]", f"{facts}\n  [vùng]"), change) == []


def test_claims_stated_twice_on_a_row() -> None:
    allowed, forbidden = "không áp dụng: được đề nghị", "không áp dụng: không được đề nghị"
    twice = under('"Theo dõi": 1 điểm\n', f"{allowed}\n    {forbidden}")
    assert only(twice).code == "B202"


def test_conditions_made_without_a_place() -> None:
    base = rubric()
    stated = (Stated(ExcludedWhen(UnitKindIs(("xã",)))), Stated(OnlyWhen(UnitKindIs(("sở", "ban")))))
    row = attrs.evolve(base.fields[0].children[1], applicability=stated)
    field = attrs.evolve(base.fields[0], children=(base.fields[0].children[0], row))
    found = check_rubric(attrs.evolve(base, fields=(field, base.fields[1])))
    assert [d.code for d in found] == ["K311", "K312"]
