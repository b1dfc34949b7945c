"""A ceiling of memory that the system keeps: set while it is held, not handed on."""

import subprocess
import sys

import pytest

from trafficking_explorer.database.memory_ceiling import ceiling, widen_ceiling, without_ceiling

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counted there alone")

MUCH = 4_000_000_000
"""More than is asked for below; it is never touched."""
TELLS = "import resource; print(resource.getrlimit(resource.RLIMIT_DATA)[0])"


def limit() -> int:
    found: int = resource.getrlimit(resource.RLIMIT_DATA)[0]
    return found


def test_what_is_beyond_it_is_refused() -> None:
    """As a MemoryError; afterwards all is as before."""
    before = limit()
    with ceiling(500_000_000):
        assert len(bytearray(1_000_000)) == 1_000_000
        with pytest.raises(MemoryError):
            bytearray(MUCH)
    assert limit() == before


def test_who_comes_second_has_what_is_left() -> None:
    """The ceiling goes with the last of them, in whichever order they leave."""
    before = limit()
    first, second = ceiling(10**9), ceiling(5 * 10**9)
    with first:
        kept = limit()
        second.__enter__()
        assert limit() == kept
    assert limit() == kept
    second.__exit__(None, None, None)
    assert limit() == before


@pytest.mark.slow
def test_there_is_always_some_room() -> None:
    """A deaf statement may hold nearly all of it: others go on, and may begin."""
    with ceiling(500_000_000):
        kept = limit()
        widen_ceiling()
        assert limit() == kept
        held = [bytearray(450_000_000)]
        with pytest.raises(MemoryError):
            bytearray(150_000_000)
        widen_ceiling()
        assert limit() > kept
        assert len(bytearray(150_000_000)) == 150_000_000
        held.append(bytearray(150_000_000))
        with ceiling(1):
            assert len(bytearray(150_000_000)) == 150_000_000
        del held
    widen_ceiling()


def test_an_error_leaves_no_ceiling() -> None:
    """An error within nested ceilings removes both."""
    before = limit()
    with pytest.raises(ZeroDivisionError), ceiling(10**9), ceiling(10**9):
        raise ZeroDivisionError
    assert limit() == before


def test_another_program_does_not_inherit_it() -> None:
    """An editor may take what it wants, also while a statement runs."""
    before = limit()
    with ceiling(10**9):
        kept = limit()
        with without_ceiling():
            told = subprocess.run([sys.executable, "-c", TELLS], capture_output=True, check=True)
        assert int(told.stdout) == before
        assert limit() == kept
    with without_ceiling():
        assert limit() == before


def test_a_lower_limit_of_the_system_stays() -> None:
    """Nobody is given more than the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (20 * 10**9, hard))
    try:
        with ceiling(50 * 10**9):
            assert limit() == 20 * 10**9
        assert limit() == 20 * 10**9
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
