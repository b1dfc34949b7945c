"""The kinds of record, by the key that holds them in a curated file."""

from trafficking_explorer.model.agency import Agency
from trafficking_explorer.model.case import Case
from trafficking_explorer.model.event import Event
from trafficking_explorer.model.form import Form
from trafficking_explorer.model.operation import Operation
from trafficking_explorer.model.person import Person
from trafficking_explorer.model.place import Place
from trafficking_explorer.model.quote import Quote
from trafficking_explorer.model.record import Record
from trafficking_explorer.model.source import Source
from trafficking_explorer.model.statistic import Statistic
from trafficking_explorer.model.tool import Tool

MODELS: tuple[type[Record], ...] = (
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
BY_KEY = {model.key: model for model in MODELS}
BY_TYPE = {model.record_type: model for model in MODELS}
