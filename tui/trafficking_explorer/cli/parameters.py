"""Types of options and arguments."""

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from trafficking_explorer.records.registry import KINDS


class Utf8(click.ParamType[str]):
    """An argument that must be valid UTF-8."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself."""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail("not UTF-8 text", param, ctx)
        return value


class OneOf(click.ParamType[str]):
    """One of the names in a registry, which is read only when the option is used or listed."""

    name = "choice"

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names

    @property
    def _choice(self) -> click.Choice[str]:
        return click.Choice(tuple(self._names()))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """All names, as usage lines show them."""
        return self._choice.get_metavar(param, ctx)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself."""
        return self._choice.convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The names that begin as typed."""
        return self._choice.shell_complete(ctx, param, incomplete)


class Size(click.ParamType[str]):
    """A size, such as 320MB."""

    name = "size"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself."""
        # Only this option needs the settings' module.
        from trafficking_explorer.config import wrong_with_size

        wrong = wrong_with_size(value)
        if wrong is not None:
            self.fail(wrong, param, ctx)
        return value


# Registries are imported by the options that list them: `--version` needs none.


def formats() -> tuple[str, ...]:
    """The formats of results."""
    from trafficking_explorer.export.formats import FORMATS

    return FORMATS.names


def text_formats() -> tuple[str, ...]:
    """The formats that can be printed."""
    from trafficking_explorer.export.formats import FORMATS

    return FORMATS.text_names


def panes() -> tuple[str, ...]:
    """The panes of the explorer."""
    from trafficking_explorer.ui.panes.registry import PANES

    return tuple(pane.name for pane in PANES)


def kinds_and_finding() -> tuple[str, ...]:
    """The kinds of records, and findings."""
    return (*KINDS, "finding")


def any_or_curated_kind() -> tuple[str, ...]:
    """The kinds of records that words of a text can become, after a word for any of them."""
    return ("any", *(name for name in KINDS if name != "source"))
