"""A conversation as the browser keeps it, and back again; what an article no longer says is not shown as its words."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from onrecord.archive import Archive
from onrecord.errors import ArticleNotFoundError, QuoteIntegrityError
from onrecord.model import Answer, AnswerSentence, Citation, Finding
from onrecord.model.finding import FindingKind
from onrecord.web.markup.conversation import Conversation, Turn

_CHANGED = "An article that this answer rests on has changed or is gone: ask again."
_MOST_TURNS, _LONGEST = 200, 4_000_000


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Cited(_Kept):
    n: int
    article: str
    start: int
    end: int
    words: str

    @classmethod
    def of(cls, citation: Citation) -> "_Cited":
        return cls(
            n=citation.n, article=citation.article.id, start=citation.start, end=citation.end, words=citation.quote
        )

    def again(self, archive: Archive) -> Citation:
        """Return the citation; raises ArticleNotFoundError and QuoteIntegrityError."""
        article = archive.article(self.article)
        return Citation(n=self.n, article=article, start=self.start, end=self.end, quote=self.words)


class _Sentence(_Kept):
    text: str
    cited: tuple[_Cited, ...] = ()
    findings: tuple[FindingKind, ...] = ()
    is_supported: bool = True
    is_ours: bool = False

    def again(self, archive: Archive) -> AnswerSentence:
        return AnswerSentence(
            text=self.text,
            citations=tuple(each.again(archive) for each in self.cited),
            findings=tuple(Finding(kind=kind) for kind in self.findings),
            is_supported=self.is_supported,
            is_ours=self.is_ours,
        )


class _Turn(_Kept):
    question: str = Field(max_length=10_000)
    failure: str | None = None
    sentences: tuple[_Sentence, ...] = ()
    near: tuple[_Cited, ...] = ()
    abstained: bool = False
    writer: str = "extractive"
    steps: tuple[str, ...] = ()

    def again(self, archive: Archive) -> Turn:
        if self.failure is not None or not self.sentences:
            return Turn(question=self.question, failure=self.failure or "")
        try:
            answer = Answer(
                question=self.question,
                sentences=tuple(each.again(archive) for each in self.sentences),
                abstained=self.abstained,
                writer=self.writer,
                near=tuple(each.again(archive) for each in self.near),
                steps=self.steps,
            )
        except (ArticleNotFoundError, QuoteIntegrityError):
            return Turn(question=self.question, failure=_CHANGED)
        return Turn(question=self.question, answer=answer)


_TURNS = TypeAdapter(tuple[_Turn, ...])


def to_transcript(turns: Iterable[Turn]) -> str:
    """Return the finished turns as JSON."""
    return _TURNS.dump_json(tuple(_finished(turns)), exclude_defaults=True).decode()


def from_transcript(archive: Archive, kept: str) -> Conversation:
    """Return a conversation again, its words taken anew from the articles; none for what cannot be read."""
    if len(kept) > _LONGEST:
        return ()
    try:
        turns = _TURNS.validate_json(kept or "[]")[-_MOST_TURNS:]
    except ValidationError:
        return ()
    return tuple(each.again(archive) for each in turns)


def _finished(turns: Iterable[Turn]) -> Iterator[_Turn]:
    for turn in turns:
        if turn.answer is None:
            if turn.failure is not None:
                yield _Turn(question=turn.question, failure=turn.failure)
            continue
        answer = turn.answer
        yield _Turn(
            question=turn.question,
            sentences=tuple(map(_sentence, answer.sentences)),
            near=tuple(map(_Cited.of, answer.near)),
            abstained=answer.abstained,
            writer=answer.writer,
            steps=answer.steps,
        )


def _sentence(sentence: AnswerSentence) -> _Sentence:
    return _Sentence(
        text=sentence.text,
        cited=tuple(map(_Cited.of, sentence.citations)),
        findings=tuple(finding.kind for finding in sentence.findings),
        is_supported=sentence.is_supported,
        is_ours=sentence.is_ours,
    )
