from dataclasses import replace

from allegedly.reports import cast
from allegedly.reports.looks import told_of_looks

POPA = "P\u043epa"


def test_names_tell_what_their_looks_hide():
    told = told_of_looks([("a", "Radu Popa"), ("b", f"Radu {POPA}"), ("c", "Otto"), ("d", "Ott\u200bo"), ("e", "Zoe")])
    assert told == {
        "a": (f"Looks like “Radu {POPA}”, which is written with other characters: \u043e ⟨U+043E⟩ in the other.",),
        "b": (
            f"“{POPA}” mixes letters of Cyrillic and Latin; Cyrillic in it: \u043e ⟨U+043E⟩.",
            "Looks like “Radu Popa”, which is written with other characters: o ⟨U+006F⟩ in the other.",
        ),
        "c": ("Looks like “Ott⟨U+200B⟩o”, which is written with other characters: \u200b ⟨U+200B⟩ in the other.",),
        "d": ("Looks like “Otto”, which is written with other characters.",),
    }


def test_the_cast_has_it(affair):
    first = affair.corpus.entities[0]
    other = replace(first, id="x", name=first.name.replace("a", "\u0430"))
    view = cast(affair.annotated, replace(affair.corpus, entities=(*affair.corpus.entities, other)))
    members = {one.id: one for one in (*view.persons, *view.organisations, *view.places, *view.unnamed)}
    assert members["x"].notices[0].startswith("“")
    assert "Looks like" in members[first.id].notices[0]
