"""E: files of office programs: score sheets as workbooks."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity

_E, _W = Severity.ERROR, Severity.WARNING

NOT_WORKBOOK = Kind("E040", _E, "đây không phải sổ chấm điểm: {why}", "dùng sổ do “cchc-rules new-sheet --format xlsx” hoặc “cchc-rules sheet … -o ….xlsx” làm ra, lưu ở dạng .xlsx")
CELL_CODE = Kind("E041", _E, "ô mã của dòng {code} ghi “{shown}”{why}", "ghi lại {code} ở ô này, định dạng ô là chữ (Text)")
FORMULA_EMPTY = Kind("E042", _E, "ô là công thức “{formula}” chưa có giá trị", "mở sổ, để phần mềm tính rồi lưu lại, hoặc gõ thẳng giá trị")
CELL_ERROR = Kind("E043", _E, "ô có lỗi {error} của bảng tính", "gõ thẳng giá trị vào ô này")
CELL_DATE = Kind("E044", _E, "ô đã bị đổi thành ngày ({shown}): không rõ ban đầu gõ gì", "định dạng ô là chữ (Text) rồi gõ lại; ngày ghi như 31/12/2019")
CELL_WORDS = Kind("E045", _E, "ô này ghi “{shown}”, không phải {wanted}", "ghi {wanted}; lời giải thích ghi ở cột “Lý do”")
CELL_PERCENT = Kind("E046", _E, "ô điểm có định dạng phần trăm: {shown}", "định dạng ô là số (General) rồi gõ lại số điểm")
CELL_NUMBER_TEXT = Kind("E047", _E, "“{shown}” ở ô này là chữ, không phải số{why}", "định dạng ô là số (General) rồi gõ lại số")
CELL_MERGED = Kind("E048", _E, "các ô {cells} bị gộp làm một: không rõ giá trị của từng ô", "bỏ gộp ô (Unmerge), rồi ghi lại từng ô")
CELLS_HIDDEN = Kind("E049", _W, "{what} đang ẩn mà có giá trị; giá trị ấy vẫn được đọc", "hiện lại để xem trước khi nộp", guards=True)
ROW_STRAY = Kind("E050", _E, "hàng {row} không phải hàng của sổ mà có nội dung “{shown}”", "chuyển nội dung vào đúng hàng của mã, rồi xóa hàng này")
ROW_DOUBLED = Kind("E051", _E, "{what} có hơn một hàng trong sổ", "giữ một hàng, xóa hàng dán thêm")
ROW_MISSING = Kind("E052", _E, "sổ thiếu {what}", "lấy lại sổ gốc và điền lại, hoặc hoàn tác việc xóa hàng")
COLUMN_WRONG = Kind("E053", _E, "sổ {how} cột “{column}”", "lấy lại sổ gốc và điền lại; không thêm, xóa, dán đè cột")
LOCKED_CHANGED = Kind("E054", _E, "ô khóa đã bị sửa: ghi “{shown}”, sổ gốc là “{right}”", "hoàn tác chỗ sửa; muốn đổi thì sửa ở phiếu văn bản rồi làm sổ mới")
OTHER_VERSION = Kind("E055", _W, "sổ này làm theo một bản khác của bộ tiêu chí “{name}”; từng dòng vẫn được kiểm tra theo bản hiện nay", "làm sổ mới từ bộ tiêu chí hiện nay: cchc-rules sheet {file} -o … ", guards=True)
MOST_CHANGED = Kind("E056", _E, "dòng {code}: sổ ghi tối đa {shown}, bộ tiêu chí là {right}", "làm sổ mới từ bộ tiêu chí hiện nay rồi chấm lại dòng này")
FORMULA_READ = Kind("E057", _W, "ô là công thức “{formula}”; giá trị được đọc là {value}, đã lưu trong tệp", "gõ thẳng giá trị vào ô này", guards=True)
PAGE_UNREAD = Kind("E058", _W, "trang “{page}” của sổ không được đọc", "chuyển nội dung cần chấm vào trang “{right}”, hoặc xóa trang này", guards=True)
NOT_IN_WORKBOOK = Kind("E059", _E, "không đưa được vào sổ: {why}", "giữ phiếu này ở dạng văn bản, hoặc sửa chỗ ấy trước")
EXTRA_MISSING = Kind("E060", _E, "đọc, ghi sổ .xlsx cần phần mở rộng “excel”, chưa được cài", 'cài bằng lệnh: pip install "cchc-rules[excel]"')
