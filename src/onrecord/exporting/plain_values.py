"""Results as plain values: the JSON that the command line prints and that every other face gives out."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import singledispatch
from pathlib import Path
from typing import Any

from onrecord.model import (
    Answer,
    Article,
    ArticleList,
    CheckedDraft,
    Citation,
    ExplainedSpeakerList,
    Hit,
    PromptList,
    QuoteCheck,
    SpeakerList,
)


@singledispatch
def to_json(result: object) -> Any:  # noqa: ANN401 the shape depends on the result
    """Return a result as plain dicts, lists, strings and numbers, ready for `json.dumps`.

    A result that has no shape of its own becomes a dict of its fields. Raises TypeError for what is no result.
    """
    if is_dataclass(result) and not isinstance(result, type):
        return {field.name: to_json(getattr(result, field.name)) for field in fields(result)}
    raise TypeError(f"not a result: {type(result).__name__}")


@to_json.register
def _(result: bool | int | str | None) -> bool | int | str | None:
    return result


@to_json.register
def _(result: float) -> float:
    return float(result)


@to_json.register
def _(result: date | Path) -> str:
    return str(result)


@to_json.register(list)
@to_json.register(tuple)
def _(result: list[object] | tuple[object, ...]) -> list[Any]:
    return [to_json(each) for each in result]


@to_json.register
def _(result: Mapping) -> dict[str, Any]:  # type: ignore[type-arg]  # a bare class, to dispatch on
    return {str(key): to_json(value) for key, value in result.items()}


@to_json.register
def _(result: Article) -> dict[str, Any]:
    notes = {"notes": [note.line for note in result.notes]} if result.notes else {}
    return without_text(result) | notes | {"text": result.text}


@to_json.register
def _(result: Citation) -> dict[str, Any]:
    return {
        "n": result.n,
        "article_id": result.article.id,
        "title": result.article.title,
        "publisher": result.article.publisher,
        "published": to_json(result.article.published),
        "url": result.article.url,
        "start": result.start,
        "end": result.end,
        "quote": result.quote,
    }


@to_json.register
def _(result: Answer) -> dict[str, Any]:
    return {
        "question": result.question,
        "answer": result.text,
        "abstained": result.abstained,
        "writer": result.writer,
        "citations": to_json(result.citations),
        **({"disagreement": result.disagreement} if result.disagreement else {}),
        **({"steps": list(result.steps)} if result.steps else {}),
        **({"gate": _gate(result)} if result.findings or result.dropped else {}),
    }


def _gate(answer: Answer) -> list[dict[str, Any]]:
    """Return what the gate did, sentence by sentence; `about` holds words of the model that have no source."""
    return [
        {
            "sentence": sentence.text,
            "supported": sentence.is_supported,
            "shown": shown,
            "findings": [{"kind": f.kind, "about": f.about, "note": f.line} for f in sentence.findings],
        }
        for shown, sentences in ((True, answer.sentences), (False, answer.dropped))
        for sentence in sentences
        if sentence.findings or not sentence.is_supported
    ]


@to_json.register
def _(result: QuoteCheck) -> dict[str, Any]:
    told = {field.name: to_json(getattr(result, field.name)) for field in fields(result)}
    return told if result.fact_checks else {name: value for name, value in told.items() if name != "fact_checks"}


@to_json.register
def _(result: CheckedDraft) -> dict[str, Any]:
    text = result.draft.text
    quotes = [
        {
            "start": q.span.start,
            "end": q.span.end,
            "kind": q.kind,
            "source": q.source,
            "known": q.known,
            "check": to_json(q.check),
        }
        for q in result.quotes
    ]
    return {"title": result.draft.title, "text": text, "quotes": quotes}


@to_json.register
def _(result: Hit) -> dict[str, Any]:
    return {
        "rank": result.rank,
        "score": float(result.score),
        "passage": to_json(result.passage),
        "article": without_text(result.article),
    }


@to_json.register
def _(result: ArticleList) -> list[Any]:
    return [without_text(article) for article in result.articles]


@to_json.register
def _(result: SpeakerList) -> list[Any]:
    return [to_json(speaker) for speaker in result.speakers]


@to_json.register
def _(result: ExplainedSpeakerList) -> list[Any]:
    return [
        {
            **to_json(each.speaker),
            "places": [
                {
                    "article": without_text(place.article),
                    "name": place.name,
                    "aliases": list(place.aliases),
                    "reasons": list(place.reasons),
                }
                for place in each.places
            ],
            "apart": [{"name": name, "reason": reason} for name, reason in each.apart],
        }
        for each in result.speakers
    ]


@to_json.register
def _(result: PromptList) -> list[Any]:
    return [to_json(prompt) for prompt in result.prompts]


def without_text(article: Article) -> dict[str, Any]:
    """Return an article's fields but its text, as in a list of many."""
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": to_json(article.published),
        "url": article.url,
        "language": article.language,
        "source": article.source,
        "sha256": article.sha256,
    }
