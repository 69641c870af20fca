"""Where the chain of a claim comes to rest: the source that nothing stands behind, or whoever tells it himself."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from ..model import Annotated, CaseEntity, Claim, Document, Hop, Span, Voice
from ..model.corpus import RestKind
from ..names import fold, name_words, organisation_words
from ..resources import load_lexicon
from .phrases import before_head, head_noun, is_definite, singular
from .wordings import (
    ANOTHER,
    OWN,
    body_of,
    is_bare,
    is_some_outlet,
    name_at,
    name_behind,
    reporter_of,
    told_to,
)

ANY = "any"
"""The class of sources of whom nothing is said: each may be whoever else is not named."""
_MEDIA = "media"
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a claim comes to rest.

    Claims with one ``key`` rest in one origin. ``group`` is the class of an unnamed source, ``wider`` one that takes it
    in ("officials" for "a border official"). ``vague`` is a rest that stands for others' words ("media reports", "is
    said to"). ``cites`` are the keys of those behind the voice who hand the claim on, outermost first: outlets, and
    organisations that have it from somebody else. ``evidence`` is the passage that names the source. ``author`` is who
    signs what an outlet says on its own authority.
    """

    key: str
    kind: RestKind
    name: str | None
    group: str | None = None
    wider: str | None = None
    vague: bool = False
    cites: tuple[str, ...] = ()
    evidence: Span | None = None
    author: str | None = None


class Outlets:
    """The outlets of a case, found again under the names that texts give them."""

    def __init__(self, named: Iterable[str]) -> None:
        self.names = frozenset(name for name in named if organisation_words(name))
        names = sorted(self.names)
        heads = Counter(name.partition(",")[0] for name in names)  # "the Tern Society, Lund branch" is the Tern Society
        short = [
            head if heads[head := name.partition(",")[0]] == 1 and organisation_words(head) else name for name in names
        ]
        self._keys = {tuple(sorted(organisation_words(name))): " ".join(organisation_words(name)) for name in short}
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
            self._known[name] = self._find(organisation_words(name))
        return self._known[name]

    def _find(self, in_order: Sequence[str]) -> str | None:
        words = set(in_order)
        whole = [outlet for word in words for outlet in self._by_rarest.get(word, ()) if words >= set(outlet)]
        if whole:
            return self._keys[min(whole, key=lambda one: (-len(one), one))]
        rivals = min((self._by_word.get(word, []) for word in sorted(words)), key=len, default=[])
        # short for its last word: "the Herald" is the Tern Herald, "London" is no London Post; or for its first
        # words: "the Panel on Arms" is the Panel on Arms in Lund
        first = " ".join(in_order) + " " if len(in_order) > 1 else None
        part = [
            outlet for outlet in rivals if words <= set(outlet) and self._is_short(self._keys[outlet], words, first)
        ]
        return self._keys[part[0]] if len(part) == 1 else None

    @staticmethod
    def _is_short(key: str, words: Collection[str], first: str | None) -> bool:
        return key.split()[-1] in words or (first is not None and key.startswith(first))


def sources_named(one: Annotated) -> Iterator[str]:
    """All names by which the rests of a document's claims are looked for among outlets and persons."""
    text = one.document.text
    for hop in dict.fromkeys(hop for claim in one.claims for hop in claim.chain if hop.name is not None):
        name = hop.name or ""
        behind = (name_at(text, hop.evidence[1]), told_to(text, hop.evidence[1])) if hop.evidence is not None else ()
        yield from filter(None, (name, reporter_of(name), name_behind(name), *behind))


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
        self._last_cited: dict[str, Rest] = {}

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
                self._last_cited[document.id] = inner
            elif (told := self._told_to(document, hop)) is not None and told != own.key:
                cites.append(told)
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
                signed = authors or (document.authors if kind == "author" else ())
                return Rest(outlet, "outlet", name, author=signed[0] if signed else None)
            authors = authors or (document.authors if kind == "author" else ())
        if authors and kind != "comment":
            return Rest(self._person_key(authors[0]), "author", authors[0])
        place = document.id if voice is None or kind == "author" else voice.id
        return Rest(f"voice:{place}", "author", authors[0] if authors else None)

    def _person_key(self, name: str) -> str:
        known = self._persons.get(fold(name))
        return f"entity:{known}" if known is not None else f"name:{fold(name)}"

    def _outlet(self, document: Document, before: Rest, hop: Hop) -> Rest | None:
        """The outlet that a source is, or whose reporter."""
        name = hop.name or ""
        reporter = reporter_of(name)
        if reporter is not None:
            name = reporter
        elif hop.kind not in ("organisation", "document", "person", "unnamed_group"):
            return None
        if OWN.search(name):
            return replace(before, evidence=hop.evidence) if before.kind in ("outlet", "author") else None
        if is_some_outlet(name):
            return self._some_outlet(document, hop)
        return self._named_outlet(name, hop)

    def _named_outlet(self, name: str, hop: Hop) -> Rest | None:
        known = self.outlets.key(name) if any(word[:1].isupper() for word in name.split()) else None
        return Rest(f"outlet:{known}", "outlet", name, evidence=hop.evidence) if known is not None else None

    def _some_outlet(self, document: Document, hop: Hop) -> Rest | None:
        """The outlet whose name stands behind "the newspaper", else the one that the document cited last."""
        behind = name_at(document.text, hop.evidence[1]) if hop.evidence is not None else None
        last = self._last_cited.get(document.id)
        if behind is not None:
            return self._named_outlet(behind, hop)
        return replace(last, evidence=hop.evidence) if last is not None else None

    def _told_to(self, document: Document, hop: Hop) -> str | None:
        """The outlet to whom a source is said to have told it: "an official told the Tern Gazette"."""
        told = told_to(document.text, hop.evidence[1]) if hop.evidence is not None else None
        found = self._named_outlet(told, hop) if told is not None else None
        return found.key if found is not None else None

    def _step(self, document: Document, before: Rest, hop: Hop) -> Rest:
        """The rest of what ``before`` has from the source of the hop."""
        outlet = self._outlet(document, before, hop)
        if outlet is not None:
            return outlet
        group = source_class(hop.name or "")
        if hop.kind == "unstated":
            return Rest(f"unstated:{before.key}", "unstated", None, vague=True, evidence=hop.evidence)
        if group == _MEDIA:
            return Rest(before.key, "unstated", hop.name, vague=True, evidence=hop.evidence)
        entity = self.party(document.id, hop.entity)
        name = name_behind(hop.name or "") if hop.kind == "unnamed_person" else None
        if name is not None:
            return Rest(self._person_key(name), "person", name, evidence=hop.evidence)
        if hop.kind in ("person", "organisation") and _is_named(hop):
            key = f"entity:{entity}" if entity is not None else self._person_key(hop.name or "")
            return Rest(key, "person" if hop.kind == "person" else "organisation", hop.name, evidence=hop.evidence)
        if hop.kind == "document" and _is_document(hop):
            return _document_rest(document, hop)
        body = body_of(hop.name or "", is_organisation=hop.kind == "organisation")
        if body is not None:
            return Rest(f"body:{body}", "unnamed", hop.name, source_class(body), evidence=hop.evidence)
        return self._unnamed(document, before, hop, entity)

    def _unnamed(self, document: Document, before: Rest, hop: Hop, entity: str | None) -> Rest:
        """An unnamed source keeps its key while a document goes on about it ("a border official", "the official")."""
        name, noun = hop.name or "", head_noun(hop.name or "")
        latest = self._latest.get((document.id, noun))
        if latest is not None and not ANOTHER.search(name) and (is_definite(name) or is_bare(latest.name or "")):
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
    return _document_type(head_noun(name)) or OWN.search(name) is not None


def _document_type(noun: str) -> bool:
    return load_lexicon("en/source_nouns.tsv").get(noun, {}).get("type") == "document"


def _document_rest(document: Document, hop: Hop) -> Rest:
    """A document that is told from others of its kind ("the title deed") is one wherever it is named."""
    name = before_head(hop.name or "").lower()
    told_apart = is_definite(hop.name or "") and len(name.split()) > 1
    place = "" if told_apart else document.id
    return Rest(f"document:{place}:{name}", "document", hop.name, evidence=hop.evidence)


@lru_cache(maxsize=65_536)
def source_class(name: str) -> str:
    """The class of a source from what it is called ("a Western intelligence official": "intelligence")."""
    classes = load_lexicon("en/source_classes.tsv")
    noun = head_noun(name)
    if noun in load_lexicon("en/number_words.tsv"):
        noun = ""  # "nine of those on board"
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
