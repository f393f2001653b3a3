"""M: large tables of figures (bảng số liệu lớn), scored by columns."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity

_E, _W = Severity.ERROR, Severity.WARNING

TABLE_UNREADABLE = Kind("M001", _E, "không đọc được bảng số liệu: {reason}", "dùng tệp .parquet, .arrow, .csv (UTF-8, dấu phẩy), hoặc một thư mục phiếu")
COLUMN_MISSING = Kind("M002", _E, "bảng số liệu không có cột “{column}”", "thêm cột này; cchc-rules batch schema in mọi cột")
COLUMN_UNKNOWN = Kind("M003", _E, "bộ tiêu chí không có cột “{column}”", "sửa tên hoặc bỏ cột; cchc-rules batch schema in mọi cột")
COLUMN_NOT_WHOLE = Kind("M004", _E, "cột “{column}” có kiểu {type}, không phải số nguyên", "ghi số nguyên theo đơn vị mà cchc-rules batch schema nêu (như phần nghìn điểm): số thực không giữ được đúng từng chữ số")
NOT_IN_COLUMNS = Kind("M005", _E, "chấm theo cột chưa tính được {what}{where}", "thêm --walk để chấm từng đơn vị: cùng kết quả, chậm hơn nhiều")
UNITS_REJECTED = Kind("M006", _W, "không chấm được {count} trong {read} đơn vị; lý do ở {file}", "sửa các dòng ấy rồi chấm lại; trước đó thứ hạng là tạm tính")
