"""huong-dan-bang-2.cchc read by hand, fields 5 to 8: one function per row.

Written from the documents alone: the guidance text, docs/ngon-ngu.md and the decree; the engine was not looked at.
"""

from .by_hand import Facts, Result, down_to, nearest, pts
from .guidance_2 import GUIDANCE

row = GUIDANCE.row


@row("5.1.1")
def right_positions_of_offices(f: Facts) -> Result:
    return f.share("cơ quan hành chính đúng vị trí việc làm", "cơ quan hành chính") * pts("0,5")


@row("5.1.2")
def right_positions(f: Facts) -> Result:
    return f.share("đơn vị sự nghiệp đúng vị trí việc làm", "đơn vị sự nghiệp") * pts("0,5")


@row("5.2.1", absent="0,5")
def hiring_servants(f: Facts) -> Result:
    return max(pts("0,5") - pts("0,25") * f.number("sai phạm tuyển dụng công chức"), pts("0"))


@row("5.2.2", absent="0,5")
def hiring_employees(f: Facts) -> Result:
    return max(pts("0,5") - pts("0,25") * f.number("sai phạm tuyển dụng viên chức"), pts("0"))


@row("5.3.1", absent="0,5")
def rank_exams(f: Facts) -> Result:
    return pts("0,5") if f.yes("thi nâng ngạch đúng quy định") else pts("0")


@row("5.3.2", absent="0,5")
def promotions_of_employees(f: Facts) -> Result:
    return pts("0,5") if f.yes("thăng hạng viên chức đúng quy định") else pts("0")


@row("5.4", zero="0,5")
def appointments(f: Facts) -> Result:
    share = f.share("bổ nhiệm đúng quy định", "bổ nhiệm")
    return pts("0,5") if share == 1 else pts("0,25") if share >= pts("0,9") else pts("0")


@row("5.5.1")
def yearly_ratings(f: Facts) -> Result:
    late = f.days_late("ngày gửi kết quả đánh giá CCVC", 31, 12)
    order = pts("0,25") if f.yes("đánh giá CCVC đúng trình tự") else pts("0")
    return order + (pts("0,25") if late == 0 else pts("0"))


@row("5.5.2")
def discipline(f: Facts) -> Result:
    more = max(f.number("CBCCVC bị kỷ luật") - f.number("CBCCVC bị kỷ luật, năm trước"), pts("0"))
    return max(pts("0,5") - pts("0,1") * more, pts("0"))


@row("5.6")
def training(f: Facts) -> Result:
    late = f.days_late("ngày gửi báo cáo đào tạo", 15, 12, working=True)
    report = max(pts("0,25") - pts("0,05") * late, pts("0"))
    if f.number("lượt đào tạo theo kế hoạch") == 0:
        return report
    return report + f.share("lượt đào tạo đã thực hiện", "lượt đào tạo theo kế hoạch") * pts("0,75")


@row("5.7.1")
def qualified_commune_servants(f: Facts) -> Result:
    # The guidance asks for the area first, and does not say how a row is scored where that did not arise.
    poor = f.choice("địa bàn") == "huyện nghèo"
    share = f.share("công chức cấp xã đạt chuẩn", "công chức cấp xã")
    if share >= pts("0,95") or (poor and share >= pts("0,8")):
        return pts("0,5")
    return pts("0,25") if share >= pts("0,7") else pts("0")


@row("5.7.2")
def qualified_commune_cadres(f: Facts) -> Result:
    return down_to("0,05", f.share("cán bộ cấp xã đạt chuẩn", "cán bộ cấp xã"))


@row("5.7.3")
def trained_in_communes(f: Facts) -> Result:
    return min(f.number("tỷ lệ bồi dưỡng cấp xã") / pts("0,7"), pts("1"))


@row("5.8")
def rotation(f: Facts) -> Result:
    plan = pts("0,5") if f.yes("có kế hoạch chuyển đổi vị trí") else pts("0")
    if f.number("người phải chuyển đổi vị trí") == 0:
        return plan + pts("1")
    return plan + f.share("người đã chuyển đổi vị trí", "người phải chuyển đổi vị trí")


@row("5.9")
def directives_on_staff(f: Facts) -> Result:
    done = f.number("tỷ lệ văn bản chỉ đạo về CBCCVC đã thực hiện")
    return pts("1") if done >= pts("0,9") else done / pts("0,9") if done >= pts("0,5") else pts("0")


@row("6.1.1")
def own_budget(f: Facts) -> Result:
    return f.share("cơ quan tự chủ đúng quy định", "cơ quan được giao tự chủ") * pts("0,5")


@row("6.1.2", zero="1")
def audit_findings(f: Facts) -> Result:
    return f.share("kiến nghị thanh tra và kiểm toán đã thực hiện", "kiến nghị thanh tra và kiểm toán")


@row("6.2.1")
def self_financing(f: Facts) -> Result:
    name = "đơn vị sự nghiệp tự đảm bảo chi"
    more = f.number(name) - f.number(f"{name}, năm trước")
    return pts("1") if more >= 1 else pts("0,5") if more >= 0 else pts("0")


@row("6.2.2")
def partly_self_financing(f: Facts) -> Result:
    share = f.share("đơn vị sự nghiệp tự đảm bảo một phần", "đơn vị sự nghiệp")
    return min(share / pts("0,3"), pts("1"))


@row("6.2.3")
def sharing_results(f: Facts) -> Result:
    return f.share("đơn vị sự nghiệp phân phối đúng", "đơn vị sự nghiệp")


@row("6.3")
def public_property(f: Facts) -> Result:
    return min(pts("0,2") * f.number("đơn vị được kiểm tra tài sản công"), pts("1"))


@row("7.1.1", zero="0")
def it_plan(f: Facts) -> Result:
    share = f.share("nhiệm vụ CNTT hoàn thành", "nhiệm vụ CNTT trong kế hoạch")
    return share * pts("1,5") if share >= pts("0,8") else pts("0")


@row("7.1.2")
def architecture(f: Facts) -> Result:
    share = {"đã triển khai": "1", "đang triển khai": "0,5", "chưa triển khai": "0"}
    return pts(share[f.choice("mức triển khai Kiến trúc")]) * pts("1,5")


@row("7.1.3")
def electronic_documents(f: Facts) -> Result:
    share = f.share("văn bản đi điện tử", "văn bản đi")
    return nearest("0,01", min(share / pts("0,9") * pts("1,5"), pts("1,5")))


@row("7.1.4")
def connected_communes(f: Facts) -> Result:
    return f.share("cấp xã đã liên thông văn bản", "đơn vị hành chính cấp xã")


@row("7.2.1")
def online_procedures(f: Facts) -> Result:
    return f.share("TTHC đã trực tuyến", "TTHC trực tuyến theo quy định") * 2


@row("7.2.2", zero="0")
def online_procedures_used(f: Facts) -> Result:
    share = f.share("TTHC trực tuyến có hồ sơ", "TTHC đã trực tuyến")
    return pts("1") if share >= pts("0,5") else share / pts("0,5")


@row("7.2.3", zero="0")
def online_level_3(f: Facts) -> Result:
    share = f.share("hồ sơ trực tuyến mức độ 3", "hồ sơ thuộc TTHC mức độ 3")
    return min(share / pts("0,2"), pts("1"))


@row("7.2.4", zero="0")
def online_level_4(f: Facts) -> Result:
    return f.share_of_best("tỷ lệ hồ sơ trực tuyến mức độ 4") * pts("0,5")


@row("7.3.1", zero="0")
def by_post(f: Facts) -> Result:
    return f.share("TTHC có hồ sơ qua BCCI", "TTHC triển khai qua BCCI")


@row("7.3.2")
def received_by_post(f: Facts) -> Result:
    share = f.share("hồ sơ tiếp nhận qua BCCI", "hồ sơ cấp huyện đã giải quyết")
    everywhere = min(share / pts("0,15") * pts("1,5"), pts("1,5"))
    in_poor_districts = min(share / pts("0,05") * pts("1,2"), pts("1,2"))
    return max(everywhere, in_poor_districts) if f.choice("địa bàn") == "huyện nghèo" else everywhere


@row("7.3.3")
def returned_by_post(f: Facts) -> Result:
    share = f.share("kết quả trả qua BCCI", "hồ sơ cấp huyện đã giải quyết")
    return down_to("0,05", min(share / pts("0,2") * pts("1,5"), pts("1,5")))


@row("7.4.1")
def iso_announced(f: Facts) -> Result:
    share = {"đã công bố": "1", "có thay đổi, chưa công bố lại": "0,5", "chưa công bố": "0"}
    return pts(share[f.choice("công bố hệ thống ISO")]) * pts("0,5")


@row("7.4.2")
def iso_in_communes(f: Facts) -> Result:
    share = f.share("cấp xã đã công bố ISO", "đơn vị hành chính cấp xã")
    return share * pts("1,5") if share >= pts("0,7") else pts("0")


@row("7.4.3")
def iso_procedures(f: Facts) -> Result:
    return f.share("TTHC áp dụng ISO", "TTHC cấp huyện") * pts("0,5")


@row("7.4.4")
def iso_kept_up(f: Facts) -> Result:
    if f.choice("công bố hệ thống ISO") != "đã công bố":
        return pts("0")
    if not f.yes("có đánh giá nội bộ ISO"):
        return pts("0")
    faults = f.number("điểm không phù hợp chưa khắc phục")
    return pts("1") if faults == 0 else max(pts("0,75") - pts("0,25") * faults, pts("0"))


@row("7.5")
def directives_on_modernising(f: Facts) -> Result:
    return f.number("tỷ lệ văn bản chỉ đạo hiện đại hóa đã thực hiện")


@row("8.1")
def budget_income(f: Facts) -> Result:
    share = f.share("thu ngân sách thực hiện", "thu ngân sách được giao")
    return pts("1") if share >= 1 else share if share >= pts("0,8") else pts("0")


@row("8.2")
def satisfaction(f: Facts) -> Result:
    return f.number("chỉ số hài lòng") * 15
