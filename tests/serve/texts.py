"""Texts for questions: a small rubric with an amendment and sheets, and a ruled guidance of the examples."""

from tests.repository.sample import RUBRIC, sheet
from tests.support.documents import ROOT

TEXTS = {
    "bo-tieu-chi/mau.cchc": RUBRIC,
    "phieu/so-a.phieu": sheet("Sở A", "6", "2"),
    "phieu/so-b.phieu": sheet("Sở B", "4", "3"),
}
NEW = RUBRIC.replace('"Kế hoạch": 6', '"Kế hoạch": 5').replace('"Báo cáo": 4', '"Báo cáo": 5')
GUIDED = {
    name: (ROOT / "examples" / "guidance" / name).read_text("utf-8")
    for name in ("huong-dan-bang-1.cchc", "so-minh-hoa-21.phieu")
}
AMENDMENT = """\
SỬA ĐỔI sd "Sửa điểm"
  văn bản: Quyết định 02/QĐ-MH ngày 01/02/2020
  sửa đổi: mau
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020
Điều 1
  SỬA 1.1 điểm tối đa: từ 6 điểm thành 5 điểm
  SỬA 1.2 điểm tối đa: từ 4 điểm thành 5 điểm
"""
