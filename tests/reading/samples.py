"""Makers of sample documents. Every town, outlet and person is invented."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
    from reportlab.platypus import BaseDocTemplate  # type: ignore[import-untyped]

STORY = (
    "The council of Ember Bay voted on Tuesday to reopen the old harbour, ending a closure of three years.",
    "“We have waited long enough,” said Tobin Vale, the harbour master. “The boats are ready and so are the crews.”",
    "Councillor Ines Marr, who voted against it, said the breakwater was not safe and the report had been ignored.",
)


def html_page(*paragraphs: str, head: str = "", title: str = "Harbour reopens") -> bytes:
    """A plain article page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or STORY)
    return (
        f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def pdf_bytes(
    *paragraphs: str,
    headline: str | None = None,
    running_head: str | None = None,
    opens_with: str | None = None,
    **info: str,
) -> bytes:
    """A typeset article; with a running head, also page numbers."""
    from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
    from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, encrypt=StandardEncryption(opens_with, strength=128) if opens_with else None, **info
    )

    def decorate(canvas: "Canvas", page: "BaseDocTemplate") -> None:
        if running_head:
            canvas.drawString(60, 800, running_head)
            canvas.drawString(280, 30, f"Page {page.page}")

    story = [Paragraph(headline, styles["Title"])] if headline else []
    story += [Paragraph(text, styles["BodyText"]) for text in paragraphs]
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return out.getvalue()
