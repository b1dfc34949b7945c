"""Standard streams, replaced if the program was started with some of them closed."""

import os
import sys
from contextlib import suppress


def open_closed_streams() -> None:
    """Replace standard streams that are closed.

    Otherwise the next file that is opened, such as a store, would be taken for one of them. Reading
    finds the end at once; writing to standard output fails, as it does for a full disk.
    """
    closed = [number for number in range(3) if not _is_open(number)]
    for number in closed:
        found = os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
        if found != number:
            os.dup2(found, number)
            os.close(found)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            # Not closed with the object: the number would be free again.
            stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def _is_open(number: int) -> bool:
    with suppress(OSError):
        os.fstat(number)
        return True
    return False
