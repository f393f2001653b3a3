"""Write what editors need of the words of the language: colours and snippets for VS Code.

python -m tests.support.editor_files
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cchc_rules.language.samples import SAMPLES
from cchc_rules.language.words import TERMINALS, Terminal, Word

FOLDER = Path(__file__).resolve().parents[2] / "editors" / "vscode"
GRAMMAR, SNIPPETS = FOLDER / "syntaxes" / "cchc.tmLanguage.json", FOLDER / "snippets" / "cchc.json"
_OPENINGS = (
    "_RUBRIC", "_COMMON", "_GUIDANCE", "_SHEET", "_AMENDS", "_ERRATUM", "SECTION", "BUCKET", "_SURVEY_FORM",
    "_CHANGE", "_CHANGE_SENTENCE", "_ADD_SENTENCE", "_DROP_SENTENCE", "_CHANGE_RULE", "_ADD_RULE", "_DROP_RULE",
    "_ADD_FORM", "_DROP_FORM", "_INSERT", "_REPEAL", "_SUSPEND", "_RESUME", "_MOVE", "_RENUMBER", "_MERGE", "_SPLIT",
    "_RENAME_FACT", "_REPLACE_WORDS", "_DROP_WORDS", "_ADD_WORDS", "_REPLACE_TABLE", "_REPLACE_INSTRUMENT",
)  # fmt: skip
"""Terminals that open a text, a part of it, or a provision."""
_LETTER = r"[\p{L}\p{M}\p{N}]"
_VALUE = re.compile(r'"([^"]*)"|\[([^\]]*)\]|(?<![\w.,/])(\d+(?:,\d+)?)(?![\w.,/])')
_PREFIX = re.compile(r'[^:"“\[\d]*')


def grammar() -> dict[str, Any]:
    """The TextMate grammar."""
    quoted = [
        {"name": "string.quoted.double.cchc", "match": '"(?:[^"]|"")*"'},
        {"name": "string.quoted.double.cchc", "match": "“[^”]*”"},
    ]
    values = [
        {"name": "comment.line.number-sign.cchc", "match": "#.*$"},
        {"name": "variable.other.fact.cchc", "match": r"\[[^\]\[]+\]"},
        {"name": "punctuation.separator.continuation.cchc", "match": r"^\s*\|"},
        {"name": "constant.numeric.date.cchc", "match": r"(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d/])"},
        {
            "name": "entity.name.tag.code.cchc",
            "match": r"(?<![\w.,/])[0-9A-Za-zđ]{1,4}(?:\.[0-9]+[a-zđ]{0,2})+(?![\w,/])",
        },
        {"name": "constant.numeric.cchc", "match": r"(?<![\w.,/])\d+(?:,\d+)?%?(?![\w/])"},
    ]
    opening = set(_forms(_opens))
    words = set(_forms(lambda terminal, word: True)) - opening
    keywords = [
        {"name": "keyword.control.cchc", "match": _any(opening)},
        {"name": "keyword.other.cchc", "match": _any(words)},
    ]
    patterns = [*quoted, *values, *keywords]
    return {"name": "Bộ tiêu chí CCHC", "scopeName": "source.cchc", "patterns": patterns}


def _opens(terminal: Terminal, word: Word) -> bool:
    """Whether a word opens something wherever it stands, and not only before what must follow it."""
    return terminal.name in _OPENINGS and not word.ahead


def _forms(wanted: Callable[[Terminal, Word], bool]) -> Iterator[str]:
    """The words that are wanted, however they may be written; signs are no words."""
    every = (form for t in TERMINALS for w in t.every if wanted(t, w) for form in w.forms)
    return (form.casefold() for form in every if form[0].isalpha())


def _any(words: set[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    alternatives = "|".join(re.escape(word).replace(r"\ ", " +") for word in longest_first)
    return f"(?i)(?<!{_LETTER})(?:{alternatives})(?!{_LETTER})"


def snippets() -> dict[str, Any]:
    """A snippet of each sample sentence, by the sentence, with what changes in it as places to fill in."""
    return {sample: _snippet(sample) for samples in SAMPLES.values() for sample in samples}


def _snippet(sample: str) -> dict[str, str]:
    prefix = _PREFIX.match(sample)
    words = prefix.group().strip() if prefix is not None else ""
    number = 0

    def place(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        inner = next(g for g in match.groups() if g is not None)
        filled = f"${{{number}:{inner}}}"
        return match.group().replace(inner, filled) if inner else match.group()[0] + f"${number}" + match.group()[-1]

    escaped = sample.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    return {"prefix": words or sample[:12], "body": _VALUE.sub(place, escaped), "description": sample}


def as_text(value: dict[str, Any]) -> str:
    """As the files have it."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write both files."""
    GRAMMAR.parent.mkdir(exist_ok=True)
    SNIPPETS.parent.mkdir(exist_ok=True)
    GRAMMAR.write_text(as_text(grammar()), "utf-8")
    SNIPPETS.write_text(as_text(snippets()), "utf-8")


if __name__ == "__main__":
    main()
