"""Consoles over the bundled corpus, for tests."""

from collections.abc import Mapping

from trafficking_explorer.store.connection import Store
from trafficking_explorer.store.console import NO_PARAMS, Console
from trafficking_explorer.store.limits import Limits
from trafficking_explorer.store.opening import StorePlace, open_store
from trafficking_explorer.store.results import Result

ENDLESS = "SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)"
"""Would take hours; interrupted at once."""
DEAF = "SELECT levenshtein(repeat('ab', 16000), repeat('ba', 16000))"
"""One call of a function that takes some seconds and looks at nothing meanwhile."""


def limited_store(place: StorePlace, limits: Limits) -> Store:
    """A store with these limits."""
    # Built, where a change of the code has made it another one since the session began.
    open_store(place).close()
    return Store.attach(place.database, limits)


def ask(console: Console, sql: str, params: Mapping[str, object] = NO_PARAMS) -> Result:
    """The result of the last statement of a script, complete; one that fails raises its error."""
    result: Result | None = None
    for statement in console.read(sql):
        result = console.start(statement, params)
        result.finish()
    assert result is not None
    return result
