"""Each kind of scoring rule on its thresholds and just beside them, exactly, on the samples of the reference."""

from fractions import Fraction

import pytest
from kinds_page import Row, explained, samples, scored, tree_of

from cchc_rules.evaluate.cases import meets
from cchc_rules.model.code import Code

TASKS = ("[nhiệm vụ được giao]: {}", "[nhiệm vụ hoàn thành]: {}")


def _tasks(given: int, done: int) -> tuple[str, ...]:
    return tuple(t.format(n) + ', TLKC "1"' for t, n in zip(TASKS, (given, done), strict=True))


def _survey(*counts: int) -> tuple[str, ...]:
    options = ("Tốt", "Khá", "Trung bình", "Kém")
    return ("ĐTXHH can-bo câu 1: " + ", ".join(f'"{o}" {n}' for o, n in zip(options, counts, strict=True)),)


def _two(staff: str, people: str) -> tuple[str, ...]:
    """Answers to the two forms, each as how many are content of how many: `5/10`; empty where there is none."""
    given = [(form, *map(int, n.split("/"))) for form, n in (("can-bo", staff), ("nguoi-dan", people)) if n]
    return tuple(f'ĐTXHH {form} câu 1: "Hài lòng" {good}, "Không hài lòng" {of - good}' for form, good, of in given)


def _entered(**points: str) -> tuple[str, ...]:
    return tuple(f"{code.replace('_', '.').lstrip('.')} thẩm định: {n}" for code, n in points.items())


AT: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Có, không, không áp dụng", ('[ban hành]: "Không"',), "1 được 0 điểm"),
    ("Có, không, không áp dụng", ("[ban hành]:",), "1 chưa biết"),
    ("Có hoặc không", ("[có kế hoạch]: có",), "1 được 2 điểm"),
    ("Có hoặc không", ("[có kế hoạch]:",), "1 chưa biết"),
    ("Đạt hoặc không", ("[có kế hoạch]: có",), "1 được 2 điểm"),
    ("Đạt hoặc không", ("[có kế hoạch]:",), "1 chưa biết"),
    ("Đạt hoặc không", ("[số vụ]: 0",), "2 được 1 điểm"),
    ("Đạt hoặc không", ("[số vụ]: 1",), "2 được 0 điểm"),
    ("Trừ theo bước", ("[tỷ lệ đúng hạn]: 100%", "[vụ vi phạm]: 0"), "1 được 4 điểm"),
    ("Trừ theo bước", ("[tỷ lệ đúng hạn]: 90,01%", "[vụ vi phạm]: 0"), "1 được 4 điểm"),
    ("Trừ theo bước", ("[tỷ lệ đúng hạn]: 90%", "[vụ vi phạm]: 0"), "1 được 3 điểm"),
    ("Trừ theo bước", ("[tỷ lệ đúng hạn]: 100%", "[vụ vi phạm]: 4"), "1 được 2 điểm"),
    ("Trừ theo bước", ("[tỷ lệ đúng hạn]: 100%", "[vụ vi phạm]: 5"), "1 được 2 điểm"),
    ("Trừ theo bước", ("[tỷ lệ đúng hạn]: 70%", "[vụ vi phạm]: 9"), "1 được 0 điểm"),
    ("Trừ theo bước", ("[tỷ lệ đúng hạn]:", "[vụ vi phạm]: 0"), "1 chưa biết"),
    # Its cap is reached by the fourth text.
    ("Mỗi việc một số điểm, có trần", ("[văn bản đúng]: 0",), "1 được 0 điểm"),
    ("Mỗi việc một số điểm, có trần", ("[văn bản đúng]: 4",), "1 được 2 điểm"),
    ("Mỗi việc một số điểm, có trần", ("[văn bản đúng]: 5",), "1 được 2 điểm"),
    ("Theo mức, tính bằng phần của điểm tối đa", ('[mức sáng kiến]: "xuất sắc"',), "1 được 3 điểm"),
    ("Theo mức, tính bằng phần của điểm tối đa", ('[mức sáng kiến]: "hoàn thành"',), "1 được 1,5 điểm"),
    ("Theo mức, tính bằng phần của điểm tối đa", ('[mức sáng kiến]: "vi phạm"',), "1 được 0 điểm"),
    ("Theo tỷ lệ", _tasks(20, 0), "1 được 0 điểm"),
    ("Theo tỷ lệ", _tasks(20, 20), "1 được 2 điểm"),
    ("Theo tỷ lệ", _tasks(1000, 999), "1 được 1,998 điểm"),
    ("Theo tỷ lệ", _tasks(1, 1), "1 được 2 điểm"),
    ("Theo tỷ lệ, có ngưỡng", _tasks(1000, 799), "1 được 0 điểm"),
    ("Theo tỷ lệ, có ngưỡng", _tasks(1000, 800), "1 được 1,5 điểm"),
    ("Theo tỷ lệ, có ngưỡng", _tasks(1000, 874), "1 được 1,5 điểm"),
    ("Theo tỷ lệ, có ngưỡng", _tasks(1000, 875), "1 được 1,75 điểm"),
    ("Theo tỷ lệ, có ngưỡng", _tasks(1000, 999), "1 được 1,75 điểm"),
    ("Theo tỷ lệ, có ngưỡng", _tasks(1000, 1000), "1 được 2 điểm"),
    ("Theo tỷ lệ, có ngưỡng", _tasks(0, 0), "1 không áp dụng"),
    ("Khoảng nêu rõ từng cận", ("[tỷ lệ đúng hạn]: 80%",), "1 được 1 điểm"),
    ("Khoảng nêu rõ từng cận", ("[tỷ lệ đúng hạn]: 80,000001%",), "1 được 2 điểm"),
    ("Khoảng nêu rõ từng cận", ("[tỷ lệ đúng hạn]: 50%",), "1 được 0 điểm"),
    ("Khoảng nêu rõ từng cận", ("[tỷ lệ đúng hạn]: 50,000001%",), "1 được 1 điểm"),
    ("Khoảng nêu rõ từng cận", ("[tỷ lệ đúng hạn]: 100%",), "1 được 2 điểm"),
    ("Khoảng nêu rõ từng cận", ("[tỷ lệ đúng hạn]: 0%",), "1 được 0 điểm"),
    ("Khoảng nêu rõ từng cận", ("[số lỗi]: 0",), "2 được 2 điểm"),
    ("Khoảng nêu rõ từng cận", ("[số lỗi]: 2",), "2 được 2 điểm"),
    ("Khoảng nêu rõ từng cận", ("[số lỗi]: 3",), "2 được 1 điểm"),
    ("Khoảng nêu rõ từng cận", ("[số lỗi]: 5",), "2 được 1 điểm"),
    ("Khoảng nêu rõ từng cận", ("[số lỗi]: 6",), "2 được 0 điểm"),
    ("Theo khoảng", ("[tỷ lệ đúng hạn]: 80%",), "1 được 5 điểm"),
    ("Theo khoảng", ("[tỷ lệ đúng hạn]: 80,0001%",), "1 được 5 điểm"),
    ("Theo khoảng", ("[tỷ lệ đúng hạn]: 79,999999999%",), "1 được 3 điểm"),
    ("Theo khoảng", ("[tỷ lệ đúng hạn]: 65%",), "1 được 3 điểm"),
    ("Theo khoảng", ("[tỷ lệ đúng hạn]: 64,999999999%",), "1 được 0 điểm"),
    ("Theo khoảng", ("[tỷ lệ đúng hạn]: 0%",), "1 được 0 điểm"),
    ("Theo khoảng", ("[tỷ lệ đúng hạn]: 100%",), "1 được 5 điểm"),
    ("Đúng hạn", ("[có ban hành]: có", "[ngày ban hành]: 30/01/2019"), "1 được 0,5 điểm"),
    ("Đúng hạn", ("[có ban hành]: có", "[ngày ban hành]: 31/01/2019"), "1 được 0,5 điểm"),
    ("Đúng hạn", ("[có ban hành]: không",), "1 được 0 điểm"),
    ("Đúng hạn", ("[có ban hành]: có",), "1 chưa biết"),
    # 15/01/2020 is a Wednesday: 18 and 19 are no working days, the eighth day late is Monday the 27th.
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 14/01/2020",), "1 được 2 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 15/01/2020",), "1 được 2 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 16/01/2020",), "1 được 1,75 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 19/01/2020",), "1 được 1,5 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 20/01/2020",), "1 được 1,25 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 22/01/2020",), "1 được 0,75 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 23/01/2020",), "1 được 0,75 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 29/01/2020",), "1 được 0,75 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 30/01/2020",), "1 được 0,5 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 31/01/2020",), "1 được 0,25 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 02/02/2020",), "1 được 0,25 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 03/02/2020",), "1 được 0 điểm"),
    ("Trừ theo ngày chậm", ("[ngày gửi báo cáo]: 04/02/2020",), "1 được 0 điểm"),
    ("Trừ theo vụ", ("[số vi phạm]: 0",), "1 được 3 điểm"),
    ("Trừ theo vụ", ("[số vi phạm]: 3",), "1 được 0 điểm"),
    ("Trừ theo vụ", ("[số vi phạm]: 4",), "1 được 0 điểm"),
    ("Cộng các phần", ("[tỷ lệ trực tuyến]: 100%", "[số ứng dụng]: 4"), "1 được 49 điểm"),
    ("Cộng các phần", ("[tỷ lệ trực tuyến]: 100%", "[số ứng dụng]: 5"), "1 được 50 điểm"),
    ("Cộng các phần", ("[tỷ lệ trực tuyến]: 100%", "[số ứng dụng]: 6"), "1 được 50 điểm"),
    ("Cộng các phần", ("[tỷ lệ trực tuyến]: 99,9%", "[số ứng dụng]: 6"), "1 được 49,955 điểm"),
    ("Lấy phần cao nhất", ("[giải cấp tỉnh]: 0", "[giải quốc gia]: 0"), "1 được 0 điểm"),
    ("Lấy phần cao nhất", ("[giải cấp tỉnh]: 9", "[giải quốc gia]: 0"), "1 được 1 điểm"),
    ("Lấy phần cao nhất", ("[giải cấp tỉnh]: 0", "[giải quốc gia]: 1"), "1 được 2 điểm"),
    ("Lấy phần thấp nhất", ("[a]: 50%", "[b]: 50%"), "1 được 1 điểm"),
    ("Lấy phần thấp nhất", ("[a]: 50,01%", "[b]: 50%"), "1 được 1 điểm"),
    ("Lấy phần thấp nhất", ("[a]: 49,99%", "[b]: 50%"), "1 được 0,9998 điểm"),
    ("Phần đầu tiên đúng", ("[được khen]: có", "[a]: 0%"), "1 được 2 điểm"),
    ("Phần đầu tiên đúng", ("[được khen]: không", "[a]: 100%"), "1 được 1 điểm"),
    ("Phần đầu tiên đúng", ("[a]: 100%",), "1 chưa biết"),
    ("Có điều kiện mới chấm", ("[có kế hoạch]: có", "[a]: 50%"), "1 được 1 điểm"),
    ("Có điều kiện mới chấm", ("[có kế hoạch]: không", "[a]: 100%"), "1 được 0 điểm"),
    ("Có điều kiện mới chấm", ("[a]: 100%",), "1 chưa biết"),
    ("Ngưỡng theo loại đơn vị", ('loại đơn vị: "phường"', "[tỷ lệ]: 90%"), "1 được 2 điểm"),
    ("Ngưỡng theo loại đơn vị", ('loại đơn vị: "phường"', "[tỷ lệ]: 89,9999%"), "1 được 0 điểm"),
    ("Ngưỡng theo loại đơn vị", ('loại đơn vị: "xã"', "[tỷ lệ]: 70%"), "1 được 2 điểm"),
    ("Ngưỡng theo loại đơn vị", ('loại đơn vị: "xã"', "[tỷ lệ]: 69,9999%"), "1 được 0 điểm"),
    ("Ngưỡng theo loại đơn vị", ("[tỷ lệ]: 95%",), "1 được 2 điểm"),
    ("Ngưỡng theo loại đơn vị", ("[tỷ lệ]: 94,9999%",), "1 được 0 điểm"),
    ("So với đơn vị cao nhất trong kỳ", ("[tỷ lệ]: 80%", "đơn vị khác: [tỷ lệ]: 80%"), "1 được 2 điểm"),
    ("So với đơn vị cao nhất trong kỳ", ("[tỷ lệ]: 80%", "đơn vị khác: [tỷ lệ]: 79%"), "1 được 2 điểm"),
    ("So với đơn vị cao nhất trong kỳ", ("[tỷ lệ]: 79%", "đơn vị khác: [tỷ lệ]: 80%"), "1 được 1,975 điểm"),
    ("So với đơn vị cao nhất trong kỳ", ("[tỷ lệ]: 0%", "đơn vị khác: [tỷ lệ]: 0%"), "1 được 0 điểm"),
    ("Chỉ số ở ngoài quy thành điểm", ("ĐTXHH [chỉ số hài lòng]: 0%",), "1 được 0 điểm"),
    ("Chỉ số ở ngoài quy thành điểm", ("ĐTXHH [chỉ số hài lòng]: 100%",), "1 được 10 điểm"),
    ("Chỉ số ở ngoài quy thành điểm", ("ĐTXHH [chỉ số hài lòng]:",), "1 chưa biết"),
    ("Hội đồng cho điểm", _entered(_1="0"), "1 được 0 điểm"),
    ("Hội đồng cho điểm", _entered(_1="2"), "1 được 2 điểm"),
    ("Hội đồng cho điểm", (), "1 chưa biết"),
    *(
        (
            "Nhiều điều kiện",
            ("[số ấp]: 1000", f"[ấp có nhà văn hóa]: {a}", f"[ấp đạt chuẩn]: {b}"),
            f"1 được {n} điểm",
        )
        for a, b, n in ((1000, 500, 10), (1000, 499, 8), (1000, 400, 8), (1000, 399, 0), (999, 999, 0))
    ),
    *(
        ("So với năm trước", (f"[số vi phạm]: {now}", "[số vi phạm, năm trước]: 5"), f"1 được {n} điểm")
        for now, n in ((4, 3), (5, 3), (6, 2), (8, 0), (9, 0))
    ),
    ("Không phát sinh", ("[hồ sơ]: 0", "[đúng hạn]: 0"), "1 được 2 điểm"),
    ("Không phát sinh", ("[hồ sơ]: 1", "[đúng hạn]: 0"), "1 được 0 điểm"),
    ("Không phát sinh", ("[hồ sơ]: 1", "[đúng hạn]: 1"), "1 được 2 điểm"),
    ("Không phát sinh", ("[hồ sơ]:", "[đúng hạn]:"), "1 chưa biết"),
    ("Mục con theo chữ cái", ("1.1.1.đ thẩm định: 0,5",), "1.1.1.đ được 0,5 điểm"),
    ("Mục con theo chữ cái", ("1.1.1.đ thẩm định: 0,5",), "1.1.1.d chưa biết"),
    ("Không áp dụng, ra khỏi điểm tối đa", ("[có bộ phận một cửa]: không", "1.1 thẩm định: 2,4"), "1.2 không áp dụng"),
    ("Không áp dụng, ra khỏi điểm tối đa", ("[có bộ phận một cửa]: không", "1.1 thẩm định: 2,4"), 'xếp loại "Tốt"'),
    (
        "Không áp dụng, ra khỏi điểm tối đa",
        ("[có bộ phận một cửa]: không", "1.1 thẩm định: 2,39"),
        'xếp loại "Chưa tốt"',
    ),
    (
        "Không áp dụng, ra khỏi điểm tối đa",
        ("[có bộ phận một cửa]: có", "1.1 thẩm định: 2,4", "1.2 thẩm định: 0,8"),
        "chỉ số 80%",
    ),
    *(
        (
            "Không áp dụng, quy về đủ thang",
            ("[có bộ phận một cửa]: không", f"1.1 thẩm định: {given}", "1.3 ĐTXHH: 0,8"),
            f'xếp loại "{band}"',
        )
        for given, band in (("2,4", "Tốt"), ("2,39", "Chưa tốt"), ("2,41", "Tốt"))
    ),
    ("Không áp dụng, quy về đủ thang", ("[có bộ phận một cửa]:", "1.1 thẩm định: 2,4"), "1.2 chưa biết"),
    ("Câu hỏi điều tra", _survey(30, 0, 0, 0), "1.1 được 2 điểm"),
    ("Câu hỏi điều tra", _survey(29, 0, 0, 0), "1.1 chưa biết"),
    ("Câu hỏi điều tra", _survey(0, 0, 0, 30), "1.1 được 0 điểm"),
    ("Câu hỏi điều tra", _survey(0, 30, 0, 0), "1.1 được 1,2 điểm"),
    ("Câu hỏi điều tra", _survey(0, 0, 30, 0), "1.1 được 0,4 điểm"),
    ("Nhiều phiếu điều tra", _two("10/10", "100/100"), "1.1 được 2 điểm"),
    ("Nhiều phiếu điều tra", _two("10/10", "0/100"), "1.1 được 0,8 điểm"),
    ("Nhiều phiếu điều tra", _two("0/10", "100/100"), "1.1 được 1,2 điểm"),
    ("Nhiều phiếu điều tra", _two("0/10", "1/100"), "1.1 được 0,012 điểm"),
    ("Nhiều phiếu điều tra", _two("10/10", ""), "1.1 chưa biết"),
    *(
        ("Điểm cộng, điểm trừ có trần", _entered(_1=a, C1=b, C2=c, T1=d), f"chỉ số {index}%")
        for a, b, c, d, index in (
            ("7", "1", "1,99", "0", "99,9"),
            ("7", "1", "2", "0", "100"),
            ("7", "1,01", "2", "0", "100"),
            ("8", "2", "2", "0", "100"),
            ("8", "2", "2", "2", "90"),
            ("1", "0", "0", "2", "0"),
            ("2,01", "0", "0", "2", "0,1"),
        )
    ),
    *(
        ("Điểm liệt", ("[vi phạm nghiêm trọng]: không", *_entered(_1_1=a, _1_2=b)), f'xếp loại "{band}"')
        for a, b, band in (
            ("8", "1", "Đạt"),
            ("8", "0,99", "Không đạt"),
            ("8", "1,01", "Đạt"),
            ("7", "1", "Đạt"),
            ("6,99", "1", "Không đạt"),
        )
    ),
    ("Điểm liệt", ("[vi phạm nghiêm trọng]: có", *_entered(_1_1="0", _1_2="0")), "không xếp loại"),
    *(
        ("Ngưỡng xếp loại theo loại đơn vị", (f'loại đơn vị: "{kind}"', f"1 thẩm định: {n}"), f'xếp loại "{band}"')
        for kind, n, band in (
            ("xã", "5,99", "Không đạt"),
            ("xã", "6", "Đạt"),
            ("phường", "6,01", "Không đạt"),
            ("phường", "7,99", "Không đạt"),
            ("phường", "8", "Đạt"),
        )
    ),
    *(
        ("Sàn cho từng lĩnh vực", _entered(_1="8", _2=n), f'xếp loại "{band}"')
        for n, band in (("0,99", "Không đạt"), ("1", "Đạt"), ("1,01", "Đạt"))
    ),
    ("Kiểu khác, ghép từ các phần", ("[a]: 100%", "[b]: 0", "[khó khăn]: không"), "1 được 4 điểm"),
    ("Kiểu khác, ghép từ các phần", ("[a]: 0%", "[b]: 9", "[khó khăn]: có"), "1 được 0 điểm"),
)


@pytest.mark.parametrize(("kind", "said", "wanted"), AT, ids=lambda p: p if isinstance(p, str) else "; ".join(p))
def test_exactly_there(kind: str, said: tuple[str, ...], wanted: str) -> None:
    row = Row(kind, said, wanted, "")
    case, card = scored(tree_of(row), row)
    assert meets(card, case.expected[0].value), explained(card)


def test_no_kind_is_left_out() -> None:
    assert {kind for kind, _, _ in AT} == set(samples())


def test_thirds_are_no_decimals() -> None:
    row = Row("Theo tỷ lệ", _tasks(3, 1), "1 chưa biết", "")
    _, card = scored(tree_of(row), row)
    node = card.node(Code("1"))
    assert node is not None and node.final == Fraction(2, 3)


def test_rescaled_thirds_decide_exactly() -> None:
    row = Row(
        "Không áp dụng, quy về đủ thang",
        ("[có bộ phận một cửa]: không", "1.1 thẩm định: 2,3", "1.3 ĐTXHH: 0,5"),
        "chỉ số 0%",
        "",
    )
    _, card = scored(tree_of(row), row)
    assert card.index is not None and card.index.low == (Fraction("2.3") * 4 / 3 + Fraction(1, 2)) / 5
