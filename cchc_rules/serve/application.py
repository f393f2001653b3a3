"""The HTTP side: addresses, sizes and times are looked after here; every body goes unread to a process that answers."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from cchc_rules import __version__
from cchc_rules.frozen import define
from cchc_rules.serve.openapi import address, openapi
from cchc_rules.serve.requests import QUESTIONS, Question
from cchc_rules.serve.work import Reply, Status, refusal
from cchc_rules.serve.workers import Limits, Workers

_JSON = "application/json"
_ELSEWHERE = {
    Status.NOWHERE.value: "không có địa chỉ này; /v1/openapi.json kê mọi địa chỉ",
    Status.NOT_SO.value: "địa chỉ này không dùng cách gọi ấy; /v1/openapi.json nói cách gọi",
}


def application(workers: Workers) -> Starlette:
    """What a server runs; it starts and stops the processes."""

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        await workers.start()
        try:
            yield
        finally:
            await workers.stop()

    routes = [
        Route("/v1/health", _said({"engine": f"cchc-rules {__version__}"}).to, methods=["GET"]),
        Route("/v1/openapi.json", _said(openapi()).to, methods=["GET"]),
        *(Route(address(q), _Asking(q, workers).to, methods=["POST"]) for q in QUESTIONS),
    ]
    return Starlette(routes=routes, lifespan=running, exception_handlers={HTTPException: _elsewhere})


@define
class _Said:
    """Says the same to everybody."""

    reply: Reply

    async def to(self, request: Request) -> Response:
        return _response(self.reply)


def _said(shown: object) -> _Said:
    return _Said(Reply(Status.OK, f"{json.dumps(shown, ensure_ascii=False, indent=2)}\n".encode()))


@define
class _Asking:
    """Answers one question."""

    question: Question
    workers: Workers

    async def to(self, request: Request) -> Response:
        """The answer, or why there is none."""
        # A page in a browser may send other kinds to this machine without asking whether it may.
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != _JSON:
            return _response(refusal(Status.NO_JSON, f"Content-Type phải là {_JSON}"))
        body = await _body(request, self.workers.limits)
        if isinstance(body, Reply):
            return _response(body, close=True)
        return _response(await self.workers.reply_to(self.question.name, body))


async def _body(request: Request, limits: Limits) -> bytes | Reply:
    """The body, read no further than it may be long, and no longer than it may take."""
    too_large = refusal(Status.TOO_LARGE, f"nội dung gửi lên dài hơn {limits.body} byte")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > limits.body:
        return too_large
    body = bytearray()
    try:
        async with asyncio.timeout(limits.sending):
            async for piece in request.stream():
                body += piece
                if len(body) > limits.body:
                    return too_large
    except TimeoutError:
        return refusal(Status.SLOW, f"gửi nội dung lâu hơn {limits.sending} giây")
    except ClientDisconnect:
        return refusal(Status.SLOW, "bên gửi đã ngắt")
    return bytes(body)


async def _elsewhere(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else Status.BROKEN.value
    return _response(refusal(Status(status), _ELSEWHERE.get(status, "câu hỏi không dùng được")))


def _response(reply: Reply, close: bool = False) -> Response:
    headers = {"connection": "close"} if close else {}
    if reply.status is Status.BUSY:
        headers["retry-after"] = "2"
    return Response(reply.body, reply.status.value, headers, media_type=_JSON)
