"""Claims and quotations as a Markdown dossier, for a desk that checks them: exact words, where they stand, sources."""

from collections.abc import Iterable, Iterator

from onrecord.exporting.bibliography import citation
from onrecord.exporting.export_options import ExportOptions, articles_of
from onrecord.exporting.markdown_text import block_quote, inline, link
from onrecord.model import (
    Article,
    Claim,
    ClaimGroup,
    ClaimList,
    Discrepancy,
    MatchedFactCheck,
    Occurrence,
    Quotation,
    QuotationList,
    Ruling,
    Span,
)

_Numbers = dict[str, int]
"""The number of each source, by the id of its article."""


def claim_dossier(result: ClaimList, options: ExportOptions) -> Iterator[str]:
    """Yield the lines of a dossier: who said it first, who repeated it, what changed, who rated it."""
    articles = articles_of(result)
    numbers = {article.id: n for n, article in enumerate(articles, start=1)}
    counted = f"{_counted(len(result.groups), 'claim')} in {_counted(len(articles), 'article')}."
    yield from _heading(options.title or "Claims", counted, options)
    for n, group in enumerate(result.groups, start=1):
        yield from _lines(_group(n, group, numbers))
    yield from _lines(_sources(articles, options))


def quotation_dossier(result: QuotationList, options: ExportOptions) -> Iterator[str]:
    """Yield the lines of a list of quotations, each with its exact words and the citation of its article."""
    yield from _heading(options.title or "Quotations", f"{_counted(len(result.quotations), 'quotation')}.", options)
    for quotation in result.quotations:
        yield from _lines(_quotation(quotation, options))


def _heading(title: str, counted: str, options: ExportOptions) -> Iterator[str]:
    made = f" Made on {options.made_on}." if options.made_on else ""
    yield from _lines((f"# {inline(title)}", "", f"{counted}{made} Quoted words are exact.", ""))


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _group(n: int, group: ClaimGroup, numbers: _Numbers) -> Iterator[str]:
    first, *repeated = group.claims
    reasons = group.most_worth_checking.reasons
    yield f"## {n}. {inline(group.first.text)}"
    yield ""
    yield f"Claim `{group.id}`: {first.kind}, worth checking {group.score:.2f}" + (
        f" ({inline(', '.join(reasons))})" if reasons else ""
    )
    yield f"· {_counted(group.origins, 'independent origin')}{' · followed' if group.is_followed else ''}"
    yield ""
    yield from _claims("First said", (first,), numbers)
    yield from _claims("Repeated", repeated, numbers)
    changes = [found for found in group.discrepancies if found.is_change_of_mind]
    others = [found for found in group.discrepancies if not found.is_change_of_mind]
    yield from _discrepancies("Changed", changes, numbers)
    yield from _discrepancies("Discrepancies", others, numbers)
    yield from _claims("Similar, not counted", group.similar, numbers)
    if group.ruling:
        yield from _ruling(group.ruling)
    yield from _fact_checks(group.fact_checks)


def _claims(title: str, claims: Iterable[Claim], numbers: _Numbers) -> Iterator[str]:
    """Yield claims in a list, the exact words of each under who said them, when and where."""
    claims = tuple(claims)
    if claims:
        yield from (f"### {title}", "")
    for claim in claims:
        vague = f"; “{inline(claim.vague_words)}” is not pinned down" if claim.vague_words else ""
        yield f"- {_who(claim)}, {_when(claim)}{_source(claim.article, numbers)}{vague}"
        yield ""
        yield from block_quote(claim.text, "  ")
        yield ""


def _who(claim: Claim) -> str:
    """Return who makes a claim, with the words that name them there."""
    source = inline(claim.source_words) if claim.source_words else None
    if claim.speaker:
        name = inline(claim.speaker)
        return f"**{name}**" if source in (None, name) else f"**{name}** (as “{source}”)"
    return f"unknown speaker (“{source}”)" if source else "the article itself"


def _when(claim: Claim) -> str:
    if claim.said_on:
        told = f" (“{inline(claim.said_on_words)}”)" if claim.said_on_words else ""
        return f"{claim.said_on}{told}"
    return f"published {claim.article.published}" if claim.article.published else "no date"


def _source(article: Article, numbers: _Numbers) -> str:
    return f" \\[{numbers[article.id]}\\]" if article.id in numbers else f" ({inline(article.title or article.id)})"


def _discrepancies(title: str, found: Iterable[Discrepancy], numbers: _Numbers) -> Iterator[str]:
    """Yield discrepancies, the two sides of each in a table."""
    found = tuple(found)
    if found:
        yield from (f"### {title}", "")
    for each in found:
        sides = sorted((each.a, each.b), key=lambda claim: (claim.day is None, claim.day))
        told = {id(side): cited for side, cited in zip((each.a, each.b), each.citations, strict=True)}
        yield f"{inline(each.why)} ({each.kind}, {each.relation}, confidence {each.confidence:.2f})"
        yield ""
        yield "| | one | other |"
        yield "| --- | --- | --- |"
        yield _row("who", map(_who, sides))
        yield _row("when", map(_when, sides))
        yield _row("where", (_source(side.article, numbers).strip() for side in sides))
        yield _row("what differs", (f"“{inline(told[id(side)].quote)}”" for side in sides))
        yield _row("the claim", (f"“{inline(side.text)}”" for side in sides))
        yield ""


def _row(name: str, cells: Iterable[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _ruling(ruling: Ruling) -> Iterator[str]:
    yield from ("### Ruling", "")
    yield f"**{inline(ruling.verdict)}**, ruled on {ruling.ruled_at.date()}."
    if ruling.note:
        yield from ("", *(inline(line) for line in ruling.note.splitlines()))
    yield ""
    for source in ruling.sources:
        yield f"- {link(source, source)}"
    if ruling.sources:
        yield ""


def _fact_checks(matched: Iterable[MatchedFactCheck]) -> Iterator[str]:
    """Yield what others published about the claim; what is only suggested is told to be so."""
    matched = tuple(matched)
    if matched:
        yield from ("### Fact-checks by others", "")
    for each in matched:
        known = each.fact_check
        rating = f"**{inline(known.rating)}**" if known.rating else "no rating"
        title = known.title or known.url
        where = link(title, known.url) if title and known.url else inline(title or "")
        by = ", ".join(filter(None, (inline(known.reviewer or ""), str(known.reviewed_on or ""), where)))
        claimed = ", ".join(filter(None, (inline(known.speaker or ""), str(known.claimed_on or ""))))
        sure = "Confirmed" if each.is_confirmed else "Only suggested"
        yield f"- {rating}{f': {by}' if by else ''}. {sure}, near {each.score:.2f}."
        yield f"  Rated: “{inline(known.claim)}”{f' ({claimed})' if claimed else ''}"
    if matched:
        yield ""


def _sources(articles: Iterable[Article], options: ExportOptions) -> Iterator[str]:
    yield from ("## Sources", "")
    for n, article in enumerate(articles, start=1):
        yield f"{n}. {citation(article, options.style, markdown=True)}"


def _quotation(quotation: Quotation, options: ExportOptions) -> Iterator[str]:
    source = quotation.source_words
    name = quotation.speaker.name if quotation.speaker else None
    named = f" (as “{inline(source)}”)" if source and source != name else ""
    yield f"**{inline(name or 'unknown speaker')}**{named} · {quotation.kind}"
    yield ""
    yield from _exact_words(quotation)
    if len(quotation.sentence_words) > sum(len(words) for words in quotation.words) + 2:
        yield from ("In its sentence:", "", *block_quote(quotation.sentence_words), "")
    place = _place(quotation.attribution.content)
    yield f"{citation(quotation.article, options.style, markdown=True)} · characters {place}"
    yield ""
    for also in quotation.places:
        yield f"- also in: {citation(also.article, options.style, markdown=True)}"
    if quotation.places:
        yield ""
    for version in quotation.versions:
        yield f"- elsewhere: {citation(version.article, options.style, markdown=True)}"
        yield ""
        yield from (f"  {line}".rstrip() for line in _exact_words(version))


def _exact_words(said: Occurrence) -> Iterator[str]:
    """Yield the exact words, those behind an interrupting "he said" after a gap."""
    for n, words in enumerate(said.words):
        if n:
            yield from (">", "> […]", ">")
        yield from block_quote(words)
    yield ""


def _place(content: Iterable[Span]) -> str:
    return ", ".join(f"{span.start}–{span.end}" for span in content)
