"""Threads for workers that keep no reference to their last task.

Textual records the running worker in the context of its thread. An idle thread would keep the last
worker, and with it a store, alive for as long as the explorer runs.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any


class IsolatedContextExecutor(ThreadPoolExecutor):
    """Threads that run each task in a new context."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit a task, as in the base class."""
        return super().submit(copy_context().run, fn, *args, **kwargs)
