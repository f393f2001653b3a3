"""Units of a table that a transitional clause leaves under the text as it was."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_rules.columns.contract import KIND, UNIT
from cchc_rules.columns.intake import ROW
from cchc_rules.columns.run import COLUMN, KEPT, REASON
from cchc_rules.meaning.transitions import spares
from cchc_rules.model.amendments.transition import OwnTransition
from cchc_rules.model.sheet import Header
from cchc_rules.writing.amendments import clause

if TYPE_CHECKING:
    import polars as pl


def spared_by(clauses: Sequence[OwnTransition], unit: str, kind: str, year: int) -> str | None:
    """Why a unit is not scored by the text of its year (Vietnamese); None where no clause names it."""
    header = Header("", unit, kind, year)
    own = [clause(o) for o in clauses if spares(o.transition, header, year)]
    return f"chấm theo nội dung trước khi sửa đổi ({'; '.join(own)}): dùng lệnh score với phiếu" if own else None


def without_spared(
    frame: "pl.LazyFrame", clauses: Sequence[OwnTransition], year: int
) -> "tuple[pl.LazyFrame, pl.DataFrame]":
    """The units that the text of the year is for, and the others with the reason; from fitted columns."""
    import polars as pl

    names = frame.select(UNIT, KIND).unique().collect().iter_rows()
    whys = {(unit, kind): why for unit, kind in names if (why := spared_by(clauses, unit, kind, year)) is not None}
    known = pl.DataFrame([(*key, why) for key, why in whys.items()], [UNIT, KIND, REASON], orient="row")
    if not whys:
        known = pl.DataFrame(schema=dict.fromkeys((UNIT, KIND, REASON), pl.String))
    out = frame.join(known.lazy(), on=[UNIT, KIND], how="inner").select(*KEPT, pl.lit("").alias(COLUMN), REASON)
    return frame.join(known.lazy(), on=[UNIT, KIND], how="anti", maintain_order="left"), out.sort(ROW).collect()
