"""The threads of workers."""

import ast
import gc
import weakref
from contextvars import ContextVar
from pathlib import Path

from trafficking_explorer import ui
from trafficking_explorer.ui.app import IsolatedContextExecutor

NOTED: ContextVar["Something"] = ContextVar("noted")


class Something:
    """The argument of a task."""


def test_a_thread_keeps_nothing_of_its_task() -> None:
    """The context of a task is released with the task, and not with its thread."""

    def task(something: Something) -> int:
        NOTED.set(something)
        return 1

    # What is there already need not be looked through: after many tests that takes many seconds.
    gc.freeze()
    something = Something()
    held = weakref.ref(something)
    with IsolatedContextExecutor(1) as threads:
        assert threads.submit(task, something).result() == 1
        del something
        # The thread has ended its first task when it has done another.
        assert threads.submit(NOTED.get, None).result() is None
        gc.collect()
        gc.unfreeze()
        assert held() is None


def test_no_worker_is_described() -> None:
    """Textual writes out all arguments for a description, megabytes of text among them, with each key."""
    workers = [
        node
        for path in sorted(Path(next(iter(ui.__path__))).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "work"
    ]
    assert workers
    for worker in workers:
        given = {each.arg: ast.unparse(each.value) for each in worker.keywords}
        assert given.get("description") == "''", f"line {worker.lineno}: {ast.unparse(worker)}"
