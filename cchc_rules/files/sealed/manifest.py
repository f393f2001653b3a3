"""A receipt as the members of its archive, and back: `manifest.json` tells of all others, and has one possible form.

`schemas/receipt-1.json` describes it.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_rules.files.reading import digest_of
from cchc_rules.files.sealed.container import NotOurs, bad_name
from cchc_rules.results.receipt import RESULTS, Area, Engine, Node, NodeKind, Place, Receipt, Record, Text
from cchc_rules.writing.json_text import json_text

SCHEMA = "cchc-rules/receipt/1"
MANIFEST = "manifest.json"
MANIFEST_DIGEST = "manifest.sha256"
_INPUTS = "inputs"
_OF_TEXTS = ("output/", RESULTS)
_VERSION = re.compile(r"[0-9]+(?:\.[0-9A-Za-z]+)*(?:\+[0-9A-Za-z.]+)?")
Json = dict[str, Any]


def members_of(receipt: Receipt) -> dict[str, bytes]:
    """Every member of the archive of a receipt, by name."""
    contents = {member_of(n.place): n.data for n in receipt.record.nodes if n.data is not None}
    contents |= {t.member: t.content.encode() for t in receipt.texts}
    manifest = json_text(_manifest(receipt, contents)).encode()
    beside = f"{digest_of(manifest)}  {MANIFEST}\n".encode()
    return {MANIFEST: manifest, MANIFEST_DIGEST: beside, **contents}


def member_of(place: Place) -> str:
    """The name of the member that holds what was read at a place."""
    return f"{_INPUTS}/{place.area.value}/{place.path}"


def cannot_hold(record: Record) -> tuple[str, ...]:
    """Names that an archive cannot have, for example because they are no UTF-8."""
    names = [n.place.path for n in record.nodes if n.place.path]
    return tuple(name for name in names if bad_name(name) or not _is_utf8(name))


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


# ---- written


def _manifest(receipt: Receipt, contents: Mapping[str, bytes]) -> Json:
    record, engine = receipt.record, receipt.engine
    return {
        "schema": SCHEMA,
        "engine": {
            "name": "cchc-rules",
            "version": engine.version,
            "code_sha256": engine.code,
            "python": engine.python,
            "libraries": dict(engine.libraries),
        },
        "command": {
            "arguments": list(receipt.arguments),
            "status": receipt.status,
            "root": record.root,
            "here": record.here,
        },
        "seen": [_node(node) for node in record.nodes],
        "members": [
            {"name": name, "size": len(data), "sha256": digest_of(data)} for name, data in sorted(contents.items())
        ],
    }


def _node(node: Node) -> Json:
    return {
        **_place(node.place),
        "kind": node.kind.value,
        "linked": node.linked,
        "leads_to": _place(node.leads_to) if node.leads_to is not None else None,
        "listed": node.listed,
        "size": node.size,
        "member": member_of(node.place) if node.data is not None else None,
    }


def _place(place: Place) -> Json:
    return {"area": place.area.value, "path": place.path}


# ---- read


def receipt_of(members: Mapping[str, bytes]) -> Receipt | NotOurs:
    """The receipt that these members are of, if they are all it has and say what its manifest says of them."""
    manifest, beside = members.get(MANIFEST), members.get(MANIFEST_DIGEST)
    if manifest is None or beside is None:
        return NotOurs(f"không có {MANIFEST}: không phải gói do cchc-rules niêm phong")
    if beside != f"{digest_of(manifest)}  {MANIFEST}\n".encode():
        return NotOurs(f"{MANIFEST} không khớp với SHA-256 ghi ở {MANIFEST_DIGEST}")
    try:
        data = json.loads(manifest)
        schema = data["schema"]
        if schema != SCHEMA:
            return NotOurs(f"gói theo lược đồ {schema!s:.60}, phần mềm này chỉ đọc được {SCHEMA}")
        receipt = _receipt(data, members)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return NotOurs(f"{MANIFEST} không đúng lược đồ {SCHEMA}")
    # What is written again from what was read is the same only if nothing was added, left out or put otherwise.
    written = members_of(receipt)
    for name, content in sorted(written.items()):
        if members.get(name) != content:
            return NotOurs(f"{name} không khớp với {MANIFEST}")
    other = sorted(members.keys() - written.keys())
    return NotOurs(f"{other[0]} không có trong {MANIFEST}") if other else receipt


def _receipt(data: Json, members: Mapping[str, bytes]) -> Receipt:
    engine, command = data["engine"], data["command"]
    libraries = tuple((_text(name), _text(version)) for name, version in engine["libraries"].items())
    made_with = Engine(_version(engine["version"]), _text(engine["code_sha256"]), _text(engine["python"]), libraries)
    nodes = tuple(_read_node(node, members) for node in data["seen"])
    order = [(n.place.area.value, n.place.path) for n in nodes]
    if order != sorted(set(order)):
        raise ValueError(order)
    record = Record(_root(command["root"]), _relative(command["here"]), nodes)
    inputs = {member_of(n.place) for n in nodes if n.data is not None}
    told = [name for m in data["members"] if (name := _text(m["name"])) not in inputs]
    if not all(name.startswith(_OF_TEXTS) for name in told):
        raise ValueError(told)
    texts = tuple(Text(name, members[name].decode()) for name in told)
    arguments = tuple(_text(word) for word in command["arguments"])
    return Receipt(made_with, arguments, _whole(command["status"]), record, texts)


def _read_node(data: Json, members: Mapping[str, bytes]) -> Node:
    target = _read_place(data["leads_to"]) if data["leads_to"] is not None else None
    content = members[_text(data["member"])] if data["member"] is not None else None
    size = _whole(data["size"]) if data["size"] is not None else None
    kind = NodeKind(data["kind"])
    if content is not None and (kind is not NodeKind.FILE or size is None or size < len(content)):
        raise ValueError(size)
    return Node(_read_place(data), kind, _yes(data["linked"]), target, content, size, _yes(data["listed"]))


def _read_place(data: Json) -> Place:
    return Place(Area(data["area"]), _relative(data["path"]))


def _relative(data: Any) -> str:
    path = _text(data)
    if path and bad_name(path):
        raise ValueError(path)
    return path


def _root(data: Any) -> str:
    root = _text(data)
    whole = Path(root).is_absolute() and Path(root).as_posix() == root and not bad_name(root[1:])
    if not (whole or root == "/"):
        raise ValueError(root)
    return root


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError(data)
    return data


def _version(data: Any) -> str:
    if not _VERSION.fullmatch(_text(data)):
        raise ValueError(data)
    return _text(data)


def _whole(data: Any) -> int:
    if type(data) is not int:
        raise TypeError(data)
    return data


def _yes(data: Any) -> bool:
    if not isinstance(data, bool):
        raise TypeError(data)
    return data
