"""The rules of findings, one module each.

Every module of this package but `base` has a `RULE`; its docstring is the rule's page, as
`check --explain` and the manual show it.
"""

from importlib import import_module
from pkgutil import iter_modules

from trafficking_explorer.findings.rules.base import Rules

RULES = Rules(
    import_module(f"{__name__}.{module.name}").RULE
    for module in iter_modules(__path__)
    if module.name != "base"
)
"""In the order in which findings of one severity are reported, impossible things first."""
