"""Scoring rules and surveys for generated rubrics, and what makes them fit the rows they came to stand on."""

from fractions import Fraction

from attrs import evolve
from hypothesis import strategies as st

from cchc_rules.meaning.rules import is_manual
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.survey import (
    AnswerScale,
    Option,
    Question,
    ScaleUse,
    Share,
    SurveyInstrument,
    SurveyShare,
)
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

# Points are shares of the maximum, so that a rule gives 0 to the maximum on any row.
_TEXT = """\
BỘ TIÊU CHÍ mau "Mẫu"
SỐ LIỆU
  [việc]: số đếm "việc", từ 1
  [việc xong]: số đếm "việc", từ 0 đến [việc]
  [mức]: lựa chọn "tốt", "khá", "kém"
  [có họp]: có/không
  [vụ]: số đếm "vụ"
  [nhận]: ngày tháng
  [gửi]: ngày tháng
"""
_RULES = (
    "do Hội đồng cho điểm",
    "do Hội đồng cho điểm\nlàm tròn điểm: đến 0,25 điểm, xuống",
    'theo mức [mức]\n"tốt": điểm tối đa\n"khá": 50% điểm tối đa, lời văn "Khá: hồ sơ đúng hạn"  theo mục 1\n'
    '"kém": 0 điểm',
    'theo mức [mức]\n"tốt": điểm tối đa\n"khá": 60% điểm tối đa\n"kém": 0 điểm\nưu tiên: điểm nhập tay',
    "theo thang [việc xong] / [việc]\ntừ 80%: điểm tối đa\ndưới 80%: 0 điểm",
    "theo thang [việc xong] / [việc]\ntừ 90%: điểm tối đa\ntừ 50% đến dưới 90%: tỷ lệ × điểm tối đa\ndưới 50%: 0 điểm",
    'theo trường hợp\nkhi [có họp] là có: điểm tối đa, lời văn "Có họp"\ncòn lại: 0 điểm, lời văn "Không họp"',
    "theo trường hợp\nkhi [vụ] lớn hơn theo năm(năm 2012: 18, từ 2015 đến 2019: 26, từ 2021: 2): 0 điểm\n"
    "còn lại: điểm tối đa",
    "đạt hoặc không, đạt khi [gửi] trong 05 ngày làm việc kể từ [nhận] hoặc [gửi] từ 15/02/2020",
    "đạt hoặc không, đạt khi không phải [gửi] chậm nhất 15/02 năm sau và [nhận] trước 15/02 trong năm",
    "điểm tối đa, mỗi 10% tròn [việc xong] / [việc] thấp hơn 100% trừ 0,5 điểm, mỗi 1 [vụ] trừ 1 điểm, "
    "không quá 2 điểm",
    'theo mức [mức]\n"tốt": điểm tối đa\n"khá": điểm tối đa, mỗi 2 theo tỷ lệ [vụ] trừ 0,5 điểm\n"kém": 0 điểm',
    "đạt hoặc không [có họp]",
    "đạt hoặc không, đạt khi [vụ] dưới 3  theo mục 3",
    "[việc xong] / [việc] × điểm tối đa\nđiều kiện chấm: [có họp] là có  theo mục 2",
    'tổng các phần\nphần a: 60% điểm tối đa\nphần b khi [có họp] là có: theo mức [mức], lời văn "Họp tốt"\n'
    '"tốt": 40% điểm tối đa\n"khá": 20% điểm tối đa\n"kém": 0 điểm',
    "điểm tối đa - 10% điểm tối đa × [vụ], không dưới 0 điểm\nkhi không phát sinh: đủ điểm",
)


def _parsed():
    rows = "".join(f'{n} "x": 2 điểm\ncách chấm: {rule}\n' for n, rule in enumerate(_RULES, 1))
    read = read_rubric(Source.of("mau", _TEXT + rows))
    assert read.value is not None and not [d for d in read.diagnostics if d.code != "C104"], read.diagnostics
    return read.value


_READ = _parsed()
FACTS = _READ.provisions.facts
PARSED = tuple(c.rule.value for c in _READ.fields)
assert len(PARSED) == len(_RULES)
_SCALE = (Option("Tốt", Fraction(1)), Option("Kém", Fraction(0)), Option("Không ý kiến", None))
_OTHER = (Option("Có", Fraction(1)), Option("Một phần", Fraction(1, 2)), Option("Không", Fraction(0)))


def rules(bases):
    """A scoring rule, or none."""
    return st.none() | st.builds(Stated, st.sampled_from(PARSED), bases)


def surveys(bases, titles):
    """Up to two survey instruments, one of which names a scale; questions still ask for any row."""

    def stated(values):
        return st.builds(Stated, values, bases)

    options = stated(st.sampled_from((_SCALE, _OTHER)))
    codes = st.sampled_from(tuple(map(Code, ("1", "2", "1.1", "1.2", "2.1", "3", "3.1", "9"))))
    questions = st.builds(
        Question,
        st.sampled_from("1234"),
        codes,
        titles,
        st.sampled_from((Fraction(1), Fraction(2))),
        st.none() | st.just("mức độ"),
        st.none() | options,
    ).map(lambda q: evolve(q, scale=None) if q.answers is not None else q)
    asked = st.lists(stated(questions), min_size=1, max_size=4, unique_by=lambda q: q.value.number).map(tuple)

    def form(name, scales):
        return stated(
            st.builds(
                SurveyInstrument,
                st.just(name),
                titles,
                st.none() | stated(st.sampled_from((("cán bộ",), ("người dân", "tổ chức")))),
                st.none() | stated(st.integers(1, 30)),
                scales,
                asked,
            )
        )

    unnamed = stated(st.builds(AnswerScale, st.none(), st.sampled_from((_SCALE, _OTHER))))
    named = stated(st.just(AnswerScale("mức độ", _OTHER)))
    first = form("can-bo", st.tuples(unnamed) | st.tuples(unnamed, named))
    second = form("nguoi-dan", st.tuples(unnamed) | st.tuples(stated(st.just(ScaleUse("mức độ")))))
    return st.just(()) | st.tuples(first) | st.tuples(first, second)


def shares(bases):
    """Ratios of two instruments; the rows they are for are found by `fitted`."""
    ratios = st.integers(1, 9).map(lambda n: Fraction(n, 10))
    share = ratios.map(
        lambda r: SurveyShare(Code("1"), (Share("can-bo", r), Share("nguoi-dan", 1 - r))),
    )
    return st.lists(st.builds(Stated, share, bases), max_size=2).map(tuple)


def fitted(rubric):
    """Rules on rows that may have them, with their facts; questions for survey rows; shares where two forms meet."""
    known = set()
    fields, buckets = _told_apart(map(_ruled, rubric.fields), known), []
    for stated in rubric.buckets:
        own = _told_apart(map(_ruled, stated.value.rows), known)
        buckets.append(evolve(stated, value=evolve(stated.value, rows=own)))
    buckets = tuple(buckets)
    made = evolve(rubric, fields=fields, buckets=buckets)
    p = made.provisions
    own = {f.value.name for f in FACTS}
    facts = tuple(f for f in p.facts if f.value.name not in own)
    facts += FACTS if any(c.rule is not None for c in made.rows()) else ()
    fed = [c.code for c in made.leaves() if c.survey]
    forms = tuple(evolve(f, value=_asking(f.value, fed, p.surveys)) for f in p.surveys) if fed else ()
    return evolve(made, provisions=evolve(p, facts=facts, surveys=forms, survey_shares=_shares(p, forms)))


def _told_apart(rows, known):
    """Rows whose own facts have names that no row before them has; `known` takes in those names."""
    made = []
    for row in rows:
        facts = tuple(f for f in row.facts if f.value.name not in known)
        known |= {f.value.name for f in facts}
        made.append(evolve(row, facts=facts, children=_told_apart(row.children, known)))
    return tuple(made)


def _ruled(row):
    children = tuple(map(_ruled, row.children))
    fits = row.rule is not None and not children and (not row.survey or is_manual(row.rule.value))
    return evolve(row, children=children, rule=row.rule if fits else None)


def _asking(form, fed, forms):
    named = any(isinstance(s.value, AnswerScale) and s.value.name for f in forms for s in f.value.scales)
    scales = tuple(
        s if named or isinstance(s.value, AnswerScale) else Stated(AnswerScale(None, _SCALE)) for s in form.scales
    )
    questions = tuple(evolve(q, value=_fed(q.value, fed, named)) for q in form.questions)
    return evolve(form, scales=scales, questions=questions)


def _fed(question, fed, named):
    code = question.code if question.code in fed else fed[int(question.number) % len(fed)]
    return evolve(question, code=code, scale=question.scale if named else None)


def _shares(p, forms):
    codes = [{q.value.code for q in f.value.questions} for f in forms]
    both = sorted(set.intersection(*codes)) if len(codes) == 2 else []
    # A row lies in none of the others: survey rows are leaves.
    return tuple(evolve(s, value=evolve(s.value, code=c)) for s, c in zip(p.survey_shares, both, strict=False))
