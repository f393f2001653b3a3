"""`cchc-rules.toml`: what it says, and every mistake in its place."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, render_all
from cchc_rules.files.repository import SETTINGS, load_repository, root_above
from cchc_rules.files.workspace import Workspace
from cchc_rules.model.repository import Level
from cchc_rules.source import Source
from cchc_rules.syntax.repository.reader import read_settings
from tests.support.documents import ROOT, blocks

WHOLE = """\
[thu-muc]
bo-tieu-chi = ["bo-tieu-chi"]
phieu = "phieu/2020"
ban-chup = "anh"

[ban-chup]
don-vi = ["Sở Tư pháp"]

[kiem-tra.muc-do]
D714 = "tắt"

[[kiem-tra.bo-qua]]
tep = "bo-tieu-chi/a.cchc"
ma = "D713"
cho = "1.3"
ly-do = "chưa có phiếu hỏi"
"""


def read(text: str) -> tuple[Diagnostic, ...]:
    return read_settings(Source.of(SETTINGS, text)).diagnostics


def test_everything_can_be_said() -> None:
    parsed = read_settings(Source.of(SETTINGS, WHOLE))
    assert parsed.ok and parsed.value is not None, render_all(parsed.diagnostics)
    settings = parsed.value
    assert [p.path for p in settings.places.read] == ["bo-tieu-chi", "phieu/2020"]
    assert settings.places.snapshots.path == "anh"
    assert settings.units is not None and [u.name for u in settings.units] == ["Sở Tư pháp"]
    assert [(one.code, one.level) for one in settings.checking.levels] == [("D714", Level.OFF)]
    (silence,) = settings.checking.silences
    assert (silence.file, silence.code, silence.place) == ("bo-tieu-chi/a.cchc", "D713", "1.3")
    assert silence.reason == "chưa có phiếu hỏi" and silence.at.line == 12


def test_nothing_need_be_said() -> None:
    parsed = read_settings(Source.of(SETTINGS, ""))
    assert parsed.ok and parsed.value is not None
    assert parsed.value.places.read == () and parsed.value.units is None
    assert parsed.value.places.snapshots.path == "ban-chup"


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("[thu-muc]\nphieu = phieu\n", "R001", 2, 9),
        ("thư-mục = 3\n", "R001", 1, 3),
        ("x = '''\n", "R001", 2, 1),
        ("a = 1\na = 2\n", "R001", 2, 1),
        ("a = " + "[" * 3000, "R001", 1, 1),
        ("[thu-muc]\n\nphieuu = []\n", "R002", 3, 1),
        ("[thumuc]\n", "R002", 1, 2),
        ('[thu-muc]\n"phiếu" = "a"\n', "R002", 2, 1),
        ("[[kiem-tra.bo-qua]]\nmã-gì = 1\n".replace("mã-gì", "magi"), "R002", 2, 1),
        ("thu-muc = 3\n", "R003", 1, 1),
        ("[thu-muc]\nphieu = [1]\n", "R003", 2, 1),
        ('[thu-muc]\nban-chup = ["a"]\n', "R003", 2, 1),
        ("[kiem-tra]\nbo-qua = {}\n", "R003", 2, 1),
        ("[kiem-tra.muc-do]\nD714 = true\n", "R003", 2, 1),
        ('[thu-muc]\nphieu = [\n  "a",\n  "../b",\n]\n', "R005", 4, 4),
        ('[thu-muc]\nphieu = "/etc"\n', "R005", 2, 10),
        ('[thu-muc]\nphieu = "C:/phieu"\n', "R005", 2, 10),
        ("[thu-muc]\nphieu = 'a\\b'\n", "R005", 2, 10),
        ('[thu-muc]\nphieu = "."\n', "R006", 1, 2),
        ('[thu-muc]\nphieu = "a/b"\nban-chup = "a"\n', "R006", 3, 13),
        ('[thu-muc]\nphieu = "a"\nban-chup = "a/b"\n', "R006", 3, 13),
        ('[kiem-tra.muc-do]\nD999 = "tắt"\n', "R007", 2, 1),
        ('[kiem-tra.muc-do]\nD714 = "bỏ"\n', "R008", 2, 9),
        ('[[kiem-tra.bo-qua]]\ntep = "a"\nma = "D714"\ncho = "1"\n', "R009", 1, 3),
        ('[ban-chup]\ndon-vi = ["A", "A"]\n', "R010", 2, 17),
    ],
)
def test_a_mistake_is_found_where_it_is(text: str, code: str, line: int, column: int) -> None:
    found = read(text)
    place = [(d.code, d.span.line, d.span.column) for d in found if d.span is not None]
    assert (code, line, column) in place, render_all(found)
    assert {d.code for d in found} <= {code, "R009"}, render_all(found)


def test_two_mistakes_are_two_errors() -> None:
    found = read("[thu-muc]\nphieuu = 1\n[ban-chup]\ndon-vi = 3\n[kiem-tra.muc-do]\nD999 = 'tắt'\n")
    assert [d.code for d in found] == ["R002", "R003", "R007"]


_WORDS = st.sampled_from(
    [
        "[thu-muc]",
        "[ban-chup]",
        "[kiem-tra]",
        "[[kiem-tra.bo-qua]]",
        "phieu",
        "don-vi",
        "muc-do",
        "tep",
        "D714",
        *"[]{},.#\n3ế",
        " = ",
        '"a"',
        "'..'",
        "true",
        '"""',
        '"tắt"',
    ]
)


@given(st.lists(_WORDS, max_size=14).map("".join))
@example("phieu.phieu = 3\nphieu = 3")
@example("[[kiem-tra.bo-qua]]\n[kiem-tra.bo-qua.tep]\n")
def test_any_text_is_read_or_refused_with_a_remedy(text: str) -> None:
    parsed = read_settings(Source.of(SETTINGS, text))
    assert all(d.code.startswith("R") and d.fix and d.span is not None for d in parsed.diagnostics)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert has_errors(parsed.diagnostics)
    else:
        assert parsed.value is not None


def test_what_the_settings_name_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "phieu/2020").mkdir(parents=True)
    (tmp_path / SETTINGS).write_text(WHOLE, encoding="utf-8")
    found = load_repository(tmp_path).diagnostics
    assert [(d.code, d.span.line) for d in found if d.span] == [("R004", 2), ("R004", 12)], render_all(found)


def test_the_nearest_settings_upward_are_those_of_the_repository(tmp_path: Path) -> None:
    below = tmp_path / "kho/phieu/2020"
    below.mkdir(parents=True)
    assert root_above(below) is None
    (tmp_path / "kho" / SETTINGS).write_text("", encoding="utf-8")
    assert root_above(below) == root_above(tmp_path / "kho" / SETTINGS) == (tmp_path / "kho").resolve()
    (below / SETTINGS).write_text("", encoding="utf-8")
    assert root_above(below) == below.resolve()


def test_settings_may_be_texts_of_memory() -> None:
    workspace = Workspace.in_memory(
        {"kho/cchc-rules.toml": WHOLE, "kho/bo-tieu-chi/a.cchc": "", "kho/phieu/2020/x": ""}
    )
    root = root_above(Path("/kho/phieu"), workspace)
    assert root == Path("/kho")
    assert load_repository(root, workspace).diagnostics == ()


def test_the_page_shows_settings_that_can_be_read() -> None:
    page = (ROOT / "docs/cau-hinh.md").read_text(encoding="utf-8")
    (shown,) = (b.text for b in blocks(page) if b.language == "toml")
    assert read(shown) == ()


def test_every_code_of_repositories_is_tried_here() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert all(f'"{code}"' in text for code in catalog.codes() if code.startswith("R"))
