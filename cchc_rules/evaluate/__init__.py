"""Sheets evaluated to scorecards."""

from cchc_rules.evaluate.engine import evaluate
from cchc_rules.evaluate.year import evaluate_year

__all__ = ["evaluate", "evaluate_year"]
