"""A quotation or a sentence that two sources have word for word."""

from typing import Any

from trafficking_explorer.findings.rules.copied_words import RULE

from .conftest import Ask, Source, record, words_of

WORDS = "“This operation has opened a number of ongoing investigations,”"
SENTENCE = "The victim was found holding a blue plastic bag with all she had."


def quoted(speaker: str = "Yoro Traore") -> dict[str, Any]:
    names = {"a": "Yoro Traore", "b": speaker}
    ids = {key: name.split()[-1].lower() for key, name in names.items()}
    quoted_in: dict[str, dict[str, str]] = {}
    for key, name in names.items():
        quoted_in.setdefault(name, {})[key] = name
    return {
        "people": [
            record(name.split()[-1].lower(), quote, name=name) for name, quote in quoted_in.items()
        ],
        "quotes": [
            record(
                f"q{key}",
                {key: WORDS},
                speaker=name,
                speaker_id=ids[key],
                evidence={"speaker, speaker_id": {key: name}},
            )
            for key, name in names.items()
        ],
    }


SOURCES = {
    "a": Source(f"{WORDS} said Yoro Traore, an officer in Bamako.", published="2021"),
    "b": Source(f"A raid.\n\n{WORDS} said Yoro Traore, an officer in Bamako.", published="2017"),
}


def test_a_quotation_in_two_texts(ask: Ask) -> None:
    """The earlier text first, whatever its id; its sentence is not told again."""
    (finding,) = ask(RULE, SOURCES, **quoted())
    assert finding.id == "copied-words:quote/qa+quote/qb"
    assert finding.severity == "note"
    assert finding.message == (
        "Yoro Traore: these words are in sources b and a, so this is one source, not two"
    )
    assert words_of(finding.side, SOURCES) == words_of(finding.other, SOURCES) == [WORDS]
    assert finding.side.record_id == "qb"


def test_one_quotation_in_two_mouths(ask: Ask) -> None:
    """One of the two attributions is wrong."""
    sources = {**SOURCES, "b": Source(f"{WORDS} said Awa Diallo.", published="2017")}
    (finding,) = ask(RULE, sources, **quoted("Awa Diallo"))
    assert finding.severity == "doubt"
    assert finding.message == (
        "The same words in sources b and a, once as Awa Diallo's, once as Yoro Traore's"
    )


def test_sentences_in_two_texts(ask: Ask) -> None:
    """All that two texts share is one finding, case and marks aside."""
    sources = {
        "a": f"It was late. {SENTENCE} She was asked whether she knew the men who had come.",
        "b": f"{SENTENCE.replace('blue', 'BLUE')}\n\nShe was asked whether she knew the men, who had come?",
    }  # fmt: skip
    (finding,) = ask(RULE, sources)
    assert finding.id == "copied-words:source/a+source/b"
    assert finding.message.startswith("Source b has 2 sentences of source a word for word: “")
    assert words_of(finding.side, sources)[0] == SENTENCE
    assert words_of(finding.other, sources)[1].endswith("who had come?")


def test_what_is_alike_by_chance_or_custom_is_left_alone(ask: Ask) -> None:
    """Short sentences; a sentence changed by a word; the same sentence twice in one text."""
    assert ask(RULE, {"a": "All rights are reserved.", "b": "All rights are reserved."}) == []
    assert ask(RULE, {"a": SENTENCE, "b": SENTENCE.replace("blue", "red")}) == []
    assert ask(RULE, {"a": f"{SENTENCE} {SENTENCE}", "b": "Nothing."}) == []


def test_page_furniture_is_no_copy(ask: Ask) -> None:
    """Text above two articles belongs to the publisher."""
    sources = {"a": Source("One.", above=SENTENCE), "b": Source("Two.", above=SENTENCE)}
    assert ask(RULE, sources) == []


def test_a_sentence_of_many_texts_is_held_against_the_earliest(ask: Ask) -> None:
    """Three texts, two findings."""
    sources = {
        "a": Source(SENTENCE, published="2020"),
        "b": Source(f"One more. {SENTENCE}", published="2018"),
        "c": Source(f"Another. {SENTENCE}"),
    }
    ids = [finding.id for finding in ask(RULE, sources)]
    assert ids == ["copied-words:source/a+source/b", "copied-words:source/b+source/c"]
