"""The Vietnamese of an explanation, in one home. Nothing here decides anything."""

from cchc_rules.explain.words.citations import quoted
from cchc_rules.model.stages import Lineup, Stage
from cchc_rules.results.scorecard import View

NOT_APPLICABLE = "không áp dụng"
ARROW = " → "
INDEX = "chỉ số"
NO_INDEX = "không có chỉ số"
NO_PERCENTAGE = "không có tỷ lệ"
NO_BANDS = "bộ tiêu chí không quy định xếp loại"
NO_BAND = "không xếp loại"
BAND_OPEN = "chưa xếp loại"
NO_REASON = "không ghi lý do"
NOT_APPRAISED = "chưa có ý kiến thẩm định"
NO_SELF_SCORE = "chưa có điểm tự đánh giá"
FACT_MISSING = "thiếu số liệu"
NOTHING_LOST = "Không mất điểm nào."
FULL_MARKS = "đủ điểm"
NOTHING_DEDUCTED = "không trừ"
MINUS = "−"
GIVEN_BACK = "đã cộng lại đủ"

LOSSES = "ĐIỂM MẤT"
GIVEN_BACK_ROWS = "ĐÃ BỊ GIẢM RỒI ĐƯỢC CỘNG LẠI ĐỦ"
EXCLUSIONS = "KHÔNG ÁP DỤNG"
REFUSALS = "ĐỀ NGHỊ KHÔNG ÁP DỤNG NHƯNG KHÔNG ĐƯỢC CHẤP NHẬN"
PENDING_ROWS = "CHƯA BIẾT"
DIFFERING_ROWS = "ĐỦ ĐIỂM, NHƯNG NHẬP TAY KHÁC CÁCH CHẤM"
FULL_ROWS = "ĐẠT ĐỦ ĐIỂM"
LEDGER = "ĐỐI CHIẾU"
CONSEQUENCES = "HỆ QUẢ"
ADVICE = "ĐIỂM CÓ THỂ ĐẠT THÊM"
ADVICE_LEAD = (
    "Việc cần ít nhất đứng trước; mỗi câu chỉ đổi một số liệu, các số liệu khác giữ nguyên. "
    "Đây là tính thử, không phải kết quả chấm."
)
NO_ADVICE = "Không có dòng nào được thêm điểm bằng cách đổi một số liệu."
MAY_CHANGE = "kết quả còn có thể thay đổi khi có đủ số liệu của kỳ đánh giá"
CONDITIONS = "ĐIỂM LIỆT, ĐIỀU KIỆN XẾP LOẠI"
FINAL = "ĐIỂM XẾP LOẠI"
FOOTER = "KIỂM CHỨNG (SHA-256)"

NOTE = "GHI CHÚ"
FORMERLY = "TÊN TRƯỚC ĐÂY"
PROVISIONAL = "TẠM TÍNH"
UNIT_KIND = "loại đơn vị"
RUBRIC = "bộ tiêu chí"
INSTRUMENT = "văn bản"
GUIDANCE = "hướng dẫn"
BAND = "xếp loại"
SCOPE = "phạm vi"
ENGINE = "công cụ"
LEFT_OUT = "bỏ qua theo --ignore"
UNREAD = "không đọc được"
A_FILE = "một tệp"
TOTAL = "Tổng"
CODE = "Mã"
TITLE = "Nội dung"
POINTS = "Điểm"
ACHIEVED_OF = "Đạt/áp dụng"
RATIO = "Tỷ lệ"
LOST_COLUMN = "Mất"
EXCLUDED_COLUMN = "Không áp dụng"
PENDING_COLUMN = "Chưa biết"

COMMON = "quy định chung"
STAGES = "CÁC BƯỚC ĐÁNH GIÁ"
BANDS = "XẾP LOẠI"
TIMETABLE = "TIẾN ĐỘ"
FACTS = "SỐ LIỆU"
RUBRIC_ROWS = "BẢNG TIÊU CHÍ"
FOOTNOTES = "CHÚ THÍCH"
READINGS = "KHÁC BẢN IN VÀ CÁCH HIỂU CỦA CẢ BẢNG"
PRINTED_CODE = "Mã in"
MAXIMUM = "Tối đa"
REMARK = "Ghi chú"
ROWS = "Số dòng"
SURVEY = "ĐTXHH"

ACHIEVED, LOST, EXCLUDED, PENDING = "đạt", "mất", "không áp dụng", "chưa biết"
BY_RULE = "theo cách chấm"
CONSEQUENCE_STATES = {True: "THUỘC DIỆN", False: "không thuộc diện", None: "CHƯA XÁC ĐỊNH"}
_OF_UNIT, _OF_SURVEY = Stage.SELF, Stage.SURVEY


def view(view: View, lineup: Lineup) -> str:
    """Up to which stage a result reads the sheet, for those that do not read all of it."""
    if view == View.SELF:
        return f"chỉ tính điểm {_OF_UNIT.value} và {_OF_SURVEY.value}, chưa {lineup.council.value}"
    last = view.upto if view.upto is not None else lineup.last
    unseen = [s.value for s in view.unseen(lineup)]
    acting = [s.value for s in view.unseen(lineup) if s in lineup.acting]
    return f"tính đến bước {last.value}, chưa xét {', '.join(acting or unseen)}"


def taker(stage: Stage) -> str:
    """Who took points, in a sum."""
    return "đơn vị tự nhận" if stage is _OF_UNIT else stage.value


def year(number: int) -> str:
    """`năm 2019`."""
    return f"năm {number}"


def points_of(achieved: str, applicable: str) -> str:
    """`78,25/96 điểm`."""
    return f"{achieved}/{applicable} điểm"


def page_title(unit: str, year: int) -> str:
    """The name of the whole page."""
    return f"Giải thích điểm · {unit} · năm {year}"


def by_level(top: str) -> str:
    """The heading of the subtotals."""
    return f"THEO {top.upper()}"


def headed(heading: str, points: str) -> str:
    """A section's heading with its sum."""
    return f"{heading}: {points} điểm"


def deducted(points: str) -> str:
    """The outcome of a row that takes points from its group."""
    return f"trừ {points}"


def lost(points: str) -> str:
    """`mất 0,5`."""
    return f"{LOST} {points}"


def refused(stage: Stage) -> str:
    """Who did not accept a claim."""
    return f"{stage.value} không chấp nhận"


def not_accepted(claim: str) -> str:
    """A claim, and that it was refused."""
    return f"{claim}, không được chấp nhận"


def scored_anyway(stage: Stage, points: str) -> str:
    """What became of a refused claim."""
    return f"{stage.value} chấm {points}"


def took(stage: Stage, points: str, gave_back: bool) -> str:
    """`thẩm định giảm 0,5`, `phúc tra cộng lại 0,25`."""
    return f"{stage.value} cộng lại {points}" if gave_back else f"{_took(stage)} {points}"


def _took(stage: Stage) -> str:
    short = {_OF_UNIT: "đơn vị tự nhận thiếu", _OF_SURVEY: f"{_OF_SURVEY.value} thiếu"}
    return short.get(stage, f"{stage.value} giảm")


def whose_facts(stage: Stage) -> str:
    """`số liệu thẩm định công nhận`: which values of the facts stand at a stage."""
    whose = {_OF_UNIT: "đơn vị báo cáo", _OF_SURVEY: "điều tra"}
    return f"số liệu {whose.get(stage, f'{stage.value} công nhận')}"


def by_rule(stage: Stage, points: str, gave_back: bool) -> str:
    """`mất 0,5 theo cách chấm, với số liệu đơn vị báo cáo`: by the facts as they are, not taken by anybody."""
    return f"{'cộng lại' if gave_back else LOST} {points} {BY_RULE}, với {whose_facts(stage)}"


def scored_by_rule(steps: str) -> str:
    """Before the points of each stage, where a rule makes them out of facts."""
    return f"điểm theo số liệu: {steps}"


def by_hand(step: str) -> str:
    """A step at which points entered by hand stand instead."""
    return f"{step} (nhập tay)"


def ruled_out(stage: Stage) -> str:
    """Who or what took a row out: not the unit's proposal, but the rule on these facts."""
    return f"{NOT_APPLICABLE} {BY_RULE}, với {whose_facts(stage)}"


def lost_of_open(points: str) -> str:
    """Of a row of which a part is not known."""
    return f"đây là phần chắc chắn mất; còn {points} điểm của dòng này chưa biết, xem mục {PENDING_ROWS}"


def pending(waits_for: str, points: str) -> str:
    """`thiếu số liệu, chưa biết 1`."""
    return f"{waits_for}, {PENDING} {points}" if waits_for != PENDING else f"{PENDING} {points}"


def short_of_maximum(trail: str, points: str) -> str:
    """Where only one stage entered points: `ĐTXHH 0,9, thiếu 0,1`."""
    return f"{trail}, thiếu {points}"


def trail(steps: list[tuple[Stage, str]]) -> str:
    """`tự đánh giá 2 → thẩm định 1,5`."""
    return ARROW.join(f"{stage.value} {value}" for stage, value in steps)


def opinion(stage: Stage, text: str, signed: str) -> str:
    """`giải trình: ý kiến “…” (đơn vị; TLKC: 14/BC)`."""
    return f"{stage.value}: ý kiến {quoted(text)}{signed}"


def with_reason(said: str, reason: str | None, signed: str, required: bool) -> str:
    """`thẩm định giảm 0,5: “17/20 nhiệm vụ” (Hội đồng thẩm định; TLKC: 14/BC)`."""
    told = f": {quoted(reason)}" if reason else f": {NO_REASON}" if required else ""
    return f"{said}{told}{signed}"


def signed(by: str | None, evidence: tuple[str, ...], extra: str | None = None) -> str:
    """` (Hội đồng thẩm định; TLKC: 14/BC, 15/BC)`, or nothing."""
    parts = [p for p in (by, f"TLKC: {', '.join(evidence)}" if evidence else None, extra) if p]
    return f" ({'; '.join(parts)})" if parts else ""


def excluded_by(stage: Stage) -> str:
    """`đơn vị đề nghị không áp dụng`."""
    who = "đơn vị đề nghị" if stage is _OF_UNIT else f"{stage.value} xác định"
    return f"{who} {NOT_APPLICABLE}"


def maximum_change(before: str, after: str) -> str:
    """`điểm tối đa áp dụng 100 → 99,5`."""
    return f"điểm tối đa áp dụng {before} → {after}"


def comprising(codes: list[str]) -> str:
    """The rows a group entry covers."""
    return f"gồm các dòng: {', '.join(codes)}"


def awaiting(stage: Stage) -> str:
    """What a pending row waits for."""
    return f"chờ kết quả {stage.value}" if stage is Stage.SURVEY else f"chờ {stage.value}"


def facts_unknown(facts: tuple[str, ...]) -> str:
    """The facts on which it depends whether a row applies."""
    return f"chưa biết số liệu {', '.join(f'[{f}]' for f in facts)}"


def applies_if_known(code: str) -> str:
    """Why a missing fact matters."""
    return f"chưa biết {code} có áp dụng hay không, vì thiếu số liệu này"


def points_if_applies(low: str, high: str) -> str:
    """Points that stand should a row turn out to apply."""
    points = low if low == high else f"từ {low} đến {high}"
    return f"đã có điểm {points}, còn chờ biết có áp dụng hay không"


def row_note(text: str) -> str:
    """What the table remarks on a row."""
    return f"ghi chú của bảng: {quoted(text)}"


def amended(text: str) -> str:
    """The provision that last changed it."""
    return f"sửa bởi {text}"


def rule_amended(text: str) -> str:
    """The provision that last changed its scoring rule."""
    return f"cách chấm sửa bởi {text}"


def basis(text: str) -> str:
    """A citation."""
    return f"căn cứ: {text}"


def pending_notice(rows: int, points: str) -> str:
    """How much is not known yet."""
    return f"còn {rows} dòng ({points} điểm) chưa biết"


def not_counted(points: str) -> str:
    """Why the index can be more than the points printed beside it."""
    return f"điểm đạt chưa gồm {points} điểm của dòng đã chấm mà chưa biết có áp dụng hay không"


def band(name: str, span: str) -> str:
    """`“Tốt”: từ 70% đến dưới 90%`."""
    return f"{quoted(name)}: {span}"


def band_certain(band: str) -> str:
    """Pending points that change nothing."""
    return f"Xếp loại {quoted(band)} không đổi, dù các dòng chưa biết có áp dụng hay không, được bao nhiêu điểm."


def band_open(bands: list[str]) -> str:
    """The bands still possible."""
    *others, last = map(quoted, bands)
    named = f"{', '.join(others)} hoặc {last}" if others else last
    return f"{BAND_OPEN}, có thể là {named}, tùy các dòng chưa biết"


def outside_bands(index: str) -> str:
    """An index that no band covers."""
    return f"chỉ số {index} không nằm trong khoảng xếp loại nào"


def threshold(band: str, needed: str, pending: str) -> str:
    """What a band needs."""
    needs = f"cần thêm {needed} trong {pending} điểm chưa biết"
    return f"Để đạt {quoted(band)} {needs}, nếu các dòng này đều áp dụng."


def deciding_rows(rows: list[str], more: int) -> str:
    """The rows that would settle the band."""
    rest = f" và {more} dòng khác" if more else ""
    return f"Cần biết điểm các dòng này để xếp loại, nhiều điểm trước: {', '.join(rows)}{rest}."


def field(top: str, code: str) -> str:
    """`lĩnh vực 3 đạt`."""
    return f"{top} {code} đạt"


def field_without_percentage(top: str, code: str) -> str:
    """A field there is nothing to divide by."""
    return f"{top} {code}: {NO_PERCENTAGE}"


def not_yet_within(what: str, value: str, asked: str) -> str:
    """A trigger that depends on what is pending."""
    return f"{what} {value}, chưa biết có {asked} hay không"


def too_few_fields(least: int, top: str, asked: str) -> str:
    """A trigger on fields that does not hold."""
    return f"không có {top} nào {asked}" if least == 1 else f"chưa đến {least} {top} {asked}"


def fields_needed(least: int, top: str, asked: str) -> str:
    """Before the fields that make a trigger hold, where one is not enough."""
    return f"cần từ {least} {top} {asked}:"


def ledger(maximum: str, parts: list[tuple[str, str]]) -> str:
    """`100 = 78,25 đạt + 17,75 mất + …`."""
    return f"{maximum} = " + " + ".join(f"{points} {label}" for points, label in parts)


def losses_split(lost: str, parts: list[tuple[bool, str, str]]) -> str:
    """`17,75 mất = 10 đơn vị tự nhận + 8 thẩm định − 0,25 phúc tra (cộng lại)`."""
    text = ""
    for gave_back, points, label in parts:
        sign = " − " if gave_back else " + " if text else " "
        text += f"{sign}{points} {label}{' (cộng lại)' if gave_back else ''}"
    return f"{lost} mất ={text}"


def more(points: str) -> str:
    """`thêm được 0,5`: how much a row could gain."""
    return f"thêm được {points}"


def next_up(need: str) -> str:
    """What more points of a row would have needed."""
    return f"mức kế tiếp: {need}"
