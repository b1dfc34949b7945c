"""The libraries that the program uses, with their licences, from what is installed."""

import re
from importlib import metadata

from trafficking_explorer.manual.markdown import table
from trafficking_explorer.paths import APP

_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(?:\[(?P<extras>[^\]]*)\])?[^;]*;?(?P<marker>.*)"
)
_EXTRA = re.compile(r"extra == ['\"](?P<name>[^'\"]+)['\"]")
_CLASSIFIER = "License :: OSI Approved :: "


def libraries() -> str:
    """A table of all libraries: name, licence, and what needs it."""
    needed_by = required_libraries()
    if not needed_by:
        return f"{APP} is not installed here, so that its libraries are not known."
    rows = ((name, licence(name), ", ".join(sorted(by))) for name, by in sorted(needed_by.items()))
    return table(("library", "licence", "needed by"), rows)


def required_libraries() -> dict[str, set[str]]:
    """Every library that is installed for this program, and the libraries that need it.

    Requirements for other systems and for extras that nobody asks for are left out.
    """
    needed_by: dict[str, set[str]] = {}
    waiting, seen = [(APP, frozenset[str]())], set()
    while waiting:
        item = waiting.pop()
        if item in seen:
            continue
        seen.add(item)
        name, extras = item
        for required, its_extras in _requirements(name, extras):
            needed_by.setdefault(required, set()).add(name)
            waiting.append((required, its_extras))
    return needed_by


def licence(name: str) -> str:
    """The licence of an installed library, as its author gives it."""
    about = metadata.metadata(name)
    # "License" may hold the whole text.
    stated = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ())]
    lines = [text.strip().partition("\n")[0] for text in stated]
    classifiers = about.get_all("Classifier") or []
    lines += [each.removeprefix(_CLASSIFIER) for each in classifiers if _CLASSIFIER in each]
    return next(filter(None, lines), "not stated")


def _requirements(name: str, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    found = []
    for line in _requires(name):
        match = _REQUIREMENT.match(line)
        assert match is not None, line
        extra = _EXTRA.search(match["marker"])
        required = re.sub(r"[-_.]+", "-", match["name"]).lower()
        if (extra is None or extra["name"] in extras) and _is_installed(required):
            wanted = (match["extras"] or "").replace(" ", "").split(",")
            found.append((required, frozenset(filter(None, wanted))))
    return found


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True
