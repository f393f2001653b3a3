"""Detached signatures of a file, checked by the tool that is installed for it: openssl or minisign."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc_rules.files.reading import digest_of, regular_bytes
from cchc_rules.frozen import frozen

_MOST = 65_536
"""Bytes of a key or signature that are read; none is near as long."""
_SECONDS = 120
_PEM = b"-----BEGIN PUBLIC KEY-----"
_MINISIGN = b"untrusted comment:"
_SIGNED, _SIGNATURE, _KEY = "signed", "signature", "key"
# A signature is that of a digest, or of the whole as with Ed25519; openssl has a command for each.
_OPENSSL = (
    ("dgst", "-sha256", "-verify", _KEY, "-signature", _SIGNATURE, _SIGNED),
    ("pkeyutl", "-verify", "-pubin", "-inkey", _KEY, "-sigfile", _SIGNATURE, "-rawin", "-in", _SIGNED),
)
_COMMANDS = {
    "openssl": _OPENSSL,
    "minisign": (("-V", "-q", "-m", _SIGNED, "-x", _SIGNATURE, "-p", _KEY),),
}


@frozen
class GoodSignature:
    """That somebody who has the secret half of a key signed these bytes: the tool that says so, the key's SHA-256."""

    tool: str
    key: str


@frozen
class NoSignature:
    """That the bytes are not seen to be signed: why (Vietnamese). `unchecked` where there is no tool to tell."""

    why: str
    unchecked: bool = False


def signature_of(data: bytes, signature: Path, key: Path) -> GoodSignature | NoSignature:
    """Whether a file has a signature of these bytes by a public key in a file. Raises OSError when the disk does."""
    signed, public = _small(signature), _small(key)
    tool = "openssl" if _PEM in public else "minisign" if public.startswith(_MINISIGN) else None
    if tool is None:
        return NoSignature(f"{key} không phải khóa công khai của openssl (PEM) hay của minisign")
    program = shutil.which(tool)
    if program is None:
        return NoSignature(f"chưa cài {tool}, nên chưa kiểm được chữ ký; cài {tool} rồi chạy lại", unchecked=True)
    with TemporaryDirectory() as folder:
        # The tool reads what was read here, whatever becomes of the files meanwhile.
        for name, content in ((_SIGNED, data), (_SIGNATURE, signed), (_KEY, public)):
            Path(folder, name).write_bytes(content)
        if any(_agrees(program, words, folder) for words in _COMMANDS[tool]):
            return GoodSignature(tool, digest_of(public))
    return NoSignature(f"chữ ký {signature} không phải của gói này bằng khóa {key}")


def _small(path: Path) -> bytes:
    data = regular_bytes(path, _MOST)
    return data if isinstance(data, bytes) else b""


def _agrees(program: str, words: Sequence[str], folder: str) -> bool:
    try:
        done = subprocess.run([program, *words], cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
