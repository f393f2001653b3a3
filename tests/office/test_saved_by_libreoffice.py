"""Printed tables come back after LibreOffice opened and saved them, from the old form of Word, and from print."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.cli.main import run
from tests.support.outside import needs

from .tables import imported, said
from .test_printed_tables import NAMES

pytestmark = pytest.mark.long

Capture = pytest.CaptureFixture[str]
KINDS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every rubric shown in both forms, saved again; `0.doc` is an old Word file, `0.pdf` and `1.pdf` are print."""
    folder = tmp_path_factory.mktemp("bang")
    for at, name in enumerate(NAMES):
        for form in KINDS:
            run(["show", name, "-o", str(folder / f"{at}.{form}")])
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form, kind in KINDS.items():
        files = map(str, sorted(folder.glob(f"*.{form}")))
        call = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(folder / "saved"), *files]
        subprocess.run(call, check=True, capture_output=True, timeout=300)
    call = ["soffice", home, "--headless", "--convert-to", "doc", "--outdir", str(folder / "saved")]
    subprocess.run([*call, str(folder / "0.docx")], check=True, capture_output=True, timeout=300)
    call = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "saved")]
    subprocess.run(
        [*call, *(str(folder / f"{at}.docx") for at in (0, 1))], check=True, capture_output=True, timeout=300
    )
    return folder / "saved"


@needs("soffice")
def test_every_rubric_comes_back_after_a_save(resaved: Path, tmp_path: Path, capsys: Capture) -> None:
    for at, name in enumerate(NAMES):
        before = Library().rubric(name).rubric
        assert before is not None
        for form in KINDS:
            told = imported(tmp_path, f"lai.{form}", (resaved / f"{at}.{form}").read_bytes(), capsys)
            assert told.status == 0 and set(told.codes) <= {"E014"}, (name, form, told.err)
            assert said(told.rubric) == said(before), (name, form)


@needs("soffice")
def test_an_old_word_file(resaved: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Library().rubric(NAMES[0]).rubric
    assert before is not None
    data = (resaved / "0.doc").read_bytes()
    told = imported(tmp_path, "cu.doc", data, capsys)
    assert (told.status, told.codes) == (0, []), told.err
    assert said(told.rubric) == said(before)
    broken = imported(tmp_path, "hong.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, capsys)
    assert (broken.status, broken.codes) == (1, ["E003"]), broken.err
    monkeypatch.setattr(shutil, "which", lambda program: None)
    missing = imported(tmp_path, "cu.doc", data, capsys)
    assert (missing.status, missing.codes) == (1, ["E005"]) and "LibreOffice" in missing.err


@needs("soffice")
def test_print_with_text(resaved: Path, tmp_path: Path, capsys: Capture) -> None:
    """Both tables of 2019 on nine pages each, the head again on every page, titles and notes broken over lines."""
    for at, name in enumerate(NAMES[:2]):
        before = Library().rubric(name).rubric
        assert before is not None
        told = imported(tmp_path, "bang.pdf", (resaved / f"{at}.pdf").read_bytes(), capsys)
        assert (told.status, told.codes) == (0, []), told.err
        assert said(told.rubric) == said(before)
