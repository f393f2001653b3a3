"""examples/diem-ren-luyen scored by hand: capped parts with deductions of their own, groups with caps, grades.

Written from the printed sentences of the table and from its CÁCH HIỂU alone.
"""

from collections.abc import Mapping
from fractions import Fraction
from random import Random

Facts = dict[str, Fraction | str]
MEMBER = {"không": 0, "thành viên": 2, "thành viên tích cực": 4}
# Points for one of each, or for the level, under the part that counts them; the second of a pair is taken off.
PARTS: Mapping[str, tuple[int, Mapping[str, object], Mapping[str, object]]] = {
    "1": (
        20,
        {
            "điểm chuyên cần": 1,
            "câu lạc bộ học thuật": MEMBER,
            "lần dự hội thảo, tọa đàm": 2,
            "dự thi học thuật, cấp cao nhất": {"không": 0, "chi, lớp": 2, "khoa, ngoài trường": 3, "trường": 4},
            "lần vào đội tuyển, BTC học thuật": 5,
            "giải học thuật cấp thành": 8,
            "giải học thuật cấp trường": 6,
            "giải học thuật cấp khoa, ngoài trường": 4,
            "nghiên cứu khoa học": {
                "không": 0,
                "hoàn thành đề cương": 3,
                "bảo vệ cấp khoa": 5,
                "bảo vệ cấp trường": 8,
            },
            "bài đăng báo, kỷ yếu": 5,
            "kết quả học tập": {"dưới khá": 0, "khá": 3, "giỏi": 5, "xuất sắc": 8},
        },
        {
            "kỷ luật thi": {"không": 0, "khiển trách": 10, "cảnh cáo": 15, "đình chỉ thi": 20},
            "điểm trừ do ban tổ chức đề xuất": 1,
        },
    ),
    "2": (
        25,
        {"điểm chấp hành văn bản": 1, "buổi sinh hoạt đã dự": 3},
        {
            "không khai ngoại trú": {"không": 0, "có": 10},
            "vi phạm giao thông": 10,
            "không đeo bảng tên": 3,
            "vi phạm nội quy mức 5 điểm": 5,
            "tự ý di chuyển tài sản": 10,
            "sao in giáo trình trái quy định": 20,
            "vi phạm thư viện": 5,
            "vắng sinh hoạt lớp, chi đoàn": 3,
            "vắng sinh hoạt trường triệu tập": 5,
        },
    ),
    "3": (
        20,
        {
            "câu lạc bộ phong trào": MEMBER,
            "lần cổ vũ": 2,
            "lần tham gia": 3,
            "lần đội tuyển phong trào": 4,
            "lần BTC cấp lớp": 3,
            "lần BTC ngắn ngày": 4,
            "lần BTC nhiều ngày": 5,
            "giải phong trào cấp thành": 8,
            "giải phong trào cấp trường": 6,
            "giải phong trào cấp khoa, ngoài trường": 4,
            "lần tuyên truyền phòng, chống tội phạm": 5,
        },
        {"lần tự ý bỏ cuộc": 4, "lần gây ảnh hưởng xấu": 6},
    ),
}
ROWS = {
    "4.1.1": 5,
    "4.1.2": 10,
    "4.1.3": 10,
    "4.1.4": 25,
    "4.1.5": 10,
    "4.1.6": 25,
    "5.1.1": 10,
    "5.1.2": 5,
} | dict.fromkeys(("5.2.1", "5.2.2", "5.2.3", "5.2.4", "5.2.5", "5.2.6"), 10)
MEASURED = {"điểm chuyên cần": 5, "điểm chấp hành văn bản": 5, "điểm trừ do ban tổ chức đề xuất": 10}
DISCIPLINE = "kỷ luật trong kỳ"
GRADES = ((90, "Xuất sắc"), (80, "Tốt"), (65, "Khá"), (50, "Trung bình"), (35, "Yếu"), (0, "Kém"))
GRADE_NAMES = [name for _, name in GRADES]
AT_MOST = {"khiển trách": "Khá", "cảnh cáo": "Trung bình", "không": "Xuất sắc"}


def conduct_total(facts: Facts, rows: Mapping[str, Fraction]) -> Fraction:
    """The five parts, each between 0 and its maximum: what is added up to its cap, then what is taken off."""
    total = Fraction(0)
    for top, added, taken in PARTS.values():
        plus, minus = (sum((_points(n, w, facts[n]) for n, w in side.items()), Fraction(0)) for side in (added, taken))
        total += max(Fraction(0), min(plus, Fraction(top)) - min(minus, Fraction(top)))
    under = {c: sum((p for r, p in rows.items() if r.startswith(c)), Fraction(0)) for c in ("4.1", "5.1", "5.2")}
    fifth = min(under["5.1"], Fraction(10)) + min(under["5.2"], Fraction(10))
    return total + min(under["4.1"], Fraction(25)) + min(fifth, Fraction(10))


def _points(name: str, worth: object, value: Fraction | str) -> Fraction:
    if isinstance(worth, Mapping):
        return Fraction(worth[value])
    assert isinstance(worth, int) and isinstance(value, Fraction)
    return min(worth * value, Fraction(20)) if name == "buổi sinh hoạt đã dự" else worth * value


def conduct_grade(total: Fraction, facts: Facts) -> str:
    own = next(name for low, name in GRADES if total >= low)
    most = AT_MOST[str(facts[DISCIPLINE])]
    return GRADE_NAMES[max(GRADE_NAMES.index(own), GRADE_NAMES.index(most))]


def random_conduct(r: Random) -> tuple[Facts, dict[str, Fraction]]:
    bad = r.choice([0.05, 0.3])
    facts: Facts = {DISCIPLINE: r.choice([*AT_MOST])}
    for _, added, taken in PARTS.values():
        for side, share in ((added, 0.5), (taken, bad)):
            for name, worth in side.items():
                some = r.random() < share
                if isinstance(worth, Mapping):
                    facts[name] = r.choice([*worth]) if some else next(iter(worth))
                elif name in MEASURED:
                    facts[name] = Fraction(r.randint(0, 2 * MEASURED[name]), 2) if some else Fraction(0)
                else:
                    facts[name] = Fraction(r.randint(1, 8 if worth == 3 else 2) if some else 0)
    return facts, {c: Fraction(r.randint(0, 2 * top) if r.random() < 0.5 else 0, 2) for c, top in ROWS.items()}


def conduct_sheet(facts: Mapping[str, Fraction | str], rows: Mapping[str, Fraction], rubric: str) -> str:
    def said(name: str, value: Fraction | str) -> str:
        if isinstance(value, Fraction):
            return f"{float(value):g}".replace(".", ",")
        return value if name == "không khai ngoại trú" else f'"{value}"'

    stage = 'bước "lớp đánh giá"'
    lines = ["PHIẾU CHẤM ĐIỂM", f'bộ tiêu chí: "{rubric}"', 'đơn vị: "A"', 'loại đơn vị: "sinh viên"', "năm: 2024"]
    lines += ["SỐ LIỆU", *(f"{stage} [{n}]: {said(n, v)}" for n, v in facts.items()), "ĐIỂM"]
    for code, points in rows.items():
        lines += [code, f"{stage}: {said(code, points)} điểm"]
    return "\n".join(lines) + "\n"
