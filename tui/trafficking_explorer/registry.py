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
        self._by_name = {self.name_of(each): each for each in declared}

    def name_of(self, declared: Declared) -> str:
        """The name of a declaration."""
        raise NotImplementedError

    def state_of(self, declared: Declared) -> str:
        """A text that changes with the declaration, for caches."""
        raise NotImplementedError

    def register(self, declared: Declared) -> None:
        """Add a declaration, or replace the one of its name, in this process."""
        name = self.name_of(declared)
        self._by_name[name] = declared
        if self.shapes_stores:
            _ADDED[type(self).__name__, name] = self.state_of(declared)

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
