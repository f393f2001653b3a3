"""`cchc-rules verify`."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_rules.cli.main import CONTENT, DISK, OK
from cchc_rules.cli.printing import PrintingCommand

if TYPE_CHECKING:
    from cchc_rules.api.receipts.verify import Verified
    from cchc_rules.results.receipt import Difference

TAMPERED = 2
_MOST = 30


@click.command("verify", cls=PrintingCommand)
@click.argument("archive", metavar="GÓI.zip", type=click.Path(path_type=Path))
@click.option(
    "--signature",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Chữ ký rời của gói, kiểm bằng openssl hoặc minisign đang cài; đi cùng --public-key.",
)
@click.option(
    "--public-key",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Khóa công khai của người niêm phong: PEM của openssl, hoặc khóa của minisign.",
)
def command(archive: Path, signature: Path | None, public_key: Path | None) -> int:
    """Tính lại một gói đã niêm phong bằng phần mềm đang cài, chỉ từ các văn bản trong gói.

    Mã thoát: 0 đúng đến từng chữ số; 1 có chỗ khác; 2 gói bị sửa, chữ ký sai hoặc không phải gói do seal làm;
    3 không đọc được tệp, chưa cài phần mềm kiểm chữ ký.
    """
    from cchc_rules.api.receipts.verify import verify
    from cchc_rules.cli.receipts.running import outcome_of
    from cchc_rules.files.sealed.container import NotOurs, read_archive

    if (signature is None) != (public_key is None):
        raise click.UsageError("--signature và --public-key phải đi cùng nhau")
    data = read_archive(archive)
    if signature is not None and public_key is not None:
        status = _signed(data, signature, public_key)
        if status != OK:
            return status
    found = verify(data, outcome_of)
    if isinstance(found, NotOurs):
        click.echo(f"KHÔNG TIN ĐƯỢC: {_visible(found.why)}.")
        return TAMPERED
    click.echo("\n".join(_told(found)))
    return OK if found.equal else CONTENT


def _signed(data: bytes, signature: Path, key: Path) -> int:
    """Tell whether the archive is signed; the exit status says so too."""
    from cchc_rules.files.signature import NoSignature, signature_of

    found = signature_of(data, signature, key)
    if isinstance(found, NoSignature):
        click.echo(f"{'CHƯA KIỂM ĐƯỢC' if found.unchecked else 'KHÔNG TIN ĐƯỢC'}: {found.why}.")
        return DISK if found.unchecked else TAMPERED
    click.echo(f"Chữ ký đúng, theo {found.tool}, bằng khóa {key} (SHA-256 {found.key}).")
    return OK


def _told(found: "Verified") -> Iterator[str]:
    read = sum(node.data is not None for node in found.sealed.record.nodes)
    yield f"SHA-256 của gói, so với số trong biên bản: {found.sha256}"
    yield f"Lệnh đã niêm phong: {_visible(shlex.join(found.sealed.arguments))}; {read} tệp đã đọc"
    yield from (f"Nay khác lúc niêm phong: {_visible(what)} {_visible(was)} → {now}" for what, was, now in found.engine)
    for name in found.package:
        yield f"Bản {_visible(name)} trong gói khác bản đi kèm phần mềm đang cài; hãy xem bản trong gói."
    if found.equal:
        yield from (f"Nay xem khác: {_visible(line)}" for line in found.inputs)
        yield "ĐÚNG: tính lại ra đúng mọi số, mọi chữ đã niêm phong."
        return
    yield f"KHÁC: {len(found.differences)} chỗ, vì {'; '.join(why.value for why in found.why)}."
    yield from _few([_difference(d) for d in found.differences])
    yield from _few([f"  {_visible(line)}" for line in found.inputs])


def _few(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"  … và {len(lines) - _MOST} chỗ nữa"


def _difference(d: "Difference") -> str:
    where = _visible(f"{d.member} {d.where}".strip())
    if d.sealed is None and d.now is None:
        return f"  {where}: khác"
    was, now = (_visible(text) if text is not None else "không có" for text in (d.sealed, d.now))
    return f"  {where}: {was} → {now}{' (chỉ khác thứ tự)' if d.order_only else ''}"


def _visible(text: str) -> str:
    """Words of an archive in one line and without signs that steer a terminal: they may not look like ours."""
    from cchc_rules.source import visible

    return visible(" ".join(text.splitlines()))
