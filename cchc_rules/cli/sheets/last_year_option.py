"""The option that names last year's sheets, the same for every command that scores."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cchc_rules.cli.law_options import must_be_there

LAST_YEAR = "--last-year"
F = TypeVar("F", bound=Callable[..., Any])


def last_year_option(command: F) -> F:
    """`--last-year`: where values of the year before are taken from."""
    option = click.option(
        LAST_YEAR,
        "last_year",
        type=click.Path(path_type=Path),
        metavar="PHIẾU|THƯ_MỤC",
        callback=must_be_there,
        help="Phiếu năm trước, hoặc thư mục phiếu năm trước: lấy giá trị năm trước của số liệu, theo tên đơn vị.",
    )
    return option(command)
