"""What commands that write a sheet into a file share: whose workbook it is, and what is never written over."""

from pathlib import Path

import click

role_option = click.option(
    "--role",
    metavar="BƯỚC",
    help="Làm bản cho bước này, ví dụ “thẩm định”: sổ .xlsx chỉ mở cột của bước ấy (không nêu thì là bước đầu).",
)
force_option = click.option("--force", is_flag=True, help="Ghi đè khi tệp kết quả đã có.")


def form_of(path: Path) -> str:
    """The suffix of a file that is to hold a sheet, which says the form; a wrong call where it is none of ours."""
    from cchc_rules.api.sheets.convert import FORMS

    suffix = path.suffix.casefold()
    if suffix not in FORMS.values():
        raise click.UsageError(f"đuôi tệp kết quả phải là một trong {', '.join(FORMS.values())}")
    return suffix


def write_new(path: Path, data: bytes, force: bool) -> None:
    """Write a file, whole or not at all. One that is there, which somebody may have filled in, only by force."""
    from cchc_rules.files.rewrite import replace_file

    if path.exists() and not force:
        raise click.UsageError(f"đã có tệp {path}; muốn ghi đè thì thêm --force")
    replace_file(path, data)
