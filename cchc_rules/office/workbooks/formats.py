"""Whether a number format of a spreadsheet shows the number that is stored, so that people and the reader see one.

Only formats of digits, one point, thousands, a percent sign and words of units are known to. All else (digits or
signs in quotes, conditions, sections that are empty, scaling by a comma, fractions) may show another figure.
"""

import re
from fractions import Fraction

_GENERAL = ("", "general", "@")
_NO_FIGURE = re.compile(r"\[\$-[0-9A-Fa-f]+\]|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow)\]|_.|\*.", re.I)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_DIGITS = re.compile(r"(?:[#0?]+(?:,[#0?]{3})*)?(?:\.[0#?]+)?(?:E[-+]0+)?%?")
_SCALES = frozenset(("chục", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "k", "m", "tr"))


def shows_as_stored(form: str, value: Fraction) -> bool:
    """Whether a format shows a value as it is, rounding aside."""
    if form.casefold() in _GENERAL:
        return True
    sections = _sections(form)
    shown = _NO_FIGURE.sub("", _section_for(sections, value))
    if value < 0 and len(sections) > 1:
        bare = re.fullmatch(r'(?:\\?-|"-")(.+)|\\?\((.+?)\\?\)', shown)
        if bare is None:
            return False
        shown = bare[1] or bare[2]
    if shown.strip().casefold() in _GENERAL[1:]:
        return True
    words = [a or b for a, b in _LITERAL.findall(shown)]
    digits = "".join(_LITERAL.sub("", shown).split())
    return all(map(_is_unit, words)) and bool(re.search("[#0?]", digits)) and _DIGITS.fullmatch(digits) is not None


def _is_unit(words: str) -> bool:
    plain = words.split()
    return all(word.isalpha() and word.casefold() not in _SCALES for word in plain)


def _section_for(sections: list[str], value: Fraction) -> str:
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def _sections(form: str) -> list[str]:
    """The parts of a format between semicolons that are not in quotes."""
    made, quoted, escaped = [""], False, False
    for sign in form:
        if sign == ";" and not quoted and not escaped:
            made.append("")
            continue
        quoted ^= sign == '"' and not escaped
        escaped = sign == "\\" and not escaped and not quoted
        made[-1] += sign
    return made
