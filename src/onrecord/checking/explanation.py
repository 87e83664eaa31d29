"""Verdicts in words: one or two plain sentences that say what was found."""

from collections.abc import Sequence

from onrecord.checking.alignment import Alignment
from onrecord.checking.cut_warnings import denial
from onrecord.checking.doubts import doubt
from onrecord.checking.ellipsis import Joined, dropped, shown
from onrecord.checking.matches import Match
from onrecord.checking.quote import Quote
from onrecord.checking.word_diff import describe_steps
from onrecord.model import Change, Span, Verdict

_MOST_CHANGES = 4


def explain_exact(verdict: Verdict, asked: str | None, found: Sequence[Match]) -> str:
    """Return what a verdict on exact words says."""
    first = found[0]
    name = _name(first)
    if verdict == "narration":
        return f"The words stand in {_articles(found)}, but as its own: they are quoted from nobody."
    if verdict == "paraphrase" and denial(first):
        told = f"The words stand in {_articles(found)} behind “{denial(first)}”, in a report on {name}"
        return f"{told}: the article does not have them as a statement of {name}."
    if verdict == "paraphrase":
        reported = f"The words stand in {_articles(found)} as its report of what {name} said, not as a quotation."
        return reported if first.is_by(asked) else f"{reported} Nothing shows that {asked} said them."
    if verdict == "unconfirmed":
        why = doubt(asked, first) if asked else None
        return f"The words are a quotation, word for word, but {why}: that {asked} said them is not settled."
    if verdict == "misattributed":
        return f"The words are a quotation, word for word, but of {name}; nothing shows that {asked} said them."
    if asked is None:
        first = next((each for each in found if each.speaker is not None), first)
    if first.speaker is None and asked is None:
        return f"The words stand in quotation marks in {_articles(found)}, which does not say whose they are."
    if first.speaker is None:
        return (
            f"The words stand in quotation marks in {_articles(found)}. Whose they are is not said there; the words"
            f" before them are those of {asked}."
        )
    return f"{_name(first)} said this, word for word, in {_articles(found)}."


def explain_turned(found: Match, gap: Span) -> str:
    """Return what an ellipsis leaves out that turns the sense."""
    return f"{_name(found)} said something else: the ellipsis leaves out “{shown(found, gap)}”, which turns the sense."


def explain_grafted(found: Match, gap: Span | None) -> str:
    """Return that an ellipsis makes one sentence of parts of two."""
    stands = f": between them the article has “{shown(found, gap)}”" if gap else ""
    return f"{_name(found)} said no such sentence: the ellipsis joins words that belong apart{stands}."


def explain_joined(joined: Joined, parts: Sequence[Match], own: Match) -> str:
    """Return what an ellipsis joins that nobody said so."""
    name = _name(own)
    text = own.spoken.article.text
    if joined.moved:
        stands = " … ".join(f"“{part.spans[0].of(text)}”" for part in parts)
        return f"{name} said these words in another order: the article has {stands}."
    others = dict.fromkeys(_name(part) for part in parts if _name(part) != name)
    if others:
        return f"The ellipsis joins words of {name} and words of {', '.join(others)}: no one said them together."
    told = " and ".join(f"“{part.spans[0].of(text)}”" for part in parts[:3])
    return f"The words are those of {name}, but the ellipsis joins separate quotations: {told}."


def explain_altered(asked: Quote, nearest: Alignment, found: Match) -> str:
    """Return what was changed in a quotation."""
    name = _name(found)
    if nearest.stitched:
        return f"The words are those of {name}, but from separate quotations, joined here without a sign."
    what = describe_steps(asked.joined, nearest.spoken.wording, nearest.places, nearest.steps)
    return f"{name} said something else: the quote {_listed(what[:_MOST_CHANGES])}."


def explain_respelt(found: Match, difference: Sequence[Change]) -> str:
    """Return that only a number is written otherwise."""
    return f"{_name(found)} said this, the number written otherwise: the article has {_replaced(difference)}."


def explain_reported(found: Match, difference: Sequence[Change]) -> str:
    """Return that the words stand there as a report moves them."""
    denied = denial(found)
    report = f"its report on {_name(found)}, behind “{denied}”" if denied else f"its report of what {_name(found)} said"
    what = f"{report}, with the tense or person moved by reporting"
    return f"The words stand in the article as {what}: it has {_replaced(difference)}."


def explain_brackets(asked: Quote, found: Match) -> str:
    """Return what the brackets of a quote are, as a further sentence; nothing where it has none."""
    if not asked.brackets:
        return ""
    shown = ", ".join(f"“{bracket}”" for bracket in asked.brackets)
    gone = " and ".join(f"“{gap.of(found.spoken.article.text)}”" for gap in dropped(found)[:3])
    instead = f"; the article has {gone} besides" if gone and len(asked.brackets) else ""
    return f" The brackets are an editor's, not the speaker's: {shown}{instead}."


def _replaced(difference: Sequence[Change]) -> str:
    changed = [change for change in difference if change.op != "equal"]
    return ", ".join(f"“{c.article}” for “{c.quote}”" for c in changed[:_MOST_CHANGES] if c.article and c.quote)


def explain_settled(found: Sequence[Match]) -> str:
    """Return what a person states of whose words were found, as a further sentence; nothing where nobody does."""
    stated = next((each.correction for each in found if each.correction), None)
    return stated.statement if stated else ""


def explain_not_found(asked: str | None, near: Sequence[Match]) -> str:
    """Return that nothing was found, and what is shown instead."""
    said = "No article has these words" + (f" from {asked}." if asked else ".")
    return f"{said} The nearest that {_name(near[0])} was quoted with is shown; it is not the same." if near else said


def _name(found: Match) -> str:
    return found.speaker.name if found.speaker else "a speaker whom the article does not name"


def _articles(found: Sequence[Match]) -> str:
    count = len({each.spoken.article.id for each in found})
    return "one article" if count == 1 else f"{count} articles"


def _listed(what: Sequence[str]) -> str:
    if not what:
        return "differs in how its words are divided"
    return what[0] if len(what) == 1 else f"{', '.join(what[:-1])} and {what[-1]}"
