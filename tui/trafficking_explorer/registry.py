"""Registries of what the program can do; other packages add to them."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

Declared = TypeVar("Declared")

_ADDED: dict[tuple[str, str], str] = {}
"""The state of each addition that cached results depend on."""


class Registry(Iterable[Declared], Generic[Declared]):
    """Declarations by their names. Other packages add theirs with `register`."""

    shapes_stores = True
    """True if cached results depend on the declarations."""

    def __init__(self, declared: Iterable[Declared]) -> None:
        self._by_name: dict[str, Declared] = {}
        for each in declared:
            if (name := self.name_of(each)) in self._by_name:
                raise ValueError(f"two declarations have the name {name!r}; rename one")
            self._add(name, each)

    def name_of(self, declared: Declared) -> str:
        """The name of a declaration."""
        raise NotImplementedError

    def state_of(self, declared: Declared) -> str:
        """A text that changes with the declaration, for caches."""
        raise NotImplementedError

    def marks_of(self, declared: Declared) -> Iterable[tuple[str, str]]:
        """The further things that no two declarations may share, such as a key: what each is, its value."""
        return ()

    def register(self, declared: Declared) -> None:
        """Add a declaration, or replace the one of its name, in this process.

        Raises:
            ValueError: it shares something with another that must be its own, such as a key.
        """
        name = self.name_of(declared)
        self._add(name, declared)
        if self.shapes_stores:
            _ADDED[type(self).__name__, name] = self.state_of(declared)

    def _add(self, name: str, declared: Declared) -> None:
        marks = {mark for mark in self.marks_of(declared) if mark[1]}
        for other in self._by_name.values():
            shared = marks.intersection(self.marks_of(other))
            if shared and self.name_of(other) != name:
                (what, value), *_ = sorted(shared)
                raise ValueError(
                    f"{name!r} has the {what} {value!r} of {self.name_of(other)!r}; choose another"
                )
        self._by_name[name] = declared

    def remove(self, name: str) -> None:
        """Remove a declaration."""
        del self._by_name[name]
        _ADDED.pop((type(self).__name__, name), None)

    def get(self, name: str) -> Declared | None:
        """The declaration of that name; None if there is no such name."""
        return self._by_name.get(name)

    def __getitem__(self, name: str) -> Declared:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Declared]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)


def additions() -> str:
    """A text that changes with the additions: cached results are for one state of them."""
    return "\n".join(
        f"{registry} {name} {code}" for (registry, name), code in sorted(_ADDED.items())
    )


def source_state(code: Callable[..., Any]) -> str:
    """The file of a function, with its size and time."""
    file = getattr(sys.modules.get(code.__module__), "__file__", None)
    try:
        stat = Path(file or "").stat()
    except OSError:
        return ""
    return f"{file}:{stat.st_size}:{stat.st_mtime_ns}"
