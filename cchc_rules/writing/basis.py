"""How it is said where a statement comes from: its basis, and the tables that it is for."""

from cchc_rules.model.citation import Basis, Stated, for_tables


def quote(text: str) -> str:
    """Words in straight quotes; a straight quote inside is doubled."""
    return '"' + text.replace('"', '""') + '"'


def with_basis(text: str, given: Basis | None) -> str:
    """A statement with where it comes from."""
    return text if given is None else f"{text}  {basis(given)}"


def basis(given: Basis) -> str:
    """`theo Điều 1 và Điều 2 Quyết định …, trước đó mục II.1.4`."""
    return f"{'' if given.own_choice is not None else 'theo '}{_grounds(given)}"


def _grounds(given: Basis) -> str:
    before = f", trước đó {_grounds(given.before)}" if given.before is not None else ""
    if given.own_choice is not None:
        return f"tự đặt, vì {quote(given.own_choice)}{before}"
    return " và ".join(c.cite() for c in given.citations) + before


def stated(text: str, s: Stated[object]) -> str:
    """A statement with the tables that it is for and where it comes from."""
    return with_basis(for_table(text, s), s.basis)


def for_table(text: str, s: Stated[object]) -> str:
    """A statement with the tables that it is for."""
    return f"{text} {for_tables(s.tables)}" if s.tables else text
