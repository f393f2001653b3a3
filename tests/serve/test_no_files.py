"""No question reaches the disk, by whatever name: told by what the process that answers asks of the system."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_rules.files.workspace import Workspace
from cchc_rules.source import data_folder
from tests.repository.sample import RUBRIC, sheet
from tests.serve.running import Server
from tests.serve.texts import TEXTS
from tests.support.documents import ROOT

SECRET = RUBRIC.replace('"Chỉ số mẫu"', '"Điều bí mật"')

WATCH = """
import json, os, sys
from cchc_rules.serve import work
from cchc_rules.source import data_folder

questions = json.load(sys.stdin)
work.reply_to("check", json.dumps(questions[0][1]).encode())  # what is loaded once
roots = tuple(os.path.join(os.path.realpath(p), "") for p in (*filter(None, sys.path), sys.prefix))
touched = set()

def note(path):
    if isinstance(path, (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(path))
        if not path.startswith(roots) and not any(r.startswith(path) for r in roots):
            touched.add(path)

def watched(function):
    def asked(path=".", *rest, **named):
        note(path)
        return function(path, *rest, **named)
    return asked

for name in ("stat", "lstat", "readlink", "listdir", "scandir", "access", "open", "getcwd"):
    setattr(os, name, watched(getattr(os, name)) if name != "getcwd" else getattr(os, name))
sys.addaudithook(lambda event, given: note(given[0]) if event in ("open", "os.listdir", "os.scandir") else None)
replies = [work.reply_to(name, json.dumps(question).encode()) for name, question in questions]
print(json.dumps([sorted(touched), [r.body.decode() for r in replies]]))
"""


def names_of(path: Path) -> list[str]:
    """Ways to say where a file on the disk is, from a text that lies beside nothing."""
    up = "../" * 20
    package = data_folder("rubrics")
    beyond = os.path.relpath(path, package)
    plain = path.with_suffix("").as_posix()
    ways = [path.as_posix(), plain, up + plain[1:], up + path.as_posix()[1:], beyond, f"rubrics/{beyond}"]
    return [*ways, f"{package}/{beyond}", f"2019/../{beyond}", path.as_uri()]


def test_whatever_texts_and_questions_name_nothing_on_the_disk_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "mat.cchc").write_text(SECRET, "utf-8")
    (tmp_path / "a.phieu").write_text(sheet("Sở Mật", "6", "2"), "utf-8")
    questions: list[tuple[str, dict[str, object]]] = [("check", {"texts": TEXTS})]
    for name in names_of(tmp_path / "mat.cchc"):
        own = sheet("Sở A", "6", "2").replace("../bo-tieu-chi/mau.cchc", name)
        using = RUBRIC.replace("  tổng điểm:", f"  áp dụng: {name}\n  tổng điểm:")
        guidance = f'HƯỚNG DẪN CHẤM ĐIỂM hd "a"\n  văn bản: Công văn 1/MH ngày 01/01/2020\n  hướng dẫn: {name}\n'
        amending = f'SỬA ĐỔI sd "a"\n  văn bản: Quyết định 2/QĐ-MH ngày 01/02/2020\n  sửa đổi: {name}\n'
        texts = {"a.phieu": own, "b.cchc": using, "hd.cchc": guidance, "sd.cchc": amending, "a.thu": own}
        questions += [
            ("check", {"texts": texts}),
            ("explain", {"texts": texts, "sheet": "a.phieu"}),
            ("score", {"texts": texts}),
            ("score", {"texts": texts, "with": ["sd.cchc"]}),
            ("diff", {"texts": texts, "old": name, "new": name}),
            ("impact", {"texts": texts, "old": name, "new": name}),
            ("impact", {"texts": texts, "old": "sd.cchc"}),
            ("explain", {"texts": texts, "sheet": name}),
        ]
    done = subprocess.run(
        [sys.executable, "-c", WATCH],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    touched, replies = json.loads(done.stdout)
    assert touched == []
    assert [reply for reply in replies if "Điều bí mật" in reply or "Sở Mật" in reply] == []
    assert done.stderr == ""


@pytest.mark.parametrize("package", [False, True])
def test_a_workspace_in_memory_has_of_the_disk_only_the_package(package: bool, tmp_path: Path) -> None:
    (tmp_path / "mat.cchc").write_text(SECRET, "utf-8")
    workspace = Workspace({}, disk=False, package=package)
    inside = data_folder("rubrics") / "2019" / "bang-1.cchc"
    for name in names_of(tmp_path / "mat.cchc"):
        for path in (Path(name), data_folder("rubrics") / name):
            assert not workspace.exists(path) and workspace.written(name) is None, path
            with pytest.raises(FileNotFoundError):
                workspace.content(path, 10)
    assert workspace.is_file(inside) == package


def test_the_process_that_answers_opens_nothing_even_if_it_is_told_to() -> None:
    """The fence behind all this: what opens, writes, lists, runs or connects is refused by the process itself."""
    tries = {
        "open('/etc/hostname')": True,
        "open('moi', 'w')": True,
        "__import__('os').listdir('/')": True,
        "__import__('subprocess').run(['true'])": True,
        "__import__('os').remove('khong-co')": True,
        "__import__('socket').create_connection(('127.0.0.1', 9))": True,
        "__import__('colorsys')": False,
        "open(__import__('cchc_rules').__file__).read(1)": False,
        "open(__import__('cchc_rules').__file__, 'a')": True,
    }
    code = (
        "import sys, json, os, subprocess, socket\n"
        "from cchc_rules.serve.fence import no_files_from_now_on\n"
        "no_files_from_now_on()\n"
        "def refused(told):\n"
        "    try:\n        eval(told)\n    except PermissionError:\n        return True\n    return False\n"
        "print(json.dumps({told: refused(told) for told in json.loads(sys.argv[1])}))"
    )
    words = [sys.executable, "-P", "-c", code, json.dumps(list(tries))]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT / "tests", check=True)
    assert json.loads(done.stdout) == tries


def test_nothing_stays_from_one_question_to_the_next(server: Server) -> None:
    assert server.ask("explain", texts=TEXTS, sheet="phieu/so-a.phieu").status == 200
    only_sheet = {"phieu/so-a.phieu": TEXTS["phieu/so-a.phieu"]}
    for _ in range(4):
        assert server.ask("explain", texts=only_sheet, sheet="phieu/so-a.phieu").status == 422
