"""The editor of the SQL pane: the library's, without its keys that read and write files.

It would write over any file without asking; what is typed here reaches no file.
"""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual_textarea import TextEditor

_OF_FILES = ("ctrl+s", "ctrl+o")


class SqlEditor(TextEditor, inherit_bindings=False):
    """Edits a query."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in TextEditor.BINDINGS
        if isinstance(binding, Binding) and binding.key not in _OF_FILES
    ]
