"""A workbook whose XML says two things, or too much, is refused at once; nothing of it is chosen."""

import re
import zipfile
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from tests.office.sheets import small

_PAGE = "xl/worksheets/sheet1.xml"


def _rewritten(path: Path, old: str, new: str, *, without: str = "") -> None:
    """Replace in the XML of the page; `old` is a pattern that must be there."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != without}
    if old:
        text, count = re.subn(old, new, parts[_PAGE].decode(), count=1)
        assert count == 1
        parts[_PAGE] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


_NUMBER = r'(<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="n")?>)<v>[^<]*</v>(</c>)'
_END = r"(</sheetData>(?:<sheetProtection[^>]*/>)?)"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (_NUMBER, r"\1<v>1</v>\2\1<v>2</v>\2", "có hai lần"),
        (r'(<row r="\d+"[^>]*>)(.*?)(</row>)', r"\1\2\3\1\3", "có hai lần"),
        (_NUMBER, r"\1<v>1</v>\2<c><v>2</v></c>", "có ô thiếu địa chỉ"),
        (_NUMBER, r"\1<v>1_7</v>\2", "lưu “1_7”"),
        (_NUMBER, r"\1<v>１７</v>\2", "lưu “１７”"),
        (_NUMBER, r"\1<v>nan</v>\2", "lưu “nan”"),
        (_NUMBER, r"\1<v>1</v><v>2</v>\2", "có hai giá trị"),
        (_NUMBER, r'\1<v>1</v>\2<c r="A19999"><v>2</v></c>', "đứng trong hàng"),
        (_END, r'\1<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "quá 20000 hàng hoặc 500 cột"),
        (_END, r'\1<mergeCells><mergeCell ref="A700:XFD2700"/></mergeCells>', "quá 20000 hàng hoặc 500 cột"),
        (_END, r'\1<mergeCells><mergeCell ref="A1:SF201"/></mergeCells>', "quá 100000 ô"),
        (_END, r'\1<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>', "quá 20000 hàng hoặc 500 cột"),
        (_END, r'<row r="20001"><c r="A20001"><v>1</v></c></row>\1', "quá 20000 hàng hoặc 500 cột"),
        (_END, r'<row r="19999"><c r="SF19999"><v>1</v></c></row>\1', "quá 1000000 ô"),
    ],
)
def test_xml_that_is_not_sure_is_refused(
    old: str, new: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = small(tmp_path)
    _rewritten(book, old, new)
    capsys.readouterr()
    assert run(["check", str(book)]) == 1
    told = capsys.readouterr()
    assert "E040" in told.out + told.err and why in told.out + told.err


def test_a_page_that_is_not_there_is_told_in_our_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = small(tmp_path)
    _rewritten(book, "", "", without=_PAGE)
    capsys.readouterr()
    assert run(["check", str(book)]) == 1
    told = capsys.readouterr()
    assert "E040" in told.out + told.err and "UserWarning" not in told.err


def test_rules_for_whole_columns_are_harmless(tmp_path: Path) -> None:
    book = small(tmp_path)
    everywhere = (
        '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="99">'
        "<formula>FALSE</formula></cfRule></conditionalFormatting>"
    )
    _rewritten(book, _END, rf"\1{everywhere}")
    assert run(["check", str(book)]) == 0
