"""S: amendments."""

from cchc_rules.diagnostics.diagnostic import Kind, Severity
from cchc_rules.diagnostics.mends import Drop, RemoveLine, Swap

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

AMENDMENT_LACKS = Kind("S501", _E, "văn bản sửa đổi chưa ghi {what}", "thêm câu “{example}”")
NOTHING_TO_DO = Kind("S502", _E, "{what} chưa có nội dung nào", "{remedy}")
HALF_CHANGE = Kind("S503", _E, "“{what}” thiếu dòng “{missing}: …”", "thêm dòng “{missing}: …” ngay bên dưới")
NO_CHANGE = Kind("S504", _E, "giá trị cũ và giá trị mới của {what} như nhau", "sửa một trong hai, hoặc xóa câu này", RemoveLine("{what} không đổi"))
DIFFERENT_SENTENCES = Kind("S505", _E, "hai dòng “từ” và “thành” là hai loại câu khác nhau", "sửa cùng một loại câu; nếu không, dùng BỎ CÂU và THÊM CÂU")
SIGNED_AFTER_FORCE = Kind("S506", _E, "có hiệu lực ngày {force}, trước ngày ký {signed}", "sửa một trong hai ngày; nếu là đính chính thì mở đầu bằng ĐÍNH CHÍNH", Swap("từ {force}", "kể từ ngày ký", "có hiệu lực kể từ ngày ký {signed}"))
SUSPENSION_ENDS_EARLY = Kind("S507", _E, "ngưng hiệu lực từ kỳ {first} mà hết vào kỳ {last}", "kỳ cuối không được trước kỳ đầu", Swap("từ kỳ đánh giá {first} đến hết kỳ đánh giá {last}", "từ kỳ đánh giá {last} đến hết kỳ đánh giá {first}", "hai kỳ viết ngược"))
WRONG_TARGET = Kind("S508", _E, "văn bản này sửa đổi “{target}”, không phải “{given}”", "chọn đúng bộ tiêu chí, hoặc sửa câu “sửa đổi: …”", Swap("{target}", "{given}", "văn bản này sửa đổi “{given}”"))
AMENDMENT_TWICE = Kind("S509", _E, "hai văn bản sửa đổi cùng tên ngắn “{id}”", "đặt tên ngắn khác cho một văn bản")
NO_SUCH_TARGET = Kind("S510", _E, "không có {what} trong văn bản trước khi sửa đổi", "sửa địa chỉ cho đúng")
OLD_DIFFERS = Kind("S511", _E, "{what} hiện là {actual}, không phải {asserted}", "ghi lại giá trị hiện hành, sau khi xem văn bản đã đặt ra nó", Swap("{asserted}", "{actual}", "giá trị cũ của {what} là {actual}"))
ALREADY_REPEALED = Kind("S512", _E, "{what} đã bị bãi bỏ", "bỏ câu này, hoặc bổ sung lại bằng BỔ SUNG", RemoveLine("không sửa {what} nữa"))
CHANGED_TWICE = Kind("S513", _E, "{what} bị sửa hai lần trong cùng một văn bản", "gộp hai câu thành một")
CODE_TAKEN = Kind("S514", _E, "mã {code} đã có", "dùng mã khác, hoặc đánh số lại dòng đang mang mã này")
WRONG_PLACE = Kind("S515", _E, "{code} không đứng được ở đây: {why}", "sửa mã hoặc vị trí")
WORDS_ABSENT = Kind("S516", _E, "không thấy cụm từ “{words}” tại {code}", "sửa cụm từ hoặc danh sách nơi thay", Drop("{code}", "không thay cụm từ tại {code}"))
SENTENCE_THERE = Kind("S517", _E, "đã có câu “{sentence}”", "dùng SỬA CÂU để sửa câu đang có")
NOT_SUSPENDED = Kind("S518", _E, "{code} không bị ngưng hiệu lực", "sửa mã cho đúng dòng đang bị ngưng hiệu lực", RemoveLine("{code} vẫn có hiệu lực, không cần khôi phục"))
RESULT_SUM = Kind("S519", _E, "sau khi sửa đổi, {code} có điểm tối đa {declared}, các dòng con cộng lại {actual}", "sửa thêm điểm của {code} hoặc của dòng con trong cùng văn bản")
RESULT_TOTAL = Kind("S520", _E, "sau khi sửa đổi, tổng điểm khai {declared}, các dòng cộng lại {actual}", "sửa thêm câu “tổng điểm” hoặc điểm của một dòng trong cùng văn bản")
RESULT_SURVEY = Kind("S521", _E, "sau khi sửa đổi, ĐTXHH khai {declared} điểm, các dòng có nhãn cộng lại {actual}", "sửa thêm câu “tổng điểm” hoặc nhãn ĐTXHH trong cùng văn bản")
RESULT_COUNT = Kind("S522", _E, "sau khi sửa đổi, {where} khai {declared} {level}, đếm được {actual}", "nêu đúng số đếm được, hoặc bỏ câu sửa “số lượng”: số lượng tự theo các dòng")
NOT_AS_SAID = Kind("S523", _E, "“Sau sửa đổi” ghi “{said}”, kết quả là “{actual}”", "kiểm tra lại các điều khoản, hoặc sửa câu này", Swap("{said}", "{actual}", "kết quả sau sửa đổi là {actual}"))
RUBRIC_REPLACED = Kind("S524", _E, "“{id}” đã bị thay thế toàn bộ", "sửa đổi bộ tiêu chí thay thế nó")
SURVEY_ON_GROUP = Kind("S525", _E, "{code} có các dòng con nên không thể mang nhãn ĐTXHH", "đặt nhãn ĐTXHH ở từng dòng con", RemoveLine("{code} không mang nhãn ĐTXHH"))
ALONE = Kind("S526", _E, "thay thế toàn bộ văn bản thì không kèm nội dung sửa đổi nào khác", "tách thành hai văn bản")
ROWS_ABSENT = Kind("S527", _E, "dưới “{what}” chưa có dòng tiêu chí nào", "viết các dòng mới ngay bên dưới")
ALREADY_SUSPENDED = Kind("S528", _E, "{code} đang bị ngưng hiệu lực từ kỳ đánh giá {first}", "khôi phục hiệu lực trước, hoặc sửa kỳ", RemoveLine("{code} ngưng hiệu lực từ kỳ {first} như đã quy định"))
STRAY_LINE = Kind("S529", _E, "dòng này không thuộc nội dung sửa đổi nào", "đặt dòng này ngay dưới câu mà nó bổ sung nội dung")
RESUMED_EARLY = Kind("S530", _E, "khôi phục từ kỳ {year}, trước khi ngưng hiệu lực (kỳ {first})", "sửa kỳ đánh giá", Swap("{year}", "{first}", "khôi phục từ kỳ {first}"))
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
RUBRIC_TOO_EARLY = Kind(
    "S553",
    _W,
    "bộ tiêu chí “{id}” {why}",
    "chọn kỳ bằng --year, chọn ngày bằng --as-of; trước đó thì dùng bộ tiêu chí của khi ấy",
)
FOLLOWED_ROWS = Kind("S554", _N, "tự theo các dòng mà văn bản này sửa: {values}", "không phải viết gì thêm")
NOT_CARRIED = Kind("S555", _W, "nội dung này không được tính: “{text}”", "mọi kết quả có áp dụng văn bản này nêu điều đó; dịch được thì thay bằng câu sửa đổi", guards=True)
ANNEX_NAMED = Kind("S556", _E, "câu “sửa đổi” ghi “{annex}”, là tên in trong văn bản, mà cạnh đó {why}", "ghi tên ngắn của một trong: {there}")
ONE_TARGET_HERE = Kind("S610", _E, "dưới {place} chỉ nêu được một văn bản được sửa đổi", "chia thành nhiều điều, khoản, mỗi điều, khoản một câu “sửa đổi: …”")
TARGET_NOT_IN_HEAD = Kind("S611", _E, "“{target}” không có trong câu “sửa đổi” ở phần đầu: {names}", "thêm tên này vào câu ở phần đầu, hoặc sửa tên ở đây")
TARGET_UNSAID = Kind("S612", _E, "văn bản này sửa đổi {names}, mà ở đây không nói sửa đổi cái nào", "viết “sửa đổi: …” ngay dưới dòng Điều, khoản chứa nội dung này; phần cuối thì viết “Sau sửa đổi của …”")
TARGET_UNUSED = Kind("S613", _E, "phần đầu nói sửa đổi “{target}”, mà không điều khoản nào sửa đổi nó", "bỏ tên này ở phần đầu, hoặc viết “sửa đổi: {target}” dưới điều khoản sửa đổi nó")
FACT_NAME_TAKEN = Kind("S614", _E, "đã có số liệu [{name}]", "chọn tên khác, hoặc bỏ hay đổi tên số liệu kia trong cùng văn bản")
WRONG_NUMBER_OF_ROWS = Kind("S615", _E, "{what} cần {wanted} ở dưới, ở đây có {count}", "GỘP nhiều dòng thành một, TÁCH một dòng thành nhiều; trường hợp khác thì BÃI BỎ rồi BỔ SUNG")
IN_FORCE_ALREADY = Kind("S616", _E, "ngưng hiệu lực đến khi {text} có hiệu lực, mà văn bản ấy đã được áp dụng", "nêu kỳ cuối bằng “đến hết kỳ đánh giá …”, hoặc sửa số văn bản")
NOTHING_ON_PLACE = Kind("S617", _E, "không nội dung nào của “{id}” dựa vào {place}{near}", "sửa địa chỉ cho đúng căn cứ ghi trong bộ tiêu chí; hoặc nêu chính câu, chính dòng: BỎ CÂU, SỬA CÂU, BÃI BỎ 1.1 …")
RESTS_ON_SEVERAL = Kind("S618", _E, "{what} {why}: chưa rõ còn hay hết", "nói rõ trong cùng văn bản: {answers}")
PLACE_MEANS = Kind("S619", _N, "BÃI BỎ {place} là bỏ: {values}", "không phải viết gì thêm")
LARGER_PLACE_STANDS = Kind("S620", _W, "BÃI BỎ {place} là bỏ: {values}; còn nguyên, dù dựa vào nơi rộng hơn: {left}", "nội dung nào cũng hết thì thêm câu bỏ nó; nếu không, ghi rõ căn cứ của nó trong bộ tiêu chí", guards=True)
PLACE_OF_SEVERAL = Kind("S621", _E, "có nhiều câu như vậy dựa vào {place}: {values}", "nêu câu của dòng nào, phiếu nào: SỬA CÂU của …")
TRANSITION_YEARS = Kind("S622", _E, "kỳ chuyển tiếp {years} {why}", "sửa năm ở câu “chuyển tiếp” hoặc ở câu “áp dụng”")
TRANSITION_KIND = Kind("S652", _E, "bộ tiêu chí không có loại đơn vị “{named}”, nên câu chuyển tiếp này không của đơn vị nào", "ghi một trong: {kinds}")
TRANSITION_UNSEEN = Kind("S650", _W, "không phiếu nào của năm {year} là của “{unit}”, đơn vị mà {clause} cho chuyển tiếp{near}", "sửa tên ở câu “chuyển tiếp”, hoặc chấm cùng phiếu của đơn vị ấy", guards=True)
TRANSITION_BREAKS = Kind("S651", _E, "{whom} theo {clause} thì phần còn lại của văn bản không áp dụng được: {why}", "để câu “chuyển tiếp” ở phần đầu, hoặc dưới mọi điều khoản phải đi cùng nhau")
SAID_UNFIT = Kind("S653", _E, "điều nói thêm về “{id}” không khớp hai bên: {why}", "sửa --rename, --merge, --split cho đúng hai bên")
DRAFT_FAILS = Kind("S654", _E, "văn bản soạn ra không đưa “{id}” về đúng bên mới: {why}", "sửa lỗi ấy ở hai bên, hoặc bỏ --merge, --split rồi viết tay các dòng ấy")
NOTHING_DIFFERS = Kind("S655", _E, "hai bên không khác nhau về nghĩa, nên không có gì để sửa đổi", "kiểm tra hai bên đã nêu")
ON_ONE_SIDE = Kind("S656", _W, "bên {side} không có “{id}”: văn bản sửa đổi không nói gì về nó", "bộ tiêu chí mới ban hành bằng văn bản riêng; bỏ hẳn thì dùng THAY VĂN BẢN", guards=True)
GUIDANCE_APART = Kind("S657", _W, "hướng dẫn “{id}” không so ở đây: văn bản soạn ra không sửa nó", "hướng dẫn là văn bản riêng, sửa bằng văn bản riêng", guards=True)
BESIDE_UNREAD = Kind("S570", _E, "không đọc được “{file}” nằm cạnh bộ tiêu chí, mà kết quả có thể phụ thuộc vào tệp này: {reason}", "sửa tệp này, hoặc thêm --ignore")
BESIDE_UNKNOWN = Kind("S571", _E, "không biết “{file}” nằm cạnh bộ tiêu chí là văn bản gì, mà kết quả có thể phụ thuộc vào tệp này: {said}", "sửa dòng đầu, hoặc thêm --ignore")
BESIDE_MISPLACED = Kind("S572", _E, "“{file}” sửa đổi bộ tiêu chí này mà nằm ở chỗ không được đọc: {why}", "chuyển về đúng chỗ, hoặc thêm --ignore")
BESIDE_NOWHERE = Kind("S573", _E, "“{file}” sửa đổi “{target}”, mà không có bộ tiêu chí nào tên như vậy", "sửa câu “sửa đổi: …”, hoặc thêm --ignore")
BESIDE_TARGETLESS = Kind("S574", _E, "“{file}” là văn bản sửa đổi mà không đọc được câu nói nó sửa đổi bộ tiêu chí nào", "viết câu “sửa đổi: tên ngắn”, hoặc thêm --ignore")
BESIDE_IGNORED = Kind("S597", _W, "bỏ qua “{file}” theo --ignore: kết quả không tính đến tệp này", "bỏ --ignore khi tệp đã đọc được", guards=True)
REFERENCE_LEFT = Kind("S535", _W, "{what} nhắc đến {code}, mà văn bản này bãi bỏ dòng đó", "sửa hoặc bỏ {what} trong cùng văn bản", guards=True)
HEADER_ONLY = Kind("S534", _E, "ở văn bản sửa đổi chỉ sửa được câu “hiệu lực” và “áp dụng”", "sửa từng nội dung theo địa chỉ: SỬA khoản … Điều …")
BEFORE_GOVERNED = Kind("S536", _E, "{what} từ kỳ {year}, mà văn bản này áp dụng từ kỳ {governs}: các kỳ ở giữa không đổi gì", "sửa kỳ ở câu này, hoặc sửa câu “áp dụng: từ kỳ đánh giá …”", Swap("{year}", "{governs}", "{what} từ kỳ {governs}"))
WORDING_LEFT = Kind("S585", _E, "cách chấm của {code} đổi mà lời văn in kèm vẫn là lời văn cũ", "thêm “SỬA CÂU của {code}” với lời văn mới, hoặc “BỎ CÂU của {code}” nếu văn bản sửa đổi không có lời văn thay")
OWN_SENTENCE_STANDS = Kind("S575", _W, "“{id}” không đổi theo quy định chung ở câu “{sentence}”: câu này do {by} đặt riêng", "sửa cả câu riêng của bộ tiêu chí nếu nó cũng phải đổi", guards=True)
NO_RUBRIC_USES = Kind("S576", _E, "không có bộ tiêu chí nào cạnh đó dùng quy định chung “{id}”", "đặt văn bản này cạnh các bộ tiêu chí có câu “dùng: {id}”")
BESIDE_TWO_TEXTS = Kind("S577", _E, "từ dòng {line}, “{file}” là một văn bản sửa đổi viết tiếp sau một văn bản khác: “{words}”", "chuyển phần ấy sang tệp riêng, hoặc thêm --ignore")
SAME_NAME = Kind("S578", _W, "{count} tệp cùng là “{id}”: {files}; văn bản sửa đổi “{id}” sửa đổi mọi tệp này", "đặt tên ngắn khác cho tệp không phải là nó, hoặc chuyển tệp ấy đi nơi khác", guards=True)
APPENDED = Kind("S600", _E, "từ dòng này là một văn bản sửa đổi viết tiếp sau {what}, chưa được áp dụng", "chuyển từ dòng này trở đi sang tệp riêng, đặt trong thư mục sua-doi bên cạnh; không xóa, không đặt “#”")
PROSE = Kind("S601", _E, "từ dòng này là lời văn của một quyết định, không phải câu của ngôn ngữ: “{words}”", "chuyển lời văn ra ngoài tệp này; nội dung sửa đổi thì viết thành văn bản sửa đổi, mở đầu bằng SỬA ĐỔI ten-ngan \"Tên\"")
