"""A form of exploitation, an act, a means, or a crime that is kept apart from trafficking."""

from typing import Annotated, ClassVar

from trafficking_explorer.model.fields import FormCode, Text, Words
from trafficking_explorer.model.record import Record


class Form(Record):
    """A form as the sources word it, and its UN term."""

    record_type: ClassVar[str] = "form"
    key: ClassVar[str] = "forms"

    name: Annotated[Text, Words()]
    aliases: Annotated[tuple[Text, ...], Words()] = ()
    code: Annotated[str, FormCode()]
