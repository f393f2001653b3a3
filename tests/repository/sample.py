"""A small repository of rubrics in git, to be changed and reported on."""

import os
import subprocess
from pathlib import Path

RUBRIC = """\
BỘ TIÊU CHÍ mau "Chỉ số mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "sở"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 1
  tự đánh giá: do "sở", chấm điểm
  thẩm định: do "Hội đồng", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo Điều 2
  từ 80%: "Tốt"
  từ 50% đến dưới 80%: "Khá"
  dưới 50%: "Kém"
LĨNH VỰC 1 "Chung": 10 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 6 điểm
TIÊU CHÍ 1.2 "Báo cáo": 4 điểm
"""


def sheet(unit: str, plan: str, report: str) -> str:
    """A sheet of the sample rubric for 2020, appraised."""
    return (
        f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "../bo-tieu-chi/mau.cchc"\n  đơn vị: "{unit}"\n  loại đơn vị: "sở"\n'
        f"  năm: 2020\nĐIỂM\n1.1\n  thẩm định: {plan}\n1.2\n  thẩm định: {report}\n"
    )


def git(folder: Path, *words: str) -> str:
    """Run git in a folder as nobody in particular, and give what it prints."""
    env = {
        **os.environ,
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    done = subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder: Path, files: dict[str, str | None]) -> None:
    """Write files (None: remove), and commit."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "-m", "x")


def repository(folder: Path) -> Path:
    """A repository with the sample rubric, three sheets and one case that is met."""
    git(folder, "init", "--quiet", "-b", "main")
    commit(
        folder,
        {
            "bo-tieu-chi/mau.cchc": RUBRIC,
            "phieu/so-a.phieu": sheet("Sở A", "6", "2"),
            "phieu/so-b.phieu": sheet("Sở B", "4", "3"),
            "phieu/so-c.phieu": sheet("Sở C", "1", "1"),
            "tep-thu/kha.thu": sheet("Sở Thử", "5", "4") + 'mong đợi: xếp loại "Tốt"\n',
        },
    )
    return folder
