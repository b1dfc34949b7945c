"""A small corpus of one text that tests of the store share."""

from trafficking_explorer.database.read_models import ListRow

TEXT = (
    "Operation Sun began in March 2016. Operation Ämber freed 30.\n"
    "Menu here\n"
    "Nearly 500 victims were rescued. “Well”, Mr Stock of the IOM’s Côte d’Ivoire office said."
)
YAML = """
operations:
  - id: sun
    quote: Operation Sun began in March 2016
    name: Operation Sun
    kind: operation
    date: 2016-03
    links:
      - {relation: led_by, to: agency/iom, role: of the IOM, quote: Mr Stock of the IOM}
  - {id: amber, quote: Operation Ämber, name: Operation Ämber, kind: operation}
  - {id: zulu, quote: office said, name: said, kind: initiative}
agencies:
  - {id: iom, quote: the IOM, name: IOM, kind: ngo, note: A remark.}
  - {id: office, quote: IOM’s Côte d’Ivoire office, name: IOM’s Côte d’Ivoire office, kind: bureau, parent: iom}
people:
  - {id: stock, quote: Mr Stock, name: Mr Stock}
quotes:
  - {id: well, quote: “Well”, speaker_id: stock, resolved: {speaker_id: The next words.}}
statistics:
  - id: rescued
    quote: Nearly 500 victims were rescued
    label: Victims
    measure: rescued
    value: 500
    value_text: 500
    unit: persons
    qualifier: nearly
    operation: sun
    scope: operation
    resolved: {operation: why}
  - id: freed
    quote: freed 30
    label: Freed
    measure: rescued
    value: 30
    value_text: 30
    unit: persons
    qualifier: exact
    operation: amber
    scope: operation
    resolved: {operation: why}
"""


SOURCE = """
sources:
  - id: s
    path: s.txt
    title: A title
    article: {from: Operation Sun began, to: office said.}
    furniture: [Menu here]
    resolved: {title: The text has none.}
"""


def ids(rows: tuple[ListRow, ...]) -> list[str]:
    """The records of some rows."""
    return [row.record_id for row in rows]
