"""Every sentence of the language is printed as its sample says it, in the words of the home, and reads back the same.

A rule without a printer fails here by the name of its sample; so does a word that a printer and the home of words
(cchc_rules/language/words.py) say in two ways.
"""

from collections.abc import Callable
from typing import Any

import pytest

from cchc_rules.diagnostics import render_all
from cchc_rules.language.long_lines import GOES_ON
from cchc_rules.language.samples import SAMPLES
from cchc_rules.language.words import TERMINALS, squeeze
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.case import Case
from cchc_rules.model.guidance import Guidance
from cchc_rules.model.period.period import Period
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source
from cchc_rules.source.text import fold_tones
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.lines.document_kinds import is_guidance
from cchc_rules.syntax.lines.grammar import parse_line
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.period.reader import read_period
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.case import read_case
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.case_file import print_case
from cchc_rules.writing.guidance_file import print_guidance
from cchc_rules.writing.period_file import print_period
from cchc_rules.writing.rubric_file import print_rubric
from cchc_rules.writing.sheet_file import print_sheet
from tests.support.words import words_said

HERE = "<câu mẫu>"
_RUBRIC = 'BỘ TIÊU CHÍ bang-1 "Tên"\n'
_ROW = f'{_RUBRIC}LĨNH VỰC 1 "Tên": 2 điểm\n'
_LEVELS = f'{_RUBRIC}các cấp: lĩnh vực, tiêu chí, tiêu chí thành phần\nLĨNH VỰC 1 "Tên": 3 điểm\n'
_BELOW = 'TIÊU CHÍ 1.1 "Tên": 3 điểm\n'
_RULE = f"{_ROW}cách chấm: "
_SCALE = f"{_RULE}theo thang [x] / [y]\n{HERE}"
_CASES = f"{_RULE}theo trường hợp\n{HERE}"
_FORM = f'{_RUBRIC}PHIẾU ĐIỀU TRA can-bo "Phiếu"\n'
_STAGE = f"{_RUBRIC}CÁC BƯỚC ĐÁNH GIÁ\n{HERE}"
_RATING = f"{_RUBRIC}XẾP LOẠI\n{HERE}"
_ISSUED = "văn bản: Hướng dẫn 5/HD-SNV ngày 05/08/2020"
_GUIDANCE = f'HƯỚNG DẪN CHẤM ĐIỂM huong-dan-1 "Tên"\n{_ISSUED}\n'
_SHEET = 'PHIẾU CHẤM ĐIỂM\nbộ tiêu chí: bang-1\nđơn vị: "Sở A"\nloại đơn vị: "sở"\nnăm: 2019\n'
_SCORED = f'{_SHEET}ĐIỂM\n1.1.2 "Tên tiêu chí"\n'
_AMENDED = "văn bản: Quyết định 15/QĐ-UBND ngày 05/08/2020\n"
_FORCE = "hiệu lực: kể từ ngày ký\n"
_PERIOD = "áp dụng: từ kỳ đánh giá 2020\n"
_NAMED = 'SỬA ĐỔI sua-doi-1 "Tên"\n'
_TABLE = "sửa đổi: bang-1\n"
_AMENDMENT = f"{_NAMED}{_AMENDED}{_TABLE}{_FORCE}{_PERIOD}"
_CHANGE = "SỬA 3.3.1 điểm tối đa: từ 2 điểm thành 1,5 điểm\n"
_SENTENCES = "từ: không áp dụng khi: [x] là có\nthành: không áp dụng khi: [x] là không\n"
_RATED = 'từ: từ 70%: "Tốt"\nthành: từ 75%: "Tốt"\n'
_HOW = "cách chấm: do Hội đồng cho điểm\n"
_OTHER = "cách chấm: theo phiếu điều tra\n"
_CHANGED = f"Điều 1\n{_CHANGE}"
_PERIOD_TITLE = 'KỲ ĐÁNH GIÁ 2019 "Tên"\n'
_OF_TABLE = f"{_PERIOD_TITLE}BỘ TIÊU CHÍ bang-1\n"
_INSTRUMENT = f'SỬA ĐỔI sua-doi-2 "Tên"\n{_AMENDED}sửa đổi: sua-doi-1\n{_FORCE}{_PERIOD}Điều 1\n'

STANDS = {
    "rubric": {
        "": _RUBRIC + HERE,
        "rubric": HERE,
        "common": HERE,
        "CÁC BƯỚC ĐÁNH GIÁ  theo mục II.2": f"{_RUBRIC}{HERE}\ntự đánh giá: chấm điểm\nthẩm định: chấm điểm",
        'XẾP LOẠI cho "xã"  theo mục II.3': f'{_RUBRIC}{HERE}\ntừ 90%: "Tốt"\ndưới 90%: "Khá"',
        "XẾP LOẠI khi [số thôn] từ 10  theo mục II.3": f'{_RUBRIC}{HERE}\ntừ 90%: "Tốt"\ndưới 90%: "Khá"',
        "TỶ TRỌNG PHIẾU ĐIỀU TRA  theo mục II.2": f"{_RUBRIC}{HERE}\n1.1: can-bo 100%\n1.2: can-bo 100%",
        "CHỖ IN SAI": f'{_RUBRIC}{HERE}\n"a", đọc là "b", vì "c"',
        "CÁCH HIỂU": f'{_RUBRIC}{HERE}\n"a", chọn "b", vì "c"',
        "HỆ QUẢ  theo mục II.2": f'{_RUBRIC}{HERE}\n1 khi chỉ số dưới 70%: "…"\n2 khi chỉ số dưới 50%: "…"',
        "TIẾN ĐỘ  theo mục II.2": f"{_RUBRIC}{HERE}\nhạn công bố: trong quý I\nhạn thẩm định: trong quý I",
        "SỐ LIỆU  theo mục II.2": f"{_RUBRIC}{HERE}\n[x]: có/không\n[y]: có/không",
        **dict.fromkeys(("stage", "combination", "tie_break"), _STAGE),
        **dict.fromkeys(("band", "unrated_when", "rated_when", "quota"), _RATING),
        "consequence": f"{_RUBRIC}HỆ QUẢ\n{HERE}",
        "deadline": f"{_RUBRIC}TIẾN ĐỘ\n{HERE}",
        "fact": f"{_RUBRIC}SỐ LIỆU\n{HERE}",
        **dict.fromkeys(("asks", "minimum", "answer_scale", "scale_used", "question"), _FORM + HERE),
        "answers": f'{_FORM}câu 1 cho 1.1: "…"\n{HERE}',
        "share": f"{_RUBRIC}TỶ TRỌNG PHIẾU ĐIỀU TRA\n{HERE}",
        'TIÊU CHÍ 1.1 "Tên tiêu chí": 3 điểm': f'{_LEVELS}{HERE}\n1.1.1 "Tên": 3 điểm',
        '1.1.2 "Tên tiêu chí": 2 điểm': f"{_LEVELS}{_BELOW}{HERE}",
        '1.1.3 "Tên tiêu chí": 1 điểm, ĐTXHH, ghi chú "…"': f"{_LEVELS}{_BELOW}{HERE}",
        '1.1.4 "Vi phạm": trừ tối đa 3 điểm': f"{_LEVELS}{_BELOW}{HERE}",
        "bucket_row": f"{_RUBRIC}ĐIỂM CỘNG: tối đa 5 điểm\n{HERE}",
        **dict.fromkeys(("group_method", "wording", "followed_by", "evidence"), _ROW + HERE),
        **dict.fromkeys(("excluded_when", "only_when", "suspended"), _ROW + HERE),
        **dict.fromkeys(("printed_code", "printed_points", "printed_note", "printed_count"), _ROW + HERE),
        **dict.fromkeys(("printed_words", "reading"), _ROW + HERE),
        "misprint": f"{_RUBRIC}CHỖ IN SAI\n{HERE}",
        "chosen_reading": f"{_RUBRIC}CÁCH HIỂU\n{HERE}",
        "guidance": f"{HERE}\ncho bộ tiêu chí: bang-1\n{_ISSUED}",
        "applies_to": _GUIDANCE + HERE,
        "row_ref": f"{_GUIDANCE}cho bộ tiêu chí: bang-1\n{HERE}\ncách chấm: do Hội đồng cho điểm",
        "method_line": _ROW + HERE,
        "scale_row": _SCALE,
        "level_row": f"{_RULE}theo mức [x]\n{HERE}",
        **dict.fromkeys(("case_row", "otherwise"), _CASES),
        "part": f"{_RULE}tổng các phần\n{HERE}",
        **dict.fromkeys(("gate", "zero", "not_arisen", "point_rounding"), f"{_RULE}[x] / [y] × 2 điểm\n{HERE}"),
    },
    "sheet": {
        "": _SCORED + HERE,
        "row": f"{_SHEET}ĐIỂM\n{HERE}",
        "sheet": f"{HERE}{_SHEET.removeprefix('PHIẾU CHẤM ĐIỂM')}",
        "rubric": _SHEET.replace("bộ tiêu chí: bang-1", HERE),
        "unit": _SHEET.replace('đơn vị: "Sở A"', HERE),
        "kind": _SHEET.replace('loại đơn vị: "sở"', HERE),
        "year": _SHEET.replace("năm: 2019", HERE),
        **dict.fromkeys(("note", "formerly", "received", "copy"), _SHEET + HERE),
        "SỐ LIỆU": f"{_SHEET}{HERE}\n[x]: 3",
        "KẾT QUẢ ĐIỀU TRA": f'{_SHEET}{HERE}\nĐTXHH can-bo câu 1: "Tốt" 20',
        "ĐIỂM": _SCORED.replace("\nĐIỂM\n", f"\n{HERE}\n"),
        "fact": f"{_SHEET}SỐ LIỆU\n{HERE}",
        "tally": f"{_SHEET}KẾT QUẢ ĐIỀU TRA\n{HERE}",
    },
    "period": {
        "": _OF_TABLE + HERE,
        "period": HERE,
        **dict.fromkeys(("special_days", "seed", "table"), _PERIOD_TITLE + HERE),
        "unit": f'{_OF_TABLE}LOẠI ĐƠN VỊ "sở"\n{HERE}',
    },
    "case": {"": f"{_SHEET}{HERE}\nmong đợi: không xếp loại", "mong đợi: không xếp loại": _SHEET + HERE},
    "amendment": {
        "": f"{_AMENDMENT}Điều 1\n{HERE}",
        "amendment": f"{HERE}\n{_AMENDED}{_TABLE}{_FORCE}{_PERIOD}{_CHANGED}",
        "erratum": f"{HERE}\n{_AMENDED}đính chính: bang-1\n{_CHANGED}",
        "governing": f"{_NAMED}{HERE}\n{_TABLE}{_FORCE}{_PERIOD}{_CHANGED}",
        "amends": f"{_NAMED}{_AMENDED}{HERE}\n{_FORCE}{_PERIOD}{_CHANGED}",
        "corrects": f'ĐÍNH CHÍNH dinh-chinh-1 "Tên"\n{_AMENDED}{HERE}\n{_CHANGED}',
        "in_force": f"{_NAMED}{_AMENDED}{_TABLE}{HERE}\n{_PERIOD}{_CHANGED}",
        "governs": f"{_NAMED}{_AMENDED}{_TABLE}{_FORCE}{HERE}\n{_CHANGED}",
        "transition": f"{_AMENDMENT}{HERE}\n{_CHANGED}",
        "remark": f"{_AMENDMENT}{HERE}\n{_CHANGED}",
        "Điều 1": f"{_AMENDMENT}{HERE}\n{_CHANGE}",
        "Điều 2. Điều chỉnh điểm": f"{_AMENDMENT}{HERE}\n{_CHANGE}",
        "khoản 1": f"{_AMENDMENT}Điều 1\n{HERE}\n{_CHANGE}",
        "khoản 1. Lĩnh vực 3": f"{_AMENDMENT}Điều 1\n{HERE}\n{_CHANGE}",
        "điểm a": f"{_AMENDMENT}Điều 1\nkhoản 1\n{HERE}\n{_CHANGE}",
        "điểm a) Tiêu chí 3.3": f"{_AMENDMENT}Điều 1\nkhoản 1\n{HERE}\n{_CHANGE}",
        "change_sentence": f"{_AMENDMENT}Điều 1\n{HERE}\n{_RATED}",
        "SỬA CÂU của 3.3.1": f"{_AMENDMENT}Điều 1\n{HERE}\n{_SENTENCES}",
        "add_sentence": f'{_AMENDMENT}Điều 1\n{HERE}\ncâu 1 cho 1.1: "…"\ntrả lời: "Có" 100%, "Không" 0%',
        "drop_sentence": f"{_AMENDMENT}Điều 1\n{HERE}: không áp dụng khi: [x] là có",
        "change_rule": f"{_AMENDMENT}Điều 1\n{HERE}\ntừ\n{_HOW}thành\n{_OTHER}",
        **dict.fromkeys(("add_rule", "drop_rule"), f"{_AMENDMENT}Điều 1\n{HERE}\n{_HOW}"),
        "từ": f"{_AMENDMENT}Điều 1\nSỬA CÁCH CHẤM của 3.3.1\n{HERE}\n{_HOW}thành\n{_OTHER}",
        "thành": f"{_AMENDMENT}Điều 1\nSỬA CÁCH CHẤM của 3.3.1\ntừ\n{_HOW}{HERE}\n{_OTHER}",
        "nội dung": f"{_INSTRUMENT}BỔ SUNG khoản 3 Điều 2\n{HERE}: {_CHANGE}",
        "insert_rows": f'{_AMENDMENT}Điều 1\n{HERE}\n3.3.4 "Tên": 1 điểm',
        "BỔ SUNG VÀO CUỐI ĐIỂM CỘNG": f'{_AMENDMENT}Điều 1\n{HERE}\nC1 "Tên": tối đa 1 điểm',
        "merge_rows": f'{_AMENDMENT}Điều 1\n{HERE}\n3.3.1 "Tên": 3,5 điểm',
        "split_row": f'{_AMENDMENT}Điều 1\n{HERE}\n3.3.1 "Tên": 1 điểm\n3.3.2 "Tên khác": 1 điểm',
        "replace_table": f'{_AMENDMENT}Điều 1\n{HERE}\nLĨNH VỰC 1 "Tên": 100 điểm',
        "change_provision": f"{_INSTRUMENT}{HERE}\ntừ: {_CHANGE}thành: {_CHANGE.replace('1,5', '1')}",
        "add_provision": f"{_INSTRUMENT}{HERE}\nnội dung: {_CHANGE}",
        "repeal_provision": _INSTRUMENT + HERE,
        "SỬA mục II.1.4": f"{_AMENDMENT}Điều 1\n{HERE}\ntừ: không áp dụng: được đề nghị\n"
        "thành: không áp dụng: không được đề nghị",
        "after": f"{_AMENDMENT}Điều 1\n{_CHANGE}{HERE}\n3.3: 5 điểm",
        "outcome": f"{_AMENDMENT}Điều 1\n{_CHANGE}Sau sửa đổi\n{HERE}",
    },
}
"""Texts in which sentences stand, by the sample or by the rule of the grammar; the empty name is for all others."""

MORE = {
    "rubric": (
        "ngày làm bù: 01/01/2020",
        "đánh số: lại từ đầu trong mỗi nhóm",
        "văn bản: Công văn 12/SNV ngày 15/01/2018",
        "tổng điểm: 90 điểm  theo điểm a khoản 1 Điều 2 Hướng dẫn 5/HD-SNV",
        "tổng điểm: 90 điểm  theo Bảng 2 Phụ lục 1 Quyết định 5/QĐ-UBND",
        "không áp dụng: không được đề nghị",
        "không áp dụng: loại khỏi điểm tối đa",
        "điểm sau cộng, trừ: được vượt tổng điểm tối đa",
        "ưu tiên: điểm nhập tay",
        "hạn rơi vào ngày nghỉ: chuyển sang ngày làm việc tiếp theo",
        "thay hệ quả 1 của quy định chung",
        'thẩm định: do "Hội đồng", công nhận hoặc tăng',
        'bước "giải trình": do "xã", nêu ý kiến',
        "bằng chỉ số thì: xét điểm 1.1, chờ quyết định",
        "HỆ QUẢ  theo mục II.2",
        "TIẾN ĐỘ  theo mục II.2",
        "SỐ LIỆU  theo mục II.2",
        "hạn công bố: chậm nhất ngày 15/03 năm sau",
        "hạn công bố: chậm nhất quý I năm sau",
        "[x]: có/không",
        '[x]: số đo "km", do điều tra',
        "[x]: ngày tháng",
        "[x]: chữ",
        "[x]: số đếm, do cơ quan theo dõi",
        "ĐIỂM TRỪ: tối đa 5 điểm",
        "cách tính: đơn vị chọn một dòng",
        "cách tính: cộng các dòng, không quá điểm tối đa, trần giảm theo tỷ lệ",
        "cách tính: cộng các dòng, không quá điểm tối đa, trần không quá tổng các dòng còn áp dụng",
        "không áp dụng khi: [x] nhỏ hơn [y] hoặc [x] không lớn hơn [y] hoặc [x] không nhỏ hơn [y]",
        "không áp dụng khi: [x] sau 15/12/2019 hoặc [x] không trước [y]",
        "cách chấm: nhỏ nhất(0 điểm; 2 điểm)",
        "cách chấm: làm tròn([x]; đến 0,01; gần nhất)",
        "cách chấm: 2 điểm, mỗi 1 kể cả phần lẻ [x] trừ 0,5 điểm",
        "cách chấm: 2 điểm, mỗi 1 theo tỷ lệ [x] trừ 0,5 điểm",
        "cách chấm: cao nhất trong các phần",
        "cách chấm: thấp nhất trong các phần",
        "cách chấm: phần đầu tiên đúng",
    ),
    "sheet": (
        "[x]: không phát sinh",
        'đơn vị: "Sở A", không phải "Sở B"',
        "thẩm định: như tự đánh giá, kể cả điểm trừ",
    ),
    "case": (),
    "period": ('"Sở Minh họa 06": đánh giá từ ngày 01/07/2019, vì "thành lập mới"', "ngày làm bù: 04/01/2020"),
    "amendment": (),
}
"""Sentences with the words that no sample says, and what goes without saying left out."""
PRINTED_AS = {
    "không áp dụng khi: [số vi phạm] lớn hơn năm trước": (
        "không áp dụng khi: [số vi phạm] lớn hơn [số vi phạm, năm trước]"
    ),
    "không áp dụng khi: [đúng hạn] lớn hơn 75%": "không áp dụng khi: [đúng hạn] trên 75%",
    "cách chấm: 1 điểm, mỗi 1 [vụ] cao hơn năm trước trừ 0,5 điểm, không quá 1 điểm": (
        "cách chấm: 1 điểm, mỗi 1 [vụ] cao hơn [vụ, năm trước] trừ 0,5 điểm, không quá 1 điểm"
    ),
    "SỬA CÂU của XẾP LOẠI khi [x] lớn hơn năm trước hoặc [ngày gửi] không sau [hạn gửi]": (
        "SỬA CÂU của XẾP LOẠI khi [x] lớn hơn [x, năm trước] hoặc [ngày gửi] không sau [hạn gửi]"
    ),
}
"""Sentences that say a value in another way than it is printed."""
SOUNDS_BETTER = {
    ("_SUBTRACT", "trừ"),
    ("_ADD", "cộng"),
    ("RELATION", "thấp hơn"),
    ("RELATION", "cao hơn"),
    ("_OF", "tại"),
    ("_AFTER", "vào sau"),
}
"""Synonyms that the printers write where the word itself would read badly: `mỗi 1 [vụ] cao hơn 3 trừ 0,5 điểm`."""
NEVER_PRINTED = {("_NUMBER_WORD", "số"), ("_PHRASE", "cụm từ"), ("_OF", "của")}
"""Words that may be left out, and are."""
SENTENCES = [(grammar, line) for grammar, lines in SAMPLES.items() for line in (*lines, *MORE[grammar])]
READERS: dict[str, Callable[[Source], Parsed[Any]]] = {
    "rubric": read_rubric,
    "guidance": read_guidance,
    "sheet": read_sheet,
    "case": read_case,
    "period": read_period,
    "amendment": read_amendment,
}
PRINTERS: dict[type, Callable[[Any], str]] = {
    Rubric: print_rubric,
    CommonProvisions: print_rubric,
    Guidance: print_guidance,
    Sheet: print_sheet,
    Case: print_case,
    Period: print_period,
    Amendment: print_amendment,
}


def _text_with(grammar: str, line: str) -> str:
    """The sentence in a text of its grammar where it can stand."""
    tree = parse_line(grammar, fold_tones(line), line)
    assert isinstance(tree, Node), line
    texts = STANDS[grammar]
    return texts.get(line) or texts.get(tree.rule) or texts[""]


def _read(grammar: str, text: str) -> Any:
    source = Source.of("mau", text)
    parsed: Parsed[Any] = READERS["guidance" if is_guidance(source) else grammar](source)
    assert parsed.ok, f"thêm vào STANDS chỗ đứng của câu:\n{text}\n{render_all(parsed.diagnostics)}"
    return parsed.value


@pytest.mark.parametrize(("grammar", "line"), SENTENCES)
def test_every_sample_is_printed_as_it_is_said_and_reads_back_equal(grammar: str, line: str) -> None:
    text = _text_with(grammar, line)
    value = _read(grammar, text.replace(HERE, line))
    printed = PRINTERS[type(value)](value)
    wanted = next(w.replace(HERE, PRINTED_AS.get(line, line)) for w in text.split("\n") if HERE in w)
    assert wanted in [said.strip() for said in printed.replace(f"\n{GOES_ON}", "").split("\n")], printed
    assert _read(grammar, printed) == value


@pytest.mark.parametrize("grammar", SAMPLES)
def test_samples_are_said_in_the_first_word_of_the_home(grammar: str) -> None:
    """As they are printed: a word that changes its place in the home has to change in its printer and its samples."""
    others = {
        (said.terminal.name, said.text): line
        for of, line in SENTENCES
        for said in words_said(of, line)
        if of == grammar and said.text != squeeze(said.word.said)
    }
    assert not {key: line for key, line in others.items() if key not in SOUNDS_BETTER}


def test_every_word_of_the_home_is_said() -> None:
    said = {(s.terminal.name, s.terminal.grammar, s.word) for of, line in SENTENCES for s in words_said(of, line)}
    every = {(t.name, t.grammar, w) for t in TERMINALS for w in t.words}
    silent = {(name, word.said) for name, _, word in every - said} - NEVER_PRINTED
    assert not silent, "thêm vào MORE một câu có các từ này"


@pytest.mark.parametrize("grammar", SAMPLES)
def test_a_sentence_said_in_synonyms_says_the_same(grammar: str) -> None:
    for line in (line for of, line in SENTENCES if of == grammar):
        text = _text_with(grammar, line)
        value = _read(grammar, text.replace(HERE, line))
        for said in words_said(grammar, line):
            for form in said.word.forms:
                other = line[: said.start] + form + line[said.end :]
                if form != said.text:
                    assert _read(grammar, text.replace(HERE, other)) == value, other
