"""The command line: one module for each group of commands.

Each command imports what it needs when it runs, so that `--help` and `--version` load no library.
"""

from trafficking_explorer.cli.main import cli, run_command

__all__ = ["cli", "run_command"]
