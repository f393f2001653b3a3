"""A rubric file while it is read: rows, bonus and penalty, settings so far, and the current place."""

from typing import Any

import attrs
from attrs import field

from cchc_rules.frozen import define
from cchc_rules.model.citation import Basis, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Condition
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rubric import Bucket, Criterion
from cchc_rules.syntax.lines.parse_tree import Leaf
from cchc_rules.syntax.lines.statements import Report, Statement
from cchc_rules.syntax.rubric.headings import Headings
from cchc_rules.syntax.rubric.rules import RuleDraft
from cchc_rules.syntax.rubric.surveys import SurveyDraft


@define
class RowDraft:
    """A row being read, with what is written under it so far."""

    code: Code
    statement: Statement
    fields: dict[str, Any]
    level: str | None
    basis: Basis | None
    applicability: list[Stated[Any]] = field(factory=list)
    rule: RuleDraft = field(factory=RuleDraft)
    discrepancies: list[Stated[Any]] = field(factory=list)
    counts: Stated[Any] | None = None
    group: Stated[Any] | None = None
    wording: list[Stated[Any]] = field(factory=list)
    followed_by: Stated[Any] | None = None
    evidence: Stated[Any] | None = None
    facts: list[Stated[FactDeclaration]] = field(factory=list)
    children: list["RowDraft"] = field(factory=list)

    def build(self) -> Criterion:
        """The finished node with its children."""
        return Criterion(
            code=self.code,
            basis=self.basis,
            counts=self.counts,
            facts=tuple(self.facts),
            applicability=tuple(self.applicability),
            rule=self.rule.build(),
            discrepancies=tuple(self.discrepancies),
            group=self.group,
            wording=tuple(self.wording),
            followed_by=self.followed_by,
            evidence=self.evidence,
            children=tuple(c.build() for c in self.children),
            at=self.statement.span,
            trivia=self.statement.trivia,
            **self.fields,
        )


@define
class BucketDraft:
    """A section of bonus or penalty being read."""

    bucket: Bucket
    statement: Statement
    basis: Basis | None
    rows: list[RowDraft] = field(factory=list)

    def build(self) -> Stated[Bucket]:
        """The finished section with its rows."""
        made = attrs.evolve(self.bucket, rows=tuple(r.build() for r in self.rows))
        return Stated(made, self.basis, self.statement.span, self.statement.trivia)


@define
class Draft:
    """State while reading one file top to bottom."""

    report: Report = field(factory=Report)
    values: dict[str, dict[object, Stated[Any]]] = field(factory=dict)
    marked: dict[tuple[str, object], list[Stated[Any]]] = field(factory=dict)
    """Sentences of common provisions that are for some tables alone, by slot and by what they say once."""
    level_words: list[tuple[Statement, Leaf]] = field(factory=list)
    rows: dict[Code, RowDraft] = field(factory=dict)
    tops: list[RowDraft] = field(factory=list)
    lost: set[Code] = field(factory=set)
    row: RowDraft | None = None
    section: str | None = None
    section_basis: Basis | None = None
    section_tables: tuple[str, ...] = ()
    scope: Condition | None = None
    buckets: list[BucketDraft] = field(factory=list)
    surveys: SurveyDraft = field(factory=SurveyDraft)
    headings: Headings = field(factory=Headings)
    fragment: bool = False
    """Rows alone, to go into a table that is not here: a row without its parent stands on top."""
    common: bool = False
    """Whether the file is of common provisions."""
    unsure: bool = False
    """A line above could not be read: what it opened is unknown, so nothing here is called misplaced."""

    @property
    def has_table(self) -> bool:
        """Whether rows of the table, or of bonus and penalty, have begun."""
        return self.row is not None or bool(self.rows) or bool(self.buckets)
