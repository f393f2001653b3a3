"""The Vietnamese of annexes and of the site of a year, in one home."""

RANKING, FIELDS, STAGES, CONSEQUENCES, UNRATED = (
    "Xếp hạng",
    "Theo lĩnh vực",
    "Theo từng bước",
    "Hệ quả",
    "Chưa xếp hạng",
)
RATIOS, POINTS = "TỶ LỆ ĐẠT", "ĐIỂM ĐẠT"
LEGEND = "TÊN CÁC CỘT"
RANK, UNIT, INDEX, BAND = "Hạng", "Đơn vị", "Chỉ số", "Xếp loại"
NONE = "–"
MISSING = "ĐƠN VỊ CHƯA CÓ PHIẾU"
NO_UNIT = "Không có đơn vị nào."
NO_CONSEQUENCES = "Bộ tiêu chí không quy định hệ quả."
ALL_RATED = "Mọi đơn vị trong các phiếu này đều được xếp hạng."
FALLS_UNDER, MAY_FALL_UNDER = "THUỘC DIỆN", "CHƯA XÁC ĐỊNH"
NOT_CLOSED = "danh sách đơn vị của kỳ chưa được chốt, hạng và kết quả còn có thể thay đổi"
AMONG = "{rank} trong {units} đơn vị"
SEEN_ONLY = "Chỉ ghi số của đơn vị mà bước ấy có xem; “–” là bước ấy không xem đơn vị này."
NOT_AS_FAR = "phiếu chưa đi đến bước mà các phiếu khác đã đến"
PART_OF_INDEX = "Thứ tự theo xếp hạng; cột số là mã {top}."


def consequence(number: str) -> str:
    """The heading of a consequence."""
    return f"HỆ QUẢ {number}"


def points_at(stage: str) -> str:
    """The points after a stage."""
    return f"{stage[:1].upper()}{stage[1:]}: điểm"


def index_at(stage: str) -> str:
    """The index after a stage."""
    return f"{stage[:1].upper()}{stage[1:]}: chỉ số"
