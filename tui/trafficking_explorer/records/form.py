"""A form of exploitation, an act, a means, or a crime that is kept apart from trafficking."""

from typing import Annotated, ClassVar

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import ExploitationCode, NonBlankStr, Verbatim


class Form(Record):
    """A form as the sources word it, and its UN term."""

    record_type: ClassVar[str] = "form"
    key: ClassVar[str] = "forms"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    code: Annotated[str, ExploitationCode()]
