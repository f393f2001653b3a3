"""huong-dan-bang-1.cchc read by hand, fields 5 to 7: one function per row.

Written from the documents alone: the guidance text, docs/ngon-ngu.md and the decree; the engine was not looked at.
"""

from .by_hand import Facts, Result, down_to, level, nearest, pts
from .guidance_1 import GUIDANCE, NA, THREE_ANSWERS

row = GUIDANCE.row


@row("5.1.1")
def right_ranks(f: Facts) -> Result:
    return f.share("tổ chức hành chính đúng cơ cấu ngạch", "tổ chức hành chính")


@row("5.1.2", zero=NA)
def right_positions(f: Facts) -> Result:
    return f.share("đơn vị sự nghiệp đúng vị trí việc làm", "đơn vị sự nghiệp") * pts("0,5")


@row("5.2.1")
def hiring_servants(f: Facts) -> Result:
    return level(THREE_ANSWERS, f.choice("tuyển dụng công chức đúng quy định"))


@row("5.2.2", absent=NA)
def hiring_employees(f: Facts) -> Result:
    return max(pts("0,5") - pts("0,25") * f.number("sai phạm tuyển dụng viên chức"), pts("0"))


@row("5.3.1", absent=NA)
def rank_exams(f: Facts) -> Result:
    return max(pts("0,5") - pts("0,5") * f.number("sai phạm thi nâng ngạch"), pts("0"))


@row("5.3.2", absent=NA)
def promotions_of_employees(f: Facts) -> Result:
    return max(pts("0,5") - pts("0,5") * f.number("sai phạm thăng hạng viên chức"), pts("0"))


@row("5.4", zero="1")
def appointments(f: Facts) -> Result:
    share = f.share("bổ nhiệm đúng quy định", "bổ nhiệm")
    return pts("1") if share == 1 else pts("0,5") if share >= pts("0,9") else pts("0")


@row("5.5.1")
def yearly_ratings(f: Facts) -> Result:
    late = f.days_late("ngày gửi kết quả đánh giá CCVC", 31, 12)
    order = pts("0,25") if f.yes("đánh giá CCVC đúng trình tự") else pts("0")
    return order + (pts("0,25") if late == 0 else pts("0"))


@row("5.5.2")
def discipline(f: Facts) -> Result:
    now = f.number("CBCCVC bị kỷ luật")
    if now == 0:
        return pts("1,5")
    more = max(now - f.number("CBCCVC bị kỷ luật, năm trước"), pts("0"))
    return max(pts("1") - pts("0,5") * more, pts("0"))


@row("5.6", zero="0")
def training(f: Facts) -> Result:
    share = f.share("lượt đào tạo đã thực hiện", "lượt đào tạo theo kế hoạch")
    return share if share >= pts("0,8") else pts("0")


@row("5.7")
def rotation(f: Facts) -> Result:
    plan = pts("0,25") if f.yes("có kế hoạch chuyển đổi vị trí") else pts("0")
    if f.number("người phải chuyển đổi vị trí") == 0:
        return plan + pts("0,75")
    return plan + f.share("người đã chuyển đổi vị trí", "người phải chuyển đổi vị trí") * pts("0,75")


@row("5.8")
def directives_on_staff(f: Facts) -> Result:
    done = f.number("tỷ lệ văn bản chỉ đạo về CBCCVC đã thực hiện")
    return pts("1") if done >= pts("0,9") else done / pts("0,9") if done >= pts("0,5") else pts("0")


@row("6.1.1")
def own_budget(f: Facts) -> Result:
    if not f.yes("có quy chế chi tiêu nội bộ"):
        return pts("0")
    return pts("0,25") if f.yes("sai phạm sử dụng kinh phí") else pts("0,5")


@row("6.1.2", zero=NA)
def audit_findings(f: Facts) -> Result:
    return f.share("kiến nghị thanh tra và kiểm toán đã thực hiện", "kiến nghị thanh tra và kiểm toán")


@row("6.2.1", absent=NA)
def self_financing(f: Facts) -> Result:
    name = "đơn vị sự nghiệp tự đảm bảo chi"
    more = f.number(name) - f.number(f"{name}, năm trước")
    return pts("0,5") if more >= 1 else pts("0,25") if more >= 0 else pts("0")


@row("6.2.2", zero=NA)
def partly_self_financing(f: Facts) -> Result:
    return f.share("đơn vị sự nghiệp tự đảm bảo một phần", "đơn vị sự nghiệp")


@row("6.2.3", zero=NA)
def sharing_results(f: Facts) -> Result:
    return f.share("đơn vị sự nghiệp phân phối đúng", "đơn vị sự nghiệp")


@row("6.3")
def directives_on_finance(f: Facts) -> Result:
    return max(pts("1") - pts("0,25") * f.number("văn bản chỉ đạo về tài chính chưa thực hiện"), pts("0"))


@row("7.1.1", zero="0")
def it_plan(f: Facts) -> Result:
    share = f.share("nhiệm vụ CNTT hoàn thành", "nhiệm vụ CNTT trong kế hoạch")
    return share if share >= pts("0,8") else pts("0")


@row("7.1.2")
def architecture(f: Facts) -> Result:
    share = {"đã triển khai": "1", "đang triển khai": "0,5", "chưa triển khai": "0"}
    return pts(share[f.choice("mức triển khai Kiến trúc")]) * pts("0,5")


@row("7.1.3")
def electronic_documents(f: Facts) -> Result:
    share = f.share("văn bản đi điện tử", "văn bản đi")
    return nearest("0,01", min(share / pts("0,9"), pts("1")))


@row("7.1.4")
def connected(f: Facts) -> Result:
    return pts("0,5") if f.yes("đã kết nối phần mềm quản lý văn bản") else pts("0")


@row("7.2.1", zero=NA)
def online_procedures(f: Facts) -> Result:
    return f.share("TTHC đã trực tuyến", "TTHC trực tuyến theo quy định")


@row("7.2.2", zero=NA)
def online_procedures_used(f: Facts) -> Result:
    share = f.share("TTHC trực tuyến có hồ sơ", "TTHC đã trực tuyến")
    return pts("1") if share >= pts("0,5") else share / pts("0,5")


@row("7.2.3", zero=NA)
def online_level_3(f: Facts) -> Result:
    share = f.share("hồ sơ trực tuyến mức độ 3", "hồ sơ thuộc TTHC mức độ 3")
    return min(share / pts("0,2") * pts("0,5"), pts("0,5"))


@row("7.2.4", zero=NA)
def online_level_4(f: Facts) -> Result:
    share = f.share("hồ sơ trực tuyến mức độ 4", "hồ sơ thuộc TTHC mức độ 4")
    return min(share / pts("0,1") * pts("0,5"), pts("0,5"))


@row("7.3.1", zero=NA)
def by_post(f: Facts) -> Result:
    return f.share("TTHC có hồ sơ qua BCCI", "TTHC triển khai qua BCCI") * pts("1,5")


@row("7.3.2", zero=NA)
def received_by_post(f: Facts) -> Result:
    share = f.share("hồ sơ tiếp nhận qua BCCI", "hồ sơ đã giải quyết")
    return down_to("0,05", min(share / pts("0,15") * pts("1,5"), pts("1,5")))


@row("7.3.3", zero=NA)
def returned_by_post(f: Facts) -> Result:
    share = f.share("kết quả trả qua BCCI", "hồ sơ đã giải quyết")
    return down_to("0,05", min(share / pts("0,2"), pts("1")))


@row("7.4.1", zero=NA)
def iso_procedures(f: Facts) -> Result:
    return f.share("TTHC áp dụng ISO", "TTHC thuộc thẩm quyền") * pts("1,5")


@row("7.4.2")
def iso_demands(f: Facts) -> Result:
    if not f.yes("đã công bố hệ thống ISO"):
        return pts("0")
    audit = pts("0,75") if f.yes("có đánh giá nội bộ ISO") else pts("0")
    review = pts("0,75") if f.yes("có xem xét của lãnh đạo về ISO") else pts("0")
    faults = max(pts("0,5") - pts("0,25") * f.number("điểm không phù hợp chưa khắc phục"), pts("0"))
    return audit + review + faults


@row("7.5")
def directives_on_modernising(f: Facts) -> Result:
    return f.number("tỷ lệ văn bản chỉ đạo hiện đại hóa đã thực hiện")
