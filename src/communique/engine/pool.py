# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Worker processes, each with one page in hand. Not the standard library's pool: there one death breaks all."""

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Self

from communique.errors import CommuniqueError
from communique.model import Coded, Page, Problem
from communique.text import sha256

Step = Callable[[Page], Coded | Problem]

# Results wait for their turn; this many pages a worker may be ahead of a slow one.
AHEAD_A_WORKER = 16
# A death may be the machine's (no memory left) and not the page's: the page gets a second go.
GOES = 2
# Workers stand side by side, one thread each: faster than threads within one (and the same on every machine).
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM")


def work(conn: "Connection[Coded | Problem | None, Page]", step: Step) -> None:
    """A worker's life: a word that it has begun, then a page in, its result out, until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    try:
        conn.send(None)
        while True:
            conn.send(step(conn.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


@dataclass
class Task:
    at: int  # the page's place in the order
    page: Page
    goes: int = 0
    began: float = 0.0


class EngineError(CommuniqueError):
    """Workers that die before they have begun: not the fault of any page."""

    def __init__(self) -> None:
        super().__init__('the worker processes cannot begin; a script that asks for workers keeps what it does under: if __name__ == "__main__": (or ask for workers=1)')


class Worker:
    def __init__(self, step: Step) -> None:
        context = multiprocessing.get_context("spawn")
        self.conn, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, step), daemon=True)
        with _environment(ONE_THREAD):
            self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.begun = False

    def give(self, task: Task) -> None:
        task.goes, task.began = task.goes + 1, time.monotonic()
        self.task = task
        with contextlib.suppress(OSError):  # it is dead: the next wait finds its end of the pipe closed
            self.conn.send(task.page)

    def take(self) -> Coded | Problem | None:
        """The result; None where the worker is dead."""
        try:
            result: Coded | Problem | None = self.conn.recv()
        except (EOFError, OSError):
            if not self.begun:
                raise EngineError from None
            return None
        return result

    def end(self) -> None:
        self.conn.close()
        self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Pool:
    def __init__(self, step: Step, size: int, seconds_a_page: float) -> None:
        self.step, self.size, self.seconds = step, size, seconds_a_page
        self.workers: list[Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        for worker in self.workers:
            worker.end()

    def results(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Coded | Problem]]:
        """Each page with its result, in order."""
        new = (Task(at, page) for at, page in enumerate(pages))
        again: list[Task] = []
        done: dict[int, tuple[Page, Coded | Problem]] = {}
        turn = 0
        while True:
            self._hand_out(new, again, room=AHEAD_A_WORKER * self.size - len(done))
            busy = [w for w in self.workers if w.task is not None]
            if not busy:
                return
            for worker, task, result, fault in self._finished(busy):
                worker.task = None
                if result is None:
                    self.workers.remove(worker)
                    worker.end()
                    if task.goes < GOES:
                        again.append(task)
                        continue
                    result = Problem(source=task.page.source, reason=fault, room="engine", page_sha256=sha256(task.page.data))
                done[task.at] = task.page, result
            while turn in done:
                yield done.pop(turn)
                turn += 1

    def _hand_out(self, new: Iterator[Task], again: list[Task], room: int) -> None:
        """Every idle worker gets a page, and missing workers are started for pages that are there."""
        for _ in range(self.size - sum(w.task is not None for w in self.workers)):
            task = again.pop() if again else next(new, None) if room > 0 else None
            if task is None:
                return
            room -= 1
            idle = next((w for w in self.workers if w.task is None), None)
            if idle is None:
                idle = Worker(self.step)
                self.workers.append(idle)
            idle.give(task)

    def _finished(self, busy: list[Worker]) -> list[tuple[Worker, Task, Coded | Problem | None, str]]:
        """Waits until a worker has a result, is dead or is overdue; a result of None says why."""
        deadline = min(w.task.began for w in busy if w.task is not None) + self.seconds
        ready = wait([w.conn for w in busy], max(0.0, deadline - time.monotonic()))
        out = []
        for worker in busy:
            assert worker.task is not None
            if worker.conn in ready and not worker.begun:
                worker.take()
                worker.begun, worker.task.began = True, time.monotonic()
            elif worker.conn in ready:
                out.append((worker, worker.task, worker.take(), "the process that coded this page died twice over it (out of memory, or a crash in a library)"))
            elif time.monotonic() - worker.task.began >= self.seconds:
                worker.task.goes = GOES  # slow once is slow twice
                out.append((worker, worker.task, None, f"coding this page took longer than {self.seconds:.0f} seconds, and was given up"))
        return out


@contextlib.contextmanager
def _environment(names: tuple[str, ...]) -> Iterator[None]:
    """What a child process inherits: one thread for each numeric library, unless the user has set it."""
    added = [name for name in names if name not in os.environ]
    os.environ.update({name: "false" if name == "TOKENIZERS_PARALLELISM" else "1" for name in added})
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
