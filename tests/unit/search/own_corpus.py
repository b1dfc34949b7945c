"""A corpus of two texts, with regions, groups of people, speakers and copies, for tests of search."""

import json
from textwrap import dedent

SAID = "The ring sold the victims on the darknet and moved on before we came"
ONE = dedent(
    f"""\
    Raid in Côte d’Ivoire

    Operation Sahara took place in Chad in 2018. Police arrested 40 suspected child sex offenders. They
    freed 12 minors, 7 girls and 3 women. A 15-year-old boy told his story.

    “{SAID},” said Mr. Stone of the Europe Desk.

    The Darkweb is watched. Operation Mesa took place in Peru in 2015 and led to 50 arrests.
    """
)
TWO = dedent(
    f"""\
    Later reports

    “{SAID},” said Jane Stone. “We go on,” mr stone said. Asia Watch of West Point counts 90 families in
    Europe. Someone who knows the darknet well said: “It is the new darknet.”
    """
)


def _source(id_: str, text: str) -> str:
    first, last = text.strip().splitlines()[0], text.strip().splitlines()[-1]
    return json.dumps(
        {
            "id": id_,
            "path": f"{id_}.txt",
            "title": first,
            "article": {"from": first, "to": last[-20:]},
            "evidence": {"title": first},
        },
        ensure_ascii=False,
    )


def _figure(
    id_: str, quote: str, population: str | None, text: str, value: int, **more: str
) -> str:
    fields: dict[str, object] = {
        "id": id_,
        "quote": quote,
        "label": more.pop("label", id_.capitalize()),
        "measure": more.pop("measure", "rescued"),
        "value": value,
        "value_text": text,
        "unit": "persons",
        "qualifier": "exact",
        "scope": more.pop("scope", "operation"),
        **more,
    }
    if population is not None:
        fields["population"] = population
    if "operation" in more:
        fields["resolved"] = {"operation": "The text before."}
    return json.dumps(fields, ensure_ascii=False)


CURATED = {
    "one.yaml": dedent(
        f"""\
        source: one
        sources: [{_source("one", ONE)}]
        operations:
          - {{id: sahara, quote: Operation Sahara took place in Chad in 2018, name: Operation Sahara,
             kind: operation, date: 2018, countries: [TD], resolved: {{countries: Named., date: Named.}}}}
          - {{id: mesa, quote: Operation Mesa took place in Peru in 2015, name: Operation Mesa,
             kind: operation, date: 2015, countries: [PE], resolved: {{countries: Named., date: Named.}}}}
        agencies:
          - {{id: europe-desk, quote: the Europe Desk, name: Europe Desk, kind: unit}}
        people:
          - {{id: stone, quote: Mr. Stone, name: Jane Stone, resolved: {{name: The other text.}}}}
        tools:
          - {{id: darkweb, quote: The Darkweb, name: Darkweb, kind: technology}}
        quotes:
          - {{id: said-one, quote: “{SAID}, speaker: Mr. Stone, speaker_id: stone,
             evidence: {{speaker: Mr. Stone}}, resolved: {{speaker_id: The same name.}}}}
        statistics:
          - {_figure("arrested", "Police arrested 40 suspected child sex offenders", "suspected child sex offenders", "40", 40, measure="arrests", operation="sahara")}
          - {_figure("minors", "freed 12 minors", "minors", "12", 12, operation="sahara")}
          - {_figure("girls", "7 girls", "girls", "7", 7, operation="sahara")}
          - {_figure("women", "3 women", "women", "3", 3, operation="sahara")}
          - {_figure("boy", "A 15-year-old boy", None, "15", 15, measure="age", scope="case", label="Age of a boy")}
          - {_figure("fifty", "led to 50 arrests", None, "50", 50, measure="arrests", operation="mesa", label="Arrests in Mesa")}
        """
    ),
    "two.yaml": dedent(
        f"""\
        source: two
        sources: [{_source("two", TWO)}]
        agencies:
          - {{id: asia-watch, quote: Asia Watch of West Point, name: Asia Watch, kind: ngo}}
        quotes:
          - {{id: said-two, quote: “{SAID}, speaker: Jane Stone, speaker_id: stone,
             evidence: {{speaker: Jane Stone}}, resolved: {{speaker_id: The same name.}}}}
          - {{id: go-on, quote: “We go on, speaker: mr stone, evidence: {{speaker: mr stone}}}}
          - {{id: new-darknet, quote: “It is the new darknet., speaker: Someone who knows the darknet well,
             evidence: {{speaker: Someone who knows the darknet well}}}}
        statistics:
          - {_figure("families", "90 families in", "families", "90", 90, measure="persons", scope="region")}
        """
    ),
}
SEEDS = {"one.txt": ONE, "two.txt": TWO}
