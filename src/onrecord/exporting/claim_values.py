"""Claims as plain values: the shapes of `to_json` for claims, what they are at odds with, and who rated them."""

from typing import Any

from onrecord.exporting.plain_values import to_json
from onrecord.language.days.finder import date_expressions
from onrecord.model import Citation, Claim, ClaimGroup, ClaimList, Discrepancy, MatchedFactCheck, Ruling

__all__ = ["occurrence_values"]


def occurrence_values(claim: Claim, n: int) -> dict[str, Any]:
    """Return a claim as a citation of its words, numbered `n`, with who said them and when."""
    return {
        **to_json(Citation.of(claim.article, claim.span, n)),
        "speaker": claim.speaker,
        "said_on": to_json(claim.said_on),
        "said_on_words": claim.said_on_words,
        "id": claim.id,
        "source": claim.source_words,
        "vague": claim.vague_words,
        "verifiable": float(claim.verifiable),
        "type": claim.kind,
        "score": float(claim.score),
        "days": days_told(claim),
    }


def days_told(claim: Claim) -> list[dict[str, Any]]:
    """Return the moments that a claim tells, each with its words and the day, month or year they mean, if it is known.

    They are resolved from the day of publication and the tense: without that day "last month" means nothing.
    """
    return [
        {"words": claim.text[each.start : each.end], "day": to_json(each.day), "value": each.value}
        for each in date_expressions(claim.text, claim.article.published)
        if each.kind in ("date", "time")
    ]


@to_json.register
def _(result: Claim) -> dict[str, Any]:
    return occurrence_values(result, 1)


@to_json.register
def _(result: Discrepancy) -> dict[str, Any]:
    told_a, told_b = result.citations
    return {
        "kind": result.kind,
        "relation": result.relation,
        "confidence": float(result.confidence),
        "why": result.why,
        "a": {**to_json(told_a), **_claim_around(result.a)},
        "b": {**to_json(told_b), **_claim_around(result.b)},
    }


def _claim_around(claim: Claim) -> dict[str, Any]:
    """Return the whole claim that words which differ stand in."""
    return {
        "claim": claim.text,
        "claim_id": claim.id,
        "speaker": claim.speaker,
        "said_on": to_json(claim.said_on),
    }


@to_json.register
def _(result: MatchedFactCheck) -> dict[str, Any]:
    return {**to_json(result.fact_check), "score": float(result.score), "confirmed": result.is_confirmed}


@to_json.register
def _(result: Ruling) -> dict[str, Any]:
    return {
        "claim_id": result.claim_id,
        "verdict": result.verdict,
        "note": result.note,
        "sources": list(result.sources),
        "ruled_at": result.ruled_at.isoformat(),
    }


@to_json.register
def _(result: ClaimGroup) -> dict[str, Any]:
    count = len(result.claims)
    return {
        "id": result.id,
        "claim": result.first.text,
        "type": result.first.kind,
        "score": float(result.score),
        "reasons": list(result.most_worth_checking.reasons),
        "speakers": list(result.speakers),
        "first_seen": to_json(result.first_seen),
        "origins": result.origins,
        "occurrences": [occurrence_values(claim, n) for n, claim in enumerate(result.claims, start=1)],
        "discrepancies": to_json(result.discrepancies),
        "fact_checks": to_json(result.fact_checks),
        "verdict": to_json(result.ruling),
        "similar": [occurrence_values(claim, n) for n, claim in enumerate(result.similar, start=count + 1)],
        "followed": result.is_followed,
    }


@to_json.register
def _(result: ClaimList) -> list[Any]:
    return [to_json(group) for group in result.groups]
