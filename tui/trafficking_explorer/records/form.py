"""A form of exploitation, an act, a means, or a crime distinct from trafficking."""

from typing import Annotated, ClassVar

from pydantic import Field

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import ExploitationCode, NonBlankStr, Verbatim


class Form(Record):
    """A form in the words of the sources, with its UN term."""

    record_type: ClassVar[str] = "form"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[
        tuple[NonBlankStr, ...], Verbatim(), Field(description="other wordings")
    ] = ()
    code: Annotated[str, ExploitationCode(), Field(description="the UN term")]
