"""Whatever is sent is answered: in JSON, in Vietnamese, with a status that tells whose fault it is."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.serve.requests import QUESTIONS
from cchc_rules.serve.work import Status, reply_to
from tests.serve.running import Server
from tests.serve.texts import TEXTS
from tests.support.documents import ROOT

A = {"a.cchc": "a"}
NOT_JSON = "không phải JSON"
BODIES: list[tuple[str | bytes, str]] = [
    ("", NOT_JSON),
    ("BỘ TIÊU CHÍ", NOT_JSON),
    (b"\xff\xfe\x00", NOT_JSON),
    ('{"texts": {"a.cchc": "a"}'.encode("utf-16"), NOT_JSON),
    ('{"texts": {"a.cchc": "a"},}', NOT_JSON),
    ('{"texts": {"a.cchc": "\\ud800"}}', NOT_JSON),
    ("[" * 100_000, NOT_JSON),
    ('{"a":' * 100_000, NOT_JSON),
    ('{"texts": {"a.cchc": "a"}, "year": 1' + "0" * 5000 + "}", NOT_JSON),
    ('{"texts": {"a.cchc": "a"}, "year": NaN}', "NaN không phải số của JSON"),
    ('{"texts": {"a.cchc": "a"}, "year": -Infinity}', "-Infinity không phải số của JSON"),
    ('{"texts": {"a.cchc": "a"}, "texts": {"b.cchc": "b"}}', "mục “texts” có hai lần"),
    ('{"texts": {"a.cchc": "a", "a.cchc": "b"}}', "mục “a.cchc” có hai lần"),
    ("[]", "phải là một đối tượng"),
    ("null", "phải là một đối tượng"),
    ('"chữ"', "phải là một đối tượng"),
    ("{}", "texts: thiếu"),
    ('{"texts": {}}', "texts: không được để trống"),
    ('{"texts": []}', "texts: phải là một đối tượng"),
    ('{"texts": {"a.cchc": 1}}', "texts.a.cchc: phải là chuỗi"),
    ('{"texts": {"a.cchc": null}}', "texts.a.cchc: phải là chuỗi"),
    ('{"texts": {"a.cchc": "a"}, "text": {}}', "text: không có mục nào tên như vậy"),
    ('{"texts": {"a.cchc": "a"}, "extra": []}', "extra: không có mục nào tên như vậy"),
    ('{"texts": {"a.cchc": "a"}, "year": "2020"}', "year: phải là số nguyên"),
    ('{"texts": {"a.cchc": "a"}, "year": 2020.5}', "year: phải là số nguyên"),
    ('{"texts": {"a.cchc": "a"}, "year": true}', "year: phải là số nguyên"),
    ('{"texts": {"a.cchc": "a"}, "year": 0}', "year: quá nhỏ"),
    ('{"texts": {"a.cchc": "a"}, "as_of": "31/02/2020"}', "as_of: phải là ngày"),
    ('{"texts": {"a.cchc": "a"}, "as_of": "2020-02-31"}', "as_of: phải là ngày"),
    ('{"texts": {"a.cchc": "a"}, "as_of": 1}', "as_of: phải là ngày"),
    ('{"texts": {"a.cchc": "a"}, "names": "a.cchc"}', "names: phải là một danh sách"),
    ('{"texts": {"a.cchc": "a"}, "names": ["b.cchc"]}', "“b.cchc”: yêu cầu không gửi kèm"),
    (json.dumps({"texts": {f"{i}.cchc": "" for i in range(5001)}}), "texts: quá nhiều"),
]


@pytest.mark.parametrize(("body", "why"), BODIES, ids=[str(body)[:40] for body, _ in BODIES])
def test_a_body_that_is_no_question(body: str | bytes, why: str, server: Server) -> None:
    said = server.post("check", body)
    assert said.status == 400 and why in said.data["message"], said.text
    assert said.headers["content-type"] == "application/json"
    jsonschema.validate(said.data, json.loads((ROOT / "schemas" / "error-1.json").read_text("utf-8")))


NAMES = [
    *("", ".", "..", "/etc/passwd", "../a.cchc", "a/../b.cchc", "a//b.cchc", "a/", "/a.cchc", "./a.cchc"),
    *("C:\\a.cchc", "C:a.cchc", "a\\b.cchc", "a\nb.cchc", "a\x00.cchc", "a\u202eb.cchc", "a" * 250 + ".cchc"),
    *("a.txt", "a", "a.xlsx", "cchc-rules.toml", "~/a.docx"),
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_text_has_a_name_that_stays_among_the_texts(name: str, server: Server) -> None:
    said = server.ask("check", texts={name: "a"})
    assert said.status == 400 and said.data["message"].startswith("tên “"), said.text


@pytest.mark.parametrize(
    "names", [("a\u0302.cchc", "â.cchc"), ("a.cchc", "a.cchc/b.cchc"), ("a.cchc/b.cchc", "a.cchc")], ids=str
)
def test_two_texts_never_have_one_place(names: tuple[str, str], server: Server) -> None:
    said = server.ask("check", texts=dict.fromkeys(names, "a"))
    assert said.status == 400 and "cùng chỗ với" in said.data["message"]


ELSEWHERE: list[tuple[str, dict[str, Any]]] = [
    ("explain", {"sheet": "../../etc/passwd"}),
    ("explain", {"sheet": "."}),
    ("explain", {"sheet": "phieu/so-a.phieu", "year_sheets": "/phieu"}),
    ("score", {"sheets": ["/"]}),
    ("score", {"sheets": ["phieu/.."]}),
    ("score", {"with": ["/etc/passwd"]}),
    ("score", {"last_year": "../x"}),
    ("diff", {"old": "/a", "new": "2019/bang-1"}),
    ("diff", {"old": "2019/bang-1", "new": "rubrics/../../a"}),
    ("impact", {"old": "../sd.cchc"}),
    ("impact", {"old": "khong-co.cchc"}),
]


@pytest.mark.parametrize(("name", "question"), ELSEWHERE, ids=str)
def test_a_question_names_only_what_it_brought(name: str, question: dict[str, Any], server: Server) -> None:
    said = server.ask(name, texts=TEXTS, **question)
    assert said.status == 400 and said.data["message"].startswith("tên “"), said.text


def test_what_is_to_be_ignored_lies_beside_a_rubric(server: Server) -> None:
    said = server.ask("explain", texts=TEXTS, sheet="phieu/so-a.phieu", ignore=["phieu/so-b.phieu"])
    assert said.status == 400 and "không nằm cạnh bộ tiêu chí nào" in said.data["message"], said.text


@pytest.mark.parametrize("line", ["1\n[khác]: 2", "1\r2", "1\u2028[khác]: 2", "1\x85"], ids=ascii)
def test_a_supposed_value_is_one_line(line: str, server: Server) -> None:
    for supposed in ({"a": line}, {line: "1"}):
        said = server.ask("what-if", texts=TEXTS, sheet="phieu/so-a.phieu", set=supposed)
        assert said.status == 400 and "phải là một dòng chữ in được" in said.data["message"], said.text


def test_addresses_methods_and_kinds_that_are_none(server: Server) -> None:
    for method, path, status in (("GET", "/", 404), ("POST", "/v1/nope", 404), ("GET", "/v1/check", 405)):
        said = server.call(method, path)
        assert said.status == status and "/v1/openapi.json" in said.data["message"]
    # What a page in a browser may send to this machine unasked.
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        said = server.post("check", "{}", {"Content-Type": kind})
        assert said.status == 415, kind
    assert (
        server.post("check", json.dumps({"texts": A}), {"Content-Type": "Application/JSON; charset=utf-8"}).status
        == 200
    )


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_KEYS = sorted({f.alias or key for q in QUESTIONS for key, f in q.type.model_fields.items()})


@settings(max_examples=60)
@given(
    name=st.sampled_from([q.name for q in QUESTIONS]),
    question=st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=4),
    broken=st.none() | st.integers(0, 40),
)
def test_nothing_that_is_sent_breaks_it(name: str, question: dict[str, Any], broken: int | None) -> None:
    whole = {"texts": TEXTS, "sheet": "phieu/so-a.phieu", "old": "2019/bang-1", "new": "2019/bang-1", **question}
    body = json.dumps(whole).encode()
    reply = reply_to(name, body if broken is None else body[:broken] + b"\x80" + body[broken:])
    assert reply.status in (Status.OK, Status.NO_RESULT, Status.REFUSED), reply.body
    json.loads(reply.body)
