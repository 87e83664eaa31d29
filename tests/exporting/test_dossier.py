"""The dossier is read as a Markdown reader reads it."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.exporting.export_formats import export
from onrecord.exporting.export_options import ExportOptions
from onrecord.exporting.markdown_text import block_quote, inline, link
from onrecord.model import Article, Claim, ClaimGroup, ClaimList, QuotationList, Span
from tests.exporting.samples import BARE, CHECKED, CLAIMS, DIFFERENT, FIRST, QUOTATIONS, RULED, UNRATED

READER = MarkdownIt("commonmark").enable("table")
HOSTILE = st.text(alphabet=st.sampled_from("#-+=*_`[]()<>!&|~\\$ \n\t1.)ab;:/\"'é👩"), min_size=1, max_size=40)


def dossier(result: ClaimList | QuotationList, options: ExportOptions | None = None) -> str:
    return "".join(export(result, "markdown", options or ExportOptions()))


def headings(text: str) -> list[str]:
    tokens = READER.parse(text)
    return [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]


def words_of(text: str) -> str:
    """Return the words that a reader sees, on one line."""
    return " ".join(" ".join(_seen(token) for token in READER.parse(text)).split())


def _seen(token: Token) -> str:
    return "".join("\n" if t.type.endswith("break") else t.content for t in token.children or ())


def inner_types(text: str) -> set[str]:
    return {t.type for token in READER.parse(text) for t in (token, *(token.children or ()))}


def test_the_plan_of_a_dossier() -> None:
    text = dossier(CLAIMS, ExportOptions(title="Crows *again*", made_on=date(2031, 6, 1)))
    assert headings(text) == [
        r"Crows \*again\*",
        '1. "We counted 40 crows," Ilse Varn said on Tuesday.',
        *("First said", "Discrepancies", "Similar, not counted"),
        "2. Tarn had 60 crows that night",
        *("First said", "Repeated", "Fact-checks by others"),
        "3. \\" + BARE.text,
        *("First said", "Ruling"),
        "Sources",
    ]
    assert "3 claims in 3 articles. Made on 2031-06-01. Quoted words are exact." in text


def test_the_sides_of_a_discrepancy_stand_side_by_side_the_earlier_first() -> None:
    text = dossier(ClaimList((UNRATED,)))
    html = READER.render(text)
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
    assert ["what differs", "“40”", "“60”"] in rows
    assert ["where", "[1]", "[2]"] in rows
    turned = replace(DIFFERENT, a=DIFFERENT.b, b=DIFFERENT.a, told_a=DIFFERENT.told_b, told_b=DIFFERENT.told_a)
    assert "| what differs | “40” | “60” |" in dossier(ClaimList((replace(UNRATED, discrepancies=(turned,)),)))


def test_what_one_speaker_says_otherwise_has_changed() -> None:
    turned = replace(DIFFERENT, b=replace(DIFFERENT.b, speaker="Ilse Varn"), kind="position")
    assert "Changed" in headings(dossier(ClaimList((replace(UNRATED, discrepancies=(turned,)),))))


def test_the_sources_are_numbered_and_cited() -> None:
    text = dossier(CLAIMS, ExportOptions(style="chicago"))
    sources = text[text.index("## Sources") :]
    assert sources.splitlines()[2].startswith("1. Quist, Pia, and Olaf van der Brink. “Crows over Tarn.” *Tarn Echo*")
    assert sources.splitlines()[4] == r"3. \[Untitled\]. n.d."


def test_who_rated_is_told_apart_from_who_may_have() -> None:
    text = words_of(dossier(ClaimList((CHECKED,))))
    assert "Mostly true: Tarn Facts, 2031-05-12, Were there forty crows?. Confirmed, near 0.90." in text
    assert "True. Only suggested, near 0.40." in text
    ruled = words_of(dossier(ClaimList((RULED,))))
    assert "not so, ruled on 2031-05-20. Counted twice. See the tape." in ruled
    assert "The town hall, by phone" in ruled


def test_quotations_with_their_citations() -> None:
    text = dossier(QUOTATIONS, ExportOptions(style="apa"))
    seen = words_of(text)
    assert "Ilse Varn · direct We counted 40 crows, In its sentence:" in seen
    assert "Quist, P., & van der Brink, O. (2031, May 7). Crows over Tarn. Tarn Echo." in seen
    assert "unknown speaker · indirect Tarn had 60 crows […] that night" in seen
    assert "also in: Lower Post Bureau." in seen
    assert headings(text) == ["Quotations"]
    assert "0 quotations" in dossier(QuotationList(()))


@given(HOSTILE)
@example("1) a list")
@example("12. a list")
@example("- a list")
@example("# a heading")
@example("a\n===")
@example("    code")
@example("![a](b)&copy;")
def test_words_are_shown_as_they_are_and_do_nothing(words: str) -> None:
    quoted = "\n".join(block_quote(words))
    assert words_of(quoted) == " ".join(words.split())
    assert words_of(f"- {inline(words)}\n") == " ".join(words.split())
    marks = {"em_open", "strong_open", "link_open", "image", "html_inline", "code_inline"}
    blocks = {"heading_open", "fence", "code_block", "bullet_list_open", "ordered_list_open", "html_block", "hr"}
    assert not inner_types(quoted) & (marks | blocks)


@given(HOSTILE.filter(str.strip))
def test_a_hostile_article_stays_words_in_every_part(words: str) -> None:
    article = Article(text=words, title=words, publisher=words, author=words)
    claim = Claim(
        article=article,
        span=Span(start=0, end=len(words)),
        id="h",
        kind="event",
        score=0.5,
        verifiable=0.5,
        speaker=words,
        reasons=(words,),
    )
    group = ClaimGroup(
        id="h",
        claims=(claim, claim),
        origins=1,
        discrepancies=(replace(DIFFERENT, b=claim, told_b=claim.span, why=words),),
    )
    text = dossier(ClaimList((group,)))
    assert not inner_types(text) & {"image", "html_inline", "html_block", "code_block", "fence", "hr"}
    assert READER.render(text).count("<a ") == 1
    assert " ".join(words.split()) in words_of(text)
    assert text.count("\n## ") == 2


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    assert link("press", "javascript:alert(1)") == "press"
    html = READER.render(link("a](b)", "https://x.example/<b>|`?q=1&copy;=2"))
    assert html == '<p><a href="https://x.example/%3Cb%3E%7C%60?q=1&amp;copy;=2">a](b)</a></p>\n'


def test_the_first_is_the_first() -> None:
    assert UNRATED.first is FIRST
