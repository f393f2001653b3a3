"""A small repository of texts to seal results of, and archives opened and sealed again by hand."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cchc_rules.api.receipts.seal import seal
from cchc_rules.cli.receipts.running import outcome_of
from cchc_rules.files.sealed.container import packed, unpacked
from cchc_rules.writing.json_text import json_text

RUBRIC = """\
BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "sở"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 1
  tự đánh giá: do "sở", chấm điểm
  thẩm định: do "Hội đồng", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo Điều 1
  từ 50%: "Tốt"
  dưới 50%: "Kém"
LĨNH VỰC 1 "Chung": 10 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 10 điểm
"""
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "../mau.cchc"
  đơn vị: "{unit}"
  loại đơn vị: "sở"
  năm: 2020
ĐIỂM
1.1
  thẩm định: {points}
"""
AMENDMENT = """\
SỬA ĐỔI {id} "Sửa đổi"
  văn bản: Quyết định {number}/QĐ-MH ngày 15/01/{year}
  sửa đổi: mau
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá {year}
Điều 1
  SỬA CÂU
    từ: từ 50%: "Tốt"
    thành: từ {percent}%: "Tốt"
  SỬA CÂU
    từ: dưới 50%: "Kém"
    thành: dưới {percent}%: "Kém"
"""
TEXTS = {
    "mau.cchc": RUBRIC,
    "phieu/a.phieu": SHEET.format(unit="Sở A", points=7),
    "phieu/b.phieu": SHEET.format(unit="Sở B", points=5),
}


def write(folder: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    """The texts as files in a folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    """Relative names are told from a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def sealed(folder: Path, *words: str) -> bytes:
    """The archive of a command run in a folder."""
    with standing_in(folder):
        found = seal(words, outcome_of, Path("goi.zip"))
    assert found.archive is not None, (found.why_not, found.outcome.err)
    return found.archive


def opened(archive: bytes) -> dict[str, bytes]:
    """The members of a sound archive."""
    members = unpacked(archive)
    assert isinstance(members, dict), members
    return members


def resealed(members: Mapping[str, bytes], change: Callable[[dict[str, Any]], None] | None = None) -> bytes:
    """The members as one who knows the form seals them again after changing them, and the manifest."""
    manifest = json.loads(members["manifest.json"])
    for told in manifest["members"]:
        data = members[told["name"]]
        told |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    for node in manifest["seen"]:
        if node["member"] is not None:
            node["size"] = len(members[node["member"]])
    if change is not None:
        change(manifest)
    text = json_text(manifest).encode()
    digest = f"{hashlib.sha256(text).hexdigest()}  manifest.json\n".encode()
    return packed({**members, "manifest.json": text, "manifest.sha256": digest})
