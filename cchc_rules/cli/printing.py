"""Commands whose result goes to the screen, or by `-o` into a file: the one home of that option."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from cchc_rules.cli.session import only_read
from cchc_rules.cli.vietnamese import VietnameseCommand

_FILES_ONLY = ("docx", "xlsx")
"""Forms that no screen shows."""
_TEXTS = (".cchc", ".phieu", ".thu")
"""Texts that people write: no result is put in their place."""


class PrintingCommand(VietnameseCommand):
    """A command with `-o`: what it would print goes into that file, whole or not at all.

    Nothing is written where nothing is printed, as when there is no result. A form that is not asked for follows
    from the end of the file's name. A command that brings an option `output` of its own writes its files itself.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._writes = any(p.name == "output" for p in self.params)
        if self._writes:
            return
        kind = click.Path(path_type=Path)
        told = "Ghi kết quả vào tệp thay vì in ra; không nêu --format thì theo đuôi tệp."
        self.params.append(click.Option(["-o", "--output"], type=kind, metavar="TỆP", help=told))
        if self._knows("csv"):
            excel = "CSV mở được ngay bằng Excel tiếng Việt: dấu “;”, dấu phẩy thập phân, tiêu đề tiếng Việt."
            self.params.append(click.Option(["--csv-excel"], is_flag=True, help=excel))

    def _knows(self, form: str) -> bool:
        """Whether a form is one of those of `--format`."""
        kinds = (p.type for p in self.params if p.name == "form")
        return any(form in kind.choices for kind in kinds if isinstance(kind, click.Choice))

    def invoke(self, ctx: click.Context) -> Any:
        if self._writes:
            return super().invoke(ctx)
        output: Path | None = ctx.params.pop("output")
        excel = ctx.params.pop("csv_excel", False)
        self._choose_form(ctx, output, excel)
        if output is None:
            if not excel:
                return super().invoke(ctx)
            data, status = self._made(ctx, excel)
            click.echo(data, nl=False)
            return status
        only_read(True, "-o")
        _refuse_texts(ctx, output)
        data, status = self._made(ctx, excel)
        if data:
            from cchc_rules.files.rewrite import replace_file

            replace_file(output, data)
        return status

    def _made(self, ctx: click.Context, excel: bool) -> tuple[bytes, Any]:
        """What the command prints, and its status."""
        data, status = _printed(lambda: super(PrintingCommand, self).invoke(ctx))
        if data and excel:
            from cchc_rules.explain.render.excel_csv import excel_csv

            data = excel_csv(data.decode()).encode()
        return data, status

    def _choose_form(self, ctx: click.Context, output: Path | None, excel: bool) -> None:
        """The form by the file's name where none was asked for; one that is no text needs a name that says so."""
        asked = ctx.get_parameter_source("form") is not ParameterSource.DEFAULT
        if excel:
            if asked and ctx.params["form"] != "csv":
                raise click.UsageError(f"--csv-excel không đi với --format {ctx.params['form']}", ctx)
            ctx.params["form"] = "csv"
        suffix = output.suffix.casefold().removeprefix(".") if output is not None else ""
        if not asked and not excel and self._knows(suffix):
            ctx.params["form"] = suffix
        form = ctx.params.get("form")
        if ctx.params.get("template") is not None and form != "docx":
            raise click.UsageError("--template đi với dạng docx: -o ten.docx", ctx)
        if output is None and form in _FILES_ONLY:
            raise click.UsageError(f"dạng {form} không in ra màn hình được, hãy nêu tệp: -o ten.{form}", ctx)
        if suffix != form and (suffix in _FILES_ONLY or form in _FILES_ONLY):
            no_such = f"kết quả ở đây không có dạng {suffix}"
            why = (
                no_such
                if not self._knows(suffix) and suffix in _FILES_ONLY
                else f"dạng {form} không đi với đuôi .{suffix}"
            )
            raise click.UsageError(f"-o {output}: {why}", ctx)


def _refuse_texts(ctx: click.Context, output: Path) -> None:
    """Stop as at a wrong call when the result would be put in the place of what the command reads."""
    if not output.exists():
        return
    named = (Path(v) for v in _words(ctx.params) if isinstance(v, str | Path) and str(v))
    if output.suffix.casefold() in _TEXTS or any(p.is_file() and p.samefile(output) for p in named):
        raise click.UsageError(f"-o {output}: tệp ấy là văn bản, phiếu đang có, không ghi đè; hãy chọn tên khác", ctx)


def _words(values: dict[str, Any]) -> Iterator[Any]:
    for value in values.values():
        yield from value if isinstance(value, tuple) else (value,)


def _printed(work: Callable[[], Any]) -> tuple[bytes, Any]:
    """What some work prints, as bytes, and what it gives back."""
    kept, screen = io.BytesIO(), sys.stdout
    sys.stdout = io.TextIOWrapper(kept, encoding="utf-8", newline="\n", write_through=True)
    try:
        status = work()
        sys.stdout.flush()
        return kept.getvalue(), status
    finally:
        sys.stdout = screen
