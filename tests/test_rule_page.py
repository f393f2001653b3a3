"""`cchc-rules rule` tells of every code in the terminal, and the page of diagnostics carries its own index."""

import pytest

from cchc_rules.cli.main import run
from cchc_rules.diagnostics import catalog
from cchc_rules.explain.rule_page import entries, index
from cchc_rules.files.reading import diagnostics_page
from tests.support.documents import ROOT

INDEX = "## Tra cứu\n\n"
CODES = sorted(k.code for k in vars(catalog).values() if isinstance(k, catalog.Kind))


@pytest.mark.snapshots
def test_the_page_ends_with_its_index(request: pytest.FixtureRequest) -> None:
    before = diagnostics_page().partition(INDEX)[0].rstrip("\n") + "\n\n"
    wanted = before + INDEX + index(before)
    if request.config.getoption("--snapshot-update"):
        (ROOT / "docs/chan-doan.md").write_text(wanted, encoding="utf-8")
    assert diagnostics_page() == wanted, "python3 dev.py snapshots viết lại mục lục"


def test_every_code_is_told_and_indexed() -> None:
    page = diagnostics_page()
    assert sorted(e.code for e in entries(page)) == CODES
    assert all(f"[{code}](#" in page.partition(INDEX)[2] for code in CODES)


@pytest.mark.parametrize("command", ["rule", "giải-thích-mã", "gia\u0309i-thi\u0301ch-ma\u0303", "giai-thich-ma"])
@pytest.mark.parametrize("code", ["K302", "k302"])
def test_a_code_is_explained_with_its_examples(command: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, code]) == 0
    told = capsys.readouterr().out
    assert told.startswith("K302 (lỗi): ")
    assert "Sai:" in told and "Đúng:" in told and "Cách sửa:" in told
    assert "```" not in told and "### " not in told


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_text(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", code]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 2


@pytest.mark.parametrize(
    ("wanted", "meant"), [("K399", "K39"), ("302", "K302"), ("tổng điển", "K301"), ("KK302", "K302")]
)
def test_what_is_not_there_is_answered_with_what_may_be_meant(
    wanted: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rule", *wanted.split()]) == 2
    told = capsys.readouterr().err
    assert f"“{wanted}”" in told and meant in told


def test_codes_are_found_by_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", "bang", "excel"]) in (0, 2)
    capsys.readouterr()
    assert run(["rule", "dấu", "phẩy"]) == 0
    assert "C114" in capsys.readouterr().out
