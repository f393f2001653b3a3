"""T: the file itself."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity

_E, _W = Severity.ERROR, Severity.WARNING

NOT_UNICODE = Kind("T001", _E, "không đọc được tệp: {reason}", "chuyển chữ sang Unicode (Unikey có công cụ chuyển mã), lưu thành văn bản thuần với bảng mã UTF-8")
TOO_LARGE = Kind("T002", _E, "tệp quá lớn: {size} {unit}, giới hạn {limit} {unit}", "kiểm tra xem có nhầm tệp không")
EMPTY = Kind("T003", _E, "tệp không có câu nào", "bắt đầu tệp bằng {opening}")
WRONG_FILE = Kind("T004", _E, "đây không phải {wanted}", "câu đầu tiên phải là {opening}")
NOT_FOUND = Kind("T005", _E, "không tìm thấy {what} “{name}”", "kiểm tra tên tệp và thư mục")
NOT_JSON = Kind("T006", _E, "tệp JSON sai ở dòng {line}, cột {column}: {reason}", "sửa chỗ này rồi kiểm tra lại")
TOO_MANY = Kind("T007", _E, "dừng sau {limit} lỗi, phần sau chưa nêu", "sửa các lỗi trên rồi chạy lại")
RUBRIC_BROKEN = Kind("T008", _E, "bộ tiêu chí “{name}” đang có lỗi nên chưa chấm điểm được", "sửa bộ tiêu chí trước; các lỗi ghi bên dưới")
TOO_MANY_WARNINGS = Kind("T009", _W, "dừng sau {limit} cảnh báo, các cảnh báo sau chưa nêu", "sửa các cảnh báo trên rồi chạy lại", guards=True)
NOT_TAKEN = Kind("T071", _W, "“{file}” trông như phiếu mà không được chấm: {why}", "là phiếu thì đổi tên cho đúng đuôi; không phải thì để ra ngoài thư mục phiếu", guards=True)
FORMER_LATER = Kind("T073", _W, "tên trước đây đổi từ ngày {since}, sau kỳ đánh giá {year}: trong kỳ này đơn vị còn tên cũ", "sửa ngày, sửa năm, hoặc ghi tên của kỳ này và bỏ câu “tên trước đây”", guards=True)
LOOKS_ALIKE = Kind("T072", _W, "“{file}” trông như tệp của bộ tiêu chí, phiếu hay tệp thử mà không được xét: {why}", "đúng là tệp ấy thì đổi tên cho đúng đuôi; không phải thì để ra ngoài thư mục", guards=True)
NOT_REGULAR = Kind("T070", _E, "đây là {what}, không phải tệp thường, nên không đọc", "lưu nội dung thành một tệp rồi nêu tên tệp đó")
