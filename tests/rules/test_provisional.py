"""What looks at a best of the year is provisional until the year is closed, however the rule is written."""

from pathlib import Path

import pytest
from rules_sample import text_of

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.score import Scored, score_files, sheet_files
from cchc_rules.explain.tables.ranking import ranking_text

FACTS = """  [tỷ lệ]: tỷ lệ phần trăm
  [có]: có/không
  [mức]: lựa chọn "x", "y"
  [so với cao nhất]: tỷ lệ phần trăm, tính bằng 1 - (cao nhất trong kỳ([tỷ lệ]) - [tỷ lệ])
"""
SHARE = "[tỷ lệ] / cao nhất trong kỳ([tỷ lệ]) × 2 điểm"
ZERO = "    khi mẫu số bằng 0: 0 điểm"
RULES = {
    "formula": f"  cách chấm: {SHARE}\n{ZERO}",
    "case": f"  cách chấm: theo trường hợp\n    khi [có] là có: {SHARE}\n    còn lại: 0 điểm\n{ZERO}",
    "level": f'  cách chấm: theo mức [mức]\n    "x": {SHARE}\n    "y": 0 điểm\n{ZERO}',
    "condition": "  cách chấm: theo trường hợp\n    khi [so với cao nhất] từ 90%: 2 điểm\n    còn lại: 0 điểm",
    "negation": "  cách chấm: theo trường hợp\n    khi không phải [so với cao nhất] từ 90%: 0 điểm\n    còn lại: 2 điểm",
    "both": (
        "  cách chấm: theo trường hợp\n    khi [có] là có và [so với cao nhất] từ 90%: 2 điểm\n    còn lại: 0 điểm"
    ),
    "gate": "  cách chấm: 2 điểm × [tỷ lệ]\n    điều kiện chấm: [so với cao nhất] từ 90%",
    "part": (
        "  cách chấm: phần đầu tiên đúng\n    phần a khi [so với cao nhất] từ 90%: 2 điểm\n    phần b: 2 điểm × [tỷ lệ]"
    ),
    "scale": "  cách chấm: theo thang [so với cao nhất]\n    từ 90%: 2 điểm\n    dưới 90%: 0 điểm",
}


def scored(folder: Path, rule: str, ratios: tuple[str, ...], closed: bool, head: str = "") -> Scored:
    text = text_of(FACTS, rule).replace("\nCÁC BƯỚC", f"{head}\nCÁC BƯỚC", 1)
    (folder / "thu.cchc").write_text(text, encoding="utf-8")
    for name, ratio in zip("AB", ratios, strict=True):
        text = f"""PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "Sở {name}"
  loại đơn vị: "sở"
  năm: 2019

SỐ LIỆU
  thẩm định [tỷ lệ]: {ratio}
  thẩm định [có]: có
  thẩm định [mức]: "x"
"""
        (folder / f"{name}.phieu").write_text(text, encoding="utf-8")
    return score_files(sheet_files([folder]), Library(), closed=closed)


def provisional(found: Scored) -> list[bool]:
    return [u.standing.provisional for r in found.rankings for u in r.units]


@pytest.mark.parametrize("rule", RULES)
def test_until_the_year_is_closed(tmp_path: Path, rule: str) -> None:
    assert provisional(scored(tmp_path, RULES[rule], ("40%", "80%"), closed=False)) == [True, True]
    assert provisional(scored(tmp_path, RULES[rule], ("40%", "80%"), closed=True)) == [False, False]


def test_a_best_of_zero_may_still_rise(tmp_path: Path) -> None:
    found = scored(tmp_path, RULES["formula"].replace(": 0 điểm", ": đủ điểm"), ("0%", "0%"), closed=False)
    assert [u.standing.total.achieved for r in found.rankings for u in r.units] == [2, 2]
    assert provisional(found) == [True, True]


@pytest.mark.parametrize(
    "rule",
    [
        "  cách chấm: theo trường hợp\n    khi [có] là có: 2 điểm\n    khi [so với cao nhất] từ 90%: 1 điểm\n    còn lại: 0 điểm",
        "  cách chấm: theo trường hợp\n    khi [có] là có hoặc [so với cao nhất] từ 90%: 2 điểm\n    còn lại: 0 điểm",
        "  cách chấm: phần đầu tiên đúng\n    phần a khi [có] là có: 2 điểm\n"
        "    phần b khi [so với cao nhất] từ 90%: 1 điểm\n    phần c: 0 điểm",
    ],
)
def test_what_is_decided_without_it_is_not(tmp_path: Path, rule: str) -> None:
    assert provisional(scored(tmp_path, rule, ("40%", "80%"), closed=False)) == [False, False]


def test_the_table_says_so(tmp_path: Path) -> None:
    table = ranking_text(scored(tmp_path, RULES["case"], ("40%", "80%"), closed=False).rankings, ())
    assert [line.endswith("  tạm tính") for line in table.splitlines() if "Sở " in line] == [True, True]
    closed = ranking_text(scored(tmp_path, RULES["case"], ("40%", "80%"), closed=True).rankings, ())
    assert "tạm tính" not in closed


def test_a_bonus_that_looks_at_the_best_is_provisional_alone(tmp_path: Path) -> None:
    bonus = f'ĐIỂM CỘNG: tối đa 2 điểm\nC1 "Sáng kiến": tối đa 2 điểm\n{RULES["formula"]}'
    rule = f"  cách chấm: 2 điểm × [tỷ lệ]\n{bonus}"
    ceiling = "  điểm sau cộng, trừ: không quá tổng điểm tối đa\n"
    assert provisional(scored(tmp_path, rule, ("40%", "80%"), closed=False, head=ceiling)) == [True, True]
    assert provisional(scored(tmp_path, rule, ("40%", "80%"), closed=True, head=ceiling)) == [False, False]
