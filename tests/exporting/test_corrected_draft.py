import io
import zipfile
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from onrecord.checking.word_diff import align, changes
from onrecord.exporting.corrected_draft import corrected_draft
from onrecord.language.wording import Wording
from onrecord.model import Article, Change, CheckedDraft, CheckedQuote, Citation, Evidence, QuoteCheck, Span, Verdict
from onrecord.reading.formats.word import read_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = ("pumps", "are", "not", "enough", "two", "will", "hold", "nobody")


def difference(draft: str, article: str) -> tuple[Change, ...]:
    mine, theirs = Wording.of(draft), Wording.of(article)
    return tuple(changes(mine, theirs, range(len(theirs.forms)), align(mine.forms, theirs.forms)))


def checked(draft: str, *quotes: tuple[str, str, Verdict]) -> CheckedDraft:
    """A draft, with what it quotes, what the article has there, and the verdict."""
    found = []
    for said, article, verdict in quotes:
        start = draft.index(said)
        source = Article(id="pumps", title="The pumps", publisher="Ostrel Post", text=article)
        evidence = Evidence(citation=Citation.of(source, Span(start=0, end=len(article)), 1))
        check = QuoteCheck(
            verdict=verdict,
            quote=said,
            speaker_asked="Mara Quill",
            said_by="Mara Quill",
            evidence=(evidence,),
            difference=difference(said, article),
            explanation="So it stands there.",
        )
        span = Span(start=start, end=start + len(said))
        found.append(CheckedQuote(span=span, kind="direct", source="Quill", check=check))
    return CheckedDraft(draft=Article(id="draft", text=draft), quotes=tuple(found))


def texts(document: bytes, *, rejected: bool) -> list[str]:
    """The paragraphs of a document with every tracked change accepted, or rejected."""
    with zipfile.ZipFile(io.BytesIO(document)) as pack:
        body = etree.fromstring(pack.read("word/document.xml"))
    left_out = f"{W}ins" if rejected else f"{W}del"
    return [
        "".join(
            each.text or ""
            for each in paragraph.iter(f"{W}t", f"{W}delText")
            if not any(above.tag == left_out for above in each.iterancestors())
        )
        for paragraph in body.iter(f"{W}p")
    ]


def comments(document: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as pack:
        body = etree.fromstring(pack.read("word/comments.xml"))
    return ["\n".join("".join(p.itertext()) for p in each.iter(f"{W}p")) for each in body.iter(f"{W}comment")]


def test_an_altered_quotation_is_offered_in_the_articles_words() -> None:
    draft = "It rained.\n“Two pumps are hardly enough,” said Quill.\n\nThe end."
    document = corrected_draft(checked(draft, ("Two pumps are hardly enough", "Two pumps are not enough", "altered")))
    assert texts(document, rejected=True) == draft.split("\n")
    assert texts(document, rejected=False)[1] == "“Two pumps are not enough,” said Quill."
    [comment] = comments(document)
    assert comment.startswith("Altered. So it stands there.")
    assert "“Two pumps are not enough” — “The pumps”, Ostrel Post" in comment
    assert "Two pumps are not enough" in read_docx(document, limit=1_000_000).text


def test_words_left_out_and_added_read_as_they_should() -> None:
    draft = "“Two pumps really are enough,” said Quill."
    document = corrected_draft(checked(draft, ("Two pumps really are enough", "Two pumps are not enough", "altered")))
    accepted = " ".join(texts(document, rejected=False)[0].split())
    assert accepted == "“Two pumps are not enough,” said Quill."


def test_what_is_somebody_elses_is_commented_and_never_rewritten() -> None:
    draft = "“Pure folly,” said Quill. “Two pumps are enough,” said Quill."
    found = checked(
        draft,
        ("Pure folly", "Pure folly", "misattributed"),
        ("Two pumps are enough", "Two pumps are enough", "verbatim"),
    )
    document = corrected_draft(found)
    assert texts(document, rejected=True) == texts(document, rejected=False) == [draft]
    assert [each.split(".")[0] for each in comments(document)] == ["Misattributed"]


phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(said=phrases, article=phrases, around=st.lists(st.text(max_size=12), min_size=2, max_size=2))
def test_rejected_it_is_the_draft_and_accepted_it_says_what_the_article_does(
    said: str, article: str, around: Sequence[str]
) -> None:
    before, after = (" ".join(each.replace("\r", " ").split()) for each in around)
    before = "".join(c for c in before if c.isprintable() and ord(c) < 0xD800)
    after = "".join(c for c in after if c.isprintable() and ord(c) < 0xD800 and c not in "“”")
    draft = f"{before}\n“{said}” {after}"
    start = len(before) + 2
    found = checked(draft, (said, article, "altered"))
    [quote] = found.quotes
    placed = CheckedQuote(span=Span(start=start, end=start + len(said)), kind="direct", source=None, check=quote.check)
    document = corrected_draft(CheckedDraft(draft=found.draft, quotes=(placed,)))
    assert texts(document, rejected=True) == draft.split("\n")
    accepted = texts(document, rejected=False)[1]
    assert Wording.of(accepted).forms == Wording.of(f"“{article}” {after}").forms
