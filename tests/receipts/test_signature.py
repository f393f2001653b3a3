"""A detached signature is checked by the tool that is installed, and nothing else passes for a good one."""

import subprocess
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from tests.receipts.sealing import sealed, standing_in, write
from tests.support.outside import needs

KINDS = {
    "ed25519": (
        ["-algorithm", "ed25519"],
        ["pkeyutl", "-sign", "-rawin", "-inkey", "k", "-in", "goi.zip", "-out", "s"],
    ),
    "ec": (
        ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        ["dgst", "-sha256", "-sign", "k", "-out", "s", "goi.zip"],
    ),
    "rsa": (["-algorithm", "RSA"], ["dgst", "-sha256", "-sign", "k", "-out", "s", "goi.zip"]),
}
ARGUMENTS = ["verify", "goi.zip", "--signature", "s", "--public-key", "p"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    archive = sealed(write(tmp_path), "score", "phieu")
    (tmp_path / "goi.zip").write_bytes(archive)
    return tmp_path


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


@needs("openssl")
@pytest.mark.parametrize("kind", KINDS)
def test_a_signature_by_openssl(kind: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, sign = KINDS[kind]
    for key in ("k2", "k"):
        _openssl(folder, "genpkey", *make, "-out", key)
        _openssl(folder, "pkey", "-in", key, "-pubout", "-out", "p2" if key == "k2" else "p")
    _openssl(folder, *sign)
    with standing_in(folder):
        assert run(ARGUMENTS) == 0
        assert "Chữ ký đúng, theo openssl" in capsys.readouterr().out
        assert run([*ARGUMENTS[:-1], "p2"]) == 2
        sound = Path("s").read_bytes()
        Path("s").write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
        assert run(ARGUMENTS) == 2
        Path("s").write_bytes(sound)
        Path("goi.zip").write_bytes(Path("goi.zip").read_bytes() + b" ")
        assert run(ARGUMENTS) == 2
    assert "ĐÚNG:" not in capsys.readouterr().out


@needs("minisign")
def test_a_signature_by_minisign(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["-G", "-W", "-p", "p", "-s", "k"], ["-S", "-s", "k", "-m", "goi.zip", "-x", "s"]):
        subprocess.run(["minisign", *words], cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    with standing_in(folder):
        assert run(ARGUMENTS) == 0
        assert "Chữ ký đúng, theo minisign" in capsys.readouterr().out
        Path("goi.zip").write_bytes(Path("goi.zip").read_bytes() + b" ")
        assert run(ARGUMENTS) == 2


@pytest.mark.parametrize(
    ("key", "tool"), [("-----BEGIN PUBLIC KEY-----\n", "openssl"), ("untrusted comment: x\nRWx\n", "minisign")]
)
def test_a_tool_that_is_not_installed_is_named(
    key: str, tool: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "p").write_text(key, encoding="utf-8")
    (folder / "s").write_bytes(b"x")
    monkeypatch.setenv("PATH", str(folder))
    with standing_in(folder):
        assert run(ARGUMENTS) == 3
    out = capsys.readouterr().out
    assert f"chưa cài {tool}" in out
    assert "ĐÚNG:" not in out


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(ARGUMENTS, 3), (ARGUMENTS[:4], 2), ([*ARGUMENTS[:2], *ARGUMENTS[4:]], 2)],
)
def test_a_signature_and_a_key_come_together(arguments: list[str], status: int, folder: Path) -> None:
    with standing_in(folder):
        assert run(arguments) == status


def test_a_file_that_is_no_key_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "p").write_bytes(b"")
    (folder / "s").write_bytes(b"")
    with standing_in(folder):
        assert run(ARGUMENTS) == 2
    assert "không phải khóa công khai" in capsys.readouterr().out
