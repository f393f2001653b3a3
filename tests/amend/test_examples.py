"""The illustrated chains: every operation is used, every text is canonical, every year stands."""

from pathlib import Path
from typing import get_args

import pytest

from cchc_rules.amend import apply, consolidate
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import Severity, render_all
from cchc_rules.files.amendments import is_amendment
from cchc_rules.model.amendments.operation import Operation
from cchc_rules.model.link import link
from cchc_rules.source import Source, data_folder
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .texts import with_bases

FOLDER = Path(__file__).parents[2] / "examples" / "amendments"
FILES = sorted(f for f in FOLDER.glob("*/*.cchc") if is_amendment(f))
RUBRICS = sorted(f.name for f in FOLDER.iterdir() if f.is_dir())


def _base(name):
    """The rubric that lies in the folder of its chain, or the table of 2019."""
    own = FOLDER / name / f"{name}.cchc"
    bundled = [(data_folder("rubrics") / "2019" / f"{n}.cchc") for n in (name, "quy-dinh-chung")]
    texts = [own] if own.is_file() else bundled
    rubric, *commons = (read_rubric(Source.of(t.name, t.read_text("utf-8"))).value for t in texts)
    return link(rubric, commons)


def _chain(name):
    return [read_amendment(Source.of(f.name, f.read_text("utf-8"))).value for f in FILES if f.parent.name == name]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_texts_are_canonical_and_marked_as_illustrations(file):
    text = file.read_text("utf-8")
    result = read_amendment(Source.of(file.name, text))
    assert result.diagnostics == (), render_all(result.diagnostics)
    assert print_amendment(result.value) == text
    assert text.startswith("# VĂN BẢN MINH HỌA")


def test_every_operation_is_used():
    used = {type(w.operation) for name in RUBRICS for a in _chain(name) for _, w in a.written()}
    assert used == set(get_args(Operation))


@pytest.mark.parametrize("year", [None, 2019, 2020, 2021, 2022, 2025, 2026])
@pytest.mark.parametrize("name", RUBRICS)
def test_every_year_stands(name, year):
    result = apply(_base(name), _chain(name), year=year)
    assert result.diagnostics == (), render_all(result.diagnostics)
    again = read_rubric(Source.of("x.cchc", print_rubric(consolidate(result))))
    assert again.value == with_bases(result.rubric)
    found = [d for d in check_rubric(again.value) if d.severity is Severity.ERROR]
    assert found == [], render_all(found)
