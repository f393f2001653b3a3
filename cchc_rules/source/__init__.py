"""Text as people type it, normalised once, and places in it."""

from cchc_rules.source.names import fold_name, near_pairs, near_unit, near_units, same_unit, unit_key
from cchc_rules.source.places import WrittenText, encoded_like
from cchc_rules.source.resources import data_folder
from cchc_rules.source.span import Piece, Span
from cchc_rules.source.text import (
    SIZE_LIMIT,
    Source,
    Undecodable,
    decode,
    visible,
    without_marks,
)

__all__ = [
    "SIZE_LIMIT",
    "Piece",
    "Source",
    "Span",
    "Undecodable",
    "WrittenText",
    "data_folder",
    "decode",
    "encoded_like",
    "fold_name",
    "near_pairs",
    "near_unit",
    "near_units",
    "same_unit",
    "unit_key",
    "visible",
    "without_marks",
]
