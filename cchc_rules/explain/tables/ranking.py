"""A year's ranking as text, CSV or JSON."""

import csv
import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.explain.data.rating import rated_data
from cchc_rules.explain.render.text_width import clean, csv_cell, hang, left, right, width
from cchc_rules.explain.words import awaited as awaited_words
from cchc_rules.explain.words import quotas as quota_words
from cchc_rules.explain.words import texts_beside
from cchc_rules.explain.words.figures import Figures
from cchc_rules.explain.words.scorecard import PROVISIONAL
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.numbers import common_scale, decimal_string, vietnamese
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import Ledger
from cchc_rules.results.ranking import NotScored, Ranked, Ranking, StageShare, Standing, tie_break_of
from cchc_rules.writing.json_text import json_text
from cchc_rules.writing.rubric import result_condition, say, scope

SCHEMA = "cchc-rules/ranking/2"
COLUMNS = ("hạng", "đơn vị", "điểm", "tối đa", "chỉ số", "xếp loại", "hệ quả", "ghi chú")
NUMERIC = frozenset({"hạng", "điểm", "tối đa", "chỉ số"})
_AMOUNTS = ("achieved", "applicable", "lost", "excluded", "pending")
_CSV = (
    "rubric",
    "year",
    "rank",
    "unit",
    "stage",
    "achieved",
    "applicable",
    "lost",
    "excluded",
    "pending",
    "percent",
    "band",
    "consequences",
    "sheet",
    "points",
    "of",
    "rating",
    "provisional",
    "numerator",
    "denominator",
    "parts",
    *(f"{name}_parts" for name in _AMOUNTS),
    "error",
    "texts",
    "over",
    "over_parts",
)
_LINE = 100


def ranking_text(rankings: Sequence[Ranking], bad: Sequence[NotScored]) -> str:
    """An aligned table for each rubric and year, how ties go, the share re-checked, then sheets left out, with why."""
    parts = [_table(r) for r in rankings]
    if bad:
        lines = (line for b in bad for line in (f"  {clean(b.sheet)}", *_reasons(b)))
        parts.append("\n".join([f"Không chấm được {len(bad)} phiếu:", *lines]) + "\n")
    return "\n".join(parts) if parts else "Không có phiếu nào.\n"


def _reasons(bad: NotScored) -> Iterator[str]:
    for d in bad.reasons:
        yield from hang(_reason(d), _LINE, "      ", "    ")


def _table(ranking: Ranking) -> str:
    figures = Figures.of(ranking.rubric.provisions)
    rows = [COLUMNS, *(ranked_cells(u, figures, ranking.rubric.level_names[0]) for u in ranking.units)]
    widths = [max(width(row[i]) for row in rows) for i in range(len(COLUMNS))]
    lines = [f"{ranking.rubric.title} · năm {ranking.year}"]
    lines += texts_beside.wrapped(ranking.texts)
    awaited = awaited_words.awaited(ranking)
    lines += hang(f"{PROVISIONAL}: {awaited}.", _LINE, "  ", "") if awaited is not None else []
    lines += _apart(ranking)
    lines += _notes([u.standing.header.note for u in ranking.units])
    lines.append("")
    for number, row in enumerate(rows):
        cells = (
            (right if name in NUMERIC else left)(cell, size)
            for name, cell, size in zip(COLUMNS, row, widths, strict=True)
        )
        lines.append("  ".join(cells).rstrip())
        if number == 0:
            lines.append("  ".join("─" * size for size in widths))
    return "\n".join([*lines, "", *_footer(ranking)]) + "\n"


def _apart(ranking: Ranking) -> list[str]:
    """That units of the year are ranked by another text, and what that leaves open here."""
    if not ranking.apart:
        return []
    told = (
        f"Đơn vị khác của năm này chấm theo nội dung khác do điều khoản chuyển tiếp, xếp riêng: "
        f"{', '.join(ranking.apart)}. Hạn mức, số cao nhất của kỳ ở đây chỉ tính trong bảng này, nên còn tạm tính."
    )
    return hang(clean(told), _LINE, "  ", "")


def _notes(notes: Sequence[str | None]) -> list[str]:
    told = dict.fromkeys(clean(n) for n in notes if n)
    return [line for note in told for line in hang(note, _LINE, "  ", "* ")]


def ranked_cells(unit: Ranked, figures: Figures, top: str) -> tuple[str, ...]:
    """Rank, unit, points, of how many, index, band, consequences, remarks, as printed; `top` is the highest level."""
    s = unit.standing
    band = s.band or quota_words.waiting(s.quota) or ("chưa rõ" if s.index else "không có")
    if s.unrated is not False:
        band = "không xếp loại" if s.unrated else "chưa rõ"
    open_text = [f"{n}?" for n in s.open_consequences]
    notes = [f"tạm tính: {s.view.upto.value}"] if s.view.upto is not None else []
    notes += [f"đang chờ {stage.value}" for stage in s.awaiting]
    notes += [f"không xếp loại khi {clean(result_condition(s.unrated_by, top))}"] if s.unrated_by is not None else []
    notes += [f"{s.unseen_claims} dòng không áp dụng chưa thẩm định"] if s.unseen_claims else []
    notes += [f"chưa biết {figures.points(s.total.pending)} điểm"] if s.total.pending else []
    notes += quota_words.remarks(s.alone, s.quota)
    notes += [quota_words.RANK_WAITS] if unit.among is not None else []
    # What is known may change too, by a best of the year; or a condition of the rating alone is still open.
    by_others = s.year_open or (s.quota is not None and s.provisional)
    notes += [_MAY_CHANGE] if by_others or (s.provisional and not notes) else []
    return (
        _rank(unit),
        clean(s.header.unit),
        # With bonus, penalty or rescaling the index has points of its own.
        *figures.points_of(
            *((s.index.numerator, s.index.denominator) if s.index else (s.total.achieved, s.total.applicable))
        ),
        figures.index(s.index) if s.index else "không có",
        clean(band),
        ", ".join([*s.consequences, *open_text]) or "–",
        "; ".join(notes),
    )


def _rank(unit: Ranked) -> str:
    if unit.among is not None:
        return "–".join(map(str, unit.among))
    return str(unit.rank) if unit.rank is not None else "–"


_MAY_CHANGE = "tạm tính"


def _footer(ranking: Ranking) -> list[str]:
    return [line for text, indent in told_below(ranking) for line in hang(text, _LINE, indent, "")]


def told_below(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """What is to be read with the table, a sentence at a time, each with what its further lines begin with."""
    yield f"Thứ hạng: {quota_words.order(tie_break_of(ranking.rubric))}.", ""
    for limit in ranking.rubric.provisions.quotas:
        yield f"Hạn mức: {clean(say(Slot.QUOTAS, limit.value) + scope(limit.value.scope))}.", ""
    for told in quota_words.decisions_awaited(ranking):
        yield clean(told), ""
    for share in ranking.shares if ranking.units else ():
        if share.minimum is not None:
            yield _share(share, len(ranking.units)), ""
    if any(u.standing.open_consequences for u in ranking.units):
        yield "Dấu “?” sau số hệ quả: còn tùy điểm chưa biết.", ""
    for stated in ranking.rubric.provisions.consequences:
        yield f"Hệ quả {stated.value.number}: {clean(stated.value.text)}.", "  "


def _share(stated: StageShare, units: int) -> str:
    assert stated.minimum is not None
    share = Fraction(100 * stated.units, units)
    verdict = "đạt" if share >= stated.minimum else "chưa đạt"
    name = stated.stage.value
    return (
        f"{name[:1].upper()}{name[1:]}: {stated.units}/{units} đơn vị trong các phiếu này"
        f" ({vietnamese(share, 2)}%), {verdict} mức tối thiểu {vietnamese(stated.minimum)}%."
    )


def _share_data(stated: StageShare, units: int) -> dict[str, Any]:
    minimum = None if stated.minimum is None else decimal_string(stated.minimum)
    return {"units": stated.units, "of": units, "minimum_percent": minimum}


def _rating(s: Standing, rubric: Rubric) -> str:
    """`rated`, `unrated` by a condition, `open` while it is not settled; empty where there is nothing to rate."""
    if s.band is not None or s.unrated:
        return "unrated" if s.unrated else "rated"
    return "open" if rubric.provisions.bands and s.index is not None else ""


def ranking_csv(rankings: Sequence[Ranking], not_scored: Sequence[NotScored] = ()) -> str:
    """One line a unit; numbers with a decimal point, percent rounded for print and empty while open.

    What decimals cannot say is rounded; the columns behind say it in whole numbers: the index as
    `numerator` / `denominator`, amounts in parts of a point, of which a point has `parts`. A fraction in one cell
    would be taken for a date. Points of rows add up to `achieved` + `over`, which caps and choices leave out.

    Units whose sheet could not be scored come last, with nothing but their names and what is wrong.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV)
    for ranking in rankings:
        figures = Figures.of(ranking.rubric.provisions)
        texts = csv_cell(texts_beside.in_one_line(ranking.texts))
        for unit in ranking.units:
            plain = _plain(unit, figures, ranking)
            total, (points, base) = unit.standing.total, unit.standing.points
            line = (
                ranking.rubric.id, ranking.year, plain["rank"], csv_cell(plain["unit"]), plain["stage"],
                *(figures.points_decimal(getattr(total, name), total.applicable) for name in _AMOUNTS),
                plain["index"]["percent"] if plain["index"] else None, csv_cell(plain["band"] or ""),
                " ".join(plain["consequences"]), csv_cell(plain["sheet"]),
                figures.points_decimal(points, base), figures.points_decimal(base, base),
                _rating(unit.standing, ranking.rubric),
                "true" if plain["provisional"] else "false", *_in_whole_numbers(unit.standing), "",
                texts, figures.points_decimal(total.over, total.applicable), int(total.over * _parts(total)),
            )  # fmt: skip
            writer.writerow(line)
    for bad in not_scored:
        told = {"unit": bad.unit or "", "sheet": bad.sheet, "error": "; ".join(map(_reason, bad.reasons))}
        writer.writerow([csv_cell(told.get(column, "")) for column in _CSV])
    return out.getvalue()


def _in_whole_numbers(s: Standing) -> tuple[int | None, ...]:
    """The index and the amounts, exactly: amounts with one denominator, so that parts add up to their total."""
    exact = s.index.low if s.index is not None and s.index.exact else None
    parts = _parts(s.total)
    ratio = (None, None) if exact is None else (exact.numerator, exact.denominator)
    return (*ratio, parts, *(int(getattr(s.total, name) * parts) for name in _AMOUNTS))


def _parts(total: Ledger) -> int:
    """In how many parts a point is cut, so that every amount is a whole number of them."""
    return common_scale([getattr(total, name) for name in (*_AMOUNTS, "over")])


def _reason(d: Diagnostic) -> str:
    return f"{d.code} {clean(d.message)}"


def ranking_json(
    rankings: Sequence[Ranking],
    bad: Sequence[str],
    not_scored: Sequence[NotScored] = (),
    passed_over: Sequence[Diagnostic] = (),
) -> str:
    """Everything, versioned; `failed` are the files of the sheets in `not_scored`, which says why."""
    shown = {
        "schema": SCHEMA,
        "rankings": [_ranking(r) for r in rankings],
        "failed": list(bad),
        "not_scored": [_not_scored(b) for b in not_scored],
        "not_taken": [{"file": d.span.source if d.span else None, "message": d.message} for d in passed_over],
    }
    return json_text(shown)


def _not_scored(bad: NotScored) -> dict[str, Any]:
    reasons = [{"code": d.code, "message": d.message, "place": d.span.cite() if d.span else None} for d in bad.reasons]
    return {"sheet": bad.sheet, "unit": bad.unit, "reasons": reasons}


def _ranking(ranking: Ranking) -> dict[str, Any]:
    figures = Figures.of(ranking.rubric.provisions)
    units = len(ranking.units)
    shares = {s.stage: _share_data(s, units) for s in ranking.shares}
    others = {s.value: data for s, data in shares.items() if s is not Stage.REVIEW}
    return {
        "rubric": ranking.rubric.id,
        "title": ranking.rubric.title,
        "year": ranking.year,
        "ties": quota_words.order(tie_break_of(ranking.rubric)),
        "texts": texts_beside.data(ranking.texts),
        **({"apart": list(ranking.apart)} if ranking.apart else {}),
        "reviewed": shares[Stage.REVIEW],
        **({"seen": others} if others else {}),
        **({"awaited": awaited_words.data(ranking)} if ranking.awaits else {}),
        "units": [_plain(u, figures, ranking) for u in ranking.units],
    }


def _plain(unit: Ranked, figures: Figures, ranking: Ranking) -> dict[str, Any]:
    s, top = unit.standing, ranking.rubric.level_names[0]
    ledger = s.total
    names = ("max", "applicable", "achieved", "lost", "excluded", "pending", *(("over",) if ledger.over else ()))
    return {
        "rank": unit.rank,
        "unit": s.header.unit,
        "kind": s.header.kind,
        "stage": s.view.name,
        "provisional": s.provisional or ranking.awaits,
        "total": {name: decimal_string(getattr(ledger, name)) for name in names},
        "index": _index(unit, figures),
        "band": s.band,
        **rated_data(s),
        **({"ranks": list(unit.among)} if unit.among is not None else {}),
        "unrated_by": result_condition(s.unrated_by, top) if s.unrated_by is not None else None,
        "unseen_claims": s.unseen_claims,
        "consequences": list(s.consequences),
        "open_consequences": list(s.open_consequences),
        "note": s.header.note,
        "sheet": s.source,
    }


def _index(unit: Ranked, figures: Figures) -> dict[str, Any] | None:
    index = unit.standing.index
    if index is None:
        return None
    low, high = figures.bounds_decimal(index)
    return {
        "numerator": decimal_string(index.numerator),
        "denominator": decimal_string(index.denominator),
        "exact_low": decimal_string(index.low),
        "exact_high": decimal_string(index.high),
        "percent": figures.percent_decimal(index.low) if index.exact else None,
        "low": low,
        "high": high,
    }
