"""Rubrics that use every kind of rating without scoring rules, for holding columns against the walk."""

_BANDS = """XẾP LOẠI
  từ 80%: "A"
  từ 50% đến dưới 80%: "B"
  dưới 50%: "C"
"""

GROUPS = """BỘ TIÊU CHÍ nhom "Các cách tính nhóm"
  không áp dụng: được đề nghị
  bằng chỉ số thì: xét điểm 1, xét tỷ lệ 2, cùng thứ hạng
XẾP LOẠI
  từ 80%: "A"
  từ 50% đến dưới 80%: "B"
  dưới 50%: "C"
  không xếp loại khi: [vụ việc] từ 3 trở lên hoặc 1.1 bằng 0 điểm
  xếp "B" khi: 2 dưới 50% và không phải (loại đơn vị là "sở")
HỆ QUẢ
  1 khi chỉ số dưới 70% hoặc lĩnh vực 2 dưới 50%: "x"
  2 khi từ 2 lĩnh vực dưới 60%: "y"
SỐ LIỆU
  [vụ việc]: số đếm "vụ"
  [miền núi]: có/không
LĨNH VỰC 1 "Trần": 10 điểm
  cách tính: {capped}
TIÊU CHÍ 1.1 "a": 6 điểm
TIÊU CHÍ 1.2 "b": 7 điểm
  không áp dụng khi: [miền núi] là có
TIÊU CHÍ 1.3 "c": 3,5 điểm
TIÊU CHÍ 1.4 "d": trừ tối đa 4 điểm
LĨNH VỰC 2 "Chọn": 8 điểm
  cách tính: {picked}
TIÊU CHÍ 2.1 "e": 8 điểm
TIÊU CHÍ 2.2 "g": 6 điểm
LĨNH VỰC 3 "Trừ": 6 điểm
  cách tính: điểm tối đa trừ các dòng
TIÊU CHÍ 3.1 "h": trừ tối đa 6 điểm
TIÊU CHÍ 3.2 "i": trừ tối đa 2 điểm
LĨNH VỰC 4 "Cộng": 6 điểm
TIÊU CHÍ 4.1 "k": 4 điểm, ĐTXHH
TIÊU CHÍ 4.2 "l": 2 điểm
"""

FINAL = """BỘ TIÊU CHÍ cuoi "Điểm cộng, điểm trừ"
  không áp dụng: được đề nghị
{settings}  bước điểm: 0,25 điểm
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  thẩm định: do "Hội đồng", {power}
  bước "xem lại": do "Sở", công nhận, tăng hoặc giảm
  ĐTXHH: chấm điểm
  điểm chỉ số: ĐTXHH cộng {order}
XẾP LOẠI
  từ 24 điểm: "A"
  từ 15 điểm đến dưới 24 điểm: "B"
  dưới 15 điểm: "C"
  xếp "C" khi: C1 dưới 1 điểm và T1 từ 2 điểm trở lên
XẾP LOẠI cho "xã khó khăn"
  từ 70%: "A"
  dưới 70%: "C"
LĨNH VỰC 1 "Một": 20 điểm
TIÊU CHÍ 1.1 "a": 12 điểm
TIÊU CHÍ 1.2 "b": 8 điểm
LĨNH VỰC 2 "Hai": 10 điểm
TIÊU CHÍ 2.1 "c": 4 điểm
TIÊU CHÍ 2.2 "d": 6 điểm, ĐTXHH
ĐIỂM CỘNG: tối đa 5 điểm
  C1 "cộng": tối đa 4 điểm
  C2 "cộng": tối đa 3 điểm
ĐIỂM TRỪ: tối đa 5 điểm
  T1 "trừ": tối đa 4 điểm
"""

_CAP = "cộng các dòng, không quá điểm tối đa"
_RESCALED = "  không áp dụng: quy về đủ thang\n"
_FREE = "  điểm sau cộng, trừ: được vượt tổng điểm tối đa\n"
_NAMED = 'bước "xem lại", không có thì thẩm định'

TEXTS = {
    "groups, cap kept": GROUPS.format(capped=f"{_CAP}, trần giữ nguyên", picked="lấy dòng cao nhất"),
    "groups, cap falls": GROUPS.format(capped=f"{_CAP}, trần giảm theo tỷ lệ", picked="đơn vị chọn một dòng"),
    "groups, cap of rows": GROUPS.format(
        capped=f"{_CAP}, trần không quá tổng các dòng còn áp dụng", picked="đơn vị chọn một dòng"
    ),
    "final, capped": FINAL.format(settings="", power="công nhận hoặc giảm", order=_NAMED),
    "final, free": FINAL.format(settings=_FREE, power="công nhận hoặc tăng", order=_NAMED),
    "final, rescaled": FINAL.format(settings=_RESCALED, power="công nhận, tăng hoặc giảm", order=_NAMED),
    "final, rescaled, free": FINAL.format(
        settings=_RESCALED + _FREE, power="công nhận, tăng hoặc giảm", order="thẩm định"
    ),
}
