"""Waiting for an idle app, by its event loop instead of by the clock.

Textual's `wait_for_idle`, on which `Pilot.pause` and `Pilot.press` wait, takes a process that is
given no processor for one that has nothing to do: on a busy machine it comes back too early.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.app import App

_SOON = 0.03
"""Seconds; a timer that is due by then belongs to what is under way."""
_TIMERS = 100
"""How many of those are waited for: one that repeats may go on for ever."""
PATIENCE = 300.0
"""Seconds until a test gives up; a guard against waiting for ever, far above what anything takes."""


async def until(holds: Callable[[], bool], shown: Callable[[], str] = str) -> None:
    """Come back when something holds that a thread, a process or a timer brings about.

    Args:
        shown: what to say where it never does.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not holds():
        if loop.time() > end:
            raise AssertionError(f"it does not come about: {shown()}")
        await asyncio.sleep(0.005)


def has_more_to_do(app: App[Any]) -> bool:
    """True if an app can go on by itself, or a widget has not come to its messages yet."""
    screens = app.screen_stack
    return (
        _is_anything_ready()
        or app.message_queue_size > 0
        or any(screen._callbacks for screen in screens)
        or any(
            node.message_queue_size
            for screen in screens
            for node in screen.walk_children(with_self=True)
        )
    )


def _is_anything_ready() -> bool:
    """True if the event loop has a callback to run."""
    # In the base class of all event loops of asyncio's; there is no public way to know.
    loop: Any = asyncio.get_running_loop()
    return bool(loop._ready)


async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Come back when nothing in the event loop can go on by itself, and no timer is due soon.

    Threads may still be at work: see `until`. The arguments are those of Textual's.
    """
    loop: Any = asyncio.get_running_loop()
    for _ in range(_TIMERS):
        await asyncio.sleep(0)
        while _is_anything_ready():
            await asyncio.sleep(0)
        soon = [
            timer.when()
            for timer in loop._scheduled
            if not timer.cancelled() and timer.when() < loop.time() + _SOON
        ]
        if not soon:
            return
        await asyncio.sleep(max(0, min(soon) - loop.time()))
