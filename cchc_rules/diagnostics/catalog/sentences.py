"""C: syntax of one line."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity

_E = Severity.ERROR

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
BROKEN_LINE = Kind("C116", _E, "câu này bị ngắt sang dòng {next}", "đặt dấu “|” ở đầu dòng {next} để nối vào câu này")
NOT_JOINED = Kind("C117", _E, "dòng mở đầu bằng “|” không nối được vào câu trên: {why}", "đặt dòng này ngay dưới câu mà nó nối")
PASTED = Kind("C118", _E, "{what} của một bảng, dán từ Excel hay Word", "viết mỗi dòng của bảng thành một câu")
ROMAN_PARENT = Kind("C119", _E, "dòng {code} viết số La Mã, các dòng con lại ghi {child}", "viết {number} thay cho {code}, hoặc viết mã các dòng con theo {code}: {code}.1")
OLD_FONT = Kind("C120", _E, "chữ ở dòng này không phải Unicode ({what}): “{word}”", "gõ lại dòng này bằng chữ Unicode")
