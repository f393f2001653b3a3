"""Mistakes that people make with each kind of scoring rule: what is typed in the place of what, and what is found."""

from attrs import frozen


@frozen
class Mistake:
    """In the sample of a kind, `new` stands where `old` should; exactly these codes are found."""

    what: str
    old: str
    new: str
    codes: tuple[str, ...]


def _m(what: str, old: str, new: str, *codes: str) -> Mistake:
    return Mistake(what, old, new, codes)


BAD: dict[str, tuple[Mistake, ...]] = {
    "Có, không, không áp dụng": (
        _m("quên một câu trả lời", '    "Không": 0 điểm\n', "", "L611"),
        _m(
            "thêm câu trả lời chưa khai",
            '    "Không": 0 điểm\n',
            '    "Không": 0 điểm\n    "Một phần": 1 điểm\n',
            "L612",
        ),
        _m("“Có” không được đủ điểm", '"Có": điểm tối đa', '"Có": 1 điểm', "L605"),
    ),
    "Có hoặc không": (
        _m("quên trường hợp còn lại", "    còn lại: 0 điểm\n", "", "L613"),
        _m("so sánh có/không như số", "[có kế hoạch] là có", "[có kế hoạch] từ 1", "K315"),
    ),
    "Đạt hoặc không": (
        _m("số liệu không phải có/không", "kế hoạch]: có/không", 'kế hoạch]: số đếm "kế hoạch"', "K315"),
        _m("điều kiện không thể đúng", "[số vụ] bằng 0", "[số vụ] bằng 0 và [số vụ] từ 1", "K311"),
        _m("điều kiện lúc nào cũng đúng", "[số vụ] bằng 0", "[số vụ] từ 0", "L694"),
    ),
    "Mỗi việc một số điểm, có trần": (
        _m("quên trần", ", không quá 2 điểm", "", "L606"),
        _m("trần thấp hơn điểm tối đa", "không quá 2 điểm", "không quá 1,5 điểm", "L605"),
        _m("quên chữ điểm", "0,5 điểm × [văn bản đúng]", "0,5 × [văn bản đúng]", "L614"),
    ),
    "Theo mức, tính bằng phần của điểm tối đa": (
        _m("mức cao nhất không đủ điểm", "100% điểm tối đa", "90% điểm tối đa", "L605"),
        _m("quên mức thấp nhất", '    "vi phạm": 0 điểm\n', "", "L611"),
        _m("một mức quá điểm tối đa", "75% điểm tối đa", "120% điểm tối đa", "L606"),
    ),
    "Theo tỷ lệ": (
        _m("chưa nói khi mẫu số bằng 0", "    khi mẫu số bằng 0: không áp dụng\n", "", "L615"),
        _m(
            "chia ngược",
            "[nhiệm vụ hoàn thành] / [nhiệm vụ được giao] ×",
            "[nhiệm vụ được giao] / [nhiệm vụ hoàn thành] ×",
            "L606",
        ),
        _m("quên cận của tử số", ", từ 0 đến [nhiệm vụ được giao]", "", "L606"),
    ),
    "Theo tỷ lệ, có ngưỡng": (
        _m("bỏ trống một khoảng", "    dưới 80%: 0 điểm\n", "    dưới 79%: 0 điểm\n", "L608"),
        _m("chồng một khoảng", "    dưới 80%: 0 điểm\n", "    dưới 85%: 0 điểm\n", "L609"),
        _m("cận thiếu dấu %", "từ 80% đến dưới 100%", "từ 80 đến dưới 100%", "C111"),
    ),
    "Khoảng nêu rõ từng cận": (
        _m("hai dòng cùng nhận một cận", "trên 80%: 2 điểm", "từ 80%: 2 điểm", "L609"),
        _m("không dòng nào nhận một cận", "đến không quá 80%: 1 điểm", "đến dưới 80%: 1 điểm", "L608"),
        _m("không nói có gồm cận hay không", "từ 3 đến không quá 5", "từ 3 đến 5", "C101"),
    ),
    "Theo khoảng": (
        _m("hở giữa hai khoảng", "dưới 65%: 0", "dưới 60%: 0", "L608"),
        _m("“đến” thay “đến dưới”", "từ 65% đến dưới 80%", "từ 65% đến 80%", "C101"),
        _m("cận quá 100%", "    từ 80%: 5 điểm\n", "    từ 101%: 5 điểm\n    từ 80% đến dưới 101%: 5 điểm\n", "L610"),
    ),
    "Đúng hạn": (
        _m(
            "tính ngày chậm từ câu có/không",
            "số ngày chậm([ngày ban hành]",
            "số ngày chậm([có ban hành]",
            "K314",
            "L614",
        ),
        _m("hạn không có thật", "31/01 trong năm", "31/02 trong năm", "B203"),
        _m("đúng hạn không được đủ điểm", "dưới 1: 0,5 điểm", "dưới 1: 0,25 điểm", "L605"),
    ),
    "Trừ theo ngày chậm": (
        _m("quên sàn", ", không dưới 0 điểm", "", "L607"),
        _m("không nói ngày hay ngày làm việc", "; 15/01 năm sau; ngày làm việc)", "; 15/01 năm sau)", "C101"),
    ),
    "Trừ theo vụ": (
        _m("quên sàn", ", không dưới 0 điểm", "", "L607"),
        _m("điểm gốc quá điểm tối đa", "3 điểm - 1 điểm", "4 điểm - 1 điểm", "L606"),
    ),
    "Trừ theo bước": (
        _m("chưa nói phần lẻ", "10% tròn", "10%", "L644"),
        _m("bước thiếu dấu %", "10% tròn", "10 tròn", "L614"),
        _m("mức so ngược chiều", "thấp hơn 100%", "cao hơn 100%", "L645"),
        _m("mức so không dùng được", "thấp hơn 100%", "không thấp hơn 100%", "L646"),
        _m("năm trước của một phép tính", "thấp hơn 100%", "/ 2 thấp hơn năm trước", "L647"),
        _m("trừ 0 điểm", "trừ 1 điểm", "trừ 0 điểm", "B208"),
    ),
    "Cộng các phần": (
        _m("các phần cộng lại chưa đủ", "[tỷ lệ trực tuyến] × 45 điểm", "[tỷ lệ trực tuyến] × 40 điểm", "L605"),
        _m("dùng phần khai ở sau", "[tỷ lệ trực tuyến] × 45 điểm", "[tỷ lệ trực tuyến] × 45 điểm + phần b", "L617"),
        _m("hai phần cùng tên", "phần b:", "phần a:", "B202"),
    ),
    "Lấy phần cao nhất": (
        _m("phần cao nhất chưa tới điểm tối đa", "không quá 2 điểm", "không quá 1 điểm", "L605"),
        _m("một phần không có trần", "[giải cấp tỉnh], không quá 1 điểm", "[giải cấp tỉnh]", "L606"),
    ),
    "Lấy phần thấp nhất": (
        _m("một phần kéo điểm cao nhất xuống", "phần b: [b] × điểm tối đa", "phần b: [b] × 1 điểm", "L605"),
        _m("gọi sai tên số liệu", "phần b: [b]", "phần b: [c]", "K313", "K314"),
    ),
    "Phần đầu tiên đúng": (
        _m("phần không điều kiện đứng trước", "phần a khi [được khen] là có: 2 điểm", "phần a: 2 điểm", "K314", "L610"),
        _m(
            "không phần nào đúng khi không được khen",
            "phần b: [a]",
            "phần b khi [được khen] là có: [a]",
            "L610",
            "L613",
        ),
    ),
    "Có điều kiện mới chấm": (
        _m("điều kiện hỏi số liệu chưa khai", "[có kế hoạch] là có", "[có chương trình] là có", "K313", "K314"),
        _m("điều kiện so sánh sai kiểu", "[có kế hoạch] là có", '[có kế hoạch] là "tốt"', "K315"),
    ),
    "Ngưỡng theo loại đơn vị": (
        _m("loại đơn vị không có trong đối tượng", '"phường"', '"thị trấn"', "K311", "L610"),
        _m("quên trường hợp còn lại", "    còn lại: 0 điểm\n", "", "L613"),
        _m("một loại đơn vị không được đủ điểm", "[tỷ lệ] từ 70%: 2 điểm", "[tỷ lệ] từ 70%: 1 điểm", "L605"),
    ),
    "So với đơn vị cao nhất trong kỳ": (
        _m("chưa nói khi không đơn vị nào có", "    khi mẫu số bằng 0: 0 điểm\n", "", "L615"),
        _m("so với số liệu khác", "cao nhất trong kỳ([tỷ lệ])", "cao nhất trong kỳ([hồ sơ])", "K313"),
    ),
    "Chỉ số ở ngoài quy thành điểm": (
        _m("chỉ số khai là số đo", "tỷ lệ phần trăm, do điều tra", "số đo, từ 0 đến 100, do điều tra", "L606"),
        _m("nhân với số điểm nhỏ hơn", "× điểm tối đa", "× 8 điểm", "L605"),
    ),
    "Hội đồng cho điểm": (
        _m(
            "kèm dòng chấm theo số liệu",
            "  cách chấm: do Hội đồng cho điểm\n",
            "  cách chấm: do Hội đồng cho điểm\n    từ 80%: 2 điểm\n",
            "L602",
        ),
        _m("gọi tên khác", "do Hội đồng cho điểm", "Chủ tịch cho điểm", "C101"),
    ),
    "Nhiều điều kiện": (
        _m("trường hợp rộng hơn đứng trước", "[tỷ lệ chuẩn] từ 50%: 10", "[tỷ lệ chuẩn] từ 40%: 10", "L610"),
        _m(
            "công thức dùng lại chính nó",
            "tính bằng [ấp đạt chuẩn] / [số ấp]",
            "tính bằng [tỷ lệ chuẩn] / [số ấp]",
            "K314",
            "L618",
        ),
    ),
    "So với năm trước": (
        _m("chưa khai năm trước", ", có năm trước", "", "L619"),
        _m(
            "giảm được cộng thêm điểm",
            "lớn nhất(0; [số vi phạm] - [số vi phạm, năm trước])",
            "([số vi phạm] - [số vi phạm, năm trước])",
            "L606",
        ),
    ),
    "Không phát sinh": (
        _m("không phát sinh thì sao", "    khi không phát sinh: đủ điểm\n", "", "L620"),
        _m("quên khi mẫu số bằng 0", "    khi mẫu số bằng 0: không phát sinh\n", "", "L615"),
        _m("mẫu số không bao giờ bằng 0", 'số đếm "hồ sơ"\n  [đúng hạn]', 'số đếm "hồ sơ", từ 1\n  [đúng hạn]', "L616"),
    ),
    "Mục con theo chữ cái": (
        _m("hai mục một chữ", "1.1.1.đ", "1.1.1.d", "B204"),
        _m("các mục cộng lại không bằng dòng cha", '"Báo cáo năm": 1 điểm', '"Báo cáo năm": 0,5 điểm', "K302"),
        _m("quên khai cấp thứ tư", ", tiêu chí thành phần, mục", ", tiêu chí thành phần", *["B210"] * 5),
    ),
    "Không áp dụng, ra khỏi điểm tối đa": (
        _m("điều kiện hỏi số liệu chưa khai", "khi: [có bộ phận một cửa]", "khi: [có một cửa]", "K313", "K314"),
        _m("so sánh sai kiểu", "là không", "bằng 0", "K315"),
    ),
    "Không áp dụng, quy về đủ thang": (
        _m(
            "hai câu trái nhau",
            "  không áp dụng: quy về đủ thang\n",
            "  không áp dụng: quy về đủ thang\n  không áp dụng: loại khỏi điểm tối đa\n",
            "B202",
        ),
        _m("gọi tên khác", "quy về đủ thang", "quy đổi về 100", "C101"),
    ),
    "Câu hỏi điều tra": (
        _m("phương án tốt nhất không đủ", '"Tốt" 100%', '"Tốt" 90%', "D709"),
        _m("câu hỏi cho mã không có", "cho 1.1", "cho 1.2", "D711", "D713"),
        _m("quên thang", '  thang: "Tốt" 100%, "Khá" 60%, "Trung bình" 20%, "Kém" 0%\n', "", "D706"),
    ),
    "Nhiều phiếu điều tra": (
        _m("tỷ trọng không đủ 100%", "can-bo 40%", "can-bo 30%", "D717"),
        _m("quên một phiếu", "can-bo 40%, nguoi-dan 60%", "can-bo 100%", "D719"),
    ),
    "Điểm cộng, điểm trừ có trần": (
        _m("chưa nói có được vượt tổng không", "  điểm sau cộng, trừ: không quá tổng điểm tối đa\n", "", "X804"),
        _m("dòng cộng thiếu chữ tối đa", '"Được khen thưởng": tối đa 2', '"Được khen thưởng": 2', "X803"),
        _m("mức tối đa bằng 0", "ĐIỂM TRỪ: tối đa 2", "ĐIỂM TRỪ: tối đa 0", "X807"),
    ),
    "Điểm liệt": (
        _m("ngưỡng quá điểm của dòng", "1.2 dưới 1 điểm", "1.2 từ 3 điểm", "X812"),
        _m("mã không có", "khi: 1.2 dưới", "khi: 1.3 dưới", "K316"),
        _m("mức xếp loại không có", 'xếp "Không đạt" khi', 'xếp "Yếu" khi', "X811"),
    ),
    "Ngưỡng xếp loại theo loại đơn vị": (
        _m("loại đơn vị không có trong đối tượng", 'cho "xã"', 'cho "huyện"', "K311"),
        _m("hở một khoảng", "dưới 6 điểm", "dưới 5 điểm", "K305"),
        _m("quên phần của các loại còn lại", 'XẾP LOẠI\n  từ 8 điểm: "Đạt"\n  dưới 8 điểm: "Không đạt"\n', "", "X809"),
    ),
    "Sàn cho từng lĩnh vực": (
        _m("nhiều lĩnh vực hơn bảng có", "từ 1 lĩnh vực", "từ 3 lĩnh vực", "X812"),
        _m("lĩnh vực không có", "từ 1 lĩnh vực dưới 50%", "lĩnh vực 3 dưới 50%", "K316"),
    ),
    "Kiểu khác, ghép từ các phần": (
        _m("dùng phần chưa khai", "nhỏ nhất(phần c; ", "nhỏ nhất(phần d; ", "L617"),
        _m("quên sàn", ", không dưới 0 điểm", "", "L607"),
    ),
}
