"""A certificate as a document: first what is refuted or not decided, with sheets that show it; then what is proven."""

from collections.abc import Iterator, Sequence

from cchc_rules.explain.render.document import Document, Fact, Folded, Group, Item, Items, Line, Tone
from cchc_rules.explain.words.citations import Cite, row_cites
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.certificate import Certificate, Finding, Topic, Verdict
from cchc_rules.writing.sheet_file import print_sheet

_TONES = {
    Verdict.PROVEN: Tone.GAIN,
    Verdict.REFUTED: Tone.LOSS,
    Verdict.UNDECIDED: Tone.PENDING,
    Verdict.TURNS: Tone.LOSS,
    Verdict.UNSTATED: Tone.PLAIN,
    Verdict.TOLD: Tone.PLAIN,
}
_HEADS = ("Mã", "Nội dung", "", "Kết quả")
_WITH_SHEETS = (Verdict.REFUTED, Verdict.TURNS)
"""Verdicts whose sheets are printed whole; those of the others are written with `--sheets`."""


def certificate_document(certificate: Certificate) -> Document:
    """The certificate laid out."""
    rubric, year = certificate.rubric, certificate.year
    proven = [f for f in certificate.findings if f.verdict is Verdict.PROVEN]
    others = [f for f in certificate.findings if f.verdict is not Verdict.PROVEN]
    folded = Folded(f"Đã chứng minh: {len(proven)} điều", tuple(_sections(proven, rubric))) if proven else None
    counts = ", ".join(f"{certificate.count(v)} {v.value}" for v in Verdict if certificate.count(v))
    return Document(
        f"Giấy chứng nhận {rubric.id}",
        (f"Mọi phiếu có thể có của bộ tiêu chí {rubric.id}, kỳ đánh giá {year}", rubric.title, counts),
        (),
        tuple(Fact("Không xét", text) for text in certificate.apart),
        (*_sections(others, rubric), *((folded,) if folded is not None else ())),
        "Cách đọc",
        (
            Fact("đã chứng minh", "đúng với mọi phiếu, không phải chỉ với các phiếu đã thử"),
            Fact("bị bác bỏ", "có phiếu cho thấy điều ngược lại, đã chấm lại; hoặc không phiếu nào có thể như vậy"),
            Fact("không quyết định được", "vượt giới hạn số bước, hoặc chưa dịch được; không phải là đúng"),
        ),
    )


def _sections(findings: Sequence[Finding], rubric: Rubric) -> Iterator[Items]:
    for topic in Topic:
        own = [f for f in findings if f.topic is topic]
        if own:
            yield Items(topic.value, Tone.STRONG, (), (Group("", tuple(_item(f, rubric) for f in own)),), _HEADS)


def _item(f: Finding, rubric: Rubric) -> Item:
    code = f.code.text if f.code is not None else ""
    return Item(code, f.about, "", f.verdict.value, _TONES[f.verdict], tuple(_details(f, rubric)))


def _details(f: Finding, rubric: Rubric) -> Iterator[Line]:
    if f.why:
        yield Line(f.why)
    for shown in f.shown:
        if shown.told:
            yield Line(shown.told)
    yield from (Line(cite, Tone.FAINT) for cite in cited(f, rubric))
    for shown in f.shown if f.verdict in _WITH_SHEETS else ():
        yield Line("Phiếu:", Tone.FAINT)
        yield from (Line(line, depth=1) for line in print_sheet(shown.sheet).splitlines() if line.strip())


def cited(f: Finding, rubric: Rubric) -> tuple[str, ...]:
    """The clauses that a finding rests on: where the row is printed, and what its sentence cites."""
    row = next((c for c in rubric.rows() if c.code == f.code), None)
    own = (row_cites(rubric, row)[0].placed(),) if row is not None else ()
    if f.basis is None:
        return own or ((f.at.cite(),) if f.at is not None else ())
    return tuple(dict.fromkeys((*own, Cite(f.basis.cite(), f.at if row is None else None).placed())))
