"""Words for groups whose rows do not simply add up."""

from collections.abc import Sequence

GROUPS = "NHÓM CÓ CÁCH TÍNH RIÊNG"
BY_LIMIT = "các dòng còn áp dụng không đủ điểm tối đa"
ABSORBED = "Điểm mất của dòng trong nhóm có cách tính riêng có thể không làm nhóm mất điểm: xem phần dưới."
NOT_CHOSEN = "đơn vị không chọn"


def between(low: str, high: str) -> str:
    """`7–10`: what is not known yet lies between."""
    return f"{low}–{high}"


def not_counted(points: str) -> str:
    """The outcome of a group that leaves points of its rows out."""
    return f"không tính {points}"


def over(points: str) -> str:
    """Beside the ledger of a whole: what its rows have beyond what counts."""
    return f"các dòng còn được {points} điểm không tính: vượt trần của nhóm, hoặc nhóm chỉ lấy một dòng"


def picked(rows: Sequence[tuple[str, str]]) -> str:
    """The points of the rows of which one counts."""
    told = ", ".join(f"{code} được {points}" for code, points in rows)
    return f"{told}; chỉ tính một dòng" if told else "chưa dòng nào được điểm"


def added(rows: Sequence[tuple[str, str]], together: str) -> str:
    """The points of the rows added up, before the cap."""
    told = " + ".join(f"{points} ({code})" for code, points in rows)
    return f"các dòng cộng lại: {told} = {together} điểm" if len(rows) > 1 else f"các dòng cộng lại {together} điểm"


def from_maximum(most: str) -> str:
    """Where a group starts of which every row deducts."""
    return f"tính từ điểm tối đa {most}"


def taken(rows: Sequence[tuple[str, str]], together: str, end: str) -> str:
    """What rows that deduct take together, and where that ends."""
    told = " + ".join(f"{points} ({code})" for code, points in rows)
    return f"trừ {told} = {together} điểm, {end}" if len(rows) > 1 else f"trừ {told}, {end}"


def cap_change(left: str, everything: str, before: str, after: str) -> str:
    """What the cap is when some rows do not apply."""
    return f"các dòng còn áp dụng {left}/{everything} điểm: trần {before} → {after}"


def not_chosen(codes: Sequence[str]) -> str:
    """The rows of which the unit chose another."""
    return f"đơn vị không chọn: {', '.join(codes)}"


def still_open(codes: Sequence[str], settled: bool) -> str:
    """Rows not known yet, and whether they can still move the group."""
    return f"chưa biết: {', '.join(codes)}" + ("; không đổi được điểm của nhóm" if settled else "")
