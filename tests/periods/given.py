"""Periods in memory for the tests: the small rubric, a register, sheets."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from cchc_rules.api.library import Library
from cchc_rules.api.period.held import held_period
from cchc_rules.api.period.status import status_of
from cchc_rules.diagnostics import render_all
from cchc_rules.files.workspace import Workspace
from cchc_rules.results.period_status import PeriodStatus, UnitStatus

HERE = Path(__file__).parent
RUBRIC = (HERE / "mau.cchc").read_text("utf-8")
DAYS = "  ngày nghỉ lễ: 01/01/2020, 30/04/2020 đến 01/05/2020\n"
HEAD = f'KỲ ĐÁNH GIÁ 2019 "Năm 2019"\n{DAYS}'
PART = '\nBỘ TIÊU CHÍ mau\n  LOẠI ĐƠN VỊ "sở"\n'
ROWS = (
    '1.1\n  tự đánh giá: 6 điểm, TLKC "1/BC"\n  thẩm định: 6 điểm\n'
    '1.2\n  tự đánh giá: 2 điểm, TLKC "2/BC"\n  thẩm định: 2 điểm\n1.3\n  ĐTXHH: 1 điểm\n'
)


def period(*units: str, more: str = "", head: str = HEAD) -> str:
    """The text of a period with a register of units, one a line as given or by name, and sentences behind them."""
    lines = (f"    {u}\n" if u.startswith('"') else f'    "{u}"\n' for u in units)
    return f"{head}{PART}{''.join(lines)}{more}"


def sheet(unit: str, rows: str = ROWS, received: str = "", more: str = "") -> str:
    """A sheet of the small rubric."""
    day = f"  ngày nhận: {received}\n" if received else ""
    head = f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: mau\n  đơn vị: "{unit}"\n  loại đơn vị: "sở"\n  năm: 2019\n'
    return f"{head}{day}{more}\nĐIỂM\n{rows}"


def library(texts: Mapping[str, str]) -> Library:
    """A library that reads these texts and the small rubric alone."""
    return Library(workspace=Workspace.in_memory({"mau.cchc": RUBRIC, **texts}))


def status(text: str, sheets: Mapping[str, str], on: str = "13/01/2020") -> PeriodStatus:
    """How far the period has come on a day."""
    made = library({"ky.cchc": text, **sheets})
    held = held_period(Path("ky.cchc"), made)
    assert held.ok, render_all(held.diagnostics)
    return status_of(held, made, datetime.datetime.strptime(on, "%d/%m/%Y").date())


def unit(found: PeriodStatus, name: str) -> UnitStatus:
    """The status of one unit."""
    (one,) = (u for u in found.units if u.unit.name == name)
    return one
