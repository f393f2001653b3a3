"""huong-dan-bang-1.cchc read by hand, fields 1 to 4: one function per row.

Written from the documents alone: the guidance text, docs/ngon-ngu.md and the decree; the engine was not looked at.
"""

from .by_hand import Facts, Guidance, Result, down_to, level, nearest, pts

GUIDANCE = Guidance()
row = GUIDANCE.row

NA = "không áp dụng"
NONE = "không phát sinh"
THREE_ANSWERS = {"Có": "0,5", "Không": "0", "Không áp dụng": NA}


@row("1.1.1")
def quality_of_plan(f: Facts) -> Result:
    if not f.yes("có kế hoạch CCHC"):
        return pts("0")
    contents = {
        "đủ nhiệm vụ, sản phẩm, thời hạn": "0,5",
        "thiếu sản phẩm hoặc thời hạn": "0,25",
        "thiếu nhiệm vụ": "0",
    }
    late = f.days_late("ngày ban hành kế hoạch CCHC", 31, 1)
    in_time = pts("0,5") if late == 0 else pts("0,25") if late < 16 else pts("0")
    return in_time + pts(contents[f.choice("nội dung kế hoạch CCHC")])


@row("1.1.2", zero="0")
def plan_done(f: Facts) -> Result:
    done = f.share("nhiệm vụ CCHC hoàn thành", "nhiệm vụ CCHC trong kế hoạch")
    if done < pts("0,8"):
        return pts("0")
    return down_to("0,25", done * 2)


@row("1.2")
def reports(f: Facts) -> Result:
    quarterly = pts("0,5") * f.number("báo cáo CCHC quý gửi đúng hạn")
    if not f.yes("có báo cáo CCHC năm"):
        return min(quarterly, pts("3"))
    late = f.days_late("ngày gửi báo cáo CCHC năm", 10, 12, working=True)
    return min(quarterly + max(pts("1") - pts("0,25") * late, pts("0")), pts("3"))


@row("1.3.1", zero=NA)
def units_inspected(f: Facts) -> Result:
    share = f.share("đơn vị được kiểm tra CCHC", "đơn vị thuộc và trực thuộc")
    return pts("1") if share >= pts("0,3") else pts("0,5") if share >= pts("0,2") else pts("0")


@row("1.3.2", zero=NONE, absent="1")
def problems_solved(f: Facts) -> Result:
    return f.share("vấn đề CCHC đã xử lý", "vấn đề phát hiện qua kiểm tra CCHC")


@row("1.4.1")
def tied_to_emulation(f: Facts) -> Result:
    share = {
        "có tiêu chí và mức trừ": "1",
        "có tiêu chí, không có mức trừ": "0,75",
        "có chủ trương": "0,5",
        "chưa gắn": "0",
    }
    return pts(share[f.choice("gắn CCHC với thi đua")]) * pts("1,5")


@row("1.4.2")
def tied_to_ratings(f: Facts) -> Result:
    head = f.yes("đánh giá người đứng đầu có xét CCHC")
    others = f.yes("đánh giá cấp phó và CBCC có xét CCHC")
    return pts("1,5") if head and others else pts("1") if head else pts("0,5") if others else pts("0")


@row("1.4.3")
def initiatives(f: Facts) -> Result:
    local = min(f.number("sáng kiến CCHC cấp cơ sở") * 1, pts("1"))
    trial = min(f.number("giải pháp CCHC đang áp dụng thử") * pts("0,25"), pts("0,5"))
    return max(min(f.number("sáng kiến CCHC cấp tỉnh") * 2, pts("2")), local, trial)


@row("1.5.1", zero="0")
def publicity_done(f: Facts) -> Result:
    return f.share("nhiệm vụ tuyên truyền hoàn thành", "nhiệm vụ tuyên truyền")


@row("1.5.2")
def kinds_of_publicity(f: Facts) -> Result:
    return min(pts("0,25") * f.number("hình thức tuyên truyền CCHC"), pts("1"))


@row("1.6", zero=NA)
def tasks_from_the_province(f: Facts) -> Result:
    done = f.share("nhiệm vụ UBND tỉnh giao xong đúng hạn", "nhiệm vụ UBND tỉnh giao") * pts("1,5")
    blame = min(pts("0,25") * f.number("văn bản phê bình vì chậm nhiệm vụ"), pts("1"))
    return max(done - blame, pts("0"))


@row("1.7")
def directives(f: Facts) -> Result:
    carried_out = f.number("tỷ lệ văn bản chỉ đạo CCHC đã thực hiện")
    return min(carried_out, f.number("tỷ lệ văn bản chỉ đạo CCHC trả lời đúng hạn"))


@row("2.1.1", zero=NA)
def laws_drafted(f: Facts) -> Result:
    return f.share("VBQPPL trình đúng tiến độ", "VBQPPL theo Danh mục")


@row("2.1.2", absent=NA)
def drafting_procedure(f: Facts) -> Result:
    return max(pts("1") - pts("0,25") * f.number("VBQPPL xây dựng sai quy trình"), pts("0"))


@row("2.2.1")
def review_plan(f: Facts) -> Result:
    if not f.yes("có kế hoạch kiểm tra VBQPPL"):
        return pts("0")
    return pts("0,5") if f.days_late("ngày ban hành kế hoạch kiểm tra VBQPPL", 28, 2) == 0 else pts("0")


@row("2.2.2")
def review_done(f: Facts) -> Result:
    checked = pts("0,25") if f.yes("có kiểm tra VBQPPL trong năm") else pts("0")
    if f.number("kết luận kiểm tra VBQPPL") == 0:
        return checked + pts("0,25")
    return checked + f.share("kết luận kiểm tra VBQPPL đã xử lý", "kết luận kiểm tra VBQPPL") * pts("0,25")


@row("2.2.3", zero=NA)
def laws_reviewed(f: Facts) -> Result:
    share = f.share("VBQPPL đã rà soát", "VBQPPL phải rà soát")
    return pts("0,5") if share == 1 else pts("0,25") if share >= pts("0,7") else pts("0")


@row("2.2.4")
def review_report(f: Facts) -> Result:
    if not f.yes("có báo cáo kiểm tra VBQPPL"):
        return pts("0")
    late = f.days_late("ngày gửi báo cáo kiểm tra VBQPPL", 15, 1, next_year=True)
    return max(pts("0,5") - pts("0,05") * late, pts("0"))


@row("2.3.1")
def following_the_law(f: Facts) -> Result:
    asked = ("có kế hoạch TDTHPL", "có kiểm tra TDTHPL", "có khảo sát TDTHPL", "có báo cáo TDTHPL")
    return sum((pts("0,25") for name in asked if f.yes(name)), pts("0"))


@row("2.3.2", zero=NONE, absent=NA)
def following_results(f: Facts) -> Result:
    return f.share("kiến nghị qua TDTHPL đã xử lý", "kiến nghị qua TDTHPL")


@row("3.1.1", zero=NA)
def procedures_reviewed(f: Facts) -> Result:
    share = f.share("TTHC đã rà soát", "TTHC trong kế hoạch rà soát")
    return share * pts("0,5") if share >= pts("0,5") else pts("0")


@row("3.1.2")
def review_problems(f: Facts) -> Result:
    return level(THREE_ANSWERS, f.choice("xử lý vấn đề rà soát TTHC"))


@row("3.2.1", zero=NA)
def procedures_announced(f: Facts) -> Result:
    announced = f.share("TTHC đã trình công bố", "TTHC phải trình công bố") * 2
    late = max(pts("1") - pts("0,5") * f.number("quyết định công bố trình chậm"), pts("0"))
    return min(announced + late, pts("3"))


@row("3.2.2", zero=NA)
def procedures_public(f: Facts) -> Result:
    posted = f.share("TTHC công khai tại nơi tiếp nhận", "TTHC thuộc thẩm quyền")
    if posted < pts("0,8"):
        return pts("0")
    if posted < 1:
        return pts("0,5")
    online = f.share("TTHC công khai trên trang thông tin", "TTHC thuộc thẩm quyền")
    return pts("1") if online == 1 else pts("0,75") if online >= pts("0,8") else pts("0,5")


@row("3.3.1", zero=NA)
def one_stop(f: Facts) -> Result:
    share = f.share("TTHC theo cơ chế một cửa", "TTHC thuộc thẩm quyền")
    return pts("1") if share == 1 else pts("0,5") if share >= pts("0,8") else pts("0")


@row("3.3.2")
def linked_at_one_level(f: Facts) -> Result:
    return min(pts("0,5") * f.number("TTHC liên thông cùng cấp"), pts("1"))


@row("3.3.3", zero="0")
def linked_between_levels(f: Facts) -> Result:
    return f.share_of_best("TTHC liên thông giữa các cấp")


@row("3.4.1", zero=NA)
def files_in_time(f: Facts) -> Result:
    share = f.share("hồ sơ giải quyết đúng hạn", "hồ sơ đã giải quyết")
    if share >= pts("0,98"):
        return pts("2")
    return pts("1,5") if share >= pts("0,95") else pts("1") if share >= pts("0,9") else pts("0")


@row("3.4.2", zero=NA)
def shared_files_in_time(f: Facts) -> Result:
    share = f.share("hồ sơ phối hợp đúng hạn", "hồ sơ phối hợp giải quyết")
    return share if share >= pts("0,8") else pts("0")


@row("3.4.3", zero=NONE, absent=NA)
def apologies(f: Facts) -> Result:
    return f.share("hồ sơ trễ hẹn có xin lỗi", "hồ sơ trễ hẹn")


@row("3.5.1")
def complaints_guide(f: Facts) -> Result:
    posted = (f.yes("niêm yết hướng dẫn PAKN"), f.yes("đăng hướng dẫn PAKN trên trang thông tin"))
    return pts("0,25") * sum(posted)


@row("3.5.2", zero=NONE, absent="0,5")
def complaints_handled(f: Facts) -> Result:
    return f.share("PAKN đã xử lý", "PAKN đã nhận") * pts("0,5")


@row("3.6")
def directives_on_procedures(f: Facts) -> Result:
    done = f.number("tỷ lệ văn bản chỉ đạo TTHC đã thực hiện")
    return pts("1") if done >= pts("0,8") else pts("0,5") if done >= pts("0,65") else pts("0")


@row("4.1")
def deputies(f: Facts) -> Result:
    return max(pts("1") - pts("0,5") * f.number("đơn vị vượt số cấp phó"), pts("0"))


@row("4.2.1")
def posts(f: Facts) -> Result:
    over = max(f.number("biên chế hành chính có mặt") - f.number("biên chế hành chính được giao"), pts("0"))
    return max(pts("0,5") - pts("0,25") * over, pts("0"))


@row("4.2.2", absent=NA)
def public_employees(f: Facts) -> Result:
    over = max(f.number("người làm việc có mặt") - f.number("người làm việc được giao"), pts("0"))
    return max(pts("0,5") - pts("0,25") * over, pts("0"))


@row("4.2.3")
def posts_cut(f: Facts) -> Result:
    before, now = f.number("biên chế năm 2015"), f.number("biên chế năm đánh giá")
    cut = (before - now) / before
    if cut < 0:
        return pts("0")
    return nearest("0,25", pts("2") if cut >= pts("0,08") else cut / pts("0,08") * 2)


@row("4.3.1")
def delegation(f: Facts) -> Result:
    return level(THREE_ANSWERS, f.choice("thực hiện quy định phân cấp"))


@row("4.3.2", zero=NA)
def delegation_inspected(f: Facts) -> Result:
    if not f.yes("có kế hoạch kiểm tra phân cấp"):
        return pts("0")
    return f.share("nhiệm vụ phân cấp đã kiểm tra", "nhiệm vụ phân cấp phải kiểm tra") * pts("0,5")


@row("4.3.3", zero=NONE, absent="0,5")
def delegation_problems(f: Facts) -> Result:
    return f.share("vấn đề về phân cấp đã xử lý", "vấn đề về phân cấp") * pts("0,5")


@row("4.4")
def directives_on_organisation(f: Facts) -> Result:
    share = {"tốt": "1", "khá": "0,75", "trung bình": "0,5", "chưa thực hiện": "0"}
    return pts(share[f.choice("mức thực hiện chỉ đạo về tổ chức bộ máy")])
