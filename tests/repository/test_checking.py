"""`[kiem-tra]` of the settings: what is turned off, raised or silenced, and that nothing of it is hidden."""

import json
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from cchc_rules.diagnostics import Severity, catalog
from tests.repository.sample import RUBRIC, sheet

UNFOUNDED = RUBRIC.replace("  theo Điều 1\n  đối tượng", "\n  đối tượng")
LINE = "tổng điểm: 10 điểm"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def kho(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose rubric has one warning, K307, to stand in."""
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    for name, text in {"bo-tieu-chi/mau.cchc": UNFOUNDED, "phieu/so-a.phieu": sheet("Sở A", "6", "2")}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def says(kho: Path, text: str) -> None:
    (kho / "cchc-rules.toml").write_text(text, "utf-8")


def silence(place: str, code: str = "K307", file: str = "bo-tieu-chi/mau.cchc") -> str:
    return f'[[kiem-tra.bo-qua]]\ntep = "{file}"\nma = "{code}"\ncho = "{place}"\nly-do = "chờ văn bản"\n'


def checked(capsys: Capture, status: int = 0) -> tuple[list[str], list[str]]:
    """The codes told and those silenced."""
    assert run(["check", "--format", "json", "bo-tieu-chi", "phieu"]) == status
    data = json.loads(capsys.readouterr().out)
    return [d["code"] for d in data["diagnostics"]], [d["code"] for d in data.get("silenced", [])]


def test_without_settings_everything_is_told(capsys: Capture) -> None:
    assert checked(capsys) == (["K307"], [])


@pytest.mark.parametrize(
    ("level", "status", "told", "silenced"),
    [("tắt", 0, [], ["K307"]), ("cảnh báo", 0, ["K307"], []), ("lỗi", 1, ["K307"], [])],
)
def test_a_level_is_that_of_check(
    level: str, status: int, told: list[str], silenced: list[str], kho: Path, capsys: Capture
) -> None:
    says(kho, f'[kiem-tra.muc-do]\nK307 = "{level}"\n')
    assert checked(capsys, status) == (told, silenced)


def test_what_protects_a_rating_is_never_off(kho: Path, capsys: Capture) -> None:
    codes = sorted(catalog.codes())
    off = "".join(f'{code} = "tắt"\n' for code in codes)
    says(kho, "".join(silence(LINE, code) for code in codes) + "[kiem-tra.muc-do]\n" + off)
    told, silenced = checked(capsys, status=1)
    assert told.count("R040") == 2 * sum(map(catalog.guards, codes))
    assert silenced == ["K307"] and not catalog.guards("K307")
    named = [
        "T071",
        "T072",
        "S597",
        "S578",
        "K385",
        "P480",
        "P481",
        "P482",
        "X808",
        "X891",
        "X892",
        "X900",
        "L637",
        "L638",
        "L639",
        "P452",
        "K301",
        "S501",
    ]
    assert all(map(catalog.guards, named))


def test_errors_guard_and_are_not_lowered(kho: Path, capsys: Capture) -> None:
    errors = [code for code in catalog.codes() if catalog.severity_of(code) is Severity.ERROR]
    assert all(map(catalog.guards, errors))
    says(kho, '[kiem-tra.muc-do]\nK301 = "cảnh báo"\n')
    (kho / "bo-tieu-chi/mau.cchc").write_text(RUBRIC.replace('"Báo cáo": 4', '"Báo cáo": 3'), "utf-8")
    told, _ = checked(capsys, status=1)
    assert "R041" in told and any(code.startswith("K30") for code in told)


@pytest.mark.parametrize("place", [LINE, "tổng  điểm", "10 điểm", "tổng điểm"])
def test_one_place_is_silenced_by_words_of_its_line(place: str, kho: Path, capsys: Capture) -> None:
    says(kho, silence(place))
    assert checked(capsys) == ([], ["K307"])


@pytest.mark.parametrize("place", ["0 điểm", "tổng điể", "đối tượng", "10"])
def test_other_words_silence_nothing_and_that_is_told(place: str, kho: Path, capsys: Capture) -> None:
    says(kho, silence(place))
    told, silenced = checked(capsys)
    if place == "10":  # a word of the line too
        assert silenced == ["K307"]
    else:
        assert sorted(told) == ["K307", "R042"] and silenced == []


def test_a_changed_line_is_told_again(kho: Path, capsys: Capture) -> None:
    says(kho, silence(LINE))
    path = kho / "bo-tieu-chi/mau.cchc"
    path.write_text("# thêm dòng\n\n" + UNFOUNDED, "utf-8")
    assert checked(capsys) == ([], ["K307"])
    path.write_text(UNFOUNDED.replace(LINE, "tổng điểm: 10,0 điểm"), "utf-8")
    told, silenced = checked(capsys)
    assert sorted(told) == ["K307", "R042"] and silenced == []


@pytest.mark.parametrize("words", [["score", "phieu"], ["explain", "phieu/so-a.phieu"], ["test", "phieu"]])
def test_results_say_what_is_silenced_and_why(words: list[str], kho: Path, capsys: Capture) -> None:
    says(kho, silence(LINE) + '[kiem-tra.muc-do]\nD714 = "tắt"\n')
    run(words)
    err = capsys.readouterr().err
    assert "Tắt theo cchc-rules.toml: D714." in err
    assert f"K307 ở bo-tieu-chi/mau.cchc, “{LINE}”, vì chờ văn bản." in err


def test_what_is_silenced_is_sealed(kho: Path, capsys: Capture, tmp_path_factory: pytest.TempPathFactory) -> None:
    from zipfile import ZipFile

    says(kho, silence(LINE))
    archive = tmp_path_factory.mktemp("goi") / "a.zip"
    assert run(["seal", "-o", str(archive), "score", "phieu"]) == 0
    with ZipFile(archive) as members:
        assert "chờ văn bản" in members.read("inputs/files/cchc-rules.toml").decode()
        assert "vì chờ văn bản" in members.read("output/stderr.txt").decode()
    says(kho, "")
    assert run(["verify", str(archive)]) == 0


def test_settings_above_count_and_those_elsewhere_do_not(
    kho: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(kho, silence(LINE))
    monkeypatch.chdir(kho / "bo-tieu-chi")
    assert run(["check", "mau.cchc"]) == 0
    assert "Không nêu 1 K307 ở bo-tieu-chi/mau.cchc" in capsys.readouterr().out
