"""A parser taken from its tables reads as one built from the grammar; tables that do not fit are never used."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import lark
import pytest
from lark import Lark

from cchc_rules.language.samples import SAMPLES
from cchc_rules.source import data_folder
from cchc_rules.source.text import fold_tones
from cchc_rules.syntax.lines import grammar, grammar_files, parse_tables
from cchc_rules.syntax.lines.grammar import forget_lines, parse_line, prepare
from cchc_rules.syntax.lines.grammar_files import GRAMMARS, grammar_file, tables_file
from cchc_rules.syntax.lines.parse_tables import built, from_text, installed, to_text, write_tables
from cchc_rules.syntax.lines.parse_tree import Node


class Memory(dict[str, str]):
    """A cache that keeps everything."""

    def put(self, key: str, text: str) -> None:
        self[key] = text


def _forget() -> None:
    grammar_files.grammar_digest.cache_clear()
    grammar._parsers.clear()
    forget_lines()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the grammars without tables, which the parsers are made from."""
    copy = tmp_path / "grammar"
    shutil.copytree(data_folder("grammar"), copy, ignore=shutil.ignore_patterns("tables"))
    monkeypatch.setattr(grammar_files, "data_folder", lambda _: copy)
    _forget()
    yield copy
    _forget()


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The grammars that a parser is built for while a test runs."""
    names: list[str] = []

    def build(name: str) -> Lark:
        names.append(name)
        return built(name)

    monkeypatch.setattr(parse_tables, "built", build)
    return names


def _read_by(parser: Lark, name: str, lines: list[str]) -> list[object]:
    forget_lines()
    grammar._parsers[name] = parser
    return [parse_line(name, fold_tones(line), line) for line in lines]


@pytest.mark.parametrize("name", GRAMMARS)
def test_what_fits_and_what_is_said_of_what_does_not_are_the_same(name: str, folder: Path) -> None:
    lines = [line[:end] for line in SAMPLES[name] for end in (len(line), len(line) // 2, 7)]
    lines += [f"{line} điểm {line[:9]}" for line in SAMPLES[name]]
    anew = built(name)
    from_tables = from_text(name, to_text(name, anew))
    assert from_tables is not None
    assert _read_by(from_tables, name, lines) == _read_by(anew, name, lines)


def test_a_build_leaves_tables_that_fit_and_name_no_place_of_its_machine(folder: Path, builds: list[str]) -> None:
    write_tables()
    assert builds == list(GRAMMARS) and all(installed(name) for name in GRAMMARS)
    assert not any(str(folder.parent) in tables_file(name).read_text("utf-8") for name in GRAMMARS)
    assert sorted(p.name for p in (folder / "tables").iterdir()) == sorted(f"{name}.txt" for name in GRAMMARS)
    write_tables()
    assert builds == list(GRAMMARS), "what fits stays as it is"


def _changed(file: Path, old: str = "", new: str = "") -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1) + "\n// changed\n", encoding="utf-8")
    _forget()


def test_tables_of_an_older_grammar_are_not_used(folder: Path, builds: list[str]) -> None:
    write_tables()
    _changed(grammar_file("sheet"), "?start: ", "?start: unheard | ")
    with grammar_file("sheet").open("a", encoding="utf-8") as file:
        file.write('unheard: UNHEARD\nUNHEARD: "chưa nghe"\n')
    _forget()
    now = parse_line("sheet", fold_tones("chưa nghe"), "chưa nghe")
    assert isinstance(now, Node) and now.rule == "unheard"
    assert installed("sheet") is None and installed("rubric") is not None
    _changed(folder / "terminals.lark")
    assert [name for name in GRAMMARS if installed(name)] == [], "they share its words"
    builds.clear()
    write_tables()
    assert builds == list(GRAMMARS) and all(installed(name) for name in GRAMMARS)


def test_tables_of_another_lark_are_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = to_text("case", built("case"))
    monkeypatch.setattr(lark, "__version__", "1.1.9")
    assert from_text("case", text) is None


def test_broken_tables_are_not_used(folder: Path, builds: list[str]) -> None:
    write_tables()
    whole = tables_file("case").read_text("utf-8")
    seal, _, body = whole.partition("\n")
    number = body.index("[0,") + 3
    other = body[:number] + ("1" if body[number] != "1" else "2") + body[number + 1 :]
    for broken in ("", seal, f"{seal}\n", whole[:-1], f"{seal}\n{other}", f"{seal}\n[]", f"{whole}\n", whole[1:]):
        tables_file("case").write_text(broken, encoding="utf-8")
        assert installed("case") is None
    tables_file("case").write_bytes(b"\xff\xfe")
    builds.clear()
    prepare("case", None)
    assert builds == ["case"], "and the parser is there all the same"


def test_tables_of_another_grammar_are_not_used(folder: Path) -> None:
    assert from_text("case", to_text("sheet", built("sheet"))) is None


def test_without_installed_tables_they_are_made_once_and_kept_in_the_cache(folder: Path, builds: list[str]) -> None:
    cache = Memory()
    for _ in range(2):
        prepare("sheet", cache)
        _forget()
    assert builds == ["sheet"] and len(cache) == 1
    cache.update({key: text.replace("tự", "tu") for key, text in cache.items()})
    prepare("sheet", cache)
    assert builds == ["sheet", "sheet"], "what is kept there is looked at as closely"
    _changed(grammar_file("sheet"))
    prepare("sheet", cache)
    assert builds == ["sheet"] * 3 and len(cache) == 2
    forget_lines()
    assert isinstance(parse_line("sheet", "tự đánh giá: 1 điểm", "tự đánh giá: 1 điểm"), Node)
