"""Which language a text is in: told for whole documents, never for what an English text quotes or names."""

from pathlib import Path

import pytest

from allegedly.readers import read
from allegedly.readers.languages import foreign_language
from allegedly.resources import load_lexicon

FRENCH = (
    "La directrice du port a quitté la ville dans la nuit de lundi, selon deux pêcheurs qui l'ont vue sur le quai. "
    "Elle n'est pas revenue, et sa famille ne sait pas où elle est. Le maire avait dit que le coffre était vide."
)
RUSSIAN = (
    "Директор порта уехала из города в ночь на понедельник, как говорят двое рыбаков, которые видели её на причале. "
    "Она не вернулась, и семья не знает, где она. Мэр сказал, что сейф был пуст."
)
GERMAN = (
    "Die Leiterin des Hafens hat die Stadt in der Nacht auf Montag verlassen, wie zwei Fischer sagen, die sie auf dem "
    "Steg gesehen haben. Sie ist nicht zurückgekehrt, und ihre Familie weiß nicht, wo sie ist."
)
ARABIC = (
    "غادرت مديرة الميناء المدينة في ليلة الاثنين، كما قال اثنان من الصيادين كانا على الرصيف. لم تعد بعد ذلك، "
    "ولا تعرف عائلتها أين هي، وقال العمدة إن الخزنة التي كان المال في داخلها فارغة."
)
CHINESE = (
    "港口的主任在星期一夜里离开了这座城市，两位渔民说他们在码头上看见了她。"
    "她没有回来，家人也不知道她在哪里。市长说保险柜是空的。"
)
SPANISH = (
    "La directora del puerto se fue de la ciudad en la noche del lunes, según dos pescadores que la vieron allí. "
    "No ha vuelto, y su familia no sabe dónde está. El alcalde dijo que la caja fuerte estaba vacía cuando la abrieron."
)
ENGLISH = (
    "The director of the port left the city on Monday night, said two fishermen who saw her on the quay. She has not "
    "come back, and her family do not know where she is. The mayor said that the safe was empty when it was opened."
)
NAMES = (
    "José de la Cruz, María del Carmen Peña y Soto, Jean-Pierre de Villiers, Karl von der Heide, Abu Bakr bin Said, "
    "Piet van den Berg, Luca Di Stefano, João dos Santos e Silva, Anne Le Goff, El Hadj Omar, Ana de los Ríos, Van Em"
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("French", FRENCH),
        ("Russian", RUSSIAN),
        ("German", GERMAN),
        ("Arabic", ARABIC),
        ("Chinese", CHINESE),
        ("Spanish", SPANISH),
        ("French", FRENCH.upper()),
        ("French", f"{FRENCH}\n\n“The safe was empty,” he said to us in English."),
    ],
)
def test_a_text_in_another_language(language: str, text: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        NAMES,
        f"Those who signed are {NAMES}.",
        f"{ENGLISH} Her brother wrote: “{FRENCH}” Nobody has answered him since.",
        f"{ENGLISH}\n\n{GERMAN}",
        f"{ENGLISH}\n\n{CHINESE}",
        "Elle n'est pas revenue, et sa famille ne sait pas où elle est.",
        "",
        "12 345 678 " * 20,
        "lorem ipsum dolor sit amet " * 10,
    ],
)
def test_what_is_english_or_short_or_neither(text: str) -> None:
    assert foreign_language(text) is None


def test_the_document_says_so_in_one_sentence() -> None:
    said = (
        "This seems to be in French, but only English is read: "
        "do not rely on what is found in it, and add a translation."
    )
    page = f"<html><body><article><h1>Le port</h1><p>{FRENCH}</p></article></body></html>"
    for name, text in (("port.txt", FRENCH), ("port.html", page)):
        assert [one for one in read(Path(name), text.encode()).notices if "French" in one] == [said]
    assert read(None, ENGLISH.encode()).notices == ()


def test_no_word_stands_in_the_list_of_english_and_in_another() -> None:
    words = {language: set(row["words"].split()) for language, row in load_lexicon("languages.tsv").items()}
    english = words.pop("English")
    assert {language: own & english for language, own in words.items() if own & english} == {}
