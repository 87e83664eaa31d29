"""What became of a quotation that was checked: the verdict, why, the difference and the evidence."""

from collections.abc import Iterable

from onrecord.model import Change, Evidence, QuoteCheck, Verdict, verdict_words
from onrecord.web.markup.escaping import byline, escaped, title_of

WEIGHT: dict[Verdict, str] = {
    "verbatim": "good",
    "paraphrase": "fair",
    "narration": "fair",
    "unconfirmed": "fair",
    "altered": "bad",
    "misattributed": "bad",
    "not_found": "bad",
}
"""How a verdict is coloured; it is always told in words too."""

HARM: tuple[Verdict, ...] = (
    "misattributed",
    "altered",
    "not_found",
    "unconfirmed",
    "paraphrase",
    "narration",
    "verbatim",
)
"""The verdicts, the most harmful first."""

LEGEND = '<p class="or-hint"><del>what you wrote</del> <ins>what the article has</ins></p>'


def check_html(check: QuoteCheck) -> str:
    """Return one check whole, the verdict above it."""
    band = f'<p class="or-band or-{WEIGHT[check.verdict]}" role="status">{verdict_words(check.verdict)}</p>'
    return f'<section class="or-check" aria-label="What was found">{band}{check_body(check)}</section>'


def check_body(check: QuoteCheck, *, known: str | None = None) -> str:
    """Return a check without its verdict; `known` says how a draft's speaker is known."""
    lines = [f"<p>{escaped(check.sentence)}</p>"]
    lines += [f'<p class="or-hint">The draft: {escaped(known)}.</p>'] if known else []
    lines += [f'<p class="or-warning">{escaped(line)}</p>' for line in check.warnings]
    changed = difference_html(check.difference)
    lines += [f'<p class="or-difference">{changed}</p>{LEGEND}'] if changed else []
    if check.verdict == "altered" and check.evidence:
        exact = escaped(check.evidence[0].citation.quote)
        lines.append(f'<p><button type="button" class="or-copy" data-copy="{exact}">Copy the exact words</button></p>')
    lines.append(_places("Where it stands", check.evidence))
    lines.append(_places("In other words elsewhere", (version.evidence for version in check.versions)))
    lines.append(_places("The nearest that was said, which is no evidence", check.nearest))
    return "".join(lines)


def difference_html(changes: Iterable[Change]) -> str:
    """Return a quote word by word: struck what only it has, inserted what the article has; empty where none differs."""
    parts = list(changes)
    return "" if all(change.op == "equal" for change in parts) else " ".join(map(_change, parts))


def _change(change: Change) -> str:
    if change.op == "equal":
        return escaped(change.quote)
    gone = f"<del>{escaped(change.quote)}</del>" if change.quote else ""
    come = f"<ins>{escaped(change.article)}</ins>" if change.article else ""
    return " ".join(filter(None, (gone, come)))


def _places(heading: str, found: Iterable[Evidence]) -> str:
    places = "".join(f"<li>{_place(each)}</li>" for each in found)
    return f'<p class="or-hint">{heading}</p><ol class="or-cards">{places}</ol>' if places else ""


def _place(evidence: Evidence) -> str:
    citation = evidence.citation
    where = f"{escaped(title_of(citation.article))} · {byline(citation.article)}{_spoken(evidence)}"
    return (
        f'<a class="or-card" href="#article" role="button" data-act="read" {place_of(evidence)}>'
        f'<span class="or-words">{escaped(citation.quote)}</span><span class="or-byline">{where}</span></a>'
    )


def place_of(evidence: Evidence) -> str:
    """Return the attributes of a link that opens the article of some evidence at its words."""
    citation = evidence.citation
    return f'data-article="{escaped(citation.article.id)}" data-spans="{citation.start}-{citation.end}"'


def _spoken(evidence: Evidence) -> str:
    """Return who speaks there, with the words that name the speaker where they do not hold the name."""
    if evidence.speaker is None:
        return f" · “{escaped(evidence.source)}”" if evidence.source else ""
    name = escaped(evidence.speaker.name)
    if not evidence.is_resolved:
        return f" · {name}"
    sure = f", {evidence.confidence:.2f} sure" if evidence.confidence is not None else ""
    return f" · “{escaped(evidence.source or '')}”, resolved to {name}{sure}"
