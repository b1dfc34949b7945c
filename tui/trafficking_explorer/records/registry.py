"""The kinds of record, by the key that holds them in a curated file."""

from trafficking_explorer.records.agency import Agency
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.case import Case
from trafficking_explorer.records.event import Event
from trafficking_explorer.records.form import Form
from trafficking_explorer.records.operation import Operation
from trafficking_explorer.records.person import Person
from trafficking_explorer.records.place import Place
from trafficking_explorer.records.quote import Quote
from trafficking_explorer.records.source import Source
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.records.tool import Tool

KINDS: tuple[type[Record], ...] = (
    Source,
    Operation,
    Agency,
    Person,
    Quote,
    Statistic,
    Tool,
    Form,
    Place,
    Case,
    Event,
)
BY_KEY = {model.key: model for model in KINDS}
BY_TYPE = {model.record_type: model for model in KINDS}
