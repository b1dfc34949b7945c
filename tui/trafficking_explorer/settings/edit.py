"""Changes of single keys in config.toml, which leave the rest of it as it is written."""

import tomllib
from pathlib import Path

from trafficking_explorer.config import flat_keys
from trafficking_explorer.errors import UsageError
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.settings.places import line_and_column, spots
from trafficking_explorer.text.files import replace_file


def with_key(text: str, binding_id: str, keys: str | None) -> str:
    """The text of a file with other keys of an action.

    Args:
        keys: separated by commas; None to take the line of the action away.

    Raises:
        UsageError: the file makes no sense, or has its keys in a form that is not changed here.
    """
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"config.toml: {error}; correct it first") from error
    line = "" if keys is None else f"{_quoted(binding_id)} = {_quoted(keys)}\n"
    changed = _changed(text, binding_id, line)
    wanted = dict(flat_keys(before.get("keys")))
    wanted.pop(binding_id, None)
    if keys is not None:
        wanted[binding_id] = keys
    try:
        after = tomllib.loads(changed)
    except tomllib.TOMLDecodeError:
        after = {}
    others = {name: value for name, value in before.items() if name != "keys"}
    if dict(flat_keys(after.pop("keys", None))) != wanted or after != others:
        raise UsageError(
            f"config.toml has its keys in a form that cannot be changed here; write {line.strip()} "
            "under [keys] yourself"
        )
    return changed


def change_key(path: Path, binding_id: str, keys: str | None) -> None:
    """Write other keys of an action into a file, which is made if it is missing.

    Raises:
        UsageError, SecureModeError, OSError: nothing was changed.
    """
    require(Feature.WRITING)
    text = path.read_text("utf-8") if path.exists() else ""
    changed = with_key(text, binding_id, keys)
    path.parent.mkdir(parents=True, exist_ok=True)
    # A link to a file elsewhere stays one.
    replace_file(path.resolve(), changed.encode())


def _changed(text: str, binding_id: str, line: str) -> str:
    lines = text.splitlines(keepends=True)
    known = spots(text)
    found = next(
        (
            spot
            for path, spot in known.items()
            if path[:1] == ("keys",) and ".".join(path[1:]) == binding_id
        ),
        None,
    )
    if found is not None:
        at = line_and_column(text, found.name)[0] - 1
        lines[at : at + 1] = [line] if line else []
        return "".join(lines)
    if not line:
        return text
    heading = known.get(("keys",))
    if heading is not None and text[heading.name] == "[":
        at = line_and_column(text, heading.name)[0]
        if not lines[at - 1].endswith("\n"):
            lines[at - 1] += "\n"
        return "".join((*lines[:at], line, *lines[at:]))
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}[keys]\n{line}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
