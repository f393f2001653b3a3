"""The options that say which amendments count: --with, --as-of, --year, --ignore."""

import datetime
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cchc_rules.cli.session import workspace
from cchc_rules.source import visible

if TYPE_CHECKING:
    from cchc_rules.api.library import Library

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[datetime.date]):
    """A day as people write it, `15/08/2020`, or `2020-08-15`."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            if "/" in value:
                day, month, year = (int(part) for part in value.split("/"))
                return datetime.date(year, month, day)
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{visible(value)}” không phải ngày, viết như 15/08/2020.", param, ctx)


def located(ctx: click.Context, param: click.Parameter, given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files as they are spelt on the disk."""
    return tuple(map(workspace().located, given))


def must_be_there(ctx: click.Context, param: click.Parameter, given: Path | None) -> Path | None:
    """A file or folder that values are taken from, as it is spelt on the disk: one that is not there gives none."""
    if given is None:
        return None
    (found,) = located(ctx, param, (given,))
    if not workspace().is_taken(found):
        raise FileNotFoundError(None, "không có tệp này", str(found))
    return found


def _all_there(ctx: click.Context, param: click.Parameter, given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files and folders to ignore: one that is not there was meant to be another."""
    found = located(ctx, param, given)
    missing = [visible(path.as_posix()) for path in found if not workspace().is_taken(path)]
    if missing:
        names = ", ".join(missing)
        raise click.BadParameter(f"không có tệp hay thư mục nào tên là {names}, nên không bỏ qua được gì", ctx, param)
    return found


def ignore_option(function: F) -> F:
    """Add --ignore; the command gets `ignored`."""
    option = click.option(
        "--ignore",
        "ignored",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="TỆP",
        callback=_all_there,
        help="Bỏ qua tệp này khi tìm văn bản sửa đổi cạnh bộ tiêu chí; kết quả ghi rõ; dùng nhiều lần được.",
    )
    return option(function)


def refuse_vain(library: "Library", elsewhere: Collection[Path] | None = None) -> None:
    """Stop as at a wrong call when something was to be ignored that lies beside no rubric in question.

    Called when everything is loaded and no result is printed; `elsewhere` are those found by other processes.
    """
    vain = library.ignored_in_vain(elsewhere)
    if vain:
        names = ", ".join(vain)
        why = "không nằm cạnh bộ tiêu chí nào đang xét, hoặc kết quả không phụ thuộc vào, hoặc chính là tệp được dùng"
        raise click.UsageError(f"--ignore {names}: {why}, nên không bỏ qua được gì", click.get_current_context())


def law_options(function: F) -> F:
    """Add --with, --as-of, --year and --ignore; the command gets `extra`, `as_of`, `year` and `ignored`."""
    file = click.Path(path_type=Path)
    options = (
        click.option(
            "--with",
            "extra",
            multiple=True,
            type=file,
            metavar="TỆP",
            callback=located,
            help="Thêm văn bản sửa đổi; dùng nhiều lần được.",
        ),
        click.option("--as-of", type=Day(), help="Chỉ văn bản có hiệu lực vào ngày này."),
        click.option("--year", type=int, metavar="NĂM", help="Chỉ văn bản áp dụng cho kỳ đánh giá này."),
    )
    for option in (ignore_option, *reversed(options)):
        function = option(function)
    return function
