"""click in Vietnamese: the words of help pages and usage errors."""

import importlib
import unicodedata
from collections.abc import Mapping
from typing import Any

import click

from cchc_rules.source import visible

OPTIONS = "[TÙY CHỌN]"


class VietnameseHelp(click.Command):
    """A command whose help page is in Vietnamese."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Hiện phần trợ giúp này rồi thoát."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [r for p in options if (r := p.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl([(name, told.replace("[required]", "[bắt buộc]")) for name, told in records])


class VietnameseCommand(VietnameseHelp):
    """A leaf command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", OPTIONS)
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        for param in self.params:
            # Files may have any bytes as names; every other value of an option is to be read, and may be printed.
            if isinstance(param, click.Option) and not isinstance(param.type, click.Path):
                _must_be_text(ctx, param, ctx.params.get(param.name or ""))
        return rest


def _must_be_text(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    given = value if isinstance(value, tuple) else (value,)
    wrong = next((visible(v) for v in given if isinstance(v, str) and visible(v) != v), None)
    if wrong is not None:
        raise click.BadParameter(f"“{wrong}” có chữ không phải UTF-8", ctx, param)


class LazyGroup(VietnameseHelp, click.Group):
    """A group that imports a command's module only when that command runs or its help is wanted."""

    def __init__(
        self, *args: Any, lazy: Mapping[str, tuple[str, str]], aliases: Mapping[str, str], **kwargs: Any
    ) -> None:
        kwargs.setdefault("options_metavar", OPTIONS)
        kwargs.setdefault("subcommand_metavar", "LỆNH [THAM SỐ]…")
        super().__init__(*args, **kwargs)
        self._lazy = lazy
        self._aliases = aliases

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        cmd_name = self._named(cmd_name)
        if cmd_name not in self._lazy:
            return None
        module, _ = self._lazy[cmd_name]
        command = getattr(importlib.import_module(module, "cchc_rules.cli"), "command")  # noqa: B009  # a module attribute by convention
        assert isinstance(command, click.Command)
        return command

    def _named(self, given: str) -> str:
        """The name of the command that goes by this one too."""
        return self._aliases.get(unicodedata.normalize("NFC", given), given)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, summary) for name, (_, summary) in self._lazy.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self._named(args[0]) not in self._lazy:
            raise UnknownCommand(args[0], tuple(self._lazy), ctx)
        return super().resolve_command(ctx, args)


class UnknownCommand(click.UsageError):
    """A command that does not exist, with the nearest."""

    def __init__(self, name: str, known: tuple[str, ...], ctx: click.Context) -> None:
        from cchc_rules.diagnostics import nearest

        near = nearest(name, known)
        hint = f" Ý bạn là “{near}”?" if near else ""
        super().__init__(f"không có lệnh “{visible(name)}”.{hint}", ctx)


def error_text(error: click.ClickException) -> str:
    """What went wrong with the words on the command line, in Vietnamese."""
    match error:
        case click.NoSuchOption():
            near = f" Ý bạn là {', '.join(error.possibilities)}?" if error.possibilities else ""
            return f"không có tùy chọn {error.option_name}.{near}"
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            opts = error.param.opts[0] if isinstance(error.param, click.Option) else name
            return f"thiếu {opts}."
        case click.BadParameter():
            name = error.param.opts[0] if error.param else ""
            return f"giá trị của {name} không dùng được: {_choices(error)}"
        case click.FileError():
            return f"không mở được tệp {error.ui_filename}."
        case UnknownCommand():
            return error.message
        case click.BadOptionUsage():
            return f"tùy chọn {error.option_name} dùng chưa đúng."
        case _:
            return error.message


def _choices(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return "chọn một trong " + ", ".join(str(c) for c in kind.choices) + "."
    if isinstance(kind, click.types.IntParamType):
        return "cần một số nguyên."
    return error.message
