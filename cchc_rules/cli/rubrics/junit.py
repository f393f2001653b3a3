"""The results of cases as JUnit XML, which build servers read."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from cchc_rules.api.rubrics.cases import TriedCase
from cchc_rules.cli.rubrics.case_lines import difference
from cchc_rules.diagnostics import render_all
from cchc_rules.explain.words.texts_beside import lines
from cchc_rules.writing.cases import say

# What XML 1.0 cannot hold in any form.
_UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(cases: Sequence[TriedCase]) -> bytes:
    """A suite for each file, a test for each expectation; a file that cannot be evaluated is one test in error."""
    suites = [_suite(case) for case in cases]
    top = ET.Element("testsuites", _counts(suites) | {"name": "cchc-rules test"})
    top.extend(suites)
    ET.indent(top)
    text: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _counts(suites: Sequence[ET.Element]) -> dict[str, str]:
    return {key: str(sum(int(s.get(key, "0")) for s in suites)) for key in ("tests", "failures", "errors")}


def _suite(case: TriedCase) -> ET.Element:
    failures = sum(not t.met for t in case.tried)
    broken = case.card is None
    tests = 1 if broken else len(case.tried)
    counts = {"tests": str(tests), "failures": str(failures), "errors": str(int(broken))}
    suite = ET.Element("testsuite", {"name": _clean(case.name)} | counts)
    if case.card is None:
        test = ET.SubElement(suite, "testcase", {"classname": _clean(case.name), "name": "đọc tệp"})
        ET.SubElement(test, "error", {"message": "tệp có lỗi"}).text = _clean(render_all(case.diagnostics))
        return suite
    if case.texts:
        properties = ET.SubElement(suite, "properties")
        for line in lines(case.texts):
            ET.SubElement(properties, "property", {"name": "văn bản", "value": _clean(line)})
    for tried in case.tried:
        name = _clean(f"dòng {tried.expected.at.line}: {say(tried.expected.value)}")
        test = ET.SubElement(suite, "testcase", {"classname": _clean(case.name), "name": name})
        if not tried.met:
            told = [_clean(line.strip()) for line in difference(case.card, tried)]
            ET.SubElement(test, "failure", {"message": told[1]}).text = "\n".join(told)
    return suite


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
