"""R: the repository (kho) of a user: its settings and its snapshots."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity

_E, _W = Severity.ERROR, Severity.WARNING

NOT_TOML = Kind("R001", _E, "cấu hình của kho không đọc được: {reason}", "mỗi dòng viết tên = giá trị; tên mục không dấu, chữ đặt trong ngoặc kép")
UNKNOWN_SETTING = Kind("R002", _E, "cấu hình của kho không có mục “{name}”", "{hint}các mục ở đây: {names}")
SETTING_TYPE = Kind("R003", _E, "mục “{name}” phải là {wanted}", "viết như: {sample}")
PATH_MISSING = Kind("R004", _E, "kho không có {what} “{path}”", "sửa tên, tạo thư mục, hoặc bỏ dòng này")
PATH_OUTSIDE = Kind("R005", _E, "“{path}” không phải đường dẫn trong kho", "ghi đường dẫn tính từ gốc kho, ngăn bằng “/”, không có “..”")
SNAPSHOTS_INSIDE = Kind("R006", _E, "thư mục bản chụp “{path}” và “{other}”, nơi các tệp được đọc, nằm trong nhau", "đặt bản chụp ở một thư mục riêng, như “ban-chup”")
UNKNOWN_CHECK = Kind("R007", _E, "không có mã chẩn đoán “{code}”", "{hint}các mã ở docs/chan-doan.md; cchc-rules rule tìm mã theo từ")
SETTING_LEVEL = Kind("R008", _E, "không có mức “{level}”", "ghi một trong: {levels}")
SILENCE_INCOMPLETE = Kind("R009", _E, "chỗ bỏ qua này thiếu {names}", "ghi đủ tep, ma, cho, ly-do: bỏ qua ở tệp nào, mã nào, chỗ nào, vì sao")
SETTING_TWICE = Kind("R010", _E, "“{value}” ghi hai lần ở mục “{name}”", "giữ một lần")
NO_SETTINGS = Kind("R011", _E, "không có {file} ở {folder} hay thư mục nào phía trên", "đứng trong kho của tỉnh; chưa có kho thì: cchc-rules init THƯ_MỤC")
UNIT_NOT_KEPT = Kind("R012", _E, "không có phiếu nào của đơn vị “{unit}”", "{hint}sửa tên đơn vị ở mục ban-chup.don-vi, hoặc bỏ đơn vị này")
NOTHING_TO_KEEP = Kind("R013", _E, "kho không có bộ tiêu chí, phiếu hay tệp thử nào để chụp", "ghi ở phần [thu-muc] chúng nằm ở đâu")
NOT_A_SNAPSHOT = Kind("R014", _E, "“{file}” nằm trong thư mục bản chụp mà không phải bản chụp", "chuyển tệp đi nơi khác; là bản chụp bị sửa hỏng thì xóa rồi chạy cchc-rules snapshot --update")
GUARDED = Kind("R040", _E, "{code} giữ cho kết quả đúng, không tắt và không bỏ qua được: {title}", "sửa điều mà {code} nêu; muốn xem ít hơn thì tắt những mã không ảnh hưởng đến kết quả")
LEVEL_LOWERED = Kind("R041", _E, "{code} là lỗi, không hạ thành “{level}” được: {title}", "bỏ dòng này; lỗi thì sửa ở nơi {code} nêu")
SILENT_IN_VAIN = Kind("R042", _W, "chỗ bỏ qua này không bỏ qua gì: {file} không có {code} nào ở “{place}”", "bỏ phần này nếu đã sửa xong; nếu chưa thì ghi đúng chữ của dòng ấy ở cho")
PART_OF_RUBRIC = Kind("R060", _E, "tệp chỉ có phần {code} của một bộ tiêu chí", "xuất cả bộ: cchc-rules show BỘ_TIÊU_CHÍ --format json, không nêu mã")
SENTENCE_ASTRAY = Kind("R061", _E, "dòng {code} nằm trong danh sách câu, không phải trong danh sách dòng", "đưa thành một mục của rows, có code, title, max")
NOT_AS_WORKED_OUT = Kind("R062", _W, "{path} ghi {given}, tính từ các dòng và câu trong tệp thì là {found}", "sửa dòng hay câu nếu {given} mới đúng; khóa này chỉ để đọc, không đưa vào bộ tiêu chí", guards=True)
