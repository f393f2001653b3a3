"""Each kind of scoring rule has a row in the reference, whose sample gives what the row says, for the reason it says."""

from pathlib import Path

import pytest
from kinds_bad import BAD, Mistake
from kinds_page import Row, explained, found_in, rows, samples, scored, tree_of
from pytest_snapshot.plugin import Snapshot

from cchc_rules.diagnostics import render_all
from cchc_rules.evaluate.cases import meets
from cchc_rules.source import without_marks

LISTED = {
    "binary, with a not-applicable answer": "Có, không, không áp dụng",
    "per item, capped": "Mỗi việc một số điểm, có trần",
    "ordinal level as a share of the maximum": "Theo mức, tính bằng phần của điểm tối đa",
    "proportional": "Theo tỷ lệ",
    "proportional with a floor": "Theo tỷ lệ, có ngưỡng",
    "exclusive bands on a ratio": "Theo khoảng",
    "timeliness against a date": "Đúng hạn",
    "late, per day, capped": "Trừ theo ngày chậm",
    "deduction per occurrence, capped": "Trừ theo vụ",
    "sum of parts, capped": "Cộng các phần",
    "best of several cases": "Lấy phần cao nhất",
    "gate": "Có điều kiện mới chấm",
    "threshold by class of unit": "Ngưỡng theo loại đơn vị",
    "relative to the best unit": "So với đơn vị cao nhất trong kỳ",
    "survey answers with option weights": "Câu hỏi điều tra",
    "several survey instruments added": "Nhiều phiếu điều tra",
    "outside index turned into points": "Chỉ số ở ngoài quy thành điểm",
    "bonus and penalty buckets with caps": "Điểm cộng, điểm trừ có trần",
    "entered by the province alone": "Hội đồng cho điểm",
    "not applicable: out of the maximum": "Không áp dụng, ra khỏi điểm tối đa",
    "not applicable: rescaled": "Không áp dụng, quy về đủ thang",
    "disqualifying condition": "Điểm liệt",
    "class threshold by kind of unit": "Ngưỡng xếp loại theo loại đơn vị",
    "floor per field": "Sàn cho từng lĩnh vực",
    "fourth level, by letter": "Mục con theo chữ cái",
    "compound condition": "Nhiều điều kiện",
    "change against last year": "So với năm trước",
    "zero denominator": "Không phát sinh",
}
"""The kinds that rubrics of the country use, and their rows."""

BESIDE = {
    "Có hoặc không",
    "Đạt hoặc không",
    "Trừ theo bước",
    "Khoảng nêu rõ từng cận",
    "Lấy phần thấp nhất",
    "Phần đầu tiên đúng",
    "Kiểu khác, ghép từ các phần",
}
"""Rows for what the issue asks beyond that list, and for a kind that nobody listed."""


def test_every_listed_kind_has_its_row_and_sample() -> None:
    assert len(LISTED) == len(set(LISTED.values())) == 28
    assert {row.kind for row in rows()} == {*LISTED.values(), *BESIDE} == set(samples())


@pytest.mark.parametrize("kind", samples())
def test_samples_are_clean(kind: str) -> None:
    assert [f"{d.code} {d.message}" for d in found_in(samples()[kind])] == []


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r.kind}: {r.wanted}")
def test_a_row_says_what_comes_of_its_sample_and_what_is_told(row: Row) -> None:
    case, card = scored(tree_of(row), row)
    assert meets(card, case.expected[0].value), explained(card)
    assert row.told in explained(card)


# ---- what people get wrong

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "kinds"
MISTAKES = [(kind, mistake) for kind, found in BAD.items() for mistake in found]


def test_every_kind_has_several_mistakes() -> None:
    assert set(BAD) == set(samples())
    for kind, found in BAD.items():
        assert len({m.what for m in found}) == len({(m.old, m.new) for m in found}) == len(found) >= 2, kind


def _mistaken(kind: str, m: Mistake) -> str:
    sample = samples()[kind]
    assert sample.count(m.old) == 1
    return sample.replace(m.old, m.new)


@pytest.mark.parametrize(("kind", "m"), MISTAKES, ids=lambda p: p if isinstance(p, str) else p.what)
def test_a_mistake_is_told_by_its_codes_alone(kind: str, m: Mistake) -> None:
    found = found_in(_mistaken(kind, m))
    assert tuple(sorted(d.code for d in found)) == m.codes, render_all(found)


@pytest.mark.snapshots
@pytest.mark.parametrize("kind", BAD)
def test_what_is_told_of_mistakes(kind: str, snapshot: Snapshot) -> None:
    parts = [f"--- {m.what}\n{render_all(found_in(_mistaken(kind, m)))}\n" for m in BAD[kind]]
    snapshot.snapshot_dir = SNAPSHOTS
    snapshot.assert_match("\n".join(parts), f"{_file_name(kind)}.txt")


def test_no_snapshot_is_left_behind() -> None:
    assert {p.stem for p in SNAPSHOTS.iterdir()} == {_file_name(kind) for kind in BAD}


def _file_name(kind: str) -> str:
    return without_marks(kind).replace(",", "").replace(" ", "-")
