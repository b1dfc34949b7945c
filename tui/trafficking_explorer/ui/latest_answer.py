"""Questions answered in a thread; only the answer to the newest one reaches the screen."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import ClassVar, Protocol, TypeVar
from weakref import WeakSet

from textual.message_pump import MessagePump

from trafficking_explorer.errors import ExplorerError, QueryInterrupted, StoreDamaged
from trafficking_explorer.ui.messages import Notice, StoreCorrupted

T = TypeVar("T")
Foreseen = ExplorerError | OSError


class Reader(Protocol):
    """Something that numbers its questions and can be interrupted."""

    def begin(self) -> int:
        """Number a new question and interrupt the answer to the one before."""
        ...


class LatestAnswer:
    """Ask in a thread, take the answer on the event loop.

    A thread cannot be killed, so an old answer may arrive after a newer question: it is dropped, and a
    question that has not begun by then is not asked at all. Errors of a dropped question are dropped
    too, except that a damaged store is always reported.
    """

    _all: ClassVar["WeakSet[LatestAnswer]"] = WeakSet()

    def __init__(
        self,
        owner: MessagePump,
        name: str,
        *,
        threads: int = 1,
        beside: "LatestAnswer | None" = None,
        on_error: Callable[[Foreseen], object] | None = None,
    ) -> None:
        """Prepare to ask; threads start with the first question.

        Args:
            owner: the widget, screen or app whose event loop takes the answers.
            name: of the threads.
            threads: more than one where a question that takes long must not delay the next one,
                and what is asked can be asked by several threads.
            beside: another series of questions, whose threads these are asked in too.
            on_error: takes a foreseen error instead of the notice that would be shown.
        """
        self.reader: Reader | None = None
        """Interrupted by each new question; may be replaced at any time."""
        self._owner = owner
        self._on_error = on_error or self.report
        self._threads: ThreadPoolExecutor = (
            beside._threads if beside else ThreadPoolExecutor(threads, name)
        )
        self._is_closed = False
        self._newest = 0
        self._under_way: list[Future[None]] = []
        """Questions that are not dropped."""
        self._all.add(self)

    # Asking, on the event loop.

    def ask(self, question: Callable[[], T], take: Callable[[T], object]) -> None:
        """Ask a new question.

        Args:
            question: called in a thread.
            take: called with the answer, on the event loop; what it returns is awaited.
        """
        self.begin()
        self.add(question, take)

    def begin(self) -> int:
        """Drop what has been asked, and interrupt its reader.

        Returns:
            The number that the reader gave to the next question; ours if there is no reader.
        """
        self._newest += 1
        self._under_way.clear()
        return self._newest if self.reader is None else self.reader.begin()

    def add(self, question: Callable[[], T], take: Callable[[T], object]) -> None:
        """Ask something more about the newest question; dropped with it."""
        self.add_each(lambda: (question(),), take)

    def add_each(self, question: Callable[[], Iterable[T]], take: Callable[[T], object]) -> None:
        """Ask something more that has several answers; each is taken as soon as it is there."""
        if self._is_closed:
            return
        self._under_way = [each for each in self._under_way if not each.done()]
        self._under_way.append(self._threads.submit(self._answer, self._newest, question, take))

    def close(self) -> None:
        """Drop what has been asked, and what will be; end the threads, which would be waited for."""
        self.begin()
        self._is_closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def finish(self, seconds: float = 2.0) -> None:
        """Wait for what has been asked, and then close; for changes that are not to be lost."""
        await asyncio.to_thread(wait, tuple(self._under_way), seconds)
        self.close()

    def report(self, error: Foreseen) -> None:
        """Show an error as a notice."""
        self._owner.post_message(Notice(str(error), "error"))

    @property
    def is_busy(self) -> bool:
        """True while an answer is awaited."""
        return not all(each.done() for each in self._under_way)

    @classmethod
    def is_any_busy(cls) -> bool:
        """True while any answer is awaited, for tests."""
        return any(each.is_busy for each in tuple(cls._all))

    # Answering, in a thread.

    def _answer(
        self, number: int, question: Callable[[], Iterable[T]], take: Callable[[T], object]
    ) -> None:
        if number != self._newest:
            return
        try:
            for answer in question():
                self._owner.call_later(self._take, number, take, answer)
        except QueryInterrupted:
            return
        except StoreDamaged as error:
            self._owner.post_message(StoreCorrupted(str(error)))
        except (ExplorerError, OSError) as error:
            self._owner.call_later(self._take, number, self._on_error, error)
        except BaseException as error:
            # A bug: it stops the app with its traceback, as one on the event loop does.
            self._owner.call_later(_fail, error)

    def _take(self, number: int, take: Callable[[T], object], answer: T) -> object:
        return take(answer) if number == self._newest else None


def _fail(error: BaseException) -> None:
    raise error
