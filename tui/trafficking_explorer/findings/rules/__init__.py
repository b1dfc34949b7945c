"""The rules of findings, one module each.

A module of this package that has a `RULE` is a rule; its docstring is the rule's page, as `check --explain`
and the manual show it.
"""

from importlib import import_module
from pkgutil import iter_modules

from trafficking_explorer.findings.rules.base import Rule, Rules

RULES = Rules(
    rule
    for module in iter_modules(__path__)
    if isinstance(rule := getattr(import_module(f"{__name__}.{module.name}"), "RULE", None), Rule)
)
"""In the order in which findings of one severity are reported, impossible things first."""
