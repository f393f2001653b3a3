"""Every form of every example says the same: text, Markdown, HTML, JSON, and the lines of the snapshots.

Snapshots keep the laid-out forms of a few examples alone; what the others would have held is held here.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from attrs import frozen

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.api.sheets.score import score_files
from cchc_rules.diagnostics import render_all
from cchc_rules.explain.data.rubric import rubric_json
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.explain.render.document import Account, Document, Group, Item, Items, Section, Table
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.snapshot.rubric import rubric_snapshot
from cchc_rules.explain.snapshot.sheets import sheets_snapshot
from cchc_rules.explain.tables.ranking import ranking_csv, ranking_json, ranking_text
from cchc_rules.explain.tables.rubric import rubric_csv, rubric_document, rubric_md, rubric_text
from cchc_rules.explain.words.figures import Figures
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.model.numbers import decimal_string, vietnamese
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.scorecard import Scorecard
from tests.support.plain import plain_html, plain_markdown

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "examples").rglob("*.phieu"))
FOLDERS = sorted({p.parent for p in SHEETS})
TOPS = ("rubrics", "examples/cong-tru", "examples/diem-liet", "examples/guidance", "examples/phong-ban")
RUBRICS = sorted(p for top in TOPS for p in (ROOT / top).rglob(f"*{SUFFIX}"))
WIDE = 4_000
NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
SUMS = ("max", "achieved", "lost", "excluded", "pending")
LIBRARY = Library()


@frozen
class Told:
    """An example with its explanation: every row of it, and as it is printed when nothing is asked."""

    card: Scorecard
    document: Document
    brief: Document
    json: str


@cache
def told(path: Path) -> Told:
    result = explain_sheet(path, LIBRARY)
    assert result.scorecard is not None and result.provenance is not None, render_all(result.diagnostics)
    card, provenance = result.scorecard, result.provenance
    document = build_document(card, provenance, all_rows=True, next_up=result.next_up)
    return Told(card, document, build_document(card, provenance), scorecard_json(card, provenance))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ---- what a document says, whatever its form


def sayings(document: Document) -> Iterator[str]:
    yield from (*document.headline, document.footer_heading)
    for fact in chain(document.notices, document.facts, document.footer):
        yield from (fact.label, fact.value)
    for section in document.sections:
        yield section.heading
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[str]:
    match section:
        case Items():
            yield from (line.text for line in section.lead)
            yield from (text for group in section.groups for text in _of_group(group))
        case Table():
            rows = (*section.rows, *([section.total] if section.total else []))
            yield from (cell for row in rows for cell in row)
        case Account():
            yield from (line.text for line in section.lines)


def _of_group(group: Group) -> Iterator[str]:
    yield group.heading
    for item in group.items:
        yield from (item.code, item.title, item.points, item.outcome)
        yield from (line.text for line in item.details)


def assert_said(document: Document, form: str, exactly: bool = True) -> None:
    said = [" ".join(s.split()) for s in sayings(document) if s]
    missing = [s for s in said if s not in form]
    assert missing == []
    printed, meant = Counter(NUMBER.findall(form)), Counter(n for s in said for n in NUMBER.findall(s))
    assert meant - printed == Counter()
    assert not exactly or printed - meant == Counter()


def squeezed(text: str) -> str:
    return " ".join(text.split())


# ---- explanations


@pytest.mark.parametrize("path", SHEETS, ids=relative)
def test_text_markdown_and_html_say_all_of_an_explanation(path: Path) -> None:
    document = told(path).document
    assert_said(document, squeezed(render_text(document, columns=WIDE)))
    assert_said(document, plain_markdown(render_markdown(document)))
    # A page has a legend of shares as well.
    assert_said(document, plain_html(render_html(document)), exactly=False)


@pytest.mark.parametrize("path", SHEETS, ids=relative)
def test_narrow_text_has_the_words_of_the_wide(path: Path) -> None:
    document = told(path).document
    narrow, wide = (Counter(render_text(document, columns=c).replace("─", "").split()) for c in (100, WIDE))
    assert narrow == wide


@pytest.mark.parametrize("path", SHEETS, ids=relative)
def test_json_has_the_points_that_the_explanation_prints(path: Path) -> None:
    example = told(path)
    figures = Figures.of(example.card.rubric.provisions)
    rows = {r["code"]: r for r in json.loads(example.json)["criteria"]}
    nodes = {n.criterion.code.text: n for n in example.card.nodes if n.criterion.is_leaf}
    assert list(rows) == list(nodes)
    for code, node in nodes.items():
        ledger = {
            k: decimal_string(getattr(node.ledger, k)) for k in ("max", "achieved", "lost", "excluded", "pending")
        }
        assert {k: rows[code][k] for k in ledger} == ledger
    for item in row_items(example.document):
        node = nodes.get(item.code)
        if node is not None and node.stated is not None:
            sign = "−" if node.criterion.deducts and node.stated else ""
            assert item.points == f"{sign}{figures.points(node.stated)}/{figures.points(node.criterion.max)}"


def row_items(document: Document) -> Iterator[Item]:
    for section in document.sections:
        if isinstance(section, Items):
            yield from (item for group in section.groups for item in group.items)


# ---- the lines of a folder, and its ranking


@pytest.mark.parametrize("folder", FOLDERS, ids=relative)
def test_lines_of_a_folder_have_every_row_that_an_explanation_tells(folder: Path) -> None:
    paths = [p for p in SHEETS if p.parent == folder]
    for ranking in score_files(paths, LIBRARY).rankings:
        explained = [e for e in map(told, paths) if e.card.rubric == ranking.rubric]
        units, *blocks = sheets_snapshot(ranking, [e.card for e in explained]).removesuffix("\n").split("\n\n")
        assert len(units.splitlines()) == 1 + len(ranking.units)
        assert len(blocks) == len(explained)
        by_unit = {tuple(block.splitlines()[0].split(" · ", 1)): block.splitlines()[1:] for block in blocks}
        for e in explained:
            lines = by_unit[e.card.header.unit, e.card.header.kind]
            items = [item for item in row_items(e.brief) if item.points]
            shown = {f"{item.code} {item.points} {item.outcome}" for item in items}
            codes = {n.criterion.code.text for n in e.card.every}
            rows = [line for line in lines if line.partition(" ")[0] in codes]
            assert {line[: len(head)] for line in rows for head in shown if line.startswith(f"{head}: ")} == shown
            assert len(rows) == len(items)


@pytest.mark.parametrize("folder", FOLDERS, ids=relative)
def test_text_csv_and_json_rank_alike(folder: Path) -> None:
    rankings = score_files([p for p in SHEETS if p.parent == folder], LIBRARY).rankings
    lines = [squeezed(line) for line in ranking_text(rankings, ()).splitlines()]
    rows = list(csv.DictReader(io.StringIO(ranking_csv(rankings))))
    units = [unit for ranking in json.loads(ranking_json(rankings, ()))["rankings"] for unit in ranking["units"]]
    assert len(rows) == len(units) == sum(len(r.units) for r in rankings)
    ranked = [(unit, Figures.of(r.rubric.provisions)) for r in rankings for unit in r.units]
    for (unit, figures), row, data in zip(ranked, rows, units, strict=True):
        s = unit.standing
        assert (row["unit"], row["rank"], row["band"]) == (s.header.unit, str(unit.rank or ""), s.band or "")
        assert (data["unit"], data["rank"], data["band"]) == (s.header.unit, unit.rank, s.band)
        assert (row["points"], row["of"]) == tuple(figures.points_decimal(p, s.points[1]) for p in s.points)
        assert row["consequences"].split() == data["consequences"] == list(s.consequences)
        assert data["total"]["achieved"] == decimal_string(s.total.achieved)
        assert Fraction(int(row["achieved_parts"]), int(row["parts"])) == s.total.achieved
        points, of = figures.points_of(*s.points)
        assert any(line.startswith(f"{unit.rank or '–'} {s.header.unit} {points} {of}") for line in lines)


# ---- rubrics


def rubrics() -> list[Rubric]:
    found = [LIBRARY.rubric_file(p).rubric for p in RUBRICS]
    return [r for r in found if r is not None]


@pytest.mark.parametrize("rubric", rubrics(), ids=lambda r: r.id)
def test_every_form_of_a_rubric_has_every_row(rubric: Rubric) -> None:
    beside = tuple(rubric.bucket_rows())
    every = (*rubric.walk(), *beside)
    lines = rubric_snapshot(rubric).splitlines()
    table = list(csv.DictReader(io.StringIO(rubric_csv(rubric))))
    data = json.loads(rubric_json(rubric))
    rows = [*data["rows"], *(row for bucket in data.get("buckets", ()) for row in bucket["rows"])]
    for c, line, row in zip(every, table, rows, strict=True):
        assert (line["code"], line["title"], line["max"]) == (c.code.text, c.title, decimal_string(c.max))
        assert (row["code"], row["title"], row["max"]) == (c.code.text, c.title, decimal_string(c.max))
        said = f"{squeezed(c.title)}: {vietnamese(c.max)} điểm" + (", ĐTXHH" if c.survey else "")
        assert any(text.startswith(f"{c.code} ") and text.endswith(said) for text in lines)


@pytest.mark.parametrize("rubric", rubrics(), ids=lambda r: r.id)
def test_text_and_markdown_say_all_of_a_rubric(rubric: Rubric) -> None:
    document = rubric_document(rubric)
    assert_said(document, squeezed(rubric_text(rubric, columns=WIDE)))
    assert_said(document, plain_markdown(rubric_md(rubric)))
