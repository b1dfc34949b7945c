"""Names in running text."""

import time
import unicodedata

import pytest

from trafficking_explorer.text.names import find_names

PLACES = {"Chad", "Mali", "Trinidad and Tobago", "U.S."}


def names(text: str, language: str | None = "en") -> list[str]:
    spans = find_names(text, 0, len(text), language=language, is_place=PLACES.__contains__)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Letters of every script that has capitals, also decomposed.
        ("He met Łukasz Żak, Şebnem Öz and Élodie Ançay.", ["Łukasz Żak", "Şebnem Öz", "Élodie Ançay"]),
        ("Он встретил Ивана Петрова.", ["Ивана Петрова"]),
        ("Είδε τον Νίκο Παππά.", ["Νίκο Παππά"]),
        (unicodedata.normalize("NFD", "He met José Muñoz."), [unicodedata.normalize("NFD", "José Muñoz")]),
        ("He met Inter\u00adpol there.", ["Inter\u00adpol"]),
        # Abbreviations and initials.
        ("He met U.S. Marshals in the U.S. The end.", ["U.S. Marshals", "U.S."]),
        ("He met J. R. Okafor and St. John Ambulance.", ["J. R. Okafor", "St. John Ambulance"]),
        # The first words of sentences.
        ("We've met. This is it. When he came, The end.", []),
        ("‘It’s fine,’ and I've seen it.", []),
        ("Europol led it. Interpol's chief came.", ["Europol", "Interpol"]),
        ("Quill said so.", ["Quill"]),
        ("He met Ana Quill. Quill left.", ["Ana Quill", "Quill"]),
        ("• Amber Bay Police Department\n• Forced labour", ["Amber Bay Police Department"]),
        # Two names and one.
        ("He met Mara Quill and Bo Lind.", ["Mara Quill", "Bo Lind"]),
        ("He left the Ministry of Justice and Security.", ["Ministry of Justice and Security"]),
        ("He left Customs and Border Protection.", ["Customs and Border Protection"]),
        ("He left Trinidad and Tobago.", ["Trinidad and Tobago"]),
        ("He joined the Bank of Chad and the Port of Mali.", ["Bank of Chad", "Port of Mali"]),
        ("He joined Save the Children.", ["Save the Children"]),
        ("He joined the United Nations Children’s Fund.", ["United Nations Children’s Fund"]),
        ("The case went to Luton Magistrates’ Court.", ["Luton Magistrates’ Court"]),
        ("It is Europol’s European Cybercrime Centre (EC3).", ["Europol", "European Cybercrime Centre", "EC3"]),
        # Offices.
        ("He met FBI Director Christopher Wray.", ["FBI", "Christopher Wray"]),
        ("He met Mara Quill of the US Marshals.", ["Mara Quill", "US Marshals"]),
        ("He met Lake Police Commissioner Bo Lind.", ["Lake Police", "Bo Lind"]),
        ("He met the Prime Minister and the Director of Europol.", ["Europol"]),
        ("He met Assistant U.S. Attorneys Ana Rice and Bo Li.", ["U.S.", "Ana Rice", "Bo Li"]),
        ("He met Mr Stock and Dr. Ana Ruiz.", ["Mr Stock", "Dr. Ana Ruiz"]),
        ("He met the INTERPOL General Secretariat.", ["INTERPOL General Secretariat"]),
        # No names at all.
        ("He met French and West African colleagues.", []),
        ("He met six Sudlanders with Sudish papers.", []),
        ("Write to desk@amber.example or www.Amber.example, @Amber, #Amber.", []),
        ("It lasted from February 9 through February 12, on Monday.", []),
        ("He waited at Station 12, on the M4 and Highway 61.", []),
        ("He paid EUR 40 by 6 PM GMT.", []),
        ("The UK-based and INTERPOL-led action.", ["UK", "INTERPOL"]),
    ],
)  # fmt: skip
def test_names(text: str, wanted: list[str]) -> None:
    """Whole, apart from one another, and nothing else that is capitalised."""
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Selon l’Office, d’Abidjan à Lomé.", ["Office", "Abidjan", "Lomé"][1:]),
        ("fr", "L’enquête de la Gendarmerie à Lille.", ["Gendarmerie", "Lille"]),
        ("es", "Los agentes de la Policía Nacional en Lugo.", ["Policía Nacional", "Lugo"]),
        ("it", "Nell’ambito dell’Alba, la Procura di Lecce.", ["Alba", "Procura di Lecce"]),
        ("de", "Die Polizei hat in der Nacht Kommissarin Ida Ort befragt.", ["Ida Ort"]),
    ],
)
def test_names_of_other_languages(language: str, text: str, wanted: list[str]) -> None:
    """Function words, elisions; in German, where all nouns are capitalised, only what is sure."""
    assert names(text, language) == wanted


@pytest.mark.parametrize("piece", ["Aa Bb ", "Bank of the ", "A. B. ", "U.S. ", "l'Ab ", "Ab and "])
def test_long_texts_take_linear_time(piece: str) -> None:
    """Four times as long takes about four times the processor's time."""
    took = []
    for length in (30_000, 120_000):
        text = piece * (length // len(piece))
        began = time.thread_time()
        names(text)
        took.append(time.thread_time() - began)
    assert took[1] < 12 * took[0] + 1
