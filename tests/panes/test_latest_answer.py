"""Tests of asking in a thread: stale answers, interruption, errors."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
from textual.app import App

from tests.waiting import until
from trafficking_explorer.errors import (
    ExplorerError,
    FilterError,
    QueryInterrupted,
    StoreDamaged,
)
from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer
from trafficking_explorer.ui.messages import Notice, StoreCorrupted


class Host(App[None]):
    """An app that notes what reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def on_notice(self, event: Notice) -> None:
        self.told.append((event.text, event.severity))

    def on_store_corrupted(self, event: StoreCorrupted) -> None:
        self.told.append(event)


class Bell:
    """A reader whose answer ends only when it is interrupted."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.rung = threading.Event()
        self.number = 40

    def begin(self) -> int:
        self.number += 1
        self.rung.set()
        return self.number

    def answer(self) -> str:
        self.rung.clear()
        self.began.set()
        self.rung.wait()
        raise QueryInterrupted("a newer question was begun")


@asynccontextmanager
async def asking(
    *, threads: int = 1, on_error: Callable[[Foreseen], object] | None = None
) -> AsyncIterator[tuple[Host, LatestAnswer]]:
    host = Host()
    async with host.run_test():
        answers = LatestAnswer(host, "test", threads=threads, on_error=on_error)
        yield host, answers
        answers.close()


async def settle(host: Host, answers: LatestAnswer) -> None:
    await until(lambda: not answers.is_busy)
    await asyncio.sleep(0)
    await until(lambda: not host.message_queue_size)


async def test_an_answer_is_taken_on_the_event_loop() -> None:
    async with asking() as (host, answers):
        seen: list[tuple[str, int]] = []
        gate = threading.Event()
        answers.ask(lambda: ("answer", threading.get_ident(), gate.wait())[:2], seen.append)
        assert answers.is_busy and LatestAnswer.is_any_busy()
        gate.set()
        await settle(host, answers)
        [(found, asked_in)] = seen
        assert found == "answer"
        assert asked_in != threading.get_ident()


async def test_a_coroutine_may_take_an_answer() -> None:
    async with asking() as (_, answers):
        seen: list[str] = []

        async def take(found: str) -> None:
            await asyncio.sleep(0)
            seen.append(found)

        answers.ask(lambda: "answer", take)
        await until(lambda: seen == ["answer"])


async def test_the_answer_to_an_older_question_is_dropped() -> None:
    """Also where a thread has it already, and only the event loop has not taken it."""
    async with asking() as (host, answers):
        seen: list[str] = []
        answers.ask(lambda: "old", seen.append)
        answers._threads.submit(lambda: None).result()
        answers.ask(lambda: "new", seen.append)
        await settle(host, answers)
        assert seen == ["new"]


async def test_questions_in_between_are_not_asked() -> None:
    async with asking() as (host, answers):
        asked: list[str] = []
        seen: list[str] = []
        began, gate = threading.Event(), threading.Event()

        def question(name: str) -> str:
            asked.append(name)
            began.set()
            gate.wait()
            return name

        answers.ask(partial(question, "first"), seen.append)
        await until(began.is_set)
        answers.ask(partial(question, "second"), seen.append)
        answers.ask(partial(question, "third"), seen.append)
        gate.set()
        await settle(host, answers)
        assert asked == ["first", "third"]
        assert seen == ["third"]


async def test_a_newer_question_interrupts_the_reader() -> None:
    async with asking() as (host, answers):
        seen: list[str] = []
        bell = Bell()
        answers.reader = bell
        answers.ask(bell.answer, seen.append)
        await until(bell.began.is_set)
        assert answers.begin() == 42
        answers.add(lambda: "new", seen.append)
        await settle(host, answers)
        assert seen == ["new"]
        assert host.told == []


async def test_without_a_reader_questions_are_numbered_by_themselves() -> None:
    async with asking() as (_, answers):
        assert [answers.begin(), answers.begin()] == [1, 2]


async def test_what_is_stuck_does_not_delay_what_other_threads_can_answer() -> None:
    async with asking(threads=2) as (host, answers):
        seen: list[str] = []
        gate = threading.Event()
        answers.ask(lambda: str(gate.wait()), seen.append)
        answers.ask(lambda: "new", seen.append)
        await settle(host, answers)
        assert seen == ["new"]
        assert not answers.is_busy
        gate.set()


async def test_several_answers_are_taken_one_by_one() -> None:
    async with asking() as (host, answers):
        seen: list[int] = []
        gate = threading.Event()

        def question() -> Iterator[int]:
            yield 1
            gate.wait()
            yield 2

        answers.begin()
        answers.add_each(question, seen.append)
        await until(lambda: seen == [1])
        gate.set()
        answers.add(lambda: 3, seen.append)
        await settle(host, answers)
        assert seen == [1, 2, 3]


@pytest.mark.parametrize(
    "error",
    [ExplorerError("no [b]"), FilterError("no [b]", 0, 1), OSError("no [b]")],
    ids=lambda error: type(error).__name__,
)
async def test_an_error_becomes_a_notice(error: Foreseen) -> None:
    async with asking() as (host, answers):

        def fail() -> None:
            raise error

        answers.ask(fail, lambda _: None)
        await settle(host, answers)
        await until(lambda: host.told == [("no [b]", "error")])


async def test_an_error_may_be_told_otherwise() -> None:
    told: list[Foreseen] = []
    async with asking(on_error=told.append) as (host, answers):
        error = FilterError("no", 0, 1)

        def fail() -> None:
            raise error

        answers.ask(fail, lambda _: None)
        await settle(host, answers)
        assert told == [error]
        assert host.told == []


async def test_an_error_of_an_older_question_is_dropped() -> None:
    told: list[Foreseen] = []
    async with asking(on_error=told.append) as (host, answers):

        def fail() -> None:
            raise ExplorerError("old")

        answers.ask(fail, lambda _: None)
        answers._threads.submit(lambda: None).result()
        answers.begin()
        await settle(host, answers)
        assert told == host.told == []


async def test_a_damaged_store_is_always_reported() -> None:
    """Whatever has been asked since: it has to be built again."""
    async with asking() as (host, answers):

        def fail() -> None:
            raise StoreDamaged("a block is damaged")

        answers.ask(fail, lambda _: None)
        answers._threads.submit(lambda: None).result()
        answers.begin()
        await until(lambda: [type(each) for each in host.told] == [StoreCorrupted])


async def test_a_bug_stops_the_app() -> None:
    with pytest.raises(ZeroDivisionError):
        async with asking() as (host, answers):
            answers.ask(lambda: 1 // 0, lambda _: None)
            await until(lambda: not host.is_running or host._exception is not None)


async def test_nothing_comes_after_the_end() -> None:
    async with asking() as (host, answers):
        seen: list[str] = []
        bell = Bell()
        answers.reader = bell
        answers.ask(bell.answer, seen.append)
        await until(bell.began.is_set)
        answers.add(lambda: "more", seen.append)
        answers.close()
        answers.ask(lambda: "late", seen.append)
        await settle(host, answers)
        assert bell.rung.is_set()
        assert seen == []
