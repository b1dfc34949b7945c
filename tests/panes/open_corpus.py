"""A corpus in which much is open, and words that terminals find hard, for tests of curating."""

TEXT = """Menu of 99 pages

Raids in Chad

Police in Chad arrested 12 suspects on Monday. More than 80 victims were freed.

“We go on”, said Awa Sarr, who runs the Lake Foundation. It has 140 officers.

Share this with 7 friends

He met 3\u202e victims of 人身売買 in e\u0301te\u0301 2019. \x1b[mRed\x1b[m and \u0645\u0631\u062d\u0628\u0627 end here.

Footer of 55 links
"""
CURATED = {
    "a.yaml": """
        source: a
        sources:
          - id: a
            path: a.txt
            title: Raids in Chad
            publisher: Lake Press
            article: {from: Raids in Chad, to: end here.}
            furniture: [Share this with 7 friends]
            evidence: {title: Raids in Chad}
            resolved: {publisher: Made up.}
        places:
          - {id: chad, quote: Police in Chad, name: Chad, kind: country, country: TD}
        people:
          - {id: sarr, quote: said Awa Sarr, name: Awa Sarr}
        uncovered:
          - {exact: Monday, why: A day.}
          - {exact: It has, why: A word.}
        """,
    "b.yaml": """
        source: b
        sources:
          - id: b
            path: b.txt
            title: All is quiet
            article: {from: All is quiet, to: were there.}
            evidence: {title: All is quiet}
        statistics:
          - {id: two, quote: two were there, label: There, measure: arrests, value: 2, value_text: two,
             unit: persons, qualifier: exact, scope: operation}
        """,
    "c.yaml": """
        sources:
          - {id: c, path: c.txt, title: they slept, article: {from: they slept, to: they slept},
             evidence: {title: they slept}, quote: they slept}
        """,
}
SEEDS = {"a.txt": TEXT, "b.txt": "All is quiet\n\nOnly two were there.\n", "c.txt": "they slept\n"}
OPEN = ["12", "80", "“We go on”", "Lake Foundation", "140", "3", "2019"]
"""The passages without a record, in the order of the text."""
