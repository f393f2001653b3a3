"""Static checks: every good sample is clean, and every mistake is told once, by its own code."""

import pytest
from rules_kinds import KINDS, Kind
from rules_sample import codes, found_in

COUNTS = '  [a]: số đếm "nhiệm vụ"\n  [b]: số đếm "nhiệm vụ", từ 0 đến [a]'
PERCENT = "  [p]: tỷ lệ phần trăm"
DAYS = "  [n]: ngày tháng\n  [h]: ngày tháng"
YES = "  [y]: có/không"
CHOICE = '  [m]: lựa chọn "tốt", "khá"'


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
def test_samples_are_clean(kind: Kind) -> None:
    assert [f"{d.code} {d.message}" for d in found_in(kind.facts, kind.rule, kind.max)] == []


BAD = [
    ("a line without a method", "", "từ 80%: 2 điểm", ["L601"]),
    ("a level under a scale", PERCENT, 'cách chấm: theo thang [p]\n"tốt": 2 điểm', ["L602"]),
    ("a part under a scale", PERCENT, "cách chấm: theo thang [p]\nphần a: 2 điểm", ["L602"]),
    ("parts in a part", PERCENT, "cách chấm: tổng các phần\nphần a: tổng các phần", ["L602"]),
    ("a scale without lines", PERCENT, "cách chấm: theo thang [p]", ["L603"]),
    ("parts without parts", "", "cách chấm: tổng các phần", ["L603"]),
    ("best below the maximum", PERCENT, "cách chấm: [p] × 1 điểm", ["L605"]),
    ("a rule over the maximum", COUNTS, "cách chấm: 1 điểm × [a] + 0 điểm × [b]", ["L606"]),
    (
        "a fallback over the maximum",
        COUNTS,
        "cách chấm: [b] / [a] × 2 điểm\nkhi mẫu số bằng 0: 3 điểm",
        ["L606"],
    ),
    ("a rule below nought", COUNTS, "cách chấm: 2 điểm - 1 điểm × [a] + 0 điểm × [b]", ["L607"]),
    ("a gap", PERCENT, "cách chấm: theo thang [p]\ntừ 80%: 2 điểm\ndưới 70%: 0 điểm", ["L608"]),
    (
        "a gap of one value",
        PERCENT,
        "cách chấm: theo thang [p]\ntrên 80%: 2 điểm\ndưới 80%: 0 điểm",
        ["L608"],
    ),
    (
        "an overlap of one value",
        PERCENT,
        "cách chấm: theo thang [p]\ntừ 80%: 2 điểm\nkhông quá 80%: 0 điểm",
        ["L609"],
    ),
    (
        "a gap of one whole number",
        COUNTS,
        "cách chấm: theo thang [a] - [b]\ntừ 5: 2 điểm\nkhông quá 3: 0 điểm",
        ["L608"],
    ),
    (
        "an overlap of one whole number",
        COUNTS,
        "cách chấm: theo thang [a] - [b]\ntrên 3: 2 điểm\nkhông quá 4: 0 điểm",
        ["L609"],
    ),
    (
        "a line that holds no whole number",
        COUNTS,
        "cách chấm: theo thang [a] - [b]\ntrên 4: 2 điểm\ntrên 3 đến dưới 4: 1 điểm\nkhông quá 4: 0 điểm",
        ["L610"],
    ),
    (
        "a gap between amounts, which need not be whole",
        "  [m]: số đo",
        "cách chấm: theo thang [m]\nkhông quá 3: 0 điểm\ntừ 4: 2 điểm",
        ["L608"],
    ),
    (
        "more than what bounds it",
        COUNTS,
        "cách chấm: theo trường hợp\nkhi [b] lớn hơn [a]: 2 điểm\ncòn lại: 0 điểm",
        ["K311", "L610"],
    ),
    (
        "cases that leave a day out",
        DAYS,
        "cách chấm: theo trường hợp\nkhi [n] trước [h]: 2 điểm\nkhi [h] trước [n]: 0 điểm",
        ["L613"],
    ),
    (
        "a case covered above in the other order",
        DAYS,
        "cách chấm: theo trường hợp\nkhi [n] trước [h]: 2 điểm\nkhi [h] sau [n]: 1 điểm\ncòn lại: 0 điểm",
        ["L610"],
    ),
    (
        "days beside a count",
        DAYS + "\n  [a]: số đếm",
        "cách chấm: theo trường hợp\nkhi [n] sau [h]: 2 điểm\nkhi [n] trước [a]: 1 điểm\ncòn lại: 0 điểm",
        ["L614"],
    ),
    (
        "days that are larger",
        DAYS,
        "cách chấm: theo trường hợp\nkhi [n] lớn hơn [h]: 2 điểm\ncòn lại: 0 điểm",
        ["L614"],
    ),
    (
        "a count beside a ratio",
        COUNTS + "\n" + PERCENT,
        "cách chấm: theo trường hợp\nkhi [b] lớn hơn [a]: 0 điểm\nkhi [a] lớn hơn [p]: 2 điểm\ncòn lại: 0 điểm",
        ["K311", "L610", "L614"],
    ),
    (
        "other units of measure",
        '  [a]: số đếm "vụ"\n  [b]: số đếm "hồ sơ"',
        "cách chấm: theo trường hợp\nkhi [a] lớn hơn [b]: 2 điểm\ncòn lại: 0 điểm",
        ["L614"],
    ),
    (
        "a choice beside a count",
        CHOICE + "\n  [a]: số đếm",
        "cách chấm: theo trường hợp\nkhi [a] lớn hơn [m]: 2 điểm\ncòn lại: 0 điểm",
        ["L614"],
    ),
    (
        "a difference of numbers alone",
        PERCENT,
        "cách chấm: theo trường hợp\nkhi [p] bằng 80% - 10%: 2 điểm\ncòn lại: 0 điểm",
        ["L614"],
    ),
    (
        "a division in a comparison",
        "  [a]: số đếm, từ 1\n  [b]: số đếm",
        "cách chấm: theo trường hợp\nkhi [b] lớn hơn [b] / [a]: 2 điểm\ncòn lại: 0 điểm",
        ["L614"],
    ),
    (
        "points in a comparison",
        COUNTS,
        "cách chấm: theo trường hợp\nkhi [a] lớn hơn [b] × 2 điểm: 2 điểm\ncòn lại: 0 điểm",
        ["L614"],
    ),
    (
        "an unknown other side",
        COUNTS,
        "cách chấm: theo trường hợp\nkhi [a] lớn hơn 2 × [b] + [không khai]: 2 điểm\ncòn lại: 0 điểm",
        ["K313"],
    ),
    ("an overlap", PERCENT, "cách chấm: theo thang [p]\ntừ 70%: 2 điểm\ndưới 80%: 0 điểm", ["L609"]),
    (
        "a line out of reach",
        PERCENT,
        "cách chấm: theo thang [p]\ntừ 120%: 2 điểm\ntừ 80% đến dưới 120%: 2 điểm\ndưới 80%: 0 điểm",
        ["L610"],
    ),
    (
        "a case covered above",
        PERCENT,
        "cách chấm: theo trường hợp\nkhi [p] từ 50%: 2 điểm\nkhi [p] từ 80%: 1 điểm\ncòn lại: 0 điểm",
        ["L610"],
    ),
    (
        "a case after the rest",
        YES,
        "cách chấm: theo trường hợp\ncòn lại: 2 điểm\nkhi [y] là có: 0 điểm",
        ["L610"],
    ),
    (
        "a rest with nothing left",
        YES,
        "cách chấm: theo trường hợp\nkhi [y] là có: 2 điểm\nkhi [y] là không: 0 điểm\ncòn lại: 1 điểm",
        ["L610"],
    ),
    (
        "a part after a sure one",
        PERCENT,
        "cách chấm: phần đầu tiên đúng\nphần a: [p] × 2 điểm\nphần b: 1 điểm",
        ["L610"],
    ),
    ("a missing level", CHOICE, 'cách chấm: theo mức [m]\n"tốt": 2 điểm', ["L611"]),
    (
        "an unknown level",
        CHOICE,
        'cách chấm: theo mức [m]\n"tốt": 2 điểm\n"khá": 1 điểm\n"giỏi": 1 điểm',
        ["L612"],
    ),
    ("cases left open", PERCENT, "cách chấm: theo trường hợp\nkhi [p] từ 50%: 2 điểm", ["L613"]),
    ("points times points", PERCENT, "cách chấm: [p] × 2 điểm × 1 điểm", ["L614"]),
    ("no points at all", PERCENT, "cách chấm: [p] × 2", ["L614"]),
    (
        "units that differ",
        '  [a]: số đếm "hồ sơ"\n  [b]: số đếm "vụ", từ 1',
        "cách chấm: theo thang [a] / [b]\ntừ 1%: 2 điểm\ndưới 1%: 0 điểm",
        ["L614"],
    ),
    (
        "plain bounds of a ratio",
        PERCENT,
        "cách chấm: theo thang [p]\ntừ 80: 2 điểm\ndưới 80: 0 điểm",
        ["L614", "L614"],
    ),
    ("arithmetic on yes and no", YES, "cách chấm: [y] × 2 điểm", ["L614"]),
    (
        "days late of no date",
        COUNTS,
        "cách chấm: 2 điểm - 1 điểm × số ngày chậm([a]; 15/01 năm sau; ngày) + 0 điểm × [b], không dưới 0 điểm",
        ["L614"],
    ),
    ("levels of a count", COUNTS, 'cách chấm: theo mức [a]\n"tốt": 2 điểm', ["K314", "L614"]),
    ("nothing said of a zero denominator", COUNTS, "cách chấm: [b] / [a] × 2 điểm", ["L615"]),
    (
        "a zero denominator that cannot be",
        '  [a]: số đếm "nhiệm vụ", từ 1\n  [b]: số đếm "nhiệm vụ", từ 0 đến [a]',
        "cách chấm: [b] / [a] × 2 điểm\nkhi mẫu số bằng 0: 0 điểm",
        ["L616"],
    ),
    (
        "a part not stated",
        PERCENT,
        "cách chấm: tổng các phần\nphần a: phần b\nphần b: [p] × 2 điểm",
        ["L617"],
    ),
    (
        "a part of itself",
        PERCENT,
        "cách chấm: tổng các phần, không quá 2 điểm, không dưới 0 điểm\nphần a: phần a + [p] × 2 điểm",
        ["L617"],
    ),
    (
        "a circle of formulas",
        "  [x]: tỷ lệ phần trăm, tính bằng [z] × 1\n  [z]: tỷ lệ phần trăm, tính bằng [x] × 1",
        "cách chấm: [x] × 2 điểm",
        ["L618", "L618"],
    ),
    (
        "last year not asked for",
        COUNTS,
        "cách chấm: theo thang [a] - [a, năm trước] + 0 × [b]\ntừ 1: 0 điểm\ndưới 1: 2 điểm",
        ["L619"],
    ),
    (
        "did not arise, and then",
        COUNTS,
        "cách chấm: [b] / [a] × 2 điểm\nkhi mẫu số bằng 0: không phát sinh",
        ["L620"],
    ),
    (
        "a ratio of nothing",
        PERCENT,
        "cách chấm: tỷ lệ × 2 điểm + [p] × 0 điểm, không quá 2 điểm, không dưới 0 điểm",
        ["L621"],
    ),
    ("bounds crossed", "  [a]: số đếm, từ 5 đến 2", "cách chấm: 1 điểm × [a], không quá 2 điểm", ["L622"]),
    ("a detail twice", "  [a]: số đếm, từ 0, từ 1", "cách chấm: 1 điểm × [a], không quá 2 điểm", ["L623"]),
    ("a method twice", PERCENT, "cách chấm: [p] × 2 điểm\ncách chấm: [p] × 1 điểm", ["B202"]),
    (
        "a part twice",
        PERCENT,
        "cách chấm: tổng các phần\nphần a: [p] × 2 điểm\nphần a: [p] × 1 điểm",
        ["B202"],
    ),
    ("rounding to nothing", PERCENT, "cách chấm: [p] × 2 điểm\nlàm tròn điểm: đến 0 điểm, xuống", ["B208"]),
    ("an undeclared fact", "", "cách chấm: 1 điểm × [a], không quá 2 điểm, không dưới 0 điểm", ["K313"]),
    ("an unused fact", PERCENT + "\n  [q]: có/không", "cách chấm: [p] × 2 điểm", ["K314"]),
    (
        "a class nobody is of",
        PERCENT,
        'cách chấm: theo trường hợp\nkhi loại đơn vị là "huyện" và [p] từ 10%: 1 điểm\nkhi [p] từ 0%: 2 điểm\ncòn lại: 0 điểm',
        ["K311", "L610", "L610"],
    ),
    (
        "points by hand of a fact compared wrongly",
        YES,
        "cách chấm: theo trường hợp\nkhi [y] từ 5: 2 điểm\ncòn lại: 0 điểm",
        ["K315"],
    ),
    ("a limit that is no points", PERCENT, "cách chấm: [p] × 2 điểm, không quá 2", ["L614"]),
    (
        "bounds in another unit",
        "  [p]: tỷ lệ phần trăm, từ 0 đến 1",
        "cách chấm: [p] × 2 điểm",
        ["C111", "C111"],
    ),
    ("scale bounds in points", PERCENT, "cách chấm: theo thang [p]\ntừ 1 điểm: 2 điểm", ["C111"]),
]


@pytest.mark.parametrize(("name", "facts", "rule", "wanted"), BAD, ids=[b[0] for b in BAD])
def test_mistakes_are_told_by_code(name: str, facts: str, rule: str, wanted: list[str]) -> None:
    assert sorted(codes(facts, rule)) == wanted


def test_a_rule_on_a_group_is_told() -> None:
    rule = 'cách chấm: [p] × 2 điểm\n1.1.1 "Con": 2 điểm'
    assert codes(PERCENT, rule) == ["L604"]


def test_a_zero_denominator_that_a_part_answers_for_is_not_the_one_told() -> None:
    facts = f'{COUNTS}\n  [c]: số đếm "hồ sơ"\n  [d]: số đếm "hồ sơ", từ 0 đến [c]'
    parts = "phần a khi [a] trên 0: [b] / [a] × 2 điểm\nkhi mẫu số bằng 0: 0 điểm\nphần b: [d] / [c] × 2 điểm"
    (told,) = found_in(facts, f"cách chấm: phần đầu tiên đúng\n{parts}")
    assert told.code == "L615" and "“[c]”" in told.message


def test_every_message_is_vietnamese_with_a_place() -> None:
    for _, facts, rule, _ in BAD:
        for d in found_in(facts, rule):
            assert d.span is not None and d.fix
            assert "{" not in d.message
