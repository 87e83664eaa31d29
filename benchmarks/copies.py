"""A large archive made of a small one: its articles again and again, each time with other ids and other names.

The words that only ever occur with a capital, names nearly all, get other vowels in each copy, the same ones throughout
it. A copy is as long as what it was made of, so what was found out about the one is true at the same places of the
other:

- the vector of a sentence is that of the original one, turned in a random direction, as far as encoding some of them
  anew has shown; where the sentence holds no such name it is the same text, and its vector the same;
- who said what is the same, under the new names.

All else is real: copies are cut, indexed and stored as any article is.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.encoded import EncodedOnce
from onrecord.archive import Archive
from onrecord.embedding import Embedder, Vectors
from onrecord.ingesting.pipeline import Pipeline
from onrecord.model import Article, Attribution, Speaker

_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_IN_LOWER_CASE = re.compile(r"\b[a-z]{3,}\b")
_FEWEST = 3
"""Times that a name must occur to be changed."""

_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_AT_ONCE = 50

COSINE = 0.8
"""How near a sentence is to itself with other names, on average; `likeness` measures it."""


@dataclass(frozen=True)
class Renaming:
    """How the names of copy `number` differ from those of the original, which is number 0."""

    names: frozenset[str]
    number: int

    def text(self, original: str) -> str:
        """Return a text with its names changed, which is as long as before."""
        letters = _turned(_VOWELS, self.number) | _turned(_CONSONANTS, self.number // len(_VOWELS))
        return _NAME.sub(lambda m: m.group().translate(letters) if m.group() in self.names else m.group(), original)

    def article(self, original: Article) -> Article:
        """Return the copy of an article."""
        if not self.number:
            return original
        source = f"{original.source or original.id}#{self.number}"
        title = original.title and self.text(original.title)
        return replace(
            original, id=f"{original.id}.{self.number}", source=source, title=title, text=self.text(original.text)
        )

    def attribution(self, original: Attribution) -> Attribution:
        """Return who said what under the new names."""
        if original.speaker is None:
            return original
        name, *aliases = map(self.text, (original.speaker.name, *original.speaker.aliases))
        return replace(original, speaker=Speaker(name=name, aliases=tuple(aliases)))


def _turned(letters: str, by: int) -> dict[int, int]:
    by %= len(letters)
    turned = letters[by:] + letters[:by]
    return str.maketrans(letters + letters.upper(), turned + turned.upper())


def names_of(articles: Iterable[Article]) -> frozenset[str]:
    """Return the words of some articles that never occur without a capital, and occur more than once or twice."""
    ordinary: set[str] = set()
    capital: Counter[str] = Counter()
    for article in articles:
        for text in (article.title or "", article.text):
            ordinary.update(_IN_LOWER_CASE.findall(text))
            capital.update(_NAME.findall(text))
    return frozenset(word for word, times in capital.items() if times >= _FEWEST and word.lower() not in ordinary)


class Turning(EncodedOnce):
    """An embedder that is told the vectors of copied sentences, and encodes all else."""

    def __init__(self, folder: Path) -> None:
        """Keep what is encoded in a folder."""
        super().__init__(folder)
        self.told: dict[str, NDArray[np.float32]] = {}

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts, shape (texts, dimension)."""
        new = [text for text in dict.fromkeys(texts) if text not in self.told]
        encoded = dict(zip(new, super().encode_documents(new), strict=True)) if new else {}
        return np.array([self.told[t] if t in self.told else encoded[t] for t in texts], dtype=np.float32)


def turn(vector: NDArray[np.float32], text: str) -> NDArray[np.float32]:
    """Return a unit vector turned in a random direction, the same one whenever the text is."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    aside = np.random.default_rng(seed).standard_normal(len(vector))
    aside -= (aside @ vector) * vector
    aside /= np.linalg.norm(aside)
    return np.asarray(COSINE * vector + np.sqrt(1 - COSINE**2) * aside, dtype=np.float32)


def fill(archive: Archive, originals: Archive, embedder: Turning, count: int) -> None:
    """Store `count` articles: the originals, then their copies. The archive has the embedder as its own."""
    every = sorted(originals.articles(), key=lambda article: article.id)
    names = names_of(every)
    said = originals.index.ledger.attributions.of()
    places = [divmod(place, len(every)) for place in range(count)]
    for start in range(0, count, _AT_ONCE):
        copies: list[Article] = []
        attributed: dict[str, list[Attribution]] = {}
        embedder.told.clear()
        some = places[start : start + _AT_ONCE]
        ids = [every[place].id for _, place in some]
        around = originals.index.ledger.occurrences.surroundings(ids, with_vectors=True)
        for number, place in some:
            original, renaming = every[place], Renaming(names, number)
            copy = renaming.article(original)
            copies.append(copy)
            attributed[copy.text] = [renaming.attribution(each) for each in said.get(original.id, [])]
            own = around.get(original.id)
            if own is None or own.vectors is None:
                continue
            for span, vector in zip(own.sentences, own.vectors, strict=True):
                before, now = span.of(original.text), span.of(copy.text)
                embedder.told[now] = vector if now == before else turn(vector, now)
        Pipeline(archive.index, lambda texts, known=attributed: [known[text] for text in texts]).store(copies)  # type: ignore[misc]


def likeness(originals: Archive, embedder: Embedder, sample: int = 500) -> float:
    """Return the mean cosine of some sentences, at most one of each article, and the same ones with other names."""
    every = sorted(originals.articles(), key=lambda article: article.id)
    renaming = Renaming(names_of(every), 1)
    around = originals.index.ledger.occurrences.surroundings([each.id for each in every[:sample]])
    texts = {each.id: each.text for each in every}
    spoken = ([span.of(texts[i]) for span in own.sentences] for i, own in around.items())
    changed = ([text for text in own if renaming.text(text) != text] for own in spoken)
    before = [own[len(own) // 2] for own in changed if own]
    now = [renaming.text(text) for text in before]
    pairs = zip(embedder.encode_documents(before), embedder.encode_documents(now), strict=True)
    return float(np.mean([one @ other for one, other in pairs]))
