from onrecord.model import Attribution, AttributionKind, Span, Speaker

TEXT = (
    "“Two pumps are not enough,” said Mara Quill, “and nobody in this town will say so.”\n\n"
    "“We cannot wait for the spring,” Quill said. “The wall holds 1,200 tonnes.”\n\n"
    "Quill also told the council that the northern gate had been left open since August. Odo Brandt, who calls the"
    " plan “pure folly”, paid for 12 of the sandbags himself.\n\n"
    "The gate is painted green.\n\n"
    "“I do not believe that the gate was broken on purpose if the chain held,” Brandt said. “She told me ‘go and look’"
    " and I went.”\n\n"
    "“Nobody asked the divers.”\n"
)
OTHER = "Mara Quill was in another mood. “Two pumps are never enough, and nobody in this town says so,” she said.\n"

QUILL, BRANDT = Speaker(name="Mara Quill", aliases=("Quill",)), Speaker(name="Odo Brandt", aliases=("Brandt",))


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def said(
    text: str,
    *words: str,
    by: Speaker,
    source: str,
    cue: str = "said",
    kind: AttributionKind = "direct",
    after: str = "",
) -> Attribution:
    start = text.index(after or words[0])
    near = Span(start=text.index(source, start), end=text.index(source, start) + len(source))
    cued = Span(start=text.index(cue, start), end=text.index(cue, start) + len(cue))
    return Attribution(content=tuple(place(text, each) for each in words), kind=kind, cue=cued, source=near, speaker=by)


SAID = [
    said(TEXT, "Two pumps are not enough,", "and nobody in this town will say so.", by=QUILL, source="Mara Quill"),
    said(TEXT, "We cannot wait for the spring,", "The wall holds 1,200 tonnes.", by=QUILL, source="Quill"),
    said(
        TEXT,
        "that the northern gate had been left open since August",
        by=QUILL,
        source="Quill",
        cue="told",
        kind="indirect",
        after="Quill also",
    ),
    said(TEXT, "pure folly", by=BRANDT, source="Odo Brandt", cue="calls", after="Odo Brandt"),
    said(
        TEXT,
        "I do not believe that the gate was broken on purpose if the chain held,",
        "She told me ‘go and look’ and I went.",
        by=BRANDT,
        source="Brandt",
    ),
]
