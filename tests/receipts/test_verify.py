"""Whatever is done to an archive is found; what is sealed again by hand is worked out and told by the figure."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.api.receipts.seal import again
from cchc_rules.api.receipts.verify import Verified, verify
from cchc_rules.cli.main import run
from cchc_rules.cli.receipts.running import outcome_of
from cchc_rules.files.sealed.container import NotOurs, packed, unpacked
from cchc_rules.files.sealed.manifest import members_of, receipt_of
from cchc_rules.results.receipt import Receipt, Why
from tests.receipts.sealing import SHEET, TEXTS, opened, resealed, sealed, standing_in, write
from tests.support.documents import ROOT

HERE = Path(__file__).parent


@cache
def archive() -> bytes:
    with TemporaryDirectory() as folder:
        return sealed(write(Path(folder)), "score", "phieu")


def verified(data: bytes) -> Verified:
    found = verify(data, outcome_of)
    assert isinstance(found, Verified), found
    return found


def refused(data: bytes) -> str:
    found = verify(data, outcome_of)
    assert isinstance(found, NotOurs)
    return found.why


# ---- bytes


@given(st.data())
def test_no_byte_can_be_changed(data: st.DataObject) -> None:
    whole = archive()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = data.draw(st.integers(1, 255))
    assert refused(whole[:at] + bytes([whole[at] ^ changed]) + whole[at + 1 :])


@given(st.data())
def test_no_byte_can_be_put_in_or_taken_out(data: st.DataObject) -> None:
    whole = archive()
    at = data.draw(st.integers(0, len(whole)))
    more = data.draw(st.binary(max_size=20))
    gone = data.draw(st.integers(0 if more else 1, 20))
    changed = whole[:at] + more + whole[at + gone :]
    assert changed == whole or refused(changed)


@given(st.binary(min_size=1, max_size=300))
def test_bytes_of_anything_else_are_refused(data: bytes) -> None:
    assert refused(data) and refused(b"PK\3\4" + data) and refused(data + archive())


@given(st.dictionaries(st.sampled_from(["a", "b/ô.txt", "c/d/e", "B"]), st.binary(max_size=50)))
def test_members_are_read_as_they_were_packed(members: dict[str, bytes]) -> None:
    assert unpacked(packed(members)) == members


def _zip(write: Callable[[zipfile.ZipFile], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        write(made)
    return out.getvalue()


def _plainly(made: zipfile.ZipFile) -> None:
    for name, data in opened(archive()).items():
        made.writestr(name, data)


def _turned_round(made: zipfile.ZipFile) -> None:
    for name, data in reversed(opened(archive()).items()):
        made.writestr(zipfile.ZipInfo(name), data)


def _commented(made: zipfile.ZipFile) -> None:
    made.comment = b"x"


def _compressed(made: zipfile.ZipFile) -> None:
    made.writestr("manifest.json", bytes(10_000_000), zipfile.ZIP_DEFLATED)


def _twice(made: zipfile.ZipFile) -> None:
    made.writestr(zipfile.ZipInfo("a"), b"1")
    with pytest.warns(UserWarning):
        made.writestr(zipfile.ZipInfo("a"), b"1")


def _linked(made: zipfile.ZipFile) -> None:
    link = zipfile.ZipInfo("a")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    made.writestr(link, "/etc/passwd")


@pytest.mark.parametrize("write", [_plainly, _turned_round, _commented, _compressed, _twice, _linked])
def test_a_zip_of_another_form_is_refused(write: Callable[[zipfile.ZipFile], None]) -> None:
    assert "zip" in refused(_zip(write))


@pytest.mark.parametrize("name", ["../a", "/a", "a//b", "a/./b", "a\\b", "a\nb", "", "a/"])
def test_no_member_leaves_its_folder(name: str) -> None:
    assert refused(packed({**opened(archive()), name: b"x"}))


# ---- members sealed again by somebody who knows the form


def _changed(name: str, before: str, after: str) -> bytes:
    members = opened(archive())
    text = members[name].decode()
    assert before in text
    return resealed({**members, name: text.replace(before, after).encode()})


def test_sealing_again_what_was_not_changed_gives_the_same() -> None:
    assert resealed(opened(archive())) == archive()
    found = verified(archive())
    assert found.equal and not found.engine and not found.inputs


def test_a_member_changed_without_its_digest_is_refused() -> None:
    members = opened(archive())
    for name in members:
        assert refused(packed({**members, name: members[name] + b" "}))
        assert refused(packed({n: data for n, data in members.items() if n != name}))
    assert "results/them.json" in refused(packed({**members, "results/them.json": b"{}"}))


@pytest.mark.parametrize(
    ("name", "before", "after", "where"),
    [
        ("results/ranking.json", '"achieved": "7"', '"achieved": "9"', "rankings[mau].units[Sở A].total.achieved"),
        ("results/scorecards.json", '"final": "5"', '"final": "6"', "[phieu/b.phieu].scorecard.criteria[1.1].final"),
        ("results/versions.json", '"year": 2020', '"year": 2021', "[../mau.cchc].year"),
        ("output/stdout.txt", "70,00%", "90,00%", "dòng 5"),
    ],
)
def test_a_result_that_the_texts_do_not_give_is_told(name: str, before: str, after: str, where: str) -> None:
    found = verified(_changed(name, before, after))
    assert not found.equal
    assert found.why == (Why.RESULT,)
    assert (name, where) in [(d.member, d.where) for d in found.differences]


def test_a_text_put_in_the_place_of_another_is_told_by_its_figures() -> None:
    found = verified(_changed("inputs/files/phieu/a.phieu", "thẩm định: 7", "thẩm định: 3"))
    told = {d.where: (d.sealed, d.now) for d in found.differences if d.member == "results/ranking.json"}
    assert told["rankings[mau].units[Sở A].total.achieved"] == ('"7"', '"3"')
    assert told["rankings[mau].units[Sở A].rank"] == ("1", "2")


def test_lines_in_another_order_are_told_as_such() -> None:
    members = opened(archive())
    lines = members["output/stdout.txt"].decode().splitlines(keepends=True)
    lines[4], lines[5] = lines[5], lines[4]
    found = verified(resealed({**members, "output/stdout.txt": "".join(lines).encode()}))
    assert found.why == (Why.ORDER,)


def test_what_went_into_no_result_has_no_place_in_an_archive() -> None:
    members = opened(archive())
    name = "inputs/package/c.cchc"

    def add(manifest: dict[str, Any]) -> None:
        manifest["members"].append(
            {"name": name, "size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
        )
        manifest["members"].sort(key=lambda m: m["name"])
        node = {**manifest["seen"][-1], "area": "package", "path": "c.cchc", "size": 0, "member": name}
        manifest["seen"] = sorted([*manifest["seen"], node], key=lambda n: (n["area"], n["path"]))

    found = verified(resealed({**members, name: b""}, add))
    assert not found.equal
    assert found.why == (Why.INPUT,)
    assert any("package/c.cchc" in line for line in found.inputs)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: m.update(schema="cchc-rules/receipt/9"), "chỉ đọc được cchc-rules/receipt/1"),
        (lambda m: m["command"].update(arguments=["fmt", "phieu"]), "không niêm phong được"),
        (lambda m: m["command"].update(arguments=[]), "không niêm phong được"),
        (lambda m: m["command"].update(status=True), "không đúng lược đồ"),
        (lambda m: m["command"].update(here="../.."), "không đúng lược đồ"),
        (lambda m: m["command"].update(root="."), "không đúng lược đồ"),
        (lambda m: m["command"].update(root="/a/../etc"), "không đúng lược đồ"),
        (lambda m: m["engine"].update(version="0.1.0 điểm"), "không đúng lược đồ"),
        (lambda m: m["seen"][0].update(path="../../etc/passwd"), "không đúng lược đồ"),
        (lambda m: m["seen"][-1].update(member="output/stdout.txt", size=9999), "không khớp"),
        (lambda m: m["seen"][-1].update(member=None, size=None), "không đúng lược đồ"),
        (lambda m: m["seen"][-1].update(kind="folder"), "không đúng lược đồ"),
        (lambda m: m["seen"][-1].update(size=3), "không đúng lược đồ"),
        (lambda m: m["seen"].reverse(), "không đúng lược đồ"),
        (lambda m: m["seen"].append(m["seen"][0]), "không đúng lược đồ"),
        (lambda m: m.update(them=1), "không khớp"),
        (lambda m: m.pop("seen"), "không đúng lược đồ"),
    ],
)
def test_a_manifest_that_is_none_is_refused(change: Callable[[dict[str, Any]], None], told: str) -> None:
    assert told in refused(resealed(opened(archive()), change))


def test_verifying_reads_no_file_and_writes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "phieu").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text.replace("thẩm định: 7", "thẩm định: 1"), encoding="utf-8")
    monkeypatch.setenv("CCHC_RULES_CACHE", str(tmp_path / "cache"))
    before = sorted(tmp_path.rglob("*"))
    with standing_in(tmp_path):
        assert verified(archive()).equal
    assert sorted(tmp_path.rglob("*")) == before


# ---- sealed again, by one who knows how, so that everything agrees with everything


def _run_again(members: dict[str, bytes], *words: str) -> bytes:
    """The archive of what comes of a command on the members, in the name of whoever sealed them first."""
    receipt = receipt_of(opened(resealed(members)))
    assert isinstance(receipt, Receipt)
    return packed(members_of(again(evolve(receipt, arguments=words or receipt.arguments), outcome_of)))


def test_another_text_in_the_place_of_a_rubric_of_the_package_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = (ROOT / "examples/2019/bang-1/so-minh-hoa-01.phieu").read_text("utf-8")
    members = opened(sealed(write(tmp_path, {"a.phieu": sheet}), "explain", "a.phieu"))
    name = "inputs/package/2019/quy-dinh-chung.cchc"
    softer = members[name].decode().replace("90%", "80%")
    assert softer != members[name].decode()
    forged = _run_again({**members, name: softer.encode()})
    found = verified(forged)
    assert (found.equal, found.why, found.package) == (False, (Why.INPUT,), ("rubrics/2019/quy-dinh-chung.cchc",))
    # Who claims to be an older engine may have had other rubrics: the figures agree, and which rubric it is is told.
    (tmp_path / "goi.zip").write_bytes(resealed(opened(forged), _by_another))
    assert run(["verify", str(tmp_path / "goi.zip")]) == 0
    assert "rubrics/2019/quy-dinh-chung.cchc trong gói khác bản đi kèm phần mềm" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [("score", "--help"), ("explain",), ("check", "--nope"), ("explain", "khong-co.phieu")], ids=" ".join
)
def test_a_command_that_came_to_no_result_proves_nothing(words: tuple[str, ...]) -> None:
    assert "không có kết quả nào" in refused(_run_again(opened(archive()), *words))


@pytest.mark.parametrize(
    "words", [("score", "phieu", "--stage", "self"), ("score", "phieu/a.phieu"), ("check", "phieu")], ids=" ".join
)
def test_other_arguments_than_those_of_the_result_are_told(words: tuple[str, ...]) -> None:
    found = verified(resealed(opened(archive()), lambda m: m["command"].update(arguments=list(words))))
    assert not found.equal and found.differences


def test_what_an_engine_is_said_to_have_read_besides_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def add(manifest: dict[str, Any]) -> None:
        node = {**manifest["seen"][-1], "path": "xa/them.txt", "size": 0, "member": "inputs/files/xa/them.txt"}
        manifest["seen"] = sorted([*manifest["seen"], node], key=lambda n: (n["area"], n["path"]))
        empty = hashlib.sha256(b"").hexdigest()
        manifest["members"].append({"name": "inputs/files/xa/them.txt", "size": 0, "sha256": empty})
        manifest["members"].sort(key=lambda m: m["name"])
        _by_another(manifest)

    (tmp_path / "goi.zip").write_bytes(resealed({**opened(archive()), "inputs/files/xa/them.txt": b""}, add))
    assert run(["verify", str(tmp_path / "goi.zip")]) == 0
    assert "chỉ lúc niêm phong mới xem: files/xa/them.txt" in capsys.readouterr().out


# ---- engines


def _by_another(manifest: dict[str, Any]) -> None:
    manifest["engine"] |= {"version": "0.0.9", "code_sha256": "0" * 64, "python": "3.10.1"}


def test_an_archive_of_another_engine_that_agrees_is_equal(tmp_path: Path) -> None:
    other = sealed(write(tmp_path), "explain", "phieu/a.phieu")
    members = {n: d.replace(b"cchc-rules 0.1.0", b"cchc-rules 0.0.9") for n, d in opened(other).items()}
    found = verified(resealed(members, _by_another))
    assert found.equal
    assert found.engine[0] == ("cchc-rules", "0.0.9", "0.1.0")


def test_an_archive_of_another_engine_that_differs_says_so() -> None:
    members = opened(archive())
    other = members["results/ranking.json"].replace(b'"achieved": "7"', b'"achieved": "6.5"')
    found = verified(resealed({**members, "results/ranking.json": other}, _by_another))
    assert not found.equal
    assert found.why == (Why.ENGINE,)


def test_an_archive_kept_from_an_older_engine(capsys: pytest.CaptureFixture[str]) -> None:
    """Sealed once and never again: whatever the engine becomes, it verifies or the page says exactly why not."""
    old = HERE / "goi-cu.zip"
    status = run(["verify", str(old)])
    told = capsys.readouterr().out
    assert "Nay khác lúc niêm phong: cchc-rules 0.0.1 → " in told
    assert (status, "ĐÚNG:" in told, "vì bản phần mềm khác" in told) in ((0, True, False), (1, False, True))
    figures = ("rank", "band", "achieved", "numerator", "denominator")
    found = verified(old.read_bytes()).differences
    assert [d for d in found if d.where.rpartition(".")[2] in figures] == []


# ---- the command


def test_the_command_tells_what_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = _changed("results/ranking.json", '"achieved": "7"', '"achieved": "9"')
    for name, data in (("dung", archive()), ("khac", changed), ("sua", archive() + b" "), ("cut", archive()[:-1])):
        (tmp_path / f"{name}.zip").write_bytes(data)
    with standing_in(tmp_path):
        statuses = {name: run(["verify", f"{name}.zip"]) for name in ("dung", "khac", "sua", "cut", "khong-co")}
    assert statuses == {"dung": 0, "khac": 1, "sua": 2, "cut": 2, "khong-co": 3}
    out = capsys.readouterr().out
    assert 'rankings[mau].units[Sở A].total.achieved: "9" → "7"' in out
    assert out.count("KHÔNG TIN ĐƯỢC") == 2


def test_words_of_an_archive_cannot_pass_for_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoof = "x\nĐÚNG: tính lại ra đúng mọi số\x1b[2K"

    def change(manifest: dict[str, Any]) -> None:
        manifest["engine"] |= {"python": spoof, "libraries": {spoof: spoof}}
        manifest["command"]["arguments"] += ["--as-of", spoof]

    (tmp_path / "goi.zip").write_bytes(resealed(opened(archive()), change))
    assert run(["verify", str(tmp_path / "goi.zip")]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert not any(line.startswith("ĐÚNG") for line in out.splitlines())


def test_a_seal_of_a_folder_or_of_a_text_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.zip").write_text(SHEET, encoding="utf-8")
    (tmp_path / "b.zip").write_bytes(b"")
    assert run(["verify", str(tmp_path / "a.zip")]) == run(["verify", str(tmp_path / "b.zip")]) == 2
    assert run(["verify", str(tmp_path)]) == 3
    assert json.dumps(capsys.readouterr().out)
