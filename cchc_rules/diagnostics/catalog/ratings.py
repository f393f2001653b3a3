"""X: rating, bonus and penalty."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity
from cchc_rules.diagnostics.mends import Drop, RemoveLine, Swap

_E, _W = Severity.ERROR, Severity.WARNING

SCOPE_MISPLACED = Kind("X801", _E, "chỉ phần XẾP LOẠI mới chia theo loại đơn vị", "bỏ phần “cho …” hoặc “khi …” sau tên phần này", Drop("{scope}", "phần này cho mọi loại đơn vị"))
BUCKET_ROW_ALONE = Kind("X802", _E, "dòng {code} ghi “tối đa … điểm” mà không nằm trong ĐIỂM CỘNG hay ĐIỂM TRỪ", "thêm câu “ĐIỂM CỘNG: tối đa … điểm” ở trên; nếu là dòng của bảng thì bỏ chữ “tối đa”", Drop("tối đa", "{code} là dòng của bảng"))
BUCKET_ROW_FORM = Kind("X803", _E, "dòng {code} đứng trong ĐIỂM CỘNG, ĐIỂM TRỪ mà không ghi “tối đa”", 'viết {code} "…": tối đa … điểm; các dòng của bảng phải đứng trước ĐIỂM CỘNG, ĐIỂM TRỪ', Swap("{points} điểm", "tối đa {points} điểm", "{code} được cộng, trừ tối đa {points} điểm"))
CEILING_UNSAID = Kind("X804", _E, "có điểm cộng mà chưa nói điểm sau cộng, trừ có được vượt tổng điểm tối đa không", "thêm vào phần đầu câu “điểm sau cộng, trừ: không quá tổng điểm tối đa” (hoặc được vượt tổng điểm tối đa)")
CEILING_IDLE = Kind("X805", _W, "câu “điểm sau cộng, trừ” thừa: bộ tiêu chí không có ĐIỂM CỘNG, ĐIỂM TRỪ", "xóa câu này", RemoveLine("bộ tiêu chí không cần câu này"))
BUCKET_EMPTY = Kind("X806", _E, "{what} chưa có dòng nào", 'viết các dòng bên dưới, ví dụ: {example} "…": tối đa 2 điểm')
BUCKET_CAP = Kind("X807", _E, "{what} tối đa {cap} điểm: phải lớn hơn 0", "sửa số điểm tối đa")
BUCKET_CAP_LOOSE = Kind("X808", _W, "{what} tối đa {cap} điểm mà các dòng cộng lại chỉ {sum}", "sửa thành tối đa {sum} điểm, hoặc thêm dòng còn thiếu", Swap("tối đa {cap} điểm", "tối đa {sum} điểm", "{what} tối đa {sum} điểm"), guards=True)
KIND_UNRATED = Kind("X809", _E, "chưa có mức xếp loại cho {whom}", "thêm phần XẾP LOẠI chung, hoặc XẾP LOẠI cho loại đơn vị này")
KIND_RATED_TWICE = Kind("X810", _E, "“{kind}” có hai phần XẾP LOẠI", "giữ một phần cho mỗi loại đơn vị")
NO_SUCH_RATING = Kind("X811", _E, "không có mức xếp loại “{name}”{where}", "dùng tên một mức đã có, hoặc “không xếp loại khi: …”")
NEVER_DISQUALIFIES = Kind("X812", _E, "điều kiện này không bao giờ đúng: {why}", "sửa mã hoặc cận của điều kiện")
RATING_SCOPE_UNUSED = Kind("X813", _W, "phần XẾP LOẠI này không dùng đến: mọi loại đơn vị đã có phần riêng", "xóa phần này, hoặc sửa các phần riêng", guards=True)
RESCALE_IDLE = Kind("X814", _W, "quy về đủ thang không làm gì: mọi dòng đều lấy điểm ĐTXHH", "xóa câu này", RemoveLine("bộ tiêu chí không cần câu này"))
BANDS_OVER_COMMON = Kind("X875", _E, "quy định chung đã có mức xếp loại ở phần {where}", "nếu các mức ở đây thay cả phần ấy thì thêm câu “{words}”; nếu không, xóa các mức ở đây")
ALWAYS_DISQUALIFIES = Kind("X890", _E, "điều kiện này lúc nào cũng đúng: mọi đơn vị đều {rating}", "sửa cận của điều kiện")
DISQUALIFIER_DEAD = Kind("X891", _W, "câu này thừa: mọi trường hợp của nó đã thuộc một câu trước", "xóa câu này, hoặc sửa cận", RemoveLine("câu này thừa"), guards=True)
DISQUALIFIER_IDLE = Kind("X892", _W, "câu này không đổi gì: chỉ số như vậy đã thuộc mức “{name}”", "xóa câu này, hoặc sửa cận", RemoveLine("câu này thừa"), guards=True)
DISQUALIFIER_RAISES = Kind("X900", _W, "câu này không đổi xếp loại của ai: điều kiện chỉ hạ mức xếp loại, mà “{name}” là mức cao nhất", "nêu mức thấp hơn, hoặc xóa câu này", guards=True)
QUOTA_LOWERS_NOBODY = Kind("X920", _E, "vượt hạn mức thì xếp “{beyond}”, không thấp hơn “{band}”", "ghi một mức thấp hơn “{band}”")
QUOTA_COUNTS_OTHERS = Kind("X921", _E, "hạn mức của “{band}” tính trên số đơn vị xếp “{among}” trở lên, không gồm “{band}”", "ghi chính “{band}” hoặc một mức thấp hơn, hoặc “số đơn vị được xếp loại”")
QUOTA_TWICE = Kind("X922", _E, "mức “{band}” đã có hạn mức ở câu trước", "giữ một câu cho mỗi mức của cùng các đơn vị", RemoveLine("hạn mức ghi ở câu trước mới đúng"))
TIE_KEY_TWICE = Kind("X923", _E, "đã xét {what} ở trước trong câu này", "xóa lần sau")
