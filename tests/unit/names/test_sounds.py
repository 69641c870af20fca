import pytest

from allegedly.names import skeleton, sound


@pytest.mark.parametrize(
    ("word", "heard", "bones"),
    [
        ("moussa", "musa", "ms"),
        ("musa", "musa", "ms"),
        ("mohammed", "muhamid", "mt"),
        ("haydar", "hidar", "htr"),
        ("quddus", "kdus", "kts"),
        ("caceres", "kasiris", "ksrs"),  # the vowel after it tells what sound a "c" has
        ("tsering", "siring", "srnk"),
        ("dzhokhar", "Jukar", "Jkr"),  # the longest spelling first
        ("tschaikowsky", "Cikuvski", "Jkfsk"),
        ("tsziu", "tSiu", "tJ"),
        ("tzhang", "tJang", "tJnk"),
        ("kowalskyj", "kuvalski", "kflsk"),
        ("eugene", "ugini", "akn"),
        ("oeyvind", "uivind", "afnt"),
        ("beauvais", "biuvis", "pfs"),
        ("sarah", "sara", "sr"),
        ("shahhat", "Sahat", "Jt"),
        ("", "", ""),
    ],
)
def test_sound_and_skeleton(word: str, heard: str, bones: str) -> None:
    assert sound(word) == heard
    assert skeleton(word) == bones
