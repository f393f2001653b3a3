"""N: an assessment period (năm: kỳ đánh giá): its register, and the sheets that came in."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity
from cchc_rules.diagnostics.mends import RemoveLine

_E, _W = Severity.ERROR, Severity.WARNING

# ---- the text of the period
PERIOD_NO_BASIS = Kind("N001", _E, "{what} mà không nêu theo văn bản nào", "thêm căn cứ ở cuối câu, như: theo Công văn 12/UBND-TH ngày 10/01/2020")
PERIOD_NO_REASON = Kind("N002", _E, "“{unit}” {what} mà không nêu lý do", 'nêu lý do bằng: vì "…"')
REGISTERED_TWICE = Kind("N003", _E, "“{unit}” ghi hai lần trong danh sách của một bộ tiêu chí", "giữ một dòng", RemoveLine("điều ghi ở dòng trước mới đúng"))
REGISTERED_NEAR = Kind("N004", _W, "tên “{unit}” gần giống “{other}” trong danh sách", "{remedy}", guards=True)
NOT_IN_REGISTER = Kind("N005", _E, "câu này nêu “{unit}”, không có đơn vị ấy được đánh giá trong danh sách{hint}", "ghi đúng tên như ở danh sách, hoặc thêm đơn vị vào danh sách")
PARTLY_OUTSIDE = Kind("N006", _E, "thời gian được đánh giá không nằm trong năm {year}: {why}", "sửa ngày: từ ngày đầu đến ngày cuối phải thuộc năm {year}")
TABLE_TWICE = Kind("N007", _E, "bộ tiêu chí “{name}” có hai phần trong một kỳ đánh giá", "gộp hai phần làm một")
PERIOD_INCOMPLETE = Kind("N008", _E, "kỳ đánh giá chưa có {what}", "thêm: {example}")
EXTENSION_EARLY = Kind("N009", _E, "gia hạn đến {day}, mà hạn của bước này đã là {due}", "ghi ngày muộn hơn {due}, hoặc bỏ câu gia hạn")
EXTENSION_OF_NOTHING = Kind("N010", _E, "bộ tiêu chí không nêu hạn của bước “{stage}” nên không gia hạn được", "bỏ câu gia hạn, hoặc bổ sung hạn vào phần TIẾN ĐỘ của bộ tiêu chí")
STAGE_NOT_THERE = Kind("N011", _E, "bộ tiêu chí “{rubric}” không có bước “{stage}”", "dùng một trong các bước: {stages}")
KIND_NOT_ASSESSED = Kind("N012", _E, "bộ tiêu chí “{rubric}” không dành cho “{kind}”", "bộ tiêu chí này dành cho: {kinds}")
EXCEPTED_BY_RUBRIC = Kind("N013", _E, "“{unit}” được trừ khỏi đối tượng của bộ tiêu chí “{rubric}” mà danh sách vẫn đánh giá", 'ghi “không đánh giá, vì "…"” sau tên đơn vị, hoặc bỏ khỏi danh sách')
CODE_NOT_THERE = Kind("N014", _E, "bộ tiêu chí “{rubric}” không có mã {code}", "kiểm tra mã giao cho cơ quan thẩm định")
SHEETS_FOLDER_MISSING = Kind("N015", _W, "không có thư mục phiếu “{folder}”", "kiểm tra tên thư mục, tính từ thư mục của kỳ đánh giá", guards=True)
FORMER_TOO_LATE = Kind("N016", _E, "“{unit}” mang tên này từ ngày {since}, sau kỳ đánh giá {year}: trong kỳ này còn tên cũ", "ghi tên của kỳ này, hoặc sửa ngày")
FORMER_ASSESSED = Kind("N017", _E, "“{former}” đã thành “{unit}” mà danh sách vẫn đánh giá riêng", 'ghi “không đánh giá, vì "…"” sau tên “{former}”, hoặc sửa câu “tên trước đây”')

# ---- the sheets of the period
SHEET_NOT_REGISTERED = Kind("N020", _E, "“{unit}” không có trong danh sách của kỳ đánh giá {year}{hint}", "sửa tên đơn vị ở phiếu, hoặc thêm đơn vị vào danh sách: {file}")
SHEET_EXCEPTED = Kind("N021", _E, "“{unit}” không được đánh giá trong kỳ {year}{because}, mà có phiếu", "để phiếu này ra ngoài thư mục phiếu, hoặc sửa danh sách: {file}")
SHEET_OTHER_YEAR = Kind("N022", _W, "phiếu này của năm {other}, không phải kỳ đánh giá {year}, nên không tính vào kỳ", "sửa năm ở phiếu, hoặc để phiếu ra ngoài thư mục phiếu của kỳ", guards=True)
SHEET_OTHER_RUBRIC = Kind("N023", _E, "phiếu của “{unit}” chấm theo {other}, không phải bộ tiêu chí mà kỳ đánh giá {year} nêu cho đơn vị này{right}", "sửa câu “bộ tiêu chí” ở phiếu, hoặc sửa danh sách: {file}")
SHEET_OTHER_KIND = Kind("N024", _E, "phiếu ghi “{unit}” là “{kind}”, danh sách của kỳ ghi “{right}”", "ghi một loại đơn vị ở cả hai nơi: loại đơn vị quyết định dòng nào áp dụng")
SHEETS_MISSING = Kind("N025", _W, "kỳ đánh giá {year} còn thiếu phiếu chấm được của {count} đơn vị chấm theo {rubric}: {units}", "kết quả so với các đơn vị khác là tạm tính cho đến khi đủ phiếu", guards=True)
NO_PERIOD = Kind("N026", _E, "{where} không có văn bản kỳ đánh giá nào", 'viết một tệp .cchc mở đầu bằng KỲ ĐÁNH GIÁ 2019 "Tên", ví dụ ky-danh-gia.cchc')
TWO_PERIODS = Kind("N027", _E, "thư mục có hơn một văn bản kỳ đánh giá: {files}", "mỗi thư mục giữ một văn bản, hoặc nêu thẳng tên tệp")
SHEET_FORMER_DIFFERS = Kind("N028", _W, "“tên trước đây” của “{unit}” ở phiếu khác ở danh sách của kỳ", "ghi như nhau ở hai nơi: tên trước đây quyết định số liệu năm trước lấy của ai", guards=True)
RECEIVED_EARLY = Kind("N029", _W, "ngày nhận {day} ở trước khi hết năm đánh giá {year}", "kiểm tra năm của ngày nhận", guards=True)
NOT_ALL_HERE = Kind("N030", _E, "chưa đủ đơn vị để chốt kỳ: danh sách của kỳ còn thiếu phiếu của {units}", "nhận đủ phiếu rồi chạy lại, hoặc bỏ --closed để xem kết quả tạm tính")

# ---- the draw
SEED_MISSING = Kind("N040", _E, "kỳ đánh giá chưa có mã bốc thăm", 'ghi ở phần đầu: mã bốc thăm: "…", hoặc nêu sau --draw')
SEED_DIFFERS = Kind("N041", _E, "mã bốc thăm “{given}” khác mã mà kỳ đánh giá đã ghi: “{stated}”", "dùng --draw không kèm mã; đổi mã sau khi đã công bố là chọn lại kết quả")
NOTHING_TO_DRAW = Kind("N042", _E, "không bộ tiêu chí nào của kỳ có bước chỉ xét một tỷ lệ đơn vị", "bộ tiêu chí ghi tỷ lệ ở câu của bước, như: phúc tra: …, tối thiểu 10% đơn vị")
