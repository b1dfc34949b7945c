"""The keys of the explorer and the ids of their bindings, for the manual."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from trafficking_explorer import ui
from trafficking_explorer.manual.markdown import code, table
from trafficking_explorer.ui.screens.help import keys_offered


@dataclass(frozen=True)
class BoundKey:
    """A binding as a class of ours declares it."""

    owner: str
    binding: Binding

    @property
    def keys(self) -> list[str]:
        """The keys that trigger it."""
        return [key.strip() for key in self.binding.key.split(",")]


def keys() -> str:
    """The keys by their use, as the help screen lists them."""
    return "\n\n".join(
        f"### {title}\n\n{table(('key', 'action'), ((code(key), what) for key, what in lines))}"
        for title, lines in keys_offered()
    )


def key_ids() -> str:
    """The bindings with their ids, by which config.toml changes their keys."""
    rows = (
        (code(bound.binding.id or ""), code(bound.binding.key), bound.binding.description)
        for bound in sorted(all_bindings(), key=lambda bound: bound.binding.id or "")
    )
    return table(("id", "keys", "action"), rows)


def all_bindings() -> list[BoundKey]:
    """Every binding of the user interface, in the order of the modules."""
    found = []
    for owner in ui_classes():
        declared: list[BindingType] = vars(owner).get("BINDINGS", [])
        inherited = [each for base in owner.__mro__[1:] for each in vars(base).get("BINDINGS", [])]
        for binding in declared:
            if any(binding is each for each in inherited):
                continue
            assert isinstance(binding, Binding), f"{owner.__name__}: {binding} is not a Binding"
            found.append(BoundKey(owner.__name__, binding))
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
