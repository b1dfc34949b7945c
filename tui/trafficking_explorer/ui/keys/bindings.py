"""Every binding of the user interface, as its classes declare it."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from trafficking_explorer import ui


@dataclass(frozen=True)
class BoundKey:
    """A binding as a class of ours declares it.

    Attributes:
        owner: the name of the class.
        about: the first line of its docstring.
    """

    owner: str
    binding: Binding
    about: str = ""

    @property
    def keys(self) -> list[str]:
        """The keys that trigger it."""
        return [key.strip() for key in self.binding.key.split(",")]


def all_bindings() -> list[BoundKey]:
    """Every binding of the user interface, in the order of the modules; imports all of them."""
    found = []
    for owner in ui_classes():
        declared: list[BindingType] = vars(owner).get("BINDINGS", [])
        inherited = [each for base in owner.__mro__[1:] for each in vars(base).get("BINDINGS", [])]
        for binding in declared:
            if any(binding is each for each in inherited):
                continue
            assert isinstance(binding, Binding), f"{owner.__name__}: {binding} is not a Binding"
            about = (owner.__doc__ or "").strip().partition("\n")[0]
            found.append(BoundKey(owner.__name__, binding, about))
    return found


def ui_classes() -> Iterator[type[DOMNode]]:
    """Every widget, screen and app of the user interface."""
    for module_info in pkgutil.walk_packages(ui.__path__, ui.__name__ + "."):
        module = importlib.import_module(module_info.name)
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, DOMNode)
                and value.__module__ == module.__name__
            ):
                yield value
