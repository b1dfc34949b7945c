"""The threads of workers, which keep nothing of what they have done.

Textual notes in the context of a thread which worker it runs. A thread that waits for its next one
would hold the last, and with it the store that it was given, open for as long as the explorer is.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any


class IsolatedContextExecutor(ThreadPoolExecutor):
    """Threads that run each task in a context of its own."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As in the base class."""
        return super().submit(copy_context().run, fn, *args, **kwargs)
