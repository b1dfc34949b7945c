"""Quotations in every usual style, and their speakers."""

import time

import pytest

from trafficking_explorer.text.quotations import Quotation, find_quotations


def read(text: str) -> list[tuple[list[str], str | None, str | None]]:
    """The parts, the speaker and the role of what is said."""
    return [
        (
            [text[start:end] for start, end in each.parts],
            *(
                text[slice(*place)] if place else None
                for place in (
                    (each.attribution.name, each.attribution.role)
                    if each.attribution
                    else (None, None)
                )
            ),
        )
        for each in found(text)
        if each.is_speech
    ]


def found(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "parts", "speaker", "role"),
    [
        # Double marks.
        ("“We act,” said Ana Ruiz.", ["“We act,”"], "Ana Ruiz", None),
        ('"We act," said Ana Ruiz.', ['"We act,"'], "Ana Ruiz", None),
        ("``We act,'' said Ana Ruiz.", ["``We act,''"], "Ana Ruiz", None),
        ("”Vi handlar”, sade Anna Berg.", ["”Vi handlar”"], "Anna Berg", None),
        # Single ones, with apostrophes inside.
        ("'We've won,' said Ana Ruiz.", ["'We've won,'"], "Ana Ruiz", None),
        ("‘We’ve won,’ said Ana Ruiz.", ["‘We’ve won,’"], "Ana Ruiz", None),
        ("'The dogs' barking woke us,' said Bo Li.", ["'The dogs' barking woke us,'"], "Bo Li", None),
        ("'It's the '90s again,' Mr Rowe said.", ["'It's the '90s again,'"], "Mr Rowe", None),
        # Nested.
        ("“It was ‘hell’,” said Bo Li.", ["“It was ‘hell’,”"], "Bo Li", None),
        ("'It was \"hell\",' said Bo Li.", ["'It was \"hell\",'"], "Bo Li", None),
        # Of other languages.
        ("«Nous agissons», a déclaré le procureur Luc Mas.", ["«Nous agissons»"], "Luc Mas", "procureur"),
        ("« Nous agissons », a déclaré Luc Mas.", ["« Nous agissons »"], "Luc Mas", None),
        ("Selon Luc Mas, « nous agissons tous ensemble ».", ["« nous agissons tous ensemble »"], "Luc Mas", None),
        ("»Wir handeln«, so Ida Ort.", ["»Wir handeln«"], "Ida Ort", None),
        ("„Wir handeln“, sagte Polizeisprecher Uwe Kern.", ["„Wir handeln“"], "Uwe Kern", "Polizeisprecher"),
        ("‚Wir handeln‘, sagte Uwe Kern.", ["‚Wir handeln‘"], "Uwe Kern", None),
        ("«Actuamos», dijo la fiscal Inés Ruiz.", ["«Actuamos»"], "Inés Ruiz", "fiscal"),
        ("“Agiamo”, ha spiegato il colonnello Marco Ferri.", ["“Agiamo”"], "Marco Ferri", "colonnello"),
        ("「早く行動しました」と田中は言った。", ["「早く行動しました」"], None, None),
        # The speaker on either side, with the office.
        ("Ana Ruiz, the mayor, said: “We act.”", ["“We act.”"], "Ana Ruiz", "the mayor"),
        ("Director Ana Ruiz: “We act.”", ["“We act.”"], "Ana Ruiz", "Director"),
        ("“We act,” said prosecutor Łukasz Żak.", ["“We act,”"], "Łukasz Żak", "prosecutor"),
        ("“We act,” the harbour master, Ivo Rask, told us.", ["“We act,”"], "Ivo Rask", "the harbour master"),
        ("“We act,” said Tim Rowe, 54, a baker.", ["“We act,”"], "Tim Rowe", "a baker"),
        ("“We act.” — Ana Ruiz, Coordinator", ["“We act.”"], "Ana Ruiz", "Coordinator"),
        ("It is “hell on earth” here, Ana Ruiz said.", ["“hell on earth”"], "Ana Ruiz", None),
        # Nobody is named, or somebody whose name is elsewhere.
        ("“We act,” said a spokesman for Europol.", ["“We act,”"], None, None),
        ("“We act,” she said.", ["“We act,”"], None, None),
        ("“This is what they want you to think.”", ["“This is what they want you to think.”"], None, None),
        # Interrupted.
        ("“We act,” said Ana Ruiz, “and we win.”", ["“We act,”", "“and we win.”"], "Ana Ruiz", None),
        ("‘We act,’ she says, ‘and we win.’", ["‘We act,’", "‘and we win.’"], None, None),
        # Over paragraphs, each of which opens again.
        ("“One day.\n\n“Two days,” said Bo Li.", ["“One day.", "“Two days,”"], "Bo Li", None),
        ('"One day.\n\n"Two days," said Bo Li.', ['"One day.', '"Two days,"'], "Bo Li", None),
        ("‘One day.\n\n‘Two days,’ said Bo Li.", ["‘One day.", "‘Two days,’"], "Bo Li", None),
        ("“One.\n\n“Two.\n\n“Three,” said Bo Li.", ["“One.", "“Two.", "“Three,”"], "Bo Li", None),
    ],
)  # fmt: skip
def test_a_quotation(text: str, parts: list[str], speaker: str | None, role: str | None) -> None:
    """One quotation with its parts, its speaker and the speaker's office."""
    assert read(text) == [(parts, speaker, role)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We did,” said Ana Ruiz. “We did not,” said Bo Li.", ["Ana Ruiz", "Bo Li"]),
        ("Ana Ruiz said, “We did.” Bo Li said, “We did not.”", ["Ana Ruiz", "Bo Li"]),
        ("Ed East told me “it did”, while Fay North wrote “it did not”.", ["Ed East", "Fay North"]),
        ("‘We did,’ said Ana Ruiz. ‘We did not,’ Bo Li replied.", ["Ana Ruiz", "Bo Li"]),
        ("«Sí», dijo Inés Ruiz. «No», respondió Luis Mar.", ["Inés Ruiz", "Luis Mar"]),
    ],
)
def test_two_speakers_in_one_line_are_two_quotations(text: str, speakers: list[str | None]) -> None:
    """Also where both are named before their words."""
    assert [speaker for _, speaker, _ in read(text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "A raid, dubbed 'Operation Kestrel', was held.",
        "The so-called ‘Night Ferry’ left at dusk.",
        "The film “The Long Way Home” was shown.",
        "The gang ran a 'love motel' here.",
        "There are “only” 600 people, the government says.",
        "They work in the ‘Safe Nights’ team.",
        "The word “rescue” is misleading, says Ana Ruiz.",
        "Neighbours described “screams”.",
    ],
)
def test_titles_and_scare_quotes_are_no_speech(text: str) -> None:
    """They are found, so that a curator may record them, but not asked for."""
    assert [each.is_speech for each in found(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        'It was 5\'10" tall and 12" wide.',
        "The officers' work, the dogs' barks and the '90s.",
        "Rock 'n' roll isn't dead, and it won't be.",
        "IOM’s chief and the workers’ rights.",
        "a > b and <c>",
    ],
)
def test_apostrophes_and_inches_open_nothing(text: str) -> None:
    assert found(text) == ()


def test_a_quotation_goes_on_in_the_next_line_of_a_mail() -> None:
    """The marks of the mail are left out, and the speaker's name goes on too."""
    text = (
        "> The raid led to arrests in three countries, said Inspector\n"
        '> Mara Lind on Monday, "and we will not stop\n> looking."'
    )
    ((_, speaker, role),) = read(text)
    assert (speaker, role) == ("Mara Lind", "Inspector")


@pytest.mark.parametrize(
    "piece", ["“a ", '"a ', "'a b's ", "« a ", "» a ", "said Ana Ruiz, “a” ", "“a”, b, ", "「あ"]
)
def test_long_texts_take_linear_time(piece: str) -> None:
    """Four times as long takes about four times the processor's time."""
    took = []
    for length in (30_000, 120_000):
        text = piece * (length // len(piece))
        began = time.thread_time()
        find_quotations(text, 0, len(text))
        took.append(time.thread_time() - began)
    assert took[1] < 12 * took[0] + 1
