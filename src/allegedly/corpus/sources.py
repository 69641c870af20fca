"""Where the chain of a claim comes to rest: the source that nothing stands behind, or whoever tells it himself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from ..model import CaseEntity, Claim, Document, Hop, Span, Voice
from ..model.corpus import RestKind
from ..names import fold, name_words, organisation_words
from ..resources import load_lexicon
from .phrases import head_noun, is_definite, singular

ANY = "any"
"""The class of sources of whom nothing is said: each may be whoever else is not named."""
_MEDIA = "media"
_OWN = re.compile(
    r"\b(?:this|our) (?:news)?(?:paper|article|magazine|blog|site|report|story|post|column|review)\b", re.IGNORECASE
)
_ANOTHER = re.compile(r"\b(?:another|second|third|other|different)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a claim comes to rest.

    Claims with one ``key`` rest in one origin. ``group`` is the class of an unnamed source, ``wider`` one that takes it
    in ("officials" for "a border official"). ``vague`` is a rest that stands for others' words ("media reports", "is
    said to"). ``cites`` are the keys of those behind the voice who hand the claim on, outermost first: outlets, and
    organisations that have it from somebody else. ``evidence`` is the passage that names the source.
    """

    key: str
    kind: RestKind
    name: str | None
    group: str | None = None
    wider: str | None = None
    vague: bool = False
    cites: tuple[str, ...] = ()
    evidence: Span | None = None


class Outlets:
    """The outlets of a case, found again under the names that texts give them."""

    def __init__(self, named: Iterable[str]) -> None:
        self.names = frozenset(name for name in named if organisation_words(name))
        names = sorted(self.names)
        self._keys = {tuple(sorted(organisation_words(name))): " ".join(organisation_words(name)) for name in names}
        self._by_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in sorted(self._keys):
            for word in dict.fromkeys(words):
                self._by_word[word].append(words)
        self._by_rarest: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in sorted(self._keys):
            self._by_rarest[min(words, key=lambda word: (len(self._by_word[word]), word))].append(words)
        self._known: dict[str, str | None] = {}

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Self:
        """The outlets whose words the documents are."""
        return cls(name for document in documents for name in outlets_in(document))

    def key(self, name: str) -> str | None:
        """The key of the outlet that ``name`` speaks of ("the blog Tern Letters", "the Gazette"), if it is only one."""
        if name not in self._known:
            self._known[name] = self._find(set(organisation_words(name)))
        return self._known[name]

    def _find(self, words: set[str]) -> str | None:
        whole = [outlet for word in words for outlet in self._by_rarest.get(word, ()) if words >= set(outlet)]
        if whole:
            return self._keys[min(whole, key=lambda one: (-len(one), one))]
        rivals = min((self._by_word.get(word, []) for word in sorted(words)), key=len, default=[])
        # short for its last word: "the Herald" is the Tern Herald, but "London" is not the London Post
        part = [outlet for outlet in rivals if words <= set(outlet) and self._keys[outlet].split()[-1] in words]
        return self._keys[part[0]] if len(part) == 1 else None


def outlets_in(document: Document) -> Iterator[str]:
    """The names of the outlets whose words a document is."""
    names = (document.outlet, *(voice.outlet for voice in document.voices))
    return (name for name in names if name is not None)


class Sources:
    """Finds the rest of each claim of a case, of whose outlets and entities it knows."""

    def __init__(self, outlets: Outlets, entities: Iterable[CaseEntity]) -> None:
        entities = list(entities)
        self.outlets = outlets
        self.entity_of = {(m.document, m.entity): entity.id for entity in entities for m in entity.members}
        self._stands_for = {
            entity.id: entity.candidates[0]
            for entity in entities
            if len(entity.candidates) == 1 and len(name_words(entity.name).words) == 1
        }
        persons: dict[str, list[str]] = defaultdict(list)
        for entity in entities:
            if entity.kind == "person":
                persons[fold(entity.name)].append(entity.id)
        self._persons = {name: ids[0] for name, ids in persons.items() if len(ids) == 1}
        self._latest: dict[tuple[str, str], Rest] = {}

    def party(self, document: str, entity: str | None) -> str | None:
        """The entity of the case that takes part in what a document tells.

        A bare surname counts here as the one person of the case who may be meant, though the cast leaves it open.
        """
        known = self.entity_of.get((document, entity or ""))
        return self._stands_for.get(known, known) if known is not None else None

    def rest(self, document: Document, claim: Claim) -> Rest:
        """Where the claim comes to rest. Call it for the claims of a document in order of the text."""
        voice = document.voice(claim.voice)
        own = self._own_rest(document, voice)
        hops = [hop for hop in claim.chain if not hop.is_of_voice]
        cites: list[str] = []
        inner = own
        for hop in hops:
            if inner.kind == "organisation":
                cites.append(inner.key)
            inner = self._step(document, inner, hop)
            if inner.kind == "outlet":
                cites.append(inner.key)
        return replace(inner, cites=tuple(dict.fromkeys(cites)))

    def outlet_of(self, document: Document, voice: Voice | None) -> str | None:
        """The key of the outlet whose own words a voice is; none for comments and letters, which it only prints."""
        if voice is not None and voice.kind in ("comment", "letter", "editor_note"):
            return None
        name = voice.outlet if voice is not None and voice.outlet is not None else document.outlet
        known = self.outlets.key(name) if name is not None else None
        return f"outlet:{known}" if known is not None else None

    def _own_rest(self, document: Document, voice: Voice | None) -> Rest:
        kind = voice.kind if voice is not None else "author"
        authors = voice.authors if voice is not None and voice.authors else ()
        if kind in ("author", "quoted", "message"):
            outlet = self.outlet_of(document, voice) if kind == "author" or (voice and voice.outlet) else None
            if outlet is not None:
                name = voice.outlet if voice is not None and voice.outlet is not None else document.outlet
                return Rest(outlet, "outlet", name)
            authors = authors or (document.authors if kind == "author" else ())
        if authors and kind != "comment":
            return Rest(self._person_key(authors[0]), "author", authors[0])
        place = document.id if voice is None or kind == "author" else voice.id
        return Rest(f"voice:{place}", "author", authors[0] if authors else None)

    def _person_key(self, name: str) -> str:
        known = self._persons.get(fold(name))
        return f"entity:{known}" if known is not None else f"name:{fold(name)}"

    def _outlet(self, before: Rest, hop: Hop) -> str | None:
        if hop.name is None or hop.kind not in ("organisation", "document", "person", "unnamed_group"):
            return None
        if _OWN.search(hop.name):
            return before.key if before.kind == "outlet" else None
        known = self.outlets.key(hop.name) if any(word[:1].isupper() for word in hop.name.split()) else None
        return f"outlet:{known}" if known is not None else None

    def _step(self, document: Document, before: Rest, hop: Hop) -> Rest:
        """The rest of what ``before`` has from the source of the hop."""
        outlet = self._outlet(before, hop)
        if outlet is not None:
            return Rest(outlet, "outlet", hop.name, evidence=hop.evidence)
        group = source_class(hop.name or "")
        if hop.kind == "unstated":
            return Rest(f"unstated:{before.key}", "unstated", None, vague=True, evidence=hop.evidence)
        if group == _MEDIA:
            return Rest(before.key, "unstated", hop.name, vague=True, evidence=hop.evidence)
        entity = self.entity_of.get((document.id, hop.entity or ""))
        if hop.kind in ("person", "organisation") and _is_named(hop):
            key = f"entity:{entity}" if entity is not None else self._person_key(hop.name or "")
            return Rest(key, "person" if hop.kind == "person" else "organisation", hop.name, evidence=hop.evidence)
        if hop.kind == "document" and _is_document(hop):
            key = f"document:{document.id}:{head_noun(hop.name or '')}"
            return Rest(key, "document", hop.name, evidence=hop.evidence)
        return self._unnamed(document, before, hop, entity)

    def _unnamed(self, document: Document, before: Rest, hop: Hop, entity: str | None) -> Rest:
        """An unnamed source keeps its key while a document goes on about it ("a border official", "the official")."""
        name, noun = hop.name or "", head_noun(hop.name or "")
        latest = self._latest.get((document.id, noun))
        if latest is not None and is_definite(name) and not _ANOTHER.search(name):
            return replace(latest, name=name, evidence=hop.evidence)
        group = source_class(name)
        key = f"entity:{entity}" if entity is not None else f"unnamed:{document.id}:{fold(name)}"
        if before.evidence is not None and before.kind in ("outlet", "organisation"):  # it hands on its own source
            key = f"{before.key}:{group}"
        rest = Rest(key, "unnamed", name, group, wider_class(noun, group), evidence=hop.evidence)
        self._latest[document.id, noun] = rest
        return rest


def _is_named(hop: Hop) -> bool:
    """Whether the hop has a name, and is not only described ("The ministry")."""
    words = [word for word in (hop.name or "").split() if word.lower() not in ("the", "a", "an")]
    return any(word[:1].isupper() for word in words[-2:])


def _is_document(hop: Hop) -> bool:
    name = hop.name or ""
    listed = load_lexicon("en/source_nouns.tsv").get(head_noun(name), {})
    return listed.get("type") == "document" or _OWN.search(name) is not None


@lru_cache(maxsize=65_536)
def source_class(name: str) -> str:
    """The class of a source from what it is called ("a Western intelligence official": "intelligence")."""
    classes = load_lexicon("en/source_classes.tsv")
    noun = head_noun(name)
    best, chosen = -1, noun or ANY
    for word in _WORDS.findall(name.lower().split(",")[0]):
        cells = classes.get(word) or classes.get(singular(word))
        if cells is not None and int(cells["rank"]) > best:
            best, chosen = int(cells["rank"]), cells["class"]
    return noun if best == 0 and noun and noun not in classes else chosen


def wider_class(noun: str, group: str) -> str | None:
    """The class that a source's noun alone gives it, where its description says more."""
    wider = load_lexicon("en/source_classes.tsv").get(noun, {}).get("class")
    return wider if wider != group else None
