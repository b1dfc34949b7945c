"""A system, database, tool, service or capability."""

from typing import Annotated, ClassVar

from trafficking_explorer.model.fields import Code, Id, Ref, Text, Words
from trafficking_explorer.model.record import Record
from trafficking_explorer.model.vocabulary import TOOL_KIND


class Tool(Record):
    """Something that is used, by police or by offenders."""

    record_type: ClassVar[str] = "tool"
    key: ClassVar[str] = "tools"

    name: Annotated[Text, Words()]
    aliases: Annotated[tuple[Text, ...], Words()] = ()
    kind: Annotated[str, Code(TOOL_KIND)]
    operator: Annotated[Id | None, Ref("agency")] = None
    summary: Annotated[Text | None, Words()] = None
