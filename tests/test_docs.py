"""Everything the pages for people show is true: files parse, commands print what is written, links lead somewhere.

`python3 dev.py snapshots` writes the present output into the pages.
"""

import re
import runpy
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cchc_rules.diagnostics import has_errors, render_all
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.lines import Line, read_lines
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.json.sheet import read_sheet_json
from cchc_rules.syntax.lines.document_kinds import DocumentKind, kind_of
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.statements import read_statements
from cchc_rules.syntax.period.reader import read_period
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.syntax.rubric.reader import OPENINGS, read_rubric
from cchc_rules.syntax.rubric.settings import SETTINGS
from cchc_rules.syntax.rubric.surveys import SURVEY_LINES
from cchc_rules.syntax.sheet.guess import OPENING
from cchc_rules.syntax.sheet.reader import read_sheet
from tests.support.documents import ROOT, Block, Session, Step, blocks, documents, keeps, renewed, steps

_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
_ANCHOR = re.compile(r"\]\((?!https?:)([^)#]*)#([^)]+)\)")
_DEV = re.compile(r"python3 dev\.py (\S+)")
_RUBRIC_HEAD = 'BỘ TIÊU CHÍ mau "Mẫu"\n'
_SHEET_HEAD = f'{OPENING}\n  bộ tiêu chí: 2019/bang-1\n  đơn vị: "A"\n  loại đơn vị: "B"\n  năm: 2019\n'
_AMENDMENT_HEAD = """\
SỬA ĐỔI mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MINHHOA ngày 15/08/2020
  sửa đổi: bang-2
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020
"""
_AMENDMENTS = (DocumentKind.AMENDMENT, DocumentKind.ERRATUM)
_UNNAMED_RULES = {"amendment", "erratum", "heading", "part", "after", "outcome"}
_SHEET_RULES = {"sheet", "rubric", "unit", "kind", "year", "note", "section", "row", "entry", "claim", "fact", "tally"}
_ROW_RULES = {*OPENINGS, "section", "row", "counts", "claims", "excluded_when", "only_when", "suspended", *SURVEY_LINES}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


_CONSOLE = [p for p in documents() if any(b.language == "console" for b in blocks(p.read_text(encoding="utf-8")))]


@pytest.mark.snapshots
@pytest.mark.parametrize("page", _CONSOLE, ids=_name)
def test_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = page.read_text(encoding="utf-8")
    commands = [s.command for b in blocks(text) if b.language == "console" for s in steps(b)]
    # A page that names none of the shown files works in a folder of its own, where nothing else lies beside a rubric.
    for shared in ("examples", "rubrics"):
        if any(shared in command or command == "cchc-rules check" for command in commands):
            shutil.copytree(ROOT / shared, tmp_path / shared)
    if any(b.options.get("chay") == "that" for b in blocks(text)) and shutil.which("git") is None:
        pytest.skip("not on this machine: git")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    monkeypatch.setenv("COLUMNS", "100")
    lines, wrong = _followed(text, Session(tmp_path))
    if request.config.getoption("--snapshot-update"):
        page.write_text("\n".join(lines), encoding="utf-8")
    else:
        assert not wrong, "\n\n".join(wrong)


def _followed(text: str, session: Session) -> tuple[list[str], list[str]]:
    """The page with its output as it is now, and what differed."""
    lines, wrong = text.split("\n"), []
    renewals: list[tuple[Block, list[str]]] = []
    for block in blocks(text):
        if "tep" in block.options:
            session.write(block)
        if block.language != "console":
            continue
        shown: list[str] = []
        for step in steps(block):
            actual = _printed(session, block, step)
            if not keeps(step.promised, actual):
                wrong.append("\n".join([f"dòng {block.first}: $ {step.command}", *actual]))
            shown += [f"$ {step.command}", *renewed(step.promised, actual)]
        renewals.append((block, shown))
    for block, shown in reversed(renewals):
        lines[block.first : block.first + len(block.lines)] = shown
    return lines, wrong


def _printed(session: Session, block: Block, step: Step) -> list[str]:
    """In a block with `chay=that` everything is run by a shell; in others what `cchc-rules` can answer by itself."""
    if block.options.get("chay") == "that":
        return session.shell(step.command)
    return session.output(step.command) if step.is_run else []


# ---- samples


def _samples(*languages: str) -> list[object]:
    found: list[object] = []
    # The page of diagnostics has a test of its own, which completes each example by the frame it needs.
    for page in (p for p in documents() if p.name != "chan-doan.md"):
        for block in blocks(page.read_text(encoding="utf-8")):
            if block.language in languages:
                found.append(pytest.param(block, id=f"{_name(page)}:{block.first}"))
    return found


def _read(block: Block) -> Parsed[object]:
    if block.language == "json":
        return read_sheet_json("mau.json", block.text)
    if block.language == "phieu":
        return read_sheet(Source.of("mau.phieu", _whole(block)))
    source = Source.of("mau.cchc", _whole(block))
    if kind_of(source) is DocumentKind.GUIDANCE:
        return read_guidance(source)
    if kind_of(source) is DocumentKind.PERIOD:
        return read_period(source)
    return read_amendment(source) if kind_of(source) in _AMENDMENTS else read_rubric(source)


def _whole(block: Block) -> str:
    """The sample as a file: a part of one gets the opening it needs."""
    if "tep" in block.options:
        return block.text
    if block.language == "phieu":
        return block.text if block.text.startswith(OPENING) else _SHEET_HEAD + block.text
    if kind_of(Source.of("mau", block.text)) is not None:
        return block.text
    if block.language != "sua-doi":
        return _RUBRIC_HEAD + block.text
    article = "" if block.text.startswith("Điều") else "Điều 1\n"
    return _AMENDMENT_HEAD + article + block.text


@pytest.mark.parametrize("block", _samples("cchc", "phieu", "json", "sua-doi"))
def test_samples_are_right_or_wrong_as_said(block: Block) -> None:
    found = _read(block).diagnostics
    if "sai" in block.options:
        assert {d.code for d in found} == {block.options["sai"]}, render_all(found)
    else:
        assert not has_errors(found), render_all(found)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("cchc", {*SETTINGS, *_ROW_RULES}), ("phieu", _SHEET_RULES)],
)
def test_the_reference_shows_every_statement(language: str, wanted: set[str]) -> None:
    page = ROOT / "docs/ngon-ngu.md"
    grammar = "sheet" if language == "phieu" else "rubric"
    seen: set[str] = set()
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == language and "sai" not in block.options:
            whole = _whole(block)
            added = whole.removesuffix(block.text).count("\n")
            seen |= {st.node.rule for st in read_statements(Source.of("mau", whole), grammar).good[added:]}
    assert wanted <= seen, f"thiếu mẫu của: {sorted(wanted - seen)}"


def test_the_reference_is_found_by_what_one_wants_to_say() -> None:
    """Each section has its line in the table at the top; how to write a sentence at all needs none."""
    text = (ROOT / "docs/ngon-ngu.md").read_text(encoding="utf-8")
    index, _, rest = text.partition("\n## ")
    found = {name for _, name in _ANCHOR.findall(index)}
    titles = re.findall(r"^##+ (.+)$", f"## {rest}", re.MULTILINE)
    assert not [t for t in titles if _anchor(t) not in found and t != "Viết một câu"]
    assert text.count("\n") <= 1509, "trang dài quá mức để tra cứu: gộp mẫu, hoặc chuyển bớt sang trang khác"


def test_the_reference_shows_every_statement_of_amendments() -> None:
    grammar = (ROOT / "grammar/amendment.lark").read_text(encoding="utf-8")
    wanted = {*_UNNAMED_RULES, *re.findall(r"-> *(\w+)", grammar)}
    seen: set[str] = set()
    for block in blocks((ROOT / "docs/ngon-ngu.md").read_text(encoding="utf-8")):
        if block.language == "sua-doi" and "sai" not in block.options:
            whole = _whole(block)
            added = whole.removesuffix(block.text).count("\n")
            for item in read_lines(Source.of("mau", whole)).items[added:]:
                assert isinstance(item, Line), f"{block.first}: {item}"
                seen |= set(_rules(item))
    assert wanted <= seen, f"thiếu mẫu của: {sorted(wanted - seen)}"


def _rules(line: Line | None) -> Iterator[str]:
    """The rules of the amendment grammar used in a line, and in the sentence inside it."""
    while line is not None:
        if not line.of_rubric:
            yield from _rules_of(line.statement.node)
        line = line.inner


def _rules_of(node: Node) -> Iterator[str]:
    yield node.rule
    for item in node.items:
        if isinstance(item, Node):
            yield from _rules_of(item)


# ---- links and set-up commands


@pytest.mark.parametrize("page", documents(), ids=_name)
def test_links_lead_to_files(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("page", documents(), ids=_name)
def test_links_lead_to_headings(page: Path) -> None:
    links = _ANCHOR.findall(page.read_text(encoding="utf-8"))
    missing = [f"{path}#{name}" for path, name in links if name not in _anchors(page.parent / path if path else page)]
    assert not missing


@cache
def _anchors(page: Path) -> frozenset[str]:
    """The names that web pages of a repository give to headings: no marks, hyphens for spaces."""
    titles = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(map(_anchor, titles))


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_every_page_is_listed() -> None:
    listed = set(_LINK.findall((ROOT / "docs/README.md").read_text(encoding="utf-8")))
    pages = {p.relative_to(ROOT / "docs").as_posix() for p in documents() if p.is_relative_to(ROOT / "docs")}
    assert pages - {"README.md"} <= listed


@pytest.mark.parametrize("page", documents(), ids=_name)
def test_set_up_commands_exist(page: Path) -> None:
    commands = runpy.run_path(str(ROOT / "dev.py"))["COMMANDS"]
    named = {c.strip("`.,;:)") for c in _DEV.findall(page.read_text(encoding="utf-8"))}
    assert named <= set(commands), named - set(commands)


def test_the_readme_sets_up_with_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {"demo", "test"} <= set(_DEV.findall(text))


# ---- shell completion, as docs/cau-hinh.md tells


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(shell: str, tmp_path: Path) -> None:
    printed = Session(tmp_path).output(f"_CCHC_RULES_COMPLETE={shell}_source cchc-rules")
    assert any("_CCHC_RULES_COMPLETE" in line for line in printed)


# ---- the harness itself: a promise that is never broken promises nothing


@pytest.mark.parametrize(
    ("promised", "kept"),
    [("a b c", True), ("a … c", True), ("… c", True), ("a …", True), ("… b …", True), ("a b", False), ("b …", False)],
)
def test_an_ellipsis_stands_for_any_lines(promised: str, kept: bool) -> None:
    assert keeps(promised.split(), ["a", "b", "c"]) is kept


def test_digests_and_versions_are_not_compared() -> None:
    assert keeps(["x  <sha256>", "cchc-rules <version>"], ["x  " + "0" * 64, "cchc-rules 9.9.9"])


@pytest.mark.parametrize("promised", ["old1 old2", "old1 … old9", "… row2-old …", "old1 …", "… old9", ""])
def test_a_broken_promise_is_renewed(promised: str) -> None:
    actual = ["row1", "row2", "row3", "row4"]
    assert keeps(renewed(promised.split(), actual), actual)
