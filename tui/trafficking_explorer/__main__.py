"""`trafficking-explorer` and `python -m trafficking_explorer`."""

import gc
import os
import sys

from trafficking_explorer.output import guard_terminal


def main() -> None:
    """Run the program.

    Without arguments the explorer opens at once: the command line takes a tenth of a second to
    import, which the first rows would wait for.
    """
    try:
        # Imported here, so that an interrupt meanwhile shows no traceback.
        from trafficking_explorer.process_exit import run_and_end
        from trafficking_explorer.standard_streams import open_closed_streams

        open_closed_streams()
        guard_terminal()
        run_and_end(_run)
    except KeyboardInterrupt:
        # Before there was anything to print.
        sys.exit(130)


def _run() -> None:
    # Imported as needed: the explorer and the commands share little.
    from trafficking_explorer.secure import enter, is_secure

    if is_secure():
        enter()
    # A shell asks for completions by a variable, without arguments.
    if len(sys.argv) > 1 or "_TRAFFICKING_EXPLORER_COMPLETE" in os.environ:
        # Loads click, which the explorer does without.
        from trafficking_explorer.cli import run_command

        run_command()
    else:
        # Thousands of objects are created and none goes: collecting garbage among them only costs
        # time. The explorer turns it on again when the first rows are on screen.
        gc.disable()
        # Loads Textual, which the commands do without.
        from trafficking_explorer.cli_errors import exit_on_error
        from trafficking_explorer.ui.launcher import run

        exit_on_error(run)()


if __name__ == "__main__":
    main()
