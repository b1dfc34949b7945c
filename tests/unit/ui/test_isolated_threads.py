"""The threads of workers."""

import gc
import weakref
from contextvars import ContextVar

from trafficking_explorer.ui.isolated_threads import IsolatedContextExecutor

NOTED: ContextVar["Something"] = ContextVar("noted")


class Something:
    """What a task is given."""


def test_a_thread_keeps_nothing_of_its_task() -> None:
    """What a task notes in its context is let go with it, and not with the thread."""

    def task(something: Something) -> int:
        NOTED.set(something)
        return 1

    something = Something()
    held = weakref.ref(something)
    with IsolatedContextExecutor(1) as threads:
        assert threads.submit(task, something).result() == 1
        del something
        # The thread has ended its first task when it has done another.
        assert threads.submit(NOTED.get, None).result() is None
        gc.collect()
        assert held() is None
