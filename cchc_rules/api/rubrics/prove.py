"""The certificate of a rubric, and the sheets that show what is in it."""

from collections.abc import Iterator

from attrs import evolve

from cchc_rules.api.library import ReadyRubric
from cchc_rules.compile import RuleTree
from cchc_rules.explain.words.texts_beside import transitional
from cchc_rules.results.certificate import Certificate
from cchc_rules.writing.sheet_file import print_sheet


class NoSolver(Exception):  # noqa: N818 - what is lacking is a library, as with a disk
    """The solver is not installed."""


def prove(tree: RuleTree, year: int | None = None) -> Certificate:
    """What holds of every possible sheet. Raises NoSolver where the extra `proof` is not installed."""
    try:
        import z3  # noqa: F401
    except ImportError as missing:
        raise NoSolver from missing
    from cchc_rules.proof.certify import certify  # only proofs need a solver, which is slow to import

    return certify(tree, year)


def apart_from_it(certificate: Certificate, ready: ReadyRubric) -> Certificate:
    """The certificate with what it does not speak of: units that a transitional clause leaves under an older text."""
    left = tuple(f"{told}: chấm theo văn bản trước đó" for told in transitional(ready.loaded.texts))
    return evolve(certificate, apart=(*certificate.apart, *left))


def sheets_of(certificate: Certificate) -> Iterator[tuple[str, str]]:
    """Every sheet of a certificate by a file name: code, number of the finding, number of the sheet."""
    for n, finding in enumerate(certificate.findings, 1):
        for m, shown in enumerate(finding.shown, 1):
            code = finding.code.text if finding.code is not None else "chung"
            yield f"{n:04d}-{code}-{m}.phieu", print_sheet(shown.sheet)
