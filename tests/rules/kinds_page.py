"""The kinds of scoring rule as the language reference shows them: samples, and what comes of them."""

import re
from pathlib import Path

from attrs import frozen
from rules_sample import HEAD

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.evaluate import evaluate_year
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.model.case import Case
from cchc_rules.model.link import link
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.case import read_case

PAGE = (Path(__file__).parents[2] / "docs/ngon-ngu.md").read_text(encoding="utf-8")
OTHER = "đơn vị khác: "
_SAMPLE = re.compile(r"^\*\*([^\n*]+?)\.\*\* ([^\n]*)\n\n```cchc\n(.*?)```", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r"Phiếu ghi ((?:`[^`]+`,? )+)thì `([^`]+)` \(`([^`]+)`\)")
_OPENS = re.compile(r'^(?:SỐ LIỆU|PHIẾU|XẾP|LĨNH|\d+ ")', re.MULTILINE)
_ENTRY = re.compile(r"([\w.]+) (thẩm định|ĐTXHH): (.*)")
_RATING, _SECTION = "XẾP LOẠI", "\n\n"


@frozen
class Row:
    """What is told of a kind: what a sheet says, what comes of it, what the explanation tells."""

    kind: str
    said: tuple[str, ...]
    wanted: str
    told: str


def samples() -> dict[str, str]:
    """The sample under each bold heading, by the heading."""
    return {kind: sample for kind, _, sample in _SAMPLE.findall(PAGE)}


def rows() -> tuple[Row, ...]:
    """What the page tells of each kind, in order."""
    return tuple(
        Row(kind, tuple(re.findall("`([^`]+)`", said)), wanted, told)
        for kind, intro, _ in _SAMPLE.findall(PAGE)
        for said, wanted, told in _SAID.findall(intro)
    )


def found_in(sample: str) -> tuple[Diagnostic, ...]:
    """What reading, or else the static checks, find in a sample; it need not cite a basis."""
    parsed = read_rubric(Source.of("mau.cchc", whole(sample)))
    if not parsed.ok or not isinstance(parsed.value, Rubric):
        return parsed.diagnostics
    return tuple(d for d in check_rubric(link(parsed.value, ())) if d.code != "K307")


def rubric_of(sample: str) -> Rubric:
    """The sample as a whole rubric, which must read without error."""
    parsed = read_rubric(Source.of("mau.cchc", whole(sample)))
    assert parsed.ok and isinstance(parsed.value, Rubric), [d.message for d in parsed.diagnostics]
    return link(parsed.value, ())


def whole(sample: str) -> str:
    """The text of a rubric around a sample: what it does not say itself is said as in HEAD."""
    start = _OPENS.search(sample)
    assert start is not None
    settings, body = sample[: start.start()], sample[start.start() :]
    alone = read_rubric(Source.of("mau.cchc", f'BỘ TIÊU CHÍ mau "Mẫu"\n{settings}{body}')).value
    assert isinstance(alone, Rubric), sample
    most = vietnamese(sum(f.max for f in alone.fields))
    asked = sum(row.max for row in alone.leaves() if row.survey)
    first, steps, rating = HEAD.format(max=most).split(_SECTION)
    if "ngày nghỉ lễ" in settings:
        first = "\n".join(line for line in first.splitlines() if "ngày nghỉ lễ" not in line)
    if asked:
        first = first.replace(f"{most} điểm", f"{most} điểm, trong đó ĐTXHH {vietnamese(asked)} điểm")
        only = asked == sum(f.max for f in alone.fields)
        steps = steps.replace("  điểm chỉ số: thẩm định", "  ĐTXHH: chấm điểm\n  điểm chỉ số: ĐTXHH cộng thẩm định")
        steps = steps.replace(" cộng thẩm định", "") if only else steps
    rating = "" if _RATING in body else rating
    return "\n".join((first, settings, steps, rating, body))


def case_of(row: Row, said: tuple[str, ...]) -> Case:
    """The row as a case of its own; `said` in the place of what it says."""
    kind = next((s for s in said if s.startswith("loại đơn vị")), 'loại đơn vị: "sở"')
    facts = [s for s in said if re.match(r"(?:thẩm định |ĐTXHH )?\[", s)]
    facts += [f"thẩm định {f.partition(', TLKC')[0]}" for f in facts if f.startswith("[")]
    tallies = [s for s in said if " câu " in s and "]" not in s]
    entries = [f"{m[1]}\n{m[2]}: {m[3]}" for s in said if (m := _ENTRY.fullmatch(s))]
    head = ("PHIẾU CHẤM ĐIỂM", "bộ tiêu chí: mau", 'đơn vị: "A"', kind, "năm: 2019")
    points = ("ĐIỂM", *entries, f"mong đợi: {row.wanted}")
    text = "\n".join((*head, "SỐ LIỆU", *facts, "KẾT QUẢ ĐIỀU TRA", *tallies, *points))
    parsed = read_case(Source.of("mau.thu", text))
    assert parsed.value is not None and not parsed.diagnostics, [d.message for d in parsed.diagnostics]
    return parsed.value


def scored(tree: RuleTree, row: Row) -> tuple[Case, Scorecard]:
    """The case of a row and its result, among other units where it names one."""
    own = tuple(s for s in row.said if not s.startswith(OTHER))
    others = [case_of(row, (s.removeprefix(OTHER),)).sheet for s in row.said if s.startswith(OTHER)]
    case = case_of(row, own)
    return case, evaluate_year(tree, [case.sheet, *others], closed=True)[0]


def explained(card: Scorecard) -> str:
    """The explanation on one line, its spaces single."""
    digest = FileDigest("mau.phieu", "0" * 64)
    return " ".join(render_text(build_document(card, Provenance("mau", (digest,), digest, "x")), columns=400).split())


def tree_of(row: Row) -> RuleTree:
    """The rubric of the row's sample, compiled."""
    return compile_rubric(rubric_of(samples()[row.kind]))
