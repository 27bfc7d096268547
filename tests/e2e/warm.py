"""Starts of `python -m bot` that do not wait for its imports: a process that has them forks for each command.

What is forked is a process of its own, with its own arguments, environment, folder, signals and exit code, and runs the
same `bot.__main__`. The imports are most of what a start costs, and the same each time.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import functools
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


# --- the side of the tests


class Forked:
    """One command; has what the tests use of `asyncio.subprocess.Process`."""

    def __init__(self, stdout: asyncio.StreamReader, stderr: asyncio.StreamReader) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.pid = 0
        self.returncode: int | None = None
        self._ending: asyncio.Task[int] | None = None

    async def follow(self, told: asyncio.StreamReader) -> None:
        """Learns its id, and from then on waits for its end."""
        self.pid = int(await told.readline())
        self._ending = asyncio.create_task(self._end(told))

    async def _end(self, told: asyncio.StreamReader) -> int:
        self.returncode = int(await told.readline())
        await told.read()  # to the end of each pipe, which closes it
        return self.returncode

    async def wait(self) -> int:
        assert self._ending is not None
        return await asyncio.shield(self._ending)

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)


@functools.cache
def _forker() -> socket.socket:
    """The way to the process that forks; it ends with this one."""
    here, there = socket.socketpair()
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.warm", str(there.fileno())],
            cwd=ROOT,
            pass_fds=[there.fileno()],
        )

    def end() -> None:
        here.close()
        process.wait(10)

    atexit.register(end)
    return here


async def _reader(ends: contextlib.ExitStack) -> tuple[asyncio.StreamReader, int]:
    """A pipe: what reads from it, and the end to give away."""
    read, write = os.pipe()
    ends.callback(os.close, write)
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read, "rb", 0)
    )
    return reader, write


async def fork(args: tuple[str, ...], environment: dict[str, str], cwd: Path | None) -> Forked:
    """`python -m bot ARGS` in a process that need not import it."""
    with contextlib.ExitStack() as ends:
        (stdout, out), (stderr, err), (told, tell) = [await _reader(ends) for _ in range(3)]
        request = {"args": args, "environment": environment, "cwd": str(cwd or Path.cwd())}
        socket.send_fds(_forker(), [json.dumps(request).encode() + b"\n"], [out, err, tell])
    forked = Forked(stdout, stderr)
    await forked.follow(told)
    return forked


# --- the side that forks


def _request(way: socket.socket) -> tuple[bytes, list[int]]:
    message, given, _, _ = socket.recv_fds(way, 1 << 16, 3)
    while message and not message.endswith(b"\n"):
        message += way.recv(1 << 16)
    return message, given


def serve(way: socket.socket) -> None:
    """Forks for each request until the other side closes; returns in the forked process too, ready to run the command."""
    to_tell: dict[int, int] = {}

    def reap(*_: object) -> None:
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                tell = to_tell.pop(pid)
                with contextlib.suppress(BrokenPipeError):
                    os.write(tell, b"%d\n" % os.waitstatus_to_exitcode(status))
                os.close(tell)

    signal.signal(signal.SIGCHLD, reap)
    while True:
        message, given = _request(way)
        if not message:
            os._exit(0)
        out, err, tell = given
        # Whoever ends at once must not be reaped before it is known.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        pid = os.fork()
        if not pid:
            break
        to_tell[pid] = tell
        os.close(out)
        os.close(err)
        os.write(tell, b"%d\n" % pid)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
    os.dup2(out, 1)
    os.dup2(err, 2)
    for unused in (out, err, tell, *to_tell.values()):
        os.close(unused)
    request = json.loads(message)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["cwd"])
    sys.argv[1:] = request["args"]


if __name__ == "__main__":
    import bot.cli.commands  # noqa: F401 — so that the forked need not

    gc.freeze()  # what is shared stays shared: collecting would touch, and so copy, each page
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with socket.socket(fileno=int(sys.argv[1])) as inherited:
        serve(inherited)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
