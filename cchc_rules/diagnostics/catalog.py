"""Every kind of diagnostic, in one place. Codes never change meaning; docs/chan-doan.md shows each by example.

Letters: T tệp (file), C cú pháp (syntax), B bộ tiêu chí (rubric), K kiểm tra (static checks), P phiếu (sheet),
S sửa đổi (amendments).
"""

from cchc_rules.diagnostics.diagnostic import Kind, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# ---- T: the file itself
NOT_UNICODE = Kind("T001", _E, "không đọc được tệp: {reason}", "chuyển chữ sang Unicode (Unikey có công cụ chuyển mã), lưu thành văn bản thuần với bảng mã UTF-8")
TOO_LARGE = Kind("T002", _E, "tệp quá lớn: {size} byte, giới hạn {limit} byte", "kiểm tra xem có nhầm tệp không")
EMPTY = Kind("T003", _E, "tệp không có câu nào", "bắt đầu tệp bằng {opening}")
WRONG_FILE = Kind("T004", _E, "đây không phải {wanted}", "câu đầu tiên phải là {opening}")
NOT_FOUND = Kind("T005", _E, "không tìm thấy {what} “{name}”", "kiểm tra tên tệp và thư mục")
NOT_JSON = Kind("T006", _E, "tệp JSON sai ở dòng {line}, cột {column}: {reason}", "sửa chỗ này rồi kiểm tra lại")
TOO_MANY = Kind("T007", _E, "dừng sau {limit} lỗi, phần sau chưa nêu", "sửa các lỗi trên rồi chạy lại")
RUBRIC_BROKEN = Kind("T008", _E, "bộ tiêu chí “{name}” đang có lỗi nên chưa chấm điểm được", "sửa bộ tiêu chí trước; các lỗi ghi bên dưới")

# ---- C: syntax of one line
UNEXPECTED = Kind("C101", _E, "không hiểu “{word}” ở chỗ này", "sửa dòng này theo mẫu trong tài liệu ngôn ngữ")
INCOMPLETE = Kind("C102", _E, "dòng này còn thiếu", "viết tiếp phần còn thiếu")
MARKS_MISSING = Kind("C103", _E, "từ khóa viết {how} dấu: “{word}”", "viết “{keyword}”")
UNKNOWN_WORD = Kind("C104", _E, "không có câu nào bắt đầu bằng “{word}”", "xem các câu trong tài liệu ngôn ngữ")
DECIMAL_POINT = Kind("C105", _E, "số viết dấu chấm: “{word}”", "viết dấu phẩy: “{right}”")
QUOTE_OPEN = Kind("C106", _E, "dấu ngoặc kép mở mà không đóng", "thêm dấu ngoặc kép ở cuối phần chữ")
COLON_MISSING = Kind("C107", _E, "thiếu dấu hai chấm", "thêm dấu “:” trước “{word}”")
QUOTES_MISSING = Kind("C108", _E, "phần chữ “{word}” phải nằm trong ngoặc kép", 'viết "…" quanh phần chữ')
LINE_TOO_LONG = Kind("C109", _E, "dòng dài {length} ký tự, giới hạn {limit}", "chia thành nhiều câu")
NESTED_TOO_DEEP = Kind("C110", _E, "ngoặc lồng nhau quá {limit} tầng", "viết điều kiện gọn lại")
UNIT_MISSING = Kind("C111", _E, "sau số “{word}” thiếu đơn vị", "viết “{word} điểm” hoặc “{word}%”")
EXTRA = Kind("C112", _E, "thừa {word} ở chỗ này", "bỏ {word}")
DATE_FORM = Kind("C113", _E, "ngày viết chưa đúng dạng: “{word}”", "viết “{right}”")
COMMA_MISSING = Kind("C114", _E, "thiếu dấu phẩy", "thêm dấu “,” trước “{word}”")
BRACKET_OPEN = Kind("C115", _E, "ngoặc vuông mở mà không đóng", "viết “[{name}]”")
BROKEN_LINE = Kind("C116", _E, "câu này bị ngắt sang dòng {next}", "nối dòng {next} vào cuối dòng này: mỗi câu viết trên một dòng")

# ---- B: what a rubric says
MISPLACED = Kind("B201", _E, "{what} đặt sai chỗ", "đặt câu này ở {where}")
STATED_TWICE = Kind("B202", _E, "“{what}” ghi hai lần", "giữ một chỗ, xóa chỗ kia")
BAD_DATE = Kind("B203", _E, "không có ngày “{text}”", "viết ngày/tháng/năm có thật, ví dụ 24/10/2019")
CODE_TWICE = Kind("B204", _E, "mã {code} có hai dòng", "đổi một mã; nếu bản in trùng mã, thêm câu “bản in ghi mã …”")
NO_PARENT = Kind("B205", _E, "dòng {code} không có dòng cấp trên {parent}", "thêm dòng {parent} hoặc sửa mã")
BAD_CODE = Kind("B206", _E, "mã “{code}” không đúng dạng", "viết mã như 1.1.2, 3.a, 3.đ, 24a hoặc II")
WRONG_LEVEL = Kind("B207", _E, "dòng {code} ở cấp “{right}”, không phải “{word}”", "viết {right_upper} {code}")
BAD_NUMBER = Kind("B208", _E, "số “{text}” không dùng được: {reason}", "viết lại số cho đúng")
SURVEY_GROUP = Kind("B209", _E, "{code} có các dòng con nên không thể mang nhãn ĐTXHH", "đặt nhãn ĐTXHH ở từng dòng con")
TOO_DEEP = Kind("B210", _E, "mã {code} sâu hơn {limit} cấp của bộ tiêu chí", "sửa mã, hoặc khai thêm cấp ở câu “các cấp: …” (nhiều nhất bốn cấp)")
OUT_OF_ORDER = Kind("B211", _W, "dòng {code} đứng sau {previous}", "xếp các dòng theo thứ tự mã")
UNKNOWN_LEVEL = Kind("B212", _E, "không có cấp nào tên “{word}”", "dùng một trong: {names}")
UNKNOWN_COMMON = Kind("B213", _E, "không tìm thấy quy định chung “{name}”", "đặt tệp {name}.cchc cùng thư mục với tệp này, hoặc sửa tên")
EMPTY_INTERVAL = Kind("B214", _E, "khoảng “{text}” không chứa giá trị nào", "viết số nhỏ trước, số lớn sau")
MIXED_UNITS = Kind("B215", _E, "khoảng này lẫn hai đơn vị", "dùng cùng một đơn vị ở hai đầu")
EMPTY_TEXT = Kind("B216", _E, "{what} để trống", "viết nội dung vào giữa hai dấu ngoặc kép")

# ---- K: static checks of a whole rubric
TOTAL_WRONG = Kind("K301", _E, "tổng điểm khai {declared}, các lĩnh vực cộng lại {actual}", "sửa điểm của dòng sai hoặc câu “tổng điểm”")
SUM_WRONG = Kind("K302", _E, "{code} có điểm tối đa {declared}, các dòng con cộng lại {actual}", "sửa điểm của {code} hoặc của dòng con")
COUNT_WRONG = Kind("K303", _E, "khai {declared} {level}, đếm được {actual}", "sửa câu “số lượng”; nếu bản in sai, thêm “bản in ghi số lượng …”")
SURVEY_WRONG = Kind("K304", _E, "ĐTXHH khai {declared} điểm, các dòng có nhãn cộng lại {actual}", "kiểm tra nhãn ĐTXHH của từng dòng")
BAND_GAP = Kind("K305", _E, "xếp loại bỏ trống khoảng {interval}", "thêm mức cho khoảng này hoặc sửa cận")
BAND_OVERLAP = Kind("K306", _E, "xếp loại chồng nhau ở khoảng {interval}", "sửa cận để mỗi giá trị chỉ thuộc một mức")
NO_BASIS = Kind("K307", _W, "{what} chưa nêu căn cứ", 'thêm “theo mục …”, hoặc “tự đặt, vì "…"” nếu văn bản không quy định')
NOT_A_DISCREPANCY = Kind("K308", _E, "câu “bản in ghi …” không đúng: {why}", "sửa cho đúng bản in, hoặc xóa câu này")
CODE_GAP = Kind("K309", _W, "sau {previous} là {code}, thiếu số ở giữa", "kiểm tra xem có sót dòng không")
ACKNOWLEDGED = Kind("K310", _N, "{what}", "đã ghi nhận, không cần sửa")
IMPOSSIBLE = Kind("K311", _E, "không bao giờ xảy ra: {why}", "sửa câu này, hoặc xóa nếu thừa")
ALWAYS = Kind("K312", _W, "lúc nào cũng đúng: {why}", "sửa câu này, hoặc xóa nếu thừa")
FACT_UNDECLARED = Kind("K313", _E, "chưa khai số liệu [{name}]", "thêm ở phần SỐ LIỆU một dòng như “[{name}]: số đếm”, hoặc sửa tên cho đúng")
FACT_UNUSED = Kind("K314", _W, "số liệu [{name}] khai mà không dùng", "xóa khai báo hoặc dùng trong một điều kiện")
FACT_MISUSED = Kind("K315", _E, "số liệu [{name}] kiểu “{type}”, không dùng được trong phép so này", "viết phép so theo đúng kiểu đã khai của số liệu")
NO_SUCH_ROW = Kind("K316", _E, "bảng không có dòng {code}", "sửa mã cho đúng một dòng của bảng")
NOTHING_STATED = Kind("K317", _E, "bộ tiêu chí chưa có {what}", "thêm câu như: {example}")
STAGE_UNUSED = Kind("K318", _E, "điểm chỉ số lấy bước “{stage}” mà không có câu nào quy định bước này", "thêm câu “{example}” ở phần CÁC BƯỚC ĐÁNH GIÁ, hoặc bỏ “{stage}” khỏi câu này")
OVER_FIELDS = Kind("K319", _E, "hệ quả cần {least} lĩnh vực, bảng chỉ có {actual}", "sửa số lĩnh vực trong hệ quả")
OFF_STEP = Kind("K320", _E, "điểm tối đa {points} của {code} không phải bội của bước điểm {step}", "sửa điểm hoặc bước điểm")
NOT_POSITIVE = Kind("K321", _E, "{code} có điểm tối đa {points}", "điểm tối đa phải lớn hơn 0")
RATING_NAMES = Kind("K323", _E, "hai mức xếp loại cùng tên “{name}”", "đặt tên khác hoặc gộp hai mức")
RATING_MIXED = Kind("K324", _E, "xếp loại lẫn mức theo % và mức theo điểm", "viết mọi mức theo cùng một đơn vị")
SURVEY_OVER_TOTAL = Kind("K325", _E, "ĐTXHH khai {declared} điểm, nhiều hơn tổng điểm {total}", "sửa một trong hai số ở câu “tổng điểm”")
ROW_UNCOUNTED = Kind("K326", _E, "dòng {code} lấy điểm từ {source} mà câu “điểm chỉ số” không tính", "thêm {source} vào câu “điểm chỉ số”")
SURVEY_ABSENT = Kind("K327", _W, "điểm chỉ số cộng ĐTXHH mà bảng không có dòng ĐTXHH nào", "thêm nhãn ĐTXHH ở dòng còn thiếu, hoặc bỏ ĐTXHH khỏi câu này")
NOT_A_FIELD = Kind("K328", _E, "hệ quả chỉ xét từng {top}, không xét {what}", "viết “{top}” rồi mã của nó, ví dụ “{top} 1 dưới 50%”")
CODE_START = Kind("K329", _W, "dãy mã bắt đầu bằng {code}, không phải {first}", "kiểm tra xem có sót dòng ở đầu không")
NEVER_APPLIES = Kind("K330", _W, "dòng {code} không áp dụng với đơn vị nào: các điều kiện cộng lại loại hết", "sửa điều kiện của dòng này hoặc của dòng cấp trên")

# ---- P: a score sheet held against its rubric
UNKNOWN_CODE = Kind("P401", _E, "bộ tiêu chí không có mã {code}", "kiểm tra mã")
ROW_TWICE = Kind("P402", _E, "mã {code} chấm hai lần", "sửa mã của một trong hai chỗ; nếu cùng một dòng của bảng, gộp làm một")
ENTRY_TWICE = Kind("P403", _E, "bước “{stage}” của {code} ghi hai lần", "giữ một dòng")
OVER_MAX = Kind("P404", _E, "{points} điểm, quá điểm tối đa {max} của {code}", "nhập điểm từ 0 đến {max}")
NEGATIVE = Kind("P405", _E, "điểm không được âm: {points}", "nhập điểm từ 0 trở lên")
TOO_FINE = Kind("P406", _E, "{points} điểm lẻ hơn bước điểm {step}", "nhập điểm là bội của {step}")
SURVEY_ROW = Kind("P407", _E, "{code} do ĐTXHH cho điểm, không nhập “{stage}”", "xóa dòng này; điểm ghi ở “ĐTXHH”")
NOT_SURVEY_ROW = Kind("P408", _E, "{code} không phải tiêu chí ĐTXHH", "chấm ở “tự đánh giá”, “thẩm định”, “phúc tra”")
GROUP_ROW = Kind("P409", _E, "{code} có các dòng con, không nhập điểm ở đây", "nhập điểm ở các dòng con: {children}")
CLAIM_FORBIDDEN = Kind("P410", _E, "bộ tiêu chí không cho đề nghị không áp dụng {code}", "chấm điểm, hoặc sửa quy định về không áp dụng")
CLAIM_NO_REASON = Kind("P411", _E, "không áp dụng {code} mà không nêu lý do", 'nêu lý do bằng: vì "…" (phiếu JSON: khóa "reason")')
RAISED = Kind("P412", _E, "bước “{stage}” chỉ được {power}: {points} cao hơn {before}", "giữ không quá {before} điểm")
LOWERED = Kind("P413", _E, "bước “{stage}” chỉ được {power}: {points} thấp hơn {before}", "giữ không dưới {before} điểm")
CHANGE_NO_REASON = Kind("P414", _E, "“{stage}” đổi điểm {code} từ {before} thành {points} mà không nêu lý do", 'nêu lý do bằng: vì "…" (phiếu JSON: khóa "reason")')
REVIEW_FIRST = Kind("P415", _E, "phúc tra {code} khi chưa có điểm thẩm định", "nhập điểm thẩm định trước")
UNIT_EXCEPTED = Kind("P416", _E, "“{unit}” không thuộc đối tượng chấm điểm của bộ tiêu chí này", "kiểm tra tên đơn vị; đơn vị này không chấm theo bộ tiêu chí này")
WRONG_KIND = Kind("P417", _E, "bộ tiêu chí này không dành cho “{kind}”", "dùng bảng đúng cho loại đơn vị; bảng này dành cho: {kinds}")
HEADER_MISSING = Kind("P418", _E, "phiếu chưa ghi {what}", "thêm dòng như: {example}")
CLAIM_AND_POINTS = Kind("P419", _E, "{code} vừa đề nghị không áp dụng vừa tự chấm điểm", "giữ một trong hai")
CLAIM_COVERS = Kind("P420", _E, "{code} nằm trong {group} đã đề nghị không áp dụng", "bỏ một trong hai")
TITLE_DIFFERS = Kind("P421", _W, "tên ghi ở {code} khác tên trong bộ tiêu chí", "tên đúng: “{title}”")
STAGE_ABSENT = Kind("P422", _E, "bộ tiêu chí không có bước “{stage}”", "xóa dòng này hoặc thêm bước vào bộ tiêu chí")
ORPHAN_ENTRY = Kind("P423", _E, "dòng này không thuộc mã nào", "đặt dòng này dưới một dòng mã")
FACT_UNKNOWN = Kind("P424", _E, "bộ tiêu chí không hỏi số liệu [{name}]", "kiểm tra tên số liệu")
FACT_TYPE = Kind("P425", _E, "số liệu [{name}] phải là {type}", "viết như: [{name}]: {example}")
FACT_TWICE = Kind("P426", _E, "số liệu [{name}] ghi hai lần", "giữ một dòng")
HEADER_TWICE = Kind("P427", _E, "“{what}” ghi hai lần", "giữ một dòng")
YEAR_TOO_EARLY = Kind("P428", _E, "năm {year}: bộ tiêu chí áp dụng từ kỳ đánh giá {first}", "dùng bộ tiêu chí của năm {year}")
BAD_JSON_VALUE = Kind("P429", _E, "{path}: {reason}", "sửa giá trị này; lược đồ đầy đủ: schemas/sheet-1.json")
EXCLUDED_ROW = Kind("P430", _E, "{code} không áp dụng với đơn vị này, không nhập điểm", "xóa dòng này; điều kiện ở {where}")
EMPTY_UNIT = Kind("P431", _E, "tên đơn vị để trống", "ghi tên đơn vị")
UNIT_TWICE = Kind("P450", _E, "“{unit}” có hơn một phiếu cho cùng bộ tiêu chí và năm: {others}", "giữ một phiếu cho mỗi đơn vị")

# ---- S: amendments
AMENDMENT_LACKS = Kind("S501", _E, "văn bản sửa đổi chưa ghi {what}", "thêm câu “{example}”")
NOTHING_TO_DO = Kind("S502", _E, "{what} chưa có nội dung nào", "{remedy}")
HALF_CHANGE = Kind("S503", _E, "“{what}” thiếu dòng “{missing}: …”", "thêm dòng “{missing}: …” ngay bên dưới")
NO_CHANGE = Kind("S504", _E, "giá trị cũ và giá trị mới của {what} như nhau", "sửa một trong hai, hoặc xóa câu này")
DIFFERENT_SENTENCES = Kind("S505", _E, "hai dòng “từ” và “thành” là hai loại câu khác nhau", "sửa cùng một loại câu; nếu không, dùng BỎ CÂU và THÊM CÂU")
SIGNED_AFTER_FORCE = Kind("S506", _E, "có hiệu lực ngày {force}, trước ngày ký {signed}", "sửa một trong hai ngày; nếu là đính chính thì mở đầu bằng ĐÍNH CHÍNH")
SUSPENSION_ENDS_EARLY = Kind("S507", _E, "ngưng hiệu lực từ kỳ {first} mà hết vào kỳ {last}", "kỳ cuối không được trước kỳ đầu")
WRONG_TARGET = Kind("S508", _E, "văn bản này sửa đổi “{target}”, không phải “{given}”", "chọn đúng bộ tiêu chí, hoặc sửa câu “sửa đổi: …”")
AMENDMENT_TWICE = Kind("S509", _E, "hai văn bản sửa đổi cùng tên ngắn “{id}”", "đặt tên ngắn khác cho một văn bản")
NO_SUCH_TARGET = Kind("S510", _E, "không có {what} trong văn bản trước khi sửa đổi", "sửa địa chỉ cho đúng")
OLD_DIFFERS = Kind("S511", _E, "{what} hiện là {actual}, không phải {asserted}", "ghi lại giá trị hiện hành, sau khi xem văn bản đã đặt ra nó")
ALREADY_REPEALED = Kind("S512", _E, "{what} đã bị bãi bỏ", "bỏ câu này, hoặc bổ sung lại bằng BỔ SUNG")
CHANGED_TWICE = Kind("S513", _E, "{what} bị sửa hai lần trong cùng một văn bản", "gộp hai câu thành một")
CODE_TAKEN = Kind("S514", _E, "mã {code} đã có", "dùng mã khác, hoặc đánh số lại dòng đang mang mã này")
WRONG_PLACE = Kind("S515", _E, "{code} không đứng được ở đây: {why}", "sửa mã hoặc vị trí")
WORDS_ABSENT = Kind("S516", _E, "không thấy cụm từ “{words}” tại {code}", "sửa cụm từ hoặc danh sách nơi thay")
SENTENCE_THERE = Kind("S517", _E, "đã có câu “{sentence}”", "dùng SỬA CÂU để sửa câu đang có")
NOT_SUSPENDED = Kind("S518", _E, "{code} không bị ngưng hiệu lực", "sửa mã cho đúng dòng đang bị ngưng hiệu lực")
RESULT_SUM = Kind("S519", _E, "sau khi sửa đổi, {code} có điểm tối đa {declared}, các dòng con cộng lại {actual}", "sửa thêm điểm của {code} hoặc của dòng con trong cùng văn bản")
RESULT_TOTAL = Kind("S520", _E, "sau khi sửa đổi, tổng điểm khai {declared}, các dòng cộng lại {actual}", "sửa thêm câu “tổng điểm” hoặc điểm của một dòng trong cùng văn bản")
RESULT_SURVEY = Kind("S521", _E, "sau khi sửa đổi, ĐTXHH khai {declared} điểm, các dòng có nhãn cộng lại {actual}", "sửa thêm câu “tổng điểm” hoặc nhãn ĐTXHH trong cùng văn bản")
RESULT_COUNT = Kind("S522", _E, "sau khi sửa đổi, {where} khai {declared} {level}, đếm được {actual}", "sửa thêm câu “số lượng” trong cùng văn bản")
NOT_AS_SAID = Kind("S523", _E, "“Sau sửa đổi” ghi “{said}”, kết quả là “{actual}”", "kiểm tra lại các điều khoản, hoặc sửa câu này")
RUBRIC_REPLACED = Kind("S524", _E, "“{id}” đã bị thay thế toàn bộ", "sửa đổi bộ tiêu chí thay thế nó")
SURVEY_ON_GROUP = Kind("S525", _E, "{code} có các dòng con nên không thể mang nhãn ĐTXHH", "đặt nhãn ĐTXHH ở từng dòng con")
ALONE = Kind("S526", _E, "thay thế toàn bộ văn bản thì không kèm nội dung sửa đổi nào khác", "tách thành hai văn bản")
ROWS_ABSENT = Kind("S527", _E, "dưới “{what}” chưa có dòng tiêu chí nào", "viết các dòng mới ngay bên dưới")
ALREADY_SUSPENDED = Kind("S528", _E, "{code} đang bị ngưng hiệu lực từ kỳ đánh giá {first}", "khôi phục hiệu lực trước, hoặc sửa kỳ")
STRAY_LINE = Kind("S529", _E, "dòng này không thuộc nội dung sửa đổi nào", "đặt dòng này ngay dưới câu mà nó bổ sung nội dung")
RESUMED_EARLY = Kind("S530", _E, "khôi phục từ kỳ {year}, trước khi ngưng hiệu lực (kỳ {first})", "sửa kỳ đánh giá")
PROVISION_VAGUE = Kind("S531", _E, "{address} có {number} nội dung sửa đổi", "chỉ rõ nội dung nào bằng dòng “nội dung: …”")
SIGNED_BEFORE_TARGET = Kind("S532", _E, "văn bản này ký ngày {signed}, trước văn bản mà nó sửa đổi ({target})", "kiểm tra ngày ký và câu “sửa đổi: …”")
AMENDS_ITSELF = Kind("S533", _E, "các văn bản sửa đổi lẫn nhau thành vòng: {ids}", "sửa câu “sửa đổi: …” của một văn bản")
AMENDMENTS_WAITING = Kind(
    "S550",
    _N,
    "đây là văn bản gốc; có {count} văn bản sửa đổi chưa áp dụng vào: {ids}",
    "thêm --year NĂM hoặc --as-of NGÀY để chọn văn bản được áp dụng",
)
RUBRIC_ENDED = Kind(
    "S551",
    _E,
    "“{id}” đã được thay thế bằng “{other}” theo {instrument}",
    "dùng bộ tiêu chí “{other}”, hoặc chọn một kỳ đánh giá, một ngày trước đó",
)
NOT_COUNTED = Kind(
    "S552",
    _W,
    "văn bản sửa đổi “{id}” không được áp dụng: {why}",
    "chọn kỳ đánh giá bằng --year, chọn ngày bằng --as-of",
)
REFERENCE_LEFT = Kind("S535", _W, "hệ quả {number} nhắc đến {code}, mà văn bản này bãi bỏ hoặc đổi mã dòng đó", "sửa hoặc bỏ câu hệ quả {number} trong cùng văn bản")
HEADER_ONLY = Kind("S534", _E, "ở văn bản sửa đổi chỉ sửa được câu “hiệu lực” và “áp dụng”", "sửa từng nội dung theo địa chỉ: SỬA khoản … Điều …")
