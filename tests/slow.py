"""Parameters of tests, sorted into those that are tried always and the slow ones."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

T = TypeVar("T")


def first_quick(values: Iterable[T]) -> "list[T | object]":
    """All but the first are slow: keys of one action, sizes of the screen, numbers of examples."""
    first, *others = values
    return [first, *slow_if(lambda _: True, others)]


def slow_if(is_slow: Callable[[T], bool], values: Iterable[T]) -> "list[T | object]":
    """Those are slow of which something holds."""
    return [
        pytest.param(value, marks=pytest.mark.slow) if is_slow(value) else value for value in values
    ]
