"""Answers made from articles to measure the grounding gate: faithful ones, and unfaithful ones by mutation."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.language.words import content_words, stems, words
from onrecord.model import Attribution

MARK = re.compile("[\"“”„«»]|''|(?<!\\w)[‘'](?=\\w)")
NUMBER = re.compile(r"(?<![\w.,:$])\d+(?:,\d{3})*(?![\w:]|[.,]\d)")
SYNONYMS = {
    "but": "though", "because": "since", "also": "too", "about": "around", "many": "numerous", "big": "large",
    "began": "started", "help": "assist", "show": "reveal", "shows": "reveals", "last": "past", "during": "in",
    "after": "following", "before": "ahead of", "however": "still", "while": "as", "several": "a number of",
    "including": "among them", "would": "will", "get": "obtain", "buy": "purchase", "killed": "slain",
}  # fmt: skip
WORDS = dict(
    enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An answer of one sentence: its kind, its text with markers, what the model was given, and a marker that is wrong.

    `wrong` is the number of a passage that the answer cites and must not.
    """

    kind: str
    text: str
    given: tuple[NumberedPassage, ...]
    article_id: str
    wrong: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A passage to make answers from, among those that a model would be given with it."""

    target: NumberedPassage
    given: tuple[NumberedPassage, ...]

    def made(self, kind: str, sentence: str, *, n: int | None = None, wrong: int | None = None) -> Made:
        """Return an answer that cites passage `n`, the target when None."""
        text = f"{' '.join(sentence.split())} [{n or self.target.n}]"
        return Made(kind=kind, text=text, given=self.given, article_id=self.target.article.id, wrong=wrong)

    def sentences(self) -> Iterator[str]:
        """Yield the prose sentences of the target that are fit to be said again."""
        for span in self.target.sentences:
            text = span.of(self.target.article.text)
            if 8 <= len(text.split()) <= 40 and "\n" not in text and text[-1] in ".!?" and text[0].isupper():
                yield text

    def plain_sentences(self) -> Iterator[str]:
        """Yield those without quotation marks."""
        return (text for text in self.sentences() if not MARK.search(text))

    def quotations(self) -> Iterator[tuple[str, str]]:
        """Yield the speaker and the words of the target's direct quotations whose speaker is known."""
        for each in self.target.said:
            said = self._words(each, "direct")
            if said and each.speaker:
                yield each.speaker.name, said

    def reports(self) -> Iterator[tuple[str, str]]:
        """Yield the speaker and the words of the target's indirect speech."""
        for each in self.target.said:
            said = self._words(each, "indirect")
            if said and each.speaker and each.cue and each.confidence > 0.6:
                yield each.speaker.name, said

    def _words(self, each: Attribution, kind: str) -> str | None:
        text = self.target.article.text
        if each.kind != kind or len(each.content) != 1 or not self.target.span.contains(each.content[0]):
            return None
        said = each.content[0].of(text)
        fit = 6 <= len(said.split()) <= 35 and "\n" not in said and not MARK.search(said)
        return said if fit else None

    def others(self, *, same_article: bool) -> list[NumberedPassage]:
        """Return the given passages that are not the target, of its article or of others."""
        mine = self.target.article.id
        return [g for g in self.given if g.n != self.target.n and (g.article.id == mine) is same_article]


Maker = Callable[[Source, random.Random], Made | None]


def _pick(found: Iterator[str], rng: random.Random) -> str | None:
    every = list(found)
    return rng.choice(every) if every else None


def _pick_said(found: Iterator[tuple[str, str]], rng: random.Random) -> tuple[str, str] | None:
    every = list(found)
    return rng.choice(every) if every else None


def verbatim(source: Source, rng: random.Random) -> Made | None:
    """Say a sentence of the article as it stands."""
    text = _pick(source.sentences(), rng)
    return source.made("verbatim", text) if text else None


def _quoted(speaker: str, said: str, rng: random.Random) -> str:
    bare = said.rstrip(".,;: ")
    said_so = (f'{speaker} said, "{bare}."', f"“{bare},” {speaker} said.", f'"{bare}", said {speaker}.')
    return rng.choice([*said_so, f"{speaker} stated: “{bare}”."])


def quoted(source: Source, rng: random.Random) -> Made | None:
    """Quote a speaker, in marks of another style and with another first letter or dash now and then."""
    found = _pick_said(source.quotations(), rng)
    if not found:
        return None
    speaker, said = found
    if rng.random() < 0.3:
        said = said[0].swapcase() + said[1:]
    if rng.random() < 0.3:
        said = said.replace("’", "'").replace("—", " - ").replace("–", "-")
    return source.made("quoted", _quoted(speaker, said, rng))


def elided(source: Source, rng: random.Random) -> Made | None:
    """Quote a speaker with words left out."""
    found = _pick_said(source.quotations(), rng)
    if not found or len(found[1].split()) < 12:
        return None
    parts = found[1].split()
    cut = rng.randint(4, len(parts) - 6)
    return source.made("elided", _quoted(found[0], f"{' '.join(parts[:cut])} … {' '.join(parts[cut + 2 :])}", rng))


def reported(source: Source, rng: random.Random) -> Made | None:
    """Report indirect speech under the speaker's name."""
    found = _pick_said(source.reports(), rng)
    if not found:
        return None
    bare = re.sub(r"^that\s", "", found[1].strip(" .,;:"))
    return source.made("reported", rng.choice([f"{found[0]} said that {bare}.", f"According to {found[0]}, {bare}."]))


def shortened(source: Source, rng: random.Random) -> Made | None:
    """Say a sentence without what follows its last comma."""
    fit = (t for t in source.plain_sentences() if ", " in t and len(t[: t.rindex(", ")].split()) >= 7)
    text = _pick(fit, rng)
    return source.made("shortened", text[: text.rindex(", ")] + ".") if text else None


def reworded(source: Source, rng: random.Random) -> Made | None:
    """Say a sentence with some words replaced by others of like meaning, and small numbers written out."""
    fit = (t for t in source.plain_sentences() if {w.lower() for w in t.split()} & SYNONYMS.keys() or NUMBER.search(t))
    text = _pick(fit, rng)
    if not text:
        return None
    for word, other in SYNONYMS.items():
        text = re.sub(rf"\b{word}\b", other, text)
    return source.made("reworded", NUMBER.sub(lambda m: WORDS.get(int(m.group().replace(",", "")), m.group()), text))


def joined(source: Source, rng: random.Random) -> Made | None:
    """Say two sentences of two passages as one, each half with its marker."""
    first = _pick(source.plain_sentences(), rng)
    others = source.others(same_article=True)
    if not first or not others:
        return None
    other = rng.choice(others)
    second = _pick(replace(source, target=other).plain_sentences(), rng)
    if not second:
        return None
    return source.made("joined", f"{first[:-1]}; {second[:-1]} [{other.n}].")


def swapped_word(source: Source, rng: random.Random) -> Made | None:
    """Quote a speaker with one word changed for another of the article."""
    found = _pick_said(source.quotations(), rng)
    if not found:
        return None
    parts = found[1].split()
    at = rng.choice([i for i, w in enumerate(parts) if len(w) > 3] or [0])
    pool = [w for w in content_words(source.target.article.text) if w.isalpha() and w not in words(found[1])]
    return source.made(
        "word swapped", _quoted(found[0], " ".join([*parts[:at], rng.choice(pool), *parts[at + 1 :]]), rng)
    )


def changed_number(source: Source, rng: random.Random) -> Made | None:
    """Say a sentence with another number: one of the passage's own, or any."""
    text = _pick((t for t in source.plain_sentences() if NUMBER.search(t)), rng)
    if not text:
        return None
    match = rng.choice(list(NUMBER.finditer(text)))
    value = float(match.group().replace(",", ""))
    there = {m.group() for m in NUMBER.finditer(source.target.text)} - {match.group()}
    near = str(int(value) + rng.choice([1, 2, 3, 10]))
    other = rng.choice(sorted(there)) if there and rng.random() < 0.5 else near
    return source.made("number changed", text[: match.start()] + other + text[match.end() :])


def _speakers(source: Source, but: str) -> list[str]:
    names = {a.speaker.name for given in source.given for a in given.said if a.speaker}
    mine = set(words(but))
    return sorted(name for name in names if not mine & set(words(name)) and name[0].isupper() and len(name.split()) > 1)


def changed_speaker(source: Source, rng: random.Random) -> Made | None:
    """Give a quotation, or indirect speech, to another speaker of what was given."""
    found = _pick_said(iter([*source.quotations(), *source.reports()]), rng)
    others = _speakers(source, found[0]) if found else []
    if not found or not others:
        return None
    direct = found in list(source.quotations())
    bare = re.sub(r"^that\s", "", found[1].strip(" .,;:"))
    other = rng.choice(others)
    return source.made("speaker changed", _quoted(other, found[1], rng) if direct else f"{other} said that {bare}.")


def moved_marker(source: Source, rng: random.Random) -> Made | None:
    """Say something true and cite a passage that does not hold it."""
    made = rng.choice([verbatim, quoted, reported, shortened])(source, rng)
    others = source.others(same_article=rng.random() < 0.5)
    if not made or not others:
        return None
    wrong = rng.choice(others)
    text = made.text.removesuffix(f" [{source.target.n}]")
    own = set(stems(content_words(text)))
    if len(own & wrong.stems) > 0.5 * len(own):
        return None
    return source.made("marker moved", text, n=wrong.n, wrong=wrong.n)


def invented(source: Source, rng: random.Random) -> Made | None:
    """Say of a name of the passage what another article says of somebody else."""
    others = [g for g in source.given if g.article.id != source.target.article.id]
    text = _pick((t for g in others for t in replace(source, target=g).plain_sentences()), rng)
    names = [name for name in source.target.speaker_names if name[0].isupper()]
    if not text or not names:
        return None
    parts = text.split()
    start = next((i for i, w in enumerate(parts) if i > 0 and w[0].islower()), 1)
    sentence = f"{rng.choice(names)} {' '.join(parts[start:])}"
    own = set(stems(content_words(sentence)))
    return None if len(own & source.target.stems) > 0.5 * len(own) else source.made("invented", sentence)


def negated(source: Source, rng: random.Random) -> Made | None:
    """Say the opposite of a sentence."""
    text = _pick(
        (t for t in source.plain_sentences() if re.search(r"\b(?:is|was|are|were|will|has|would)\s(?!not)", t)), rng
    )
    return (
        source.made("negated", re.sub(r"\b(is|was|are|were|will|has|would)\s", r"\1 not ", text, count=1))
        if text
        else None
    )


FAITHFUL: tuple[Maker, ...] = (verbatim, quoted, elided, reported, shortened, reworded, joined)
UNFAITHFUL: tuple[Maker, ...] = (swapped_word, changed_number, changed_speaker, moved_marker, invented)
BEYOND: tuple[Maker, ...] = (negated,)
"""Kinds that the gate makes no promise of."""
