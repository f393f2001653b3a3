"""One request answered, in a process that may be ended: the name of a question and a body in, a reply out."""

import json
import sys
import traceback
from enum import IntEnum

from cchc_rules.api.texts.given import RequestError
from cchc_rules.frozen import frozen
from cchc_rules.serve.reading import read
from cchc_rules.serve.requests import QUESTIONS

SCHEMA = "cchc-rules/error/1"
_BY_NAME = {question.name: question for question in QUESTIONS}


class Status(IntEnum):
    """What HTTP says of a reply."""

    OK = 200
    REFUSED = 400
    NOWHERE = 404
    NOT_SO = 405
    SLOW = 408
    TOO_LARGE = 413
    NO_JSON = 415
    NO_RESULT = 422
    BROKEN = 500
    BUSY = 503
    TOO_LONG = 504


@frozen
class Reply:
    """What is sent back, as JSON."""

    status: Status
    body: bytes


def refusal(status: Status, message: str) -> Reply:
    """A reply without an answer; the message says why (Vietnamese)."""
    told = json.dumps({"schema": SCHEMA, "message": message}, ensure_ascii=False)
    return Reply(status, f"{told}\n".encode())


def reply_to(name: str, body: bytes) -> Reply:
    """The reply to a question; whatever goes wrong is one too."""
    try:
        has_result, text = read(_BY_NAME[name].type, body).reply()
    except RequestError as why:
        return refusal(Status.REFUSED, str(why))
    except MemoryError:
        return refusal(Status.TOO_LARGE, "câu hỏi cần nhiều bộ nhớ hơn mức được dùng")
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return refusal(Status.BROKEN, "phần mềm có lỗi khi tính câu hỏi này; nhật ký của máy chủ ghi rõ")
    return Reply(Status.OK if has_result else Status.NO_RESULT, text.encode())
