"""Back and forward through the records that were opened."""

from trafficking_explorer.ui.screens.main import _MOST, History

A, B, C, D = (("operation", name) for name in "abcd")


def opened(*keys: tuple[str, str]) -> History:
    """A history of jumps."""
    history = History()
    for key in keys:
        history.jump()
        history.visit(key)
    return history


def test_back_and_forward() -> None:
    """Through all stops, and no further."""
    history = opened(A, B, C)
    for by, key in ((1, None), (-1, B), (-1, A), (-1, None), (1, B), (1, C), (1, None)):
        assert history.travel(by) == key
        if key is not None:
            history.jump()
            history.visit(key)


def test_an_empty_history() -> None:
    """There is nowhere to go."""
    assert History().travel(-1) is None
    assert History().travel(1) is None


def test_the_cursor_moves_a_stop() -> None:
    """Only a jump is a new stop; a record that is shown again is not."""
    history = History()
    for key in (A, B):
        history.visit(key)
    assert history.travel(-1) is None
    history.jump()
    history.visit(B)
    assert history.travel(-1) is None
    history.jump()
    history.visit(C)
    history.visit(D)
    assert history.travel(-1) == B


def test_a_jump_from_the_middle_ends_the_way_forward() -> None:
    """As in a browser."""
    history = opened(A, B, C)
    history.travel(-1)
    history.visit(B)
    history.jump()
    history.visit(D)
    assert history.travel(1) is None
    assert history.travel(-1) == B


def test_the_history_is_bounded() -> None:
    """The oldest stops are forgotten."""
    keys = [("operation", str(number)) for number in range(_MOST + 50)]
    history = opened(*keys)
    stops = 0
    while history.travel(-1) is not None:
        stops += 1
    assert stops == _MOST - 1
