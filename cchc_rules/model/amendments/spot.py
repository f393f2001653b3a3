"""Where rows are put: beside a row, at the end of one, of the table, or of bonus or penalty."""

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import BucketKind


@frozen
class After:
    """`SAU 3.3.3`."""

    code: Code


@frozen
class Before:
    """`TRƯỚC 3.3.1`."""

    code: Code


@frozen
class AtEnd:
    """`VÀO CUỐI 3.3`, or `VÀO CUỐI BẢNG` for None."""

    code: Code | None


@frozen
class InBucket:
    """`VÀO CUỐI ĐIỂM CỘNG`."""

    kind: BucketKind


Spot = After | Before | AtEnd | InBucket
