"""The checks of a corpus, one module each.

A module with a `CHECK` checks the records of one file. The other modules look at all files together;
the loader calls them.
"""

from importlib import import_module
from pkgutil import iter_modules

from trafficking_explorer.corpus.checks.base import Check, Checks

CHECKS = Checks(
    check
    for module in iter_modules(__path__)
    if isinstance(
        check := getattr(import_module(f"{__name__}.{module.name}"), "CHECK", None), Check
    )
)
