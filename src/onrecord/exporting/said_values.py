"""Who said what as plain values: the shapes of `to_json` for attributions, quotations and what a person corrects."""

from dataclasses import fields
from typing import Any

from onrecord.exporting.plain_values import to_json
from onrecord.model import (
    AttributedArticle,
    Attribution,
    Correction,
    CorrectionList,
    Evidence,
    Occurrence,
    PlacedCorrection,
    Quotation,
    QuotationList,
)

__all__: list[str] = []


@to_json.register
def _(result: Attribution) -> dict[str, Any]:
    told = {field.name: to_json(getattr(result, field.name)) for field in fields(result) if field.name != "correction"}
    return told | _as_stated(result.correction)


@to_json.register
def _(result: AttributedArticle) -> dict[str, Any]:
    said = [_with_words(each, result.article.text) for each in result.attributions]
    unsaid = {"not_said": to_json(result.unsaid)} if result.unsaid else {}
    return {**to_json(result.article), "attributions": said, **unsaid}


@to_json.register
def _(result: PlacedCorrection) -> dict[str, Any]:
    stated = result.correction
    places = result.content or (None,) * len(stated.words)
    content = [
        {"start": place and place.start, "end": place and place.end, "text": words}
        for place, words in zip(places, stated.words, strict=True)
    ]
    return {"article_id": stated.article_id, "content": content, **_statement(stated)}


def _statement(stated: Correction) -> dict[str, Any]:
    return {
        "kind": stated.kind,
        "speaker": stated.speaker,
        "note": stated.note,
        "stated_at": stated.stated_at.isoformat(timespec="seconds"),
    }


def _as_stated(stated: Correction | None) -> dict[str, Any]:
    """Return what a person states of an attribution, nothing where nobody does."""
    return {"correction": _statement(stated)} if stated else {}


@to_json.register
def _(result: Evidence) -> dict[str, Any]:
    told = {
        "speaker": result.speaker and result.speaker.name,
        "source": result.source,
        "kind": result.kind,
        "confidence": result.confidence,
    }
    return {**to_json(result.citation), **to_json(told), **_as_stated(result.correction)}


@to_json.register
def _(result: Occurrence) -> dict[str, Any]:
    article = result.article
    return _with_words(result.attribution, article.text) | {
        "article_id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": to_json(article.published),
        "url": article.url,
    }


@to_json.register
def _(result: Quotation) -> dict[str, Any]:
    sentence = {"start": result.sentence.start, "end": result.sentence.end, "text": result.sentence_words}
    occurrence = to_json.dispatch(Occurrence)(result)
    return {
        **occurrence,
        "sentence": sentence,
        "score": float(result.score),
        "also_in": to_json(result.places),
        "versions": to_json(result.versions),
    }


@to_json.register
def _(result: CorrectionList) -> list[Any]:
    return [to_json(correction) for correction in result.corrections]


@to_json.register
def _(result: QuotationList) -> list[Any]:
    return [to_json(quotation) for quotation in result.quotations]


def _with_words(attribution: Attribution, text: str) -> dict[str, Any]:
    """Return an attribution with the words of its article in place of where they stand."""
    return {
        "kind": attribution.kind,
        "speaker": attribution.speaker and attribution.speaker.name,
        "source": attribution.source and attribution.source.of(text),
        "cue": attribution.cue and attribution.cue.of(text),
        "content": [{"start": s.start, "end": s.end, "text": s.of(text)} for s in attribution.content],
        "confidence": float(attribution.confidence),
        **_as_stated(attribution.correction),
    }
