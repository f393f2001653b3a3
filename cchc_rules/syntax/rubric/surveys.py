"""Put the lines of surveys together: an instrument, what it states, its questions; shares of instruments."""

from fractions import Fraction

import attrs
from attrs import field

from cchc_rules.diagnostics import Related, catalog
from cchc_rules.frozen import define
from cchc_rules.model.citation import Stated
from cchc_rules.model.survey import (
    AnswerScale,
    Option,
    Question,
    ScaleUse,
    Share,
    SurveyInstrument,
    SurveyShare,
    scale_key,
)
from cchc_rules.syntax import values as v
from cchc_rules.syntax.lines.parse_tree import Node
from cchc_rules.syntax.lines.statements import Report, Statement

_INSIDE = frozenset({"asks", "minimum", "scale_used", "answer_scale", "question", "answers"})
SURVEY_LINES = frozenset({"survey", *_INSIDE})


@define
class _FormDraft:
    """An instrument being read."""

    head: Stated[SurveyInstrument]
    respondents: Stated[tuple[str, ...]] | None = None
    minimum: Stated[int] | None = None
    scales: list[Stated[AnswerScale | ScaleUse]] = field(factory=list)
    questions: list[Stated[Question]] = field(factory=list)

    def build(self) -> Stated[SurveyInstrument]:
        """The finished instrument."""
        made = attrs.evolve(
            self.head.value,
            respondents=self.respondents,
            minimum=self.minimum,
            scales=tuple(self.scales),
            questions=tuple(self.questions),
        )
        return attrs.evolve(self.head, value=made)


@define
class SurveyDraft:
    """The instruments of a file being read; `open` is the one that lines now go to."""

    forms: dict[str, _FormDraft] = field(factory=dict)
    open: _FormDraft | None = None
    asked: bool = False
    """Whether the line before in the instrument was a question, so that answers may follow."""
    alone: bool = False
    """Whether it has been reported that the lines here belong to no instrument: once, not once a line."""

    def close(self) -> None:
        """What follows belongs to no instrument."""
        self.open, self.asked, self.alone = None, False, False

    def build(self) -> tuple[Stated[SurveyInstrument], ...]:
        """All instruments, in the order of the text."""
        return tuple(f.build() for f in self.forms.values())


def add_survey_line(draft: SurveyDraft, st: Statement, report: Report) -> None:
    """Take one line of SURVEY_LINES."""
    rule = st.node.rule
    if rule == "survey":
        open_form(draft, st, report)
        return
    if draft.open is None:
        if not draft.alone:
            report.add(catalog.SURVEY_LINE_ALONE, st.span)
        draft.alone = True
        return
    asked, draft.asked = draft.asked, rule == "question"
    if rule == "answers":
        _answers(draft.open, st, report, asked)
    elif rule == "question":
        _question(draft.open, st, report)
    elif rule in ("scale_used", "answer_scale"):
        _scale(draft.open, st, report)
    else:
        _once(draft.open, st, report)


def _twice(st: Statement, what: str, before: Stated[object], report: Report) -> None:
    report.add(catalog.STATED_TWICE, st.span, what=what, related=(Related("câu trước ở đây", before.at),))


def open_lines(name: str) -> SurveyDraft:
    """A draft that takes lines of the instrument `name`, whose head is not there."""
    form = _FormDraft(Stated(SurveyInstrument(name, "")))
    return SurveyDraft({name: form}, form)


def open_form(draft: SurveyDraft, st: Statement, report: Report) -> None:
    """Begin an instrument: what follows belongs to it."""
    name, title = form_name(st.node), v.string(st.node)
    if not title:
        report.add(catalog.EMPTY_TEXT, st.at(st.node.leaf("STRING")), what=f"phiếu {name}")
    basis = v.basis(st, st.node, report)
    made = _FormDraft(Stated(SurveyInstrument(name, title), basis, st.span, st.trivia, tables=v.tables(st.node)))
    draft.open, draft.asked, draft.alone = made, False, False
    if name in draft.forms:
        _twice(st, f"phiếu điều tra {name}", draft.forms[name].head, report)
        return
    draft.forms[name] = made


def form_name(node: Node) -> str:
    """The short name of an instrument, in lower case."""
    return node.text("ID").casefold()


def _once(form: _FormDraft, st: Statement, report: Report) -> None:
    basis = v.basis(st, st.node, report)
    if st.node.rule == "minimum":
        if form.minimum is not None:
            _twice(st, "tối thiểu … phiếu hợp lệ", form.minimum, report)
            return
        leaf = st.node.leaves("INT")[0]
        least = v.whole(st, leaf, report)
        if least < 1:
            report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text, reason="cần ít nhất 1 phiếu")
        form.minimum = Stated(least, basis, st.span, st.trivia)
        return
    if form.respondents is not None:
        _twice(st, "hỏi", form.respondents, report)
        return
    groups = tuple(v.unquote(leaf.text) for leaf in st.node.leaves("STRING"))
    if not all(groups):
        report.add(catalog.EMPTY_TEXT, st.span, what="“hỏi”")
    form.respondents = Stated(groups, basis, st.span, st.trivia)


def _scale(form: _FormDraft, st: Statement, report: Report) -> None:
    made: AnswerScale | ScaleUse
    if st.node.rule == "scale_used":
        made = ScaleUse(v.string(st.node))
    else:
        name = v.string(st.node) if st.node.leaf("STRING") else None
        made = AnswerScale(name, _options(st, report))
    key = scale_key(made)
    same = next((s for s in form.scales if scale_key(s.value) == key), None)
    if same is not None:
        _twice(st, f"thang “{made.name}”" if key is not None else "thang", same, report)
        return
    form.scales.append(Stated(made, v.basis(st, st.node, report), st.span, st.trivia))


def _options(st: Statement, report: Report) -> tuple[Option, ...]:
    made: list[Option] = []
    for node in st.node.nodes("option"):
        text = v.string(node)
        if not text:
            report.add(catalog.EMPTY_TEXT, st.at(node.leaf("STRING")), what="phương án trả lời")
        weight = None if node.leaf("OUTSIDE") else v.number(st, node.leaves("NUMBER")[0], report) / 100
        made.append(Option(text, weight))
    return tuple(made)


def _question(form: _FormDraft, st: Statement, report: Report) -> None:
    node = st.node
    address, code = (v.code(st, leaf, report) for leaf in node.leaves("CODE"))
    if address is None or code is None:
        return
    number = address.text
    text = v.string(node)
    if not text:
        report.add(catalog.EMPTY_TEXT, st.at(node.leaf("STRING")), what=f"câu {number}")
    scale = node.node("by_named_scale")
    for rule, what in (("coefficient", "hệ số"), ("by_named_scale", "theo thang")):
        if len(node.nodes(rule)) > 1:
            report.add(catalog.STATED_TWICE, st.span, what=what, fixes=())
    made = Question(number, code, text, _coefficient(st, report), v.string(scale) if scale else None)
    same = next((q for q in form.questions if q.value.number == number), None)
    if same is not None:
        related = (Related("câu trước ở đây", same.at),)
        name, free = form.head.value.name, _free_number(form)
        report.add(catalog.QUESTION_TWICE, st.span, number=number, free=free, name=name, related=related)
    form.questions.append(Stated(made, v.basis(st, node, report), st.span, st.trivia))


def _free_number(form: _FormDraft) -> int:
    """The first number behind all that questions have."""
    return max((int(q.value.number) for q in form.questions if q.value.number.isdigit()), default=0) + 1


def _coefficient(st: Statement, report: Report) -> Fraction:
    given = st.node.node("coefficient")
    if given is None:
        return Fraction(1)
    leaf = given.leaves("NUMBER")[0]
    value = v.number(st, leaf, report)
    if value > 0:
        return value
    report.add(catalog.BAD_NUMBER, st.at(leaf), text=leaf.text, reason="hệ số phải lớn hơn 0")
    return Fraction(1)


def _answers(form: _FormDraft, st: Statement, report: Report, asked: bool) -> None:
    if not asked or not form.questions:
        report.add(catalog.ANSWERS_ALONE, st.span)
        return
    stated = form.questions[-1]
    if stated.value.scale is not None:
        report.add(catalog.STATED_TWICE, st.span, what="phương án trả lời", fix="bỏ “theo thang …” hoặc bỏ dòng này")
    answers = Stated(_options(st, report), v.basis(st, st.node, report), st.span, st.trivia)
    form.questions[-1] = attrs.evolve(stated, value=attrs.evolve(stated.value, answers=answers))


def lower_share(st: Statement, node: Node, report: Report) -> SurveyShare | None:
    """`1.8.1: can-bo 60%, nguoi-dan 40%`."""
    leaf = node.leaf("CODE")
    code = v.code(st, leaf, report) if leaf is not None else None
    if leaf is not None and code is None:
        return None
    parts = tuple(
        Share(form_name(n), v.number(st, n.leaves("NUMBER")[0], report) / 100) for n in node.nodes("share_part")
    )
    return SurveyShare(code, parts)
