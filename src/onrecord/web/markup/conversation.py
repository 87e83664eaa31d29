"""The conversation of one browser tab, and its HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Answer, AnswerSentence, Citation
from onrecord.model.answer import NOT_SUPPORTED, told_findings
from onrecord.web.markup.escaping import byline, escaped, named_origin, reference, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question with what came of it: an answer, a failure in one line, or, while it is being worked on, neither.

    `written` are the sentences of an answer in work that may be shown already; `pending` is the start of the next.
    """

    question: str
    written: tuple[AnswerSentence, ...] = ()
    pending: str = ""
    answer: Answer | None = None
    failure: str | None = None

    @property
    def evidence(self) -> tuple[Citation, ...]:
        """What the panel lists: the citations of an answer, or the near passages of an abstention."""
        if self.answer is None:
            return ()
        return self.answer.near if self.answer.abstained else self.answer.citations


Conversation = tuple[Turn, ...]


def history(turns: Conversation) -> list[tuple[str, str]]:
    """Return the questions that got an answer, and their answers, the oldest first."""
    return [(turn.question, turn.answer.text) for turn in turns if turn.answer and not turn.answer.abstained]


def conversation_html(
    turns: Conversation, *, said: int | None = None, kept: str = "", after: Sequence[str] = ()
) -> str:
    """Return the conversation; of its last answer only the first `said` sentences, all of them when None.

    `kept` is what the browser is to keep of it, and `after` are questions to ask next.
    """
    last = len(turns) - 1
    shown = "".join(_turn(turn, number, said if number == last else None) for number, turn in enumerate(turns))
    keep = f' data-kept="{escaped(kept)}"' if kept else ""
    log = f'<div role="log" aria-live="polite" aria-label="Conversation"{keep}>{shown}</div>'
    return f'{log}<p class="or-near-title">Ask next</p>{asked_html(after)}' if after else log


def what_said(name: str) -> str:
    """Return the question that the quotations of a speaker answer."""
    return f"What did {name} say?"


def asked_html(questions: Iterable[str]) -> str:
    """Return questions as a list to choose from; the chosen one is asked."""
    items = "".join(
        f'<li><button type="button" data-act="submit" data-question="{escaped(each)}">{escaped(each)}</button></li>'
        for each in questions
    )
    return f'<ul class="or-asked">{items}</ul>'


def _turn(turn: Turn, number: int, said: int | None) -> str:
    question = f'<h2 class="or-question"><span class="or-hidden">You asked: </span>{escaped(turn.question)}</h2>'
    return f'<section class="or-turn" data-turn="{number}">{question}{_reply(turn, number, said)}</section>'


def _reply(turn: Turn, number: int, said: int | None) -> str:
    if turn.failure is not None:
        return f'<p class="or-failure" role="alert">{escaped(turn.failure)}</p>'
    if turn.answer is None:
        return _in_work(turn, number)
    if turn.answer.abstained:
        return _abstention(turn.answer, number)
    return _answer(turn.answer, number, said)


def _in_work(turn: Turn, number: int) -> str:
    if not turn.written and not turn.pending:
        return '<p class="or-waiting">Reading the articles…</p>'
    sentences = " ".join(_sentence(sentence, number) for sentence in turn.written)
    pending = f' <span class="or-pending">{escaped(turn.pending)}…</span>'
    return f'<div class="or-answer"><p class="or-more">{sentences}{pending}</p></div>'


def _answer(answer: Answer, turn: int, said: int | None) -> str:
    sentences = answer.sentences[:said]
    if not sentences:
        return ""
    lead, *rest = (_sentence(sentence, turn) for sentence in sentences)
    more = f'<p class="or-more">{" ".join(rest)}</p>' if rest else ""
    finished = said is None or said >= len(answer.sentences)
    return f'<div class="or-answer"><p class="or-lead">{lead}</p>{more}{_ending(answer) if finished else ""}</div>'


def _sentence(sentence: AnswerSentence, turn: int) -> str:
    markers = "".join(f"&nbsp;{_marker(citation, turn)}" for citation in sentence.citations)
    remark = " or-remark" if sentence.is_remark else ""
    unsupported = "" if sentence.is_supported else f' <span class="or-unsupported">{NOT_SUPPORTED}</span>'
    return f'<span class="or-sentence{remark}">{escaped(sentence.text)}{markers}{unsupported}</span>'


def _marker(citation: Citation, turn: int) -> str:
    """Return a citation: its number, where it is from, and for who points at it the exact words."""
    spoken = f"Source {citation.n}: {title_of(citation.article)}"
    where = named_origin(citation.article)
    words = f'<span class="or-words">{escaped(citation.quote)}</span>'
    place = f'data-place="{escaped(citation.article.id)} {citation.start}-{citation.end}"'
    card = f'<span class="or-peek" aria-hidden="true">{words}<span>{escaped(reference(citation.article))}</span></span>'
    return (
        f'<a class="or-marker" href="#source" role="button" data-act="open" data-turn="{turn}" data-n="{citation.n}"'
        f' {place}><span class="or-hidden">{escaped(spoken)} </span>[{citation.n}]'
        f"{f'<span class=or-from>{escaped(where)}</span>' if where else ''}{card}</a>"
    )


def _ending(answer: Answer) -> str:
    return f"{_gate(answer)}{_colophon(answer)}"


def _gate(answer: Answer) -> str:
    """Return what was done on the way to an answer, and what the gate changed or refused in it."""
    found = (f"{line} (×{times})" if times > 1 else line for line, times in told_findings(answer).items())
    lines = "".join(f"<li>{escaped(line)}</li>" for line in (*answer.steps, *found))
    return f'<ul class="or-gate" aria-label="What was done to this answer">{lines}</ul>' if lines else ""


def _colophon(answer: Answer) -> str:
    author = "" if answer.writer == "extractive" else f"<span>Written by {escaped(answer.writer)}</span>"
    return (
        f'<p class="or-colophon">{author}<button type="button" class="or-copy"'
        f' data-copy="{escaped(with_sources(answer))}">Copy with sources</button></p>'
    )


def with_sources(answer: Answer) -> str:
    """Return an answer as plain text with its numbered sources, to be pasted into a manuscript."""
    return "\n".join([answer.text, "", *map(_reference, answer.citations)])


def _reference(citation: Citation) -> str:
    return f"[{citation.n}] {reference(citation.article)}: “{citation.quote}”"


def _abstention(answer: Answer, turn: int) -> str:
    near = "".join(f"<li>{_near(citation, turn)}</li>" for citation in answer.near)
    shown = f'<p class="or-near-title">Not an answer, but near:</p><ul class="or-near">{near}</ul>' if near else ""
    verdict = f'<p class="or-verdict">{escaped(answer.text)}</p>'
    return f'<div class="or-abstained">{verdict}{shown}{_gate(answer)}</div>'


def _near(citation: Citation, turn: int) -> str:
    return (
        f'<a href="#source" role="button" data-act="open" data-turn="{turn}" data-n="{citation.n}">'
        f'<span class="or-near-words">{escaped(citation.quote)}</span>'
        f'<span class="or-byline">{escaped(title_of(citation.article))} · {byline(citation.article)}</span></a>'
    )
