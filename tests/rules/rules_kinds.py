"""One sample of every kind of scoring rule, in canonical words, with facts and the exact points they give."""

from fractions import Fraction

from attrs import frozen


@frozen
class Example:
    """Facts as a sheet writes them, and the points; None is not applicable."""

    facts: str
    points: Fraction | None
    kind: str = "sở"


@frozen
class Kind:
    """A kind of rule: its name in the list of kinds, facts, the rule, examples."""

    name: str
    facts: str
    rule: str
    max: str
    examples: tuple[Example, ...]


def _e(points: str | None, *facts: str, kind: str = "sở") -> Example:
    exact = None if points is None else Fraction(points)
    return Example("\n".join(facts), exact, kind)


_TASKS = """  [nhiệm vụ được giao]: số đếm "nhiệm vụ", do đơn vị, cần TLKC
  [nhiệm vụ hoàn thành]: số đếm "nhiệm vụ", từ 0 đến [nhiệm vụ được giao], do đơn vị, cần TLKC"""

KINDS = (
    Kind(
        "binary",
        '  [ban hành]: lựa chọn "Có", "Không", "Không áp dụng"',
        """  cách chấm: theo mức [ban hành]
    "Có": điểm tối đa
    "Không": 0 điểm
    "Không áp dụng": không áp dụng""",
        "2",
        (
            _e("2", '[ban hành]: "Có"'),
            _e("0", '[ban hành]: "Không"'),
            _e(None, '[ban hành]: "Không áp dụng"'),
        ),
    ),
    Kind(
        "yes or no",
        "  [có kế hoạch]: có/không",
        """  cách chấm: theo trường hợp
    khi [có kế hoạch] là có: 2 điểm
    còn lại: 0 điểm""",
        "2",
        (_e("2", "[có kế hoạch]: có"), _e("0", "[có kế hoạch]: không")),
    ),
    Kind(
        "all or nothing",
        "  [có kế hoạch]: có/không",
        "  cách chấm: đạt hoặc không [có kế hoạch]",
        "2",
        (_e("2", "[có kế hoạch]: có"), _e("0", "[có kế hoạch]: không")),
    ),
    Kind(
        "all or nothing of a condition",
        '  [số vụ]: số đếm "vụ"',
        "  cách chấm: đạt hoặc không, đạt khi [số vụ] dưới 2",
        "2",
        (_e("2", "[số vụ]: 1"), _e("0", "[số vụ]: 2")),
    ),
    Kind(
        "a threshold by year",
        '  [đạt]: số đếm "tiêu chí"\n  [chuẩn]: số đếm "tiêu chí", tính bằng theo năm(năm 2018: 5, từ 2019: 6, từ 2021: 9)',
        "  cách chấm: đạt hoặc không, đạt khi [đạt] không nhỏ hơn [chuẩn]",
        "2",
        (_e("2", "[đạt]: 6"), _e("0", "[đạt]: 5")),
    ),
    Kind(
        "a deadline that comes from a fact",
        "  [nhận]: ngày tháng\n  [gửi]: ngày tháng",
        "  cách chấm: đạt hoặc không, đạt khi [gửi] trong 05 ngày làm việc kể từ [nhận]",
        "2",
        # 23/01 to 29/01/2020 are days off: the fifth working day after Monday 20/01 is Monday 03/02.
        (
            _e("2", "[nhận]: 20/01/2020", "[gửi]: 03/02/2020"),
            _e("0", "[nhận]: 20/01/2020", "[gửi]: 04/02/2020"),
            _e("2", "[nhận]: 20/01/2020", "[gửi]: 19/01/2020"),
        ),
    ),
    Kind(
        "days told in cases",
        "  [gửi]: ngày tháng",
        """  cách chấm: theo trường hợp
    khi [gửi] trước 30/01 năm sau: 2 điểm
    khi [gửi] từ 30/01 năm sau và [gửi] không sau 15/02/2020: 1 điểm
    khi [gửi] chậm nhất 29/02 năm sau: 0,5 điểm
    còn lại: 0 điểm""",
        "2",
        (
            _e("2", "[gửi]: 29/01/2020"),
            _e("1", "[gửi]: 30/01/2020"),
            _e("1", "[gửi]: 15/02/2020"),
            _e("1/2", "[gửi]: 16/02/2020"),
            _e("0", "[gửi]: 01/03/2020"),
        ),
    ),
    Kind(
        "late, per day, after a day reported",
        "  [nhận]: ngày tháng\n  [gửi]: ngày tháng",
        "  cách chấm: 2 điểm - 0,5 điểm × số ngày chậm([gửi]; 10 ngày kể từ [nhận]; ngày), không dưới 0 điểm",
        "2",
        (
            _e("2", "[nhận]: 20/12/2019", "[gửi]: 30/12/2019"),
            _e("3/2", "[nhận]: 20/12/2019", "[gửi]: 31/12/2019"),
            _e("0", "[nhận]: 20/12/2019", "[gửi]: 03/01/2020"),
        ),
    ),
    Kind(
        "deduction per full step",
        '  [x]: tỷ lệ phần trăm\n  [vụ]: số đếm "vụ"',
        "  cách chấm: 3 điểm, mỗi 10% tròn [x] thấp hơn 95% trừ 1 điểm, mỗi 1 [vụ] trừ 0,5 điểm, không quá 1,5 điểm",
        "3",
        (
            _e("3", "[x]: 95%", "[vụ]: 0"),
            _e("3", "[x]: 85,01%", "[vụ]: 0"),
            _e("2", "[x]: 85%", "[vụ]: 0"),
            _e("3/2", "[x]: 100%", "[vụ]: 4"),
            _e("0", "[x]: 75%", "[vụ]: 3"),
        ),
    ),
    Kind(
        "deduction per started step, bonus by share",
        '  [a]: số đếm "việc", từ 1\n  [b]: số đếm "việc", từ 0 đến [a]\n  [c]: số đo "ngày"',
        """  cách chấm: theo thang [b] / [a]
    từ 50%: 2 điểm, mỗi 10% kể cả phần lẻ [b] / [a] thấp hơn 90% trừ 0,25 điểm
    dưới 50%: 0 điểm, mỗi 4 theo tỷ lệ [c] cộng 1 điểm, không quá 1 điểm""",
        "2",
        (
            _e("2", "[a]: 100", "[b]: 90", "[c]: 0"),
            _e("7/4", "[a]: 100", "[b]: 89", "[c]: 0"),
            _e("7/4", "[a]: 100", "[b]: 80", "[c]: 0"),
            _e("3/2", "[a]: 100", "[b]: 79", "[c]: 0"),
            _e("1/4", "[a]: 100", "[b]: 49", "[c]: 1"),
            _e("1", "[a]: 100", "[b]: 49", "[c]: 4,5"),
        ),
    ),
    Kind(
        "per item, capped",
        '  [văn bản đúng]: số đếm "văn bản"',
        "  cách chấm: 0,5 điểm × [văn bản đúng], không quá 2 điểm",
        "2",
        (
            _e("0", "[văn bản đúng]: 0"),
            _e("3/2", "[văn bản đúng]: 3"),
            _e("2", "[văn bản đúng]: 4"),
            _e("2", "[văn bản đúng]: 9"),
        ),
    ),
    Kind(
        "ordinal level",
        '  [mức sáng kiến]: lựa chọn "xuất sắc", "tốt", "hoàn thành", "vi phạm", do Hội đồng',
        """  cách chấm: theo mức [mức sáng kiến]
    "xuất sắc": 100% điểm tối đa
    "tốt": 75% điểm tối đa
    "hoàn thành": 50% điểm tối đa
    "vi phạm": 0 điểm""",
        "3",
        (
            _e("3", 'thẩm định [mức sáng kiến]: "xuất sắc"'),
            _e("9/4", 'thẩm định [mức sáng kiến]: "tốt"'),
            _e("0", 'thẩm định [mức sáng kiến]: "vi phạm"'),
        ),
    ),
    Kind(
        "proportional",
        _TASKS,
        """  cách chấm: [nhiệm vụ hoàn thành] / [nhiệm vụ được giao] × điểm tối đa
    khi mẫu số bằng 0: không áp dụng""",
        "2",
        (
            _e("17/10", "[nhiệm vụ được giao]: 20", "[nhiệm vụ hoàn thành]: 17"),
            _e("2/3", "[nhiệm vụ được giao]: 3", "[nhiệm vụ hoàn thành]: 1"),
            _e(None, "[nhiệm vụ được giao]: 0", "[nhiệm vụ hoàn thành]: 0"),
        ),
    ),
    Kind(
        "proportional with a floor",
        _TASKS,
        """  cách chấm: theo thang [nhiệm vụ hoàn thành] / [nhiệm vụ được giao]
    từ 100%: 2 điểm
    từ 80% đến dưới 100%: tỷ lệ × 2 điểm
    dưới 80%: 0 điểm
    khi mẫu số bằng 0: không áp dụng
    làm tròn điểm: đến 0,25 điểm, xuống""",
        "2",
        (
            _e("2", "[nhiệm vụ được giao]: 20", "[nhiệm vụ hoàn thành]: 20"),
            _e("7/4", "[nhiệm vụ được giao]: 20", "[nhiệm vụ hoàn thành]: 19"),
            _e("3/2", "[nhiệm vụ được giao]: 20", "[nhiệm vụ hoàn thành]: 17"),
            _e("3/2", "[nhiệm vụ được giao]: 20", "[nhiệm vụ hoàn thành]: 16"),
            _e("0", "[nhiệm vụ được giao]: 20", "[nhiệm vụ hoàn thành]: 15"),
            _e(None, "[nhiệm vụ được giao]: 0", "[nhiệm vụ hoàn thành]: 0"),
        ),
    ),
    Kind(
        "exclusive bands on a ratio",
        "  [tỷ lệ đúng hạn]: tỷ lệ phần trăm",
        """  cách chấm: theo thang [tỷ lệ đúng hạn]
    từ 80%: 5 điểm
    từ 65% đến dưới 80%: 3 điểm
    dưới 65%: 0 điểm""",
        "5",
        (
            _e("5", "[tỷ lệ đúng hạn]: 80%"),
            _e("3", "[tỷ lệ đúng hạn]: 79,99%"),
            _e("3", "[tỷ lệ đúng hạn]: 65%"),
            _e("0", "[tỷ lệ đúng hạn]: 64,999%"),
        ),
    ),
    Kind(
        "timeliness",
        "  [có ban hành]: có/không\n  [ngày ban hành]: ngày tháng",
        """  cách chấm: theo thang số ngày chậm([ngày ban hành]; 31/01 trong năm; ngày)
  điều kiện chấm: [có ban hành] là có
    từ 1: 0 điểm
    dưới 1: 0,5 điểm""",
        "0,5",
        (
            _e("1/2", "[có ban hành]: có", "[ngày ban hành]: 31/01/2019"),
            _e("0", "[có ban hành]: có", "[ngày ban hành]: 01/02/2019"),
            _e("0", "[có ban hành]: không"),
        ),
    ),
    Kind(
        "late, per day",
        "  [ngày gửi báo cáo]: ngày tháng",
        "  cách chấm: 2 điểm - 0,25 điểm × số ngày chậm([ngày gửi báo cáo]; 15/01 năm sau; ngày làm việc), không dưới 0 điểm",
        "2",
        (
            _e("2", "[ngày gửi báo cáo]: 15/01/2020"),
            _e("3/2", "[ngày gửi báo cáo]: 17/01/2020"),
            _e("3/2", "[ngày gửi báo cáo]: 19/01/2020"),
            _e("5/4", "[ngày gửi báo cáo]: 20/01/2020"),
            _e("0", "[ngày gửi báo cáo]: 15/06/2020"),
        ),
    ),
    Kind(
        "deduction per occurrence",
        '  [số vi phạm]: số đếm "vụ"',
        "  cách chấm: 3 điểm - 1 điểm × [số vi phạm], không dưới 0 điểm",
        "3",
        (_e("3", "[số vi phạm]: 0"), _e("1", "[số vi phạm]: 2"), _e("0", "[số vi phạm]: 7")),
    ),
    Kind(
        "sum of parts, capped",
        '  [tỷ lệ trực tuyến]: tỷ lệ phần trăm\n  [số ứng dụng]: số đếm "ứng dụng"',
        """  cách chấm: tổng các phần, không quá điểm tối đa
    phần a: [tỷ lệ trực tuyến] × 45 điểm
    phần b: 1 điểm × [số ứng dụng], không quá 5 điểm""",
        "50",
        (
            _e("50", "[tỷ lệ trực tuyến]: 100%", "[số ứng dụng]: 6"),
            _e("49/2", "[tỷ lệ trực tuyến]: 50%", "[số ứng dụng]: 2"),
        ),
    ),
    Kind(
        "best of several cases",
        '  [giải cấp tỉnh]: số đếm "giải"\n  [giải quốc gia]: số đếm "giải"',
        """  cách chấm: cao nhất trong các phần
    phần a: 1 điểm × [giải cấp tỉnh], không quá 1 điểm
    phần b: 2 điểm × [giải quốc gia], không quá 2 điểm""",
        "2",
        (
            _e("2", "[giải cấp tỉnh]: 1", "[giải quốc gia]: 1"),
            _e("1", "[giải cấp tỉnh]: 1", "[giải quốc gia]: 0"),
        ),
    ),
    Kind(
        "worst of several cases",
        "  [a]: tỷ lệ phần trăm\n  [b]: tỷ lệ phần trăm",
        """  cách chấm: thấp nhất trong các phần
    phần a: [a] × điểm tối đa
    phần b: [b] × điểm tối đa""",
        "2",
        (_e("1/2", "[a]: 25%", "[b]: 90%"),),
    ),
    Kind(
        "first that holds",
        "  [được khen]: có/không\n  [a]: tỷ lệ phần trăm",
        """  cách chấm: phần đầu tiên đúng
    phần a khi [được khen] là có: 2 điểm
    phần b: [a] × 1 điểm""",
        "2",
        (_e("2", "[được khen]: có", "[a]: 10%"), _e("1/10", "[được khen]: không", "[a]: 10%")),
    ),
    Kind(
        "gate",
        "  [có kế hoạch]: có/không\n  [a]: tỷ lệ phần trăm",
        """  cách chấm: [a] × điểm tối đa
    điều kiện chấm: [có kế hoạch] là có""",
        "2",
        (_e("1", "[có kế hoạch]: có", "[a]: 50%"), _e("0", "[có kế hoạch]: không", "[a]: 50%")),
    ),
    Kind(
        "threshold by class of unit",
        "  [tỷ lệ]: tỷ lệ phần trăm",
        """  cách chấm: theo trường hợp
    khi loại đơn vị là "phường" và [tỷ lệ] từ 90%: 2 điểm
    khi loại đơn vị là "xã" và [tỷ lệ] từ 70%: 2 điểm
    khi loại đơn vị là "sở" và [tỷ lệ] từ 95%: 2 điểm
    còn lại: 0 điểm""",
        "2",
        (
            _e("0", "[tỷ lệ]: 89%", kind="phường"),
            _e("2", "[tỷ lệ]: 70%", kind="xã"),
            _e("2", "[tỷ lệ]: 90%", kind="phường"),
        ),
    ),
    Kind(
        "relative to the best unit",
        "  [tỷ lệ]: tỷ lệ phần trăm",
        """  cách chấm: tỷ lệ × điểm tối đa, tỷ lệ là [tỷ lệ] / cao nhất trong kỳ([tỷ lệ])
    khi mẫu số bằng 0: 0 điểm""",
        "2",
        (),
    ),
    Kind(
        "outside index",
        "  [chỉ số hài lòng]: tỷ lệ phần trăm, do điều tra",
        "  cách chấm: [chỉ số hài lòng] × điểm tối đa",
        "10",
        (_e("8457/1000", "ĐTXHH [chỉ số hài lòng]: 84,57%"),),
    ),
    Kind(
        "entered by the province alone",
        "",
        "  cách chấm: do Hội đồng cho điểm",
        "2",
        (),
    ),
    Kind(
        "compound condition",
        """  [số ấp]: số đếm "ấp", từ 1
  [ấp có nhà văn hóa]: số đếm "ấp", từ 0 đến [số ấp]
  [ấp đạt chuẩn]: số đếm "ấp", từ 0 đến [số ấp]
  [tỷ lệ có]: tỷ lệ phần trăm, tính bằng [ấp có nhà văn hóa] / [số ấp]
  [tỷ lệ chuẩn]: tỷ lệ phần trăm, tính bằng [ấp đạt chuẩn] / [số ấp]""",
        """  cách chấm: theo trường hợp
    khi [tỷ lệ có] từ 100% và [tỷ lệ chuẩn] từ 50%: 10 điểm
    khi [tỷ lệ có] từ 100% và [tỷ lệ chuẩn] từ 40% đến dưới 50%: 8 điểm
    còn lại: 0 điểm""",
        "10",
        (
            _e("10", "[số ấp]: 10", "[ấp có nhà văn hóa]: 10", "[ấp đạt chuẩn]: 5"),
            _e("8", "[số ấp]: 10", "[ấp có nhà văn hóa]: 10", "[ấp đạt chuẩn]: 4"),
            _e("0", "[số ấp]: 10", "[ấp có nhà văn hóa]: 9", "[ấp đạt chuẩn]: 9"),
        ),
    ),
    Kind(
        "change against last year",
        '  [số vi phạm]: số đếm "vụ", có năm trước',
        "  cách chấm: 3 điểm - 1 điểm × lớn nhất(0; [số vi phạm] - [số vi phạm, năm trước]), không dưới 0 điểm",
        "3",
        (
            _e("3", "[số vi phạm]: 4", "[số vi phạm, năm trước]: 5"),
            _e("1", "[số vi phạm]: 7", "[số vi phạm, năm trước]: 5"),
            _e("0", "[số vi phạm]: 9", "[số vi phạm, năm trước]: 5"),
        ),
    ),
    Kind(
        "did not arise",
        '  [hồ sơ]: số đếm "hồ sơ"\n  [đúng hạn]: số đếm "hồ sơ", từ 0 đến [hồ sơ]',
        """  cách chấm: [đúng hạn] / [hồ sơ] × điểm tối đa
    khi mẫu số bằng 0: không phát sinh
    khi không phát sinh: đủ điểm""",
        "2",
        (
            _e("2", "[hồ sơ]: 0", "[đúng hạn]: 0"),
            _e("2", "[hồ sơ]: không phát sinh"),
            _e("1", "[hồ sơ]: 2", "[đúng hạn]: 1"),
        ),
    ),
    Kind(
        "bands whose ends are said one by one",
        "  [tỷ lệ]: tỷ lệ phần trăm",
        """  cách chấm: theo thang [tỷ lệ]
    trên 80%: 2 điểm
    trên 50% đến không quá 80%: 1 điểm
    từ 20% đến không quá 50%: 0,5 điểm
    dưới 20%: 0 điểm""",
        "2",
        (
            _e("2", "[tỷ lệ]: 80,0001%"),
            _e("1", "[tỷ lệ]: 80%"),
            _e("1", "[tỷ lệ]: 50,0001%"),
            _e("1/2", "[tỷ lệ]: 50%"),
            _e("1/2", "[tỷ lệ]: 20%"),
            _e("0", "[tỷ lệ]: 19,9999%"),
        ),
    ),
    Kind(
        "bands of whole numbers with closed ends",
        '  [số lỗi]: số đếm "lỗi"',
        """  cách chấm: theo thang [số lỗi]
    không quá 2: 2 điểm
    từ 3 đến không quá 5: 1 điểm
    từ 6: 0 điểm""",
        "2",
        (
            _e("2", "[số lỗi]: 2"),
            _e("1", "[số lỗi]: 3"),
            _e("1", "[số lỗi]: 5"),
            _e("0", "[số lỗi]: 6"),
        ),
    ),
    Kind(
        "closed ends in conditions",
        '  [tỷ lệ]: tỷ lệ phần trăm\n  [số ngày]: số đếm "ngày"',
        """  cách chấm: theo trường hợp
    khi [tỷ lệ] trên 80% và [số ngày] không quá 3: 2 điểm
    khi [tỷ lệ] trên 50% đến dưới 100%: 1 điểm
    còn lại: 0 điểm""",
        "2",
        (
            _e("2", "[tỷ lệ]: 80,01%", "[số ngày]: 3"),
            _e("1", "[tỷ lệ]: 80%", "[số ngày]: 3"),
            _e("1", "[tỷ lệ]: 99,99%", "[số ngày]: 4"),
            _e("0", "[tỷ lệ]: 100%", "[số ngày]: 4"),
            _e("0", "[tỷ lệ]: 50%", "[số ngày]: 0"),
        ),
    ),
    Kind(
        "two facts beside each other",
        '  [phải giải quyết]: số đếm "hồ sơ"\n  [đúng hạn]: số đếm "hồ sơ", từ 0 đến [phải giải quyết]',
        """  cách chấm: theo trường hợp
    khi [đúng hạn] bằng [phải giải quyết]: 2 điểm
    khi [đúng hạn] lớn hơn 80% × [phải giải quyết]: 1 điểm
    còn lại: 0 điểm""",
        "2",
        (
            _e("2", "[phải giải quyết]: 10", "[đúng hạn]: 10"),
            _e("2", "[phải giải quyết]: 0", "[đúng hạn]: 0"),
            _e("1", "[phải giải quyết]: 10", "[đúng hạn]: 9"),
            _e("0", "[phải giải quyết]: 10", "[đúng hạn]: 8"),
        ),
    ),
    Kind(
        "two days beside each other",
        "  [ngày gửi]: ngày tháng\n  [hạn gửi]: ngày tháng",
        """  cách chấm: theo trường hợp
    khi [ngày gửi] trước [hạn gửi]: 2 điểm
    khi [ngày gửi] bằng [hạn gửi]: 1 điểm
    khi [ngày gửi] sau [hạn gửi]: 0 điểm""",
        "2",
        (
            _e("2", "[ngày gửi]: 14/01/2020", "[hạn gửi]: 15/01/2020"),
            _e("1", "[ngày gửi]: 15/01/2020", "[hạn gửi]: 15/01/2020"),
            _e("0", "[ngày gửi]: 16/01/2020", "[hạn gửi]: 15/01/2020"),
        ),
    ),
    Kind(
        "beside last year",
        '  [vi phạm]: số đếm "vụ", có năm trước',
        """  cách chấm: theo trường hợp
    khi [vi phạm] nhỏ hơn [vi phạm, năm trước]: 2 điểm
    khi [vi phạm] không lớn hơn [vi phạm, năm trước]: 1 điểm
    còn lại: 0 điểm""",
        "2",
        (
            _e("2", "[vi phạm]: 4", "[vi phạm, năm trước]: 5"),
            _e("1", "[vi phạm]: 5", "[vi phạm, năm trước]: 5"),
            _e("0", "[vi phạm]: 6", "[vi phạm, năm trước]: 5"),
        ),
    ),
    Kind(
        "an unlisted kind out of the same parts",
        '  [a]: tỷ lệ phần trăm\n  [b]: số đếm "vụ"\n  [khó khăn]: có/không',
        """  cách chấm: nhỏ nhất(phần c; điểm tối đa) - làm tròn(phần b; đến 0,5; gần nhất), không dưới 0 điểm,
        | không quá điểm tối đa
    phần a: [a] × 4 điểm
    phần b: 0,3 điểm × [b], không quá 2 điểm
    phần c: theo trường hợp
      khi [khó khăn] là có: phần a × 120%
      còn lại: phần a
    ưu tiên: điểm nhập tay""",
        "4",
        (
            _e("7/2", "[a]: 100%", "[b]: 1", "[khó khăn]: có"),
            _e("1/2", "[a]: 50%", "[b]: 5", "[khó khăn]: không"),
        ),
    ),
)
