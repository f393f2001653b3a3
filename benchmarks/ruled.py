"""Evaluation with scoring rules over many generated units, beside the same rubric scored by hand, in one run."""

import json
import subprocess
import sys
from pathlib import Path

from attrs import frozen

from benchmarks.report import Result, times

TASK, DONE, RATE, DATE, LEVEL = "nhiệm vụ được giao", "nhiệm vụ hoàn thành", "tỷ lệ đúng hạn", "ngày gửi", "mức"
_FACTS = f"""SỐ LIỆU
  [{TASK}]: số đếm "nhiệm vụ", do đơn vị
  [{DONE}]: số đếm "nhiệm vụ", từ 0 đến [{TASK}], do đơn vị
  [{RATE}]: tỷ lệ phần trăm, do đơn vị
  [{DATE}]: ngày tháng, do đơn vị
  [{LEVEL}]: lựa chọn "tốt", "đạt", "không có", do Hội đồng
"""
_RULES = (
    f"""    cách chấm: theo thang [{DONE}] / [{TASK}]
      từ 100%: 2 điểm
      từ 80% đến dưới 100%: tỷ lệ × 2 điểm
      dưới 80%: 0 điểm
    khi mẫu số bằng 0: không áp dụng
    làm tròn điểm: đến 0,25 điểm, xuống
""",
    f"    cách chấm: [{RATE}] × điểm tối đa\n",
    f"    cách chấm: 2 điểm - 0,25 điểm × số ngày chậm([{DATE}]; 15/01 năm sau; ngày làm việc), không dưới 0 điểm\n",
    f"""    cách chấm: theo mức [{LEVEL}]
      "tốt": 2 điểm
      "đạt": 1 điểm
      "không có": 0 điểm
""",
)
ROWS = 40
"""As many rows as the tables of 2019 have, near enough; every kind of rule a quarter of them."""


@frozen
class Run:
    """One run in a process of its own."""

    units: int
    seconds: float
    peak_kib: int


def rubric_text(ruled: bool) -> str:
    """The rubric, its rows with rules or without; the rows and their points are the same."""
    rows = "".join(
        f'TIÊU CHÍ 1.{n + 1} "Dòng {n + 1}": 2 điểm\n{_RULES[n % len(_RULES)] if ruled else ""}' for n in range(ROWS)
    )
    return f"""BỘ TIÊU CHÍ do-toc-do "Bộ tiêu chí để đo"
  văn bản: Quyết định 01/QĐ-MINHHOA ngày 02/01/2019
  tổng điểm: {ROWS * 2} điểm  theo mục I
  đối tượng: "sở"  theo mục I
  ngày nghỉ lễ: 01/01/2020, 23/01/2020 đến 29/01/2020  theo mục I

CÁC BƯỚC ĐÁNH GIÁ  theo mục II
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định

XẾP LOẠI  theo mục II
  từ 80%: "Tốt"
  dưới 80%: "Chưa tốt"

{_FACTS if ruled else ""}
LĨNH VỰC 1 "Để đo": {ROWS * 2} điểm
{rows}"""


def measure(folder: Path, count: int) -> list[Result]:
    """`count` units by rules and by hand, each in a process of its own."""
    ruled, plain = (_run(folder, name, count) for name in ("ruled", "plain"))
    rates = [run.units / run.seconds for run in (ruled, plain)]
    peaks = [run.peak_kib / 1024 for run in (ruled, plain)]
    return [
        Result(f"Tính điểm {count} đơn vị, {ROWS} dòng có cách chấm", f"{rates[0]:.0f} đơn vị/giây"),
        Result(f"Tính điểm {count} đơn vị, cùng các dòng, chấm tay", f"{rates[1]:.0f} đơn vị/giây"),
        Result("Có cách chấm chậm hơn chấm tay", times(rates[1] / rates[0])),
        Result("Bộ nhớ khi có cách chấm so với khi chấm tay", f"{peaks[0]:.0f} MB so với {peaks[1]:.0f} MB"),
    ]


def _run(folder: Path, name: str, count: int) -> Run:
    path = folder / f"{name}.cchc"
    path.write_text(rubric_text(name == "ruled"), encoding="utf-8")
    command = (sys.executable, "-m", "benchmarks.evaluate_ruled", str(path), name, str(count))
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    run = Run(**json.loads(out))
    assert run.units == count, "a generated unit has points that are not known"
    return run
