"""Articles, clauses and points with the titles that decrees give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.model.amendments.address import Address
from cchc_rules.writing.amendment_file import print_amendment

from .texts import HEADER, read

HEAD = HEADER.format(id="a", number=2, signed="01/06/2020", target="bang-1", force="kể từ ngày ký", year=2020)
CHANGE = '\nSỬA 1.2 tên: từ "Báo cáo" thành "Chế độ báo cáo"\n'


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Điều 1. Điều chỉnh điểm", "Điều 1. Điều chỉnh điểm"),
        ('Điều 1:  Sửa đổi  "Bảng 2".', 'Điều 1. Sửa đổi "Bảng 2".'),
        ("Điều 1\nkhoản 2a. Lĩnh vực 3:", "Điều 1\nkhoản 2a. Lĩnh vực 3:"),
        ("Điều 1. A\nkhoản 1) B\nđiểm đ. C", "Điều 1. A\nkhoản 1. B\nđiểm đ) C"),
        ("Điều 1.\nkhoản 1)\nđiểm c)", "Điều 1\nkhoản 1\nđiểm c"),
    ],
)
def test_titles_are_kept(written, printed):
    given = read(f"{HEAD}{written}{CHANGE}")
    assert given.diagnostics == ()
    text = print_amendment(given.value)
    assert f"\n{printed}\n  SỬA" in text
    assert read(text).value == given.value


def test_a_title_is_no_part_of_the_address():
    (provision,) = read(f"{HEAD}Điều 1. A\nkhoản 2. B{CHANGE}").value.provisions
    assert provision.address == Address("1", "2")


def test_two_titles_of_one_place():
    found = read(f"{HEAD}Điều 1. A{CHANGE}Điều 1. B{CHANGE}").diagnostics
    assert [(d.code, d.span.line) for d in found] == [("B202", 8)]


@given(st.text('abđơ .,:;()[]"“”-/0123 ', min_size=1).map(lambda t: " ".join(t.split())).filter(bool))
def test_any_title_reads_back(title):
    value = read(f"{HEAD}Điều 1. {title}{CHANGE}").value
    assert value is not None
    assert value.provisions[0].titles == read(print_amendment(value)).value.provisions[0].titles != ()
