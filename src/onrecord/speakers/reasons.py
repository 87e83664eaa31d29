"""Why the names of several articles are taken for one speaker, and why others are not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.folding import folded
from onrecord.language.lexicon.lexicon import HONORIFICS
from onrecord.model import Article, ExplainedSpeaker, KnownSpeaker, Speaker, SpeakerPlace
from onrecord.speakers.directory import JOINING
from onrecord.speakers.identity import Identity, identity_of
from onrecord.speakers.lookup import speakers_called
from onrecord.speakers.name_matching import initials, names
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.speakers.directories import Member, StatedIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """A speaker as one article has it."""

    article: Article
    speaker: Speaker

    @property
    def identity(self) -> Identity | None:
        return identity_of(self.speaker)

    @property
    def titles(self) -> frozenset[str]:
        identity = self.identity
        return identity.titles - HONORIFICS.keys() if identity else frozenset()


def explained(ledger: Ledger, asked: str) -> list[ExplainedSpeaker]:
    """Return whom a typed name means, each with its articles and what joins them; raises AmbiguousSpeakerError."""
    with ledger.speakers.up_to_date(JOINING) as directory:
        known = directory.speakers()
        found = speakers_called(asked, known.values())
        numbers = [number for number, speaker in known.items() if any(speaker is each for each in found)]
        held = {number: directory.members([number]) for number in numbers}
    everyone, stated = list(known.values()), ledger.speakers.stated()
    return [_explained(ledger, known[number], members, everyone, stated) for number, members in held.items()]


def _explained(
    ledger: Ledger,
    speaker: KnownSpeaker,
    members: set[Member],
    everyone: Sequence[KnownSpeaker],
    stated: Sequence[StatedIdentity],
) -> ExplainedSpeaker:
    one, two = ([each.names for each in stated if each.are_one == are_one] for are_one in (True, False))
    mentions = list(_mentions(ledger, members))
    namesakes = [each for each in everyone if each is not speaker and _shares_surname(each, speaker)]
    return ExplainedSpeaker(
        speaker=speaker,
        places=tuple(
            SpeakerPlace(
                article=each.article,
                name=each.speaker.name,
                aliases=each.speaker.aliases,
                reasons=tuple(_reasons(each, [o for o in mentions if o is not each], one, alone=not namesakes)),
            )
            for each in mentions
        ),
        apart=tuple((each.name, _difference(speaker, each, two)) for each in namesakes),
    )


def _mentions(ledger: Ledger, members: set[Member]) -> Iterator[_Mention]:
    """Yield the members with all the aliases that they have in their article, the earliest article first."""
    attributions = ledger.attributions.of([article_id for article_id, _ in members])
    articles = {article_id: ledger.articles.get(article_id) for article_id, _ in members}
    for article_id, name in sorted(members, key=lambda m: (str(articles[m[0]].published or "9999"), m)):
        said = [a.speaker for a in attributions.get(article_id, []) if a.speaker and a.speaker.name == name]
        aliases = dict.fromkeys(alias for each in said for alias in each.aliases)
        yield _Mention(article=articles[article_id], speaker=Speaker(name=name, aliases=tuple(aliases)))


def _reasons(
    mine: _Mention, others: Sequence[_Mention], stated: Sequence[frozenset[str]], *, alone: bool
) -> Iterator[str]:
    """Yield what a mention has in common with those of other articles, the strongest first."""
    if not others:
        yield "named in this article alone"
        return
    called = {folded(other.speaker.name): other.speaker.name for other in others}
    told = [name for name in called if frozenset((name, folded(mine.speaker.name))) in stated]
    yield f"stated to be one with “{called[told[0]]}”" if told else _by_name(mine, others, alone=alone)
    shared = sorted({title for other in others for title in mine.titles & other.titles})
    if shared:
        yield f"the same role: {', '.join(shared)}"
    outlets = [other.article.publisher for other in others if other.article.publisher]
    if mine.article.publisher in outlets:
        yield f"the same outlet: {mine.article.publisher}"
    full = {folded(name): name for name in mine.speaker.aliases if " " in name}
    alike = sorted(full.keys() & {folded(name) for other in others for name in other.speaker.aliases})
    if alike:
        yield f"called alike: {', '.join(f'“{full[name]}”' for name in alike[:3])}"


def _by_name(mine: _Mention, others: Sequence[_Mention], *, alone: bool) -> str:
    own, identity = folded(mine.speaker.name), mine.identity
    same = len({other.article.id for other in others if folded(other.speaker.name) == own})
    if identity is not None and not identity.first:
        only = "which only one speaker of the archive has" if alone else "and nothing speaks against it"
        return f"the same surname, {only}"
    if same:
        full = "the same full name" if " " in own else "the same name"
        return f"{full} in {same} other article{'' if same == 1 else 's'}"
    for other in others:
        theirs = other.identity
        if identity is not None and theirs is not None and theirs.first and theirs.first != identity.first:
            firsts = " and ".join(f"“{first.title()}”" for first in (identity.first, theirs.first))
            return f"the same surname, and {firsts} may be one first name"
        if own in initials(folded(other.speaker.name)) or folded(other.speaker.name) in initials(own):
            return f"one of “{mine.speaker.name}” and “{other.speaker.name}” has the first letters of the other"
    if identity is not None and any(other.identity and not other.identity.first for other in others):
        return "the full name of a surname elsewhere"
    return "the same words in another form"


def _shares_surname(one: Speaker, other: Speaker) -> bool:
    mine, theirs = identity_of(one), identity_of(other)
    return mine is not None and theirs is not None and mine.last == theirs.last


def _difference(one: Speaker, other: Speaker, stated: Sequence[frozenset[str]]) -> str:
    """Return why two of one surname are not taken for one."""
    if any(frozenset((folded(mine), folded(its))) in stated for mine in names(one) for its in names(other)):
        return "stated to be two"
    mine, theirs = identity_of(one), identity_of(other)
    if mine is None or theirs is None or mine.may_be(theirs):
        return "both are named in one article, or nothing joins them"
    if mine.first and theirs.first and mine.first != theirs.first:
        return "another first name"
    if mine.gender and theirs.gender and mine.gender != theirs.gender:
        return "a woman and a man"
    if mine.suffix != theirs.suffix:
        return "another generation"
    if mine.middle and theirs.middle and mine.middle[0] != theirs.middle[0]:
        return "another middle name"
    return "another field of work"
