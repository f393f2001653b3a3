"""huong-dan-bang-2.cchc read by hand, fields 1 to 4: one function per row.

Written from the documents alone: the guidance text, docs/ngon-ngu.md and the decree; the engine was not looked at.
"""

from .by_hand import Facts, Guidance, Result, nearest, pts

GUIDANCE = Guidance()
row = GUIDANCE.row

NONE = "không phát sinh"


@row("1.1.1")
def quality_of_plan(f: Facts) -> Result:
    if not f.yes("có kế hoạch CCHC"):
        return pts("0")
    late = f.days_late("ngày ban hành kế hoạch CCHC", 31, 1)
    return pts("0,5") if late == 0 else pts("0,25") if late <= 15 else pts("0")


@row("1.1.2", zero="0")
def plan_done(f: Facts) -> Result:
    done = f.share("nhiệm vụ CCHC hoàn thành", "nhiệm vụ CCHC trong kế hoạch")
    return done if done >= pts("0,8") else pts("0")


@row("1.2")
def reports(f: Facts) -> Result:
    in_time = pts("0,6") * f.number("báo cáo CCHC đúng hạn")
    thin = min(pts("0,25") * f.number("báo cáo CCHC thiếu nội dung"), pts("1"))
    return max(in_time - thin, pts("0"))


@row("1.3.1")
def units_inspected(f: Facts) -> Result:
    share = f.share("cơ quan và cấp xã được kiểm tra", "cơ quan và cấp xã phải kiểm tra")
    return pts("0,5") if share >= pts("0,3") else pts("0,25") if share >= pts("0,15") else pts("0")


@row("1.3.2", zero=NONE, absent="0,5")
def problems_solved(f: Facts) -> Result:
    return f.share("vấn đề CCHC đã xử lý", "vấn đề phát hiện qua kiểm tra CCHC") * pts("0,5")


@row("1.4.1")
def tied_to_emulation(f: Facts) -> Result:
    share = {
        "có tiêu chí và mức trừ": "1",
        "có tiêu chí, không có mức trừ": "0,75",
        "có chủ trương": "0,5",
        "chưa gắn": "0",
    }
    return pts(share[f.choice("gắn CCHC với thi đua")])


@row("1.4.2")
def initiatives(f: Facts) -> Result:
    share = {"xuất sắc": "1", "tốt": "0,75", "hoàn thành": "0,5", "không có sáng kiến": "0"}
    return pts(share[f.choice("mức sáng kiến CCHC")])


@row("1.4.3")
def tied_to_ratings(f: Facts) -> Result:
    asked = ("đánh giá người đứng đầu có xét CCHC", "đánh giá cấp phó và CBCC có xét CCHC")
    return sum((pts("0,5") for name in asked if f.yes(name)), pts("0"))


@row("1.5.1", zero="0")
def publicity_done(f: Facts) -> Result:
    return f.share("nhiệm vụ tuyên truyền hoàn thành", "nhiệm vụ tuyên truyền")


@row("1.5.2")
def kinds_of_publicity(f: Facts) -> Result:
    direct = min(pts("0,2") * f.number("hình thức tuyên truyền trực tiếp"), pts("0,6"))
    online = min(pts("0,3") * f.number("hình thức tuyên truyền qua mạng"), pts("0,6"))
    return min(direct + online, pts("1"))


@row("1.6", zero="1,5")
def tasks_from_the_province(f: Facts) -> Result:
    done = f.share("nhiệm vụ UBND tỉnh giao xong đúng hạn", "nhiệm vụ UBND tỉnh giao") * pts("1,5")
    blame = min(pts("0,25") * f.number("văn bản phê bình vì chậm nhiệm vụ"), pts("1"))
    return max(done - blame, pts("0"))


@row("1.7")
def directives(f: Facts) -> Result:
    carried_out = f.number("tỷ lệ văn bản chỉ đạo CCHC đã thực hiện")
    return min(carried_out, f.number("tỷ lệ văn bản chỉ đạo CCHC trả lời đúng hạn")) * pts("1,5")


@row("2.1.1", zero="0,5")
def laws_issued(f: Facts) -> Result:
    return f.share("VBQPPL ban hành đúng tiến độ", "VBQPPL được giao") * pts("0,5")


@row("2.1.2", absent="0,5")
def drafting_procedure(f: Facts) -> Result:
    return max(pts("0,5") - pts("0,25") * f.number("VBQPPL xây dựng sai quy trình"), pts("0"))


@row("2.2.1")
def review_plan(f: Facts) -> Result:
    return pts("0,5") if f.choice("ban hành kế hoạch kiểm tra VBQPPL") == "đúng thời gian" else pts("0")


@row("2.2.2", zero=NONE, absent="0,5")
def review_done(f: Facts) -> Result:
    if not f.yes("có tự kiểm tra VBQPPL"):
        return pts("0")
    return f.share("thông báo kiểm tra VBQPPL đã xử lý", "thông báo kiểm tra VBQPPL") * pts("0,5")


@row("2.2.3", zero="1")
def laws_reviewed(f: Facts) -> Result:
    share = f.share("VBQPPL đã rà soát", "VBQPPL phải rà soát")
    return pts("1") if share == 1 else pts("0,5") if share >= pts("0,7") else pts("0")


@row("2.2.4")
def review_report(f: Facts) -> Result:
    if not f.yes("có báo cáo kiểm tra VBQPPL"):
        return pts("0")
    late = f.days_late("ngày gửi báo cáo kiểm tra VBQPPL", 15, 1, next_year=True, working=True)
    return max(pts("0,5") - pts("0,05") * late, pts("0"))


@row("2.3.1")
def following_the_law(f: Facts) -> Result:
    if not f.yes("có kế hoạch TDTHPL"):
        return pts("0")
    return min(pts("0,25") * f.number("hoạt động TDTHPL"), pts("1"))


@row("2.3.2", zero=NONE, absent="0,5")
def following_results(f: Facts) -> Result:
    return f.share("kiến nghị qua TDTHPL đã xử lý", "kiến nghị qua TDTHPL") * pts("0,5")


@row("3.1")
def procedures_public(f: Facts) -> Result:
    share = f.share("TTHC công khai đầy đủ", "TTHC cấp huyện")
    return pts("1") if share == 1 else pts("0,5") if share >= pts("0,8") else pts("0")


@row("3.2")
def one_stop(f: Facts) -> Result:
    district = f.share("TTHC theo cơ chế một cửa", "TTHC cấp huyện")
    if district < pts("0,9"):
        return pts("0")
    communes = f.share("cấp xã đủ TTHC một cửa", "đơn vị hành chính cấp xã")
    if district == 1 and communes == 1:
        return pts("0,5")
    return pts("0,25") if communes >= pts("0,8") else pts("0")


@row("3.3.1")
def files_in_time(f: Facts) -> Result:
    share = f.share("hồ sơ cấp huyện đúng hạn", "hồ sơ cấp huyện đã giải quyết")
    if share >= pts("0,98"):
        return pts("2")
    return pts("1,5") if share >= pts("0,95") else pts("1") if share >= pts("0,9") else pts("0")


@row("3.3.2", zero="1,5")
def shared_files_in_time(f: Facts) -> Result:
    share = f.share("hồ sơ phối hợp đúng hạn", "hồ sơ phối hợp giải quyết")
    return share * pts("1,5") if share >= pts("0,8") else pts("0")


@row("3.3.3")
def commune_files_in_time(f: Facts) -> Result:
    share = f.number("tỷ lệ hồ sơ cấp xã đúng hạn")
    if share < pts("0,8"):
        return pts("0")
    wanted = {"thị xã, thành phố": "0,98", "huyện": "0,95", "huyện nghèo": "0,9"}
    return pts("1,5") if share >= pts(wanted[f.choice("địa bàn")]) else pts("0,75")


@row("3.4.1")
def complaints_guide(f: Facts) -> Result:
    posted = (f.yes("niêm yết hướng dẫn PAKN"), f.yes("đăng hướng dẫn PAKN trên trang thông tin"))
    return pts("0,25") * sum(posted)


@row("3.4.2", zero=NONE, absent="0,5")
def complaints_handled(f: Facts) -> Result:
    return f.share("PAKN đã xử lý", "PAKN đã nhận") * pts("0,5")


@row("3.5")
def directives_on_procedures(f: Facts) -> Result:
    return max(pts("1") - pts("0,25") * f.number("văn bản chỉ đạo TTHC chưa thực hiện"), pts("0"))


@row("4.1")
def deputies(f: Facts) -> Result:
    return max(pts("0,5") - pts("0,25") * f.number("phòng vượt số cấp phó"), pts("0"))


@row("4.2.1")
def posts(f: Facts) -> Result:
    over = max(f.number("biên chế có mặt") - f.number("biên chế được giao"), pts("0"))
    return max(pts("0,5") - pts("0,1") * over, pts("0"))


@row("4.2.2")
def posts_cut(f: Facts) -> Result:
    before, now = f.number("biên chế năm 2015"), f.number("biên chế năm đánh giá")
    cut = (before - now) / before
    if cut < 0:
        return pts("0")
    return nearest("0,25", pts("1") if cut >= pts("0,08") else cut / pts("0,08"))


@row("4.3.1")
def delegation(f: Facts) -> Result:
    share = {"đầy đủ": "1", "chưa đầy đủ": "0,5", "không thực hiện": "0"}
    return pts(share[f.choice("thực hiện quy định phân cấp")]) * pts("0,5")


@row("4.3.2", zero="0")
def delegation_inspected(f: Facts) -> Result:
    if not f.yes("có kế hoạch kiểm tra phân cấp"):
        return pts("0")
    return f.share("nhiệm vụ phân cấp đã kiểm tra", "nhiệm vụ phân cấp phải kiểm tra") * pts("0,5")


@row("4.3.3", zero=NONE, absent="0,5")
def delegation_problems(f: Facts) -> Result:
    return f.share("vấn đề về phân cấp đã xử lý", "vấn đề về phân cấp") * pts("0,5")
