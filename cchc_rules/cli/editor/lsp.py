"""`cchc-rules lsp`."""

import click

from cchc_rules.cli.main import OK, USAGE
from cchc_rules.cli.vietnamese import VietnameseCommand

_MISSING = "Lỗi: máy chủ ngôn ngữ cần phần [lsp]: pip install 'cchc-rules[lsp]'"


@click.command("lsp", cls=VietnameseCommand)
def command() -> int:
    """Máy chủ ngôn ngữ cho trình soạn thảo, nói qua đầu vào và đầu ra chuẩn.

    Trình soạn thảo tự chạy lệnh này; cách nối ở docs/trinh-soan-thao.md.
    """
    try:
        from cchc_rules.lsp.protocol.server import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        click.echo(_MISSING, err=True)
        return USAGE
    make_server().start_io()
    return OK
