"""The process that workers are forked from: it has loaded every parser, and never opens a document itself.

Each message on standard input, a Unix socket, carries three pipes: a worker's requests, its answers, and its fate: its
process number in a line and, once it has ended, its exit code in another. The nursery ends with whoever started it.
"""

from __future__ import annotations

import os
import selectors
import signal
import socket
import sys
from typing import NoReturn

from greenroom.media.extraction import docx, odt, pdf, plain, rtf, worker  # noqa: F401  (loaded before anybody waits)

PIPES = 3


def main() -> None:
    asked = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    woken, wakes = os.pipe()
    for end in (woken, wakes):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    fates: dict[int, int] = {}
    with selectors.DefaultSelector() as selector:
        selector.register(asked, selectors.EVENT_READ)
        selector.register(woken, selectors.EVENT_READ)
        while True:
            ready = {key.fd for key, _ in selector.select()}
            if woken in ready:
                os.read(woken, 4096)
                _bury(fates)
            if asked.fileno() in ready:
                pipes = _received(asked)
                if not pipes:
                    return
                requests, answers, fate = pipes
                fates[_born(requests, answers, fate)] = fate


def _received(asked: socket.socket) -> list[int]:
    """The pipes of one message; none where nobody is left to ask."""
    _message, pipes, _flags, _address = socket.recv_fds(asked, 1, PIPES)
    return pipes


def _born(requests: int, answers: int, fate: int) -> int:
    """The process number of a new worker on these pipes."""
    pid = os.fork()
    if pid == 0:
        _live(requests, answers)
    os.close(requests)
    os.close(answers)
    _tell(fate, pid)
    return pid


def _live(requests: int, answers: int) -> NoReturn:
    """Be a worker, with nothing open but its own pipes."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(requests, 0)
        os.dup2(answers, 1)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        os.setsid()
        worker.main()
    finally:
        os._exit(0)


def _bury(fates: dict[int, int]) -> None:
    """Tell what became of each worker that has ended."""
    while fates:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        fate = fates.pop(pid)
        _tell(fate, os.waitstatus_to_exitcode(status))
        os.close(fate)


def _tell(fate: int, number: int) -> None:
    try:
        os.write(fate, b"%d\n" % number)
    except OSError:
        return  # nobody waits for it any more


if __name__ == "__main__":
    main()
