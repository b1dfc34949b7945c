"""A mistake in config.toml."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """One mistake.

    Attributes:
        message: what is wrong, and what to write.
        keys: the way to the setting, such as `("sql", "seconds")`; empty for the file as a whole.
        line, column: the place, from 1; 0 if it is not known yet.
        is_name: true if the name of the setting is wrong, not its value.
    """

    message: str
    keys: tuple[str, ...] = ()
    line: int = 0
    column: int = 0
    is_name: bool = False

    def at(self, path: object) -> str:
        """The mistake with its place in a file: `config.toml:3:1: …`."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{path}{place}: {self.message}"
