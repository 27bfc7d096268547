"""Small web servers inside the bot's event loop: webhooks, health and metrics, the sandbox."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import uvicorn


class _Quiet(uvicorn.Server):
    """Leaves signals to the bot."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


class PortTaken(Exception):
    """Another program listens there; the message names address and port."""


@contextlib.asynccontextmanager
async def serving(app: Any, host: str, port: int) -> AsyncIterator[int]:
    """Serves while the block runs and answers the port (a free one where 0 was asked for).

    Raises PortTaken.
    """
    try:
        socket = uvicorn.Config(app, host=host, port=port, log_config=None).bind_socket()
    except (OSError, SystemExit) as error:
        raise PortTaken(f"Port {port} of {host} is taken by another program; choose another one.") from error
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
        timeout_keep_alive=75,
    )
    server = _Quiet(config)
    task = asyncio.create_task(server.serve(sockets=[socket]))
    try:
        while not server.started and not task.done():  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # uvicorn has no event for it
        yield int(socket.getsockname()[1])
    finally:
        server.should_exit = True
        await task
        socket.close()
