"""B: what a rubric says."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity
from cchc_rules.diagnostics.mends import Drop, RemoveLine, Swap

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

MISPLACED = Kind("B201", _E, "{what} đặt sai chỗ", "đặt câu này ở {where}")
STATED_TWICE = Kind("B202", _E, "“{what}” ghi hai lần", "giữ một chỗ, xóa chỗ kia", RemoveLine("điều ghi ở câu trước mới đúng"))
BAD_DATE = Kind("B203", _E, "không có ngày “{text}”", "viết ngày/tháng/năm có thật, ví dụ 24/10/2019")
CODE_TWICE = Kind("B204", _E, "mã {code} có hai dòng", "đổi một mã; nếu bản in trùng mã, thêm câu “bản in ghi mã …”")
NO_PARENT = Kind("B205", _E, "dòng {code} không có dòng cấp trên {parent}", "thêm dòng {parent} hoặc sửa mã")
BAD_CODE = Kind("B206", _E, "mã “{code}” không đúng dạng", "viết mã như 1.1.2, 3.a, 3.đ, 24a hoặc II")
WRONG_LEVEL = Kind("B207", _E, "dòng {code} ở cấp “{right}”, không phải “{word}”", "viết {right_upper} {code}", Swap("{word}", "{right_upper}", "mã {code} đúng, tên cấp là {right}"))
BAD_NUMBER = Kind("B208", _E, "số “{text}” không dùng được: {reason}", "viết lại số cho đúng")
SURVEY_GROUP = Kind("B209", _E, "{code} có các dòng con nên không thể mang nhãn ĐTXHH", "đặt nhãn ĐTXHH ở từng dòng con")
TOO_DEEP = Kind("B210", _E, "mã {code} sâu hơn {limit} cấp của bộ tiêu chí", "sửa mã, hoặc khai thêm cấp ở câu “các cấp: …” (nhiều nhất bốn cấp)")
OUT_OF_ORDER = Kind("B211", _W, "dòng {code} đứng sau {previous}", "xếp các dòng theo thứ tự mã")
UNKNOWN_LEVEL = Kind("B212", _E, "không có cấp nào tên “{word}”", "dùng một trong: {names}")
UNKNOWN_COMMON = Kind("B213", _E, "không tìm thấy quy định chung “{name}”", "đặt tệp {name}.cchc cùng thư mục với tệp này, hoặc sửa tên")
EMPTY_INTERVAL = Kind("B214", _E, "khoảng “{text}” không chứa giá trị nào", "viết số nhỏ trước, số lớn sau")
MIXED_UNITS = Kind("B215", _E, "khoảng này lẫn hai đơn vị", "dùng cùng một đơn vị ở hai đầu")
EMPTY_TEXT = Kind("B216", _E, "{what} để trống", "viết nội dung vào giữa hai dấu ngoặc kép")
NUMBER_OF_COMMON = Kind("B275", _E, "hệ quả {number} trùng số với một hệ quả khác của quy định chung", "đổi số của hệ quả này; nếu nó thay hệ quả của quy định chung thì thêm câu “{words}”")
OVERRIDE_IDLE = Kind("B276", _E, "câu này không thay được gì: {why}", "sửa câu cho đúng phần được thay, hoặc xóa", RemoveLine("không thay gì của quy định chung"))
MARK_MISPLACED = Kind("B277", _E, "chỉ quy định chung mới ghi “cho bảng …”", "bỏ phần “cho bảng …”: câu ở đây vốn chỉ cho bảng này", Drop("{words}", "câu ở đây chỉ cho bảng này"))
MARK_UNKNOWN = Kind("B278", _E, "không có bảng “{table}” nào dùng quy định chung này", "{hint}")
FOR_OTHER_LEVELS = Kind("B279", _N, "câu này của quy định chung không dùng cho “{id}”: cấp cao nhất của bảng không phải “{level}”", "không cần sửa nếu câu dành cho bảng khác")
FOLLOWS_NONE = Kind("B300", _E, "bước “{stage}” đứng sau bước “{after}”, {why}", "nêu một bước đã khai ở phần CÁC BƯỚC ĐÁNH GIÁ")
COMMENT_COUNTS = Kind("B301", _E, "bước “{stage}” chỉ nêu ý kiến nên không có điểm để tính điểm chỉ số", "bỏ bước này khỏi câu “điểm chỉ số”, hoặc cho bước quyền với điểm")
DUE_WITHOUT_STAGE = Kind("B302", _E, "hạn của bước “{stage}”, mà không có bước ấy", "khai bước ở phần CÁC BƯỚC ĐÁNH GIÁ, hoặc sửa tên")
SHARED_TWICE = Kind("B303", _E, "{code} giao cho cả “{one}” và “{other}”", "giao mỗi dòng cho một cơ quan")
