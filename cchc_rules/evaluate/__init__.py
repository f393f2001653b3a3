"""Sheets evaluated to scorecards."""

from cchc_rules.evaluate.engine import evaluate

__all__ = ["evaluate"]
