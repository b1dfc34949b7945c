"""A system, database, tool, service or capability."""

from typing import Annotated, ClassVar

from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import Coded, NonBlankStr, Ref, Slug, Verbatim
from trafficking_explorer.records.vocabulary import TOOL_KIND


class Tool(Record):
    """Something that is used, by police or by offenders."""

    record_type: ClassVar[str] = "tool"
    key: ClassVar[str] = "tools"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    kind: Annotated[str, Coded(TOOL_KIND)]
    operator: Annotated[Slug | None, Ref("agency")] = None
    summary: Annotated[NonBlankStr | None, Verbatim()] = None
