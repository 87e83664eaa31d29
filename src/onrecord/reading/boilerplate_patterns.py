"""The wordings of lines that are not prose; each must match a whole line, in either case unless it says otherwise."""

import re
from typing import Literal

_Kind = Literal["heading", "related", "promotion", "credit", "byline"]

_NAME_WORD = r"(?:and|in|for|with|from|at|de|van|von|al|the|by|& |[Ee]diting|[Rr]eporting|[Ww]riting|[A-Z][\w.'’-]*)"
_NAMES = rf"(?-i:[A-Z][\w.'’-]*(?:[,;]? {_NAME_WORD})*)"
_AGENCY = (
    r"(?:Getty(?: Images)?|AP(?: Photo| Images)?|AFP|Reuters|REUTERS|EPA|UPI|Shutterstock|Bloomberg|iStock"
    r"|Associated Press|WireImage|Alamy)"
)
_LINKED = r"(?:stories|story|articles?|coverage|content|links?|reading|topics?|news|video)"
_NETWORK = r"(?:twitter|facebook|instagram|x|youtube|tiktok|linkedin|telegram|whatsapp|social media|snapchat)"
_PICTURE = (
    r"(?:photo(?:graph| credit| illustration)?|image(?: credit)?|picture|(?:cover|featured) (?:image|photo)|credit)s?"
)
_PIECE = r"(?:article|story|post|piece|column|essay|report)"
_NOT_SPEECH = r"[^\w\"“‘']*"

_RELATED = (
    rf"{_NOT_SPEECH}read (?:more|also|next|on)(?: (?:about|on|from) [^.:]{{1,60}})?\s*[:|»›>–—-].*",
    rf"{_NOT_SPEECH}(?:related|recommended|see also|also read|more reading)(?: {_LINKED})?\s*[:|].*",
    rf"{_NOT_SPEECH}(?:related|recommended) {_LINKED}",
    r"(?-i:MORE|More|ALSO|Also|WATCH|Watch|LISTEN|Listen|PHOTOS|Photos|VIDEO|Video|GALLERY|Gallery|INTERACTIVE)"
    r"(?: (?:now|live|below|here))?\s*[:|][^“”\"]*[^.“”\"]",
    r"more (?:on|from|about|coverage|stories|news)\b[^.:]{0,60}:[^.“”\"]*",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested in)|don[’']t miss|in case you missed it)\s*:.*",
    r"\(?(?:to )?(?:read|see|view|watch|hear|find) (?:more|the (?:rest|full|entire|complete|whole|original))\b"
    r"[^.:“”\"]{0,120}\bhere\s*[.>»]*\)?",
    r"\(?click here(?: (?:to|for) [^.]{1,120})?\s*[.>»]*\)?",
    r"for (?:more|the full|the latest)\b[^.]{1,100}\b(?:click|visit|see|go to|check out|read)\b"
    r"[^.]{0,40}(?:here|below|\.com\S*|\.org\S*)\.?",
    r"(?-i:[A-Z‘'][^:.“”\"]{2,60}[a-z’')!]:[A-Z‘'“][^:“”\"]{3,160}[^:“”\".])",
    r"(?:<[^<>]*>\s*)+\.?",
    r"\W*(?:video )?ad feedback\b.*",
)
_PROMOTION = (
    r"\W*(?:advertisements?|sponsored(?: content| by [^.]{1,60})?|promoted(?: content)?)\W*",
    r"\W*(?:story|article) continues (?:below|after)(?: (?:the |this )?(?:advertisement|ad|video|photo|gallery))?\W*",
    r"\W*continue reading(?: (?:the main story|below|this))?\W*",
    rf"share(?: this)?(?: (?:{_PIECE}|page))?(?: (?:on|via) [^.]{{1,60}})?\W*",
    r"(?:(?:share|tweet|e-?mail|print|comments?|facebook|twitter|whatsapp|linkedin|reddit|copy link)[\s,|/·•]*){2,}",
    r"(?:please )?(?:like|follow|find|join) (?:us|@\w+|our page|[A-Z][^.]{1,80}?)(?: (?:and|&) [^.]{1,60}?)?"
    rf" on {_NETWORK}\b[^.]{{0,120}}\.?",
    r"\(?[^.]{0,200}?\bsign up (?:here|now|today|below|for|to get|to receive)\b[^.]{0,120}"
    r"\b(?:newsletters?|inbox|alerts?|e-?mails?|here|updates)\b[^.]{0,60}[.>»]*\)?",
    r"[^\n]{0,240}\bdelivered (?:right |straight |daily |directly )?to your inbox\b[^\n]{0,160}",
    r"[^\n]{0,240}\b(?:newsletters?|sign up|subscribe)\b[^\n]{0,200}\bin(?:to)? your inbox(?:es)?\b[^\n]{0,160}",
    r"[^\n]{0,160}\bsign up here\W*",
    r"(?:please )?subscribe (?:now|here|today)\b[^.]{0,160}[.!]?",
    r"(?:please )?subscribe to [^.]{0,120}\b(?:newsletters?|channel|podcast|feed|alerts|updates|magazine|edition"
    r"|here)\b[^.]{0,80}[.!]?",
    r"(?:want|looking for) more [^.?]{1,80}\?[^\n]{0,160}\bsubscri[^\n]{0,200}",
    r"support (?:our|quality|local|independent) journalism[^.]{0,120}[.!?]?(?: subscribe[^.]{0,80}\.?)?",
    r"download (?:the|our) [^.]{0,60}\bapp\b[^.]{0,80}\.?",
    r"(?:join the conversation|leave a comment|view comments|comments are closed|have your say|back to top)\W*",
)
_CREDIT = (
    r"\(?(?-i:(?:Additional )?[Rr]eporting|[Ee]diting|[Ww]riting|[Cc]ompiled|[Tt]ranslated|[Pp]roduced"
    rf"|[Pp]hotograph(?:s|y)?|[Gg]raphics?)(?: (?:and|&) (?:editing|writing|reporting))? by {_NAMES}[.;]?\)?",
    rf"(?:contributing|contributors?)(?: to this {_PIECE})?\s*:\s*{_NAMES}\.?",
    r"(?:[^.]|\b[A-Z]\.){2,200} (?:also )?contributed (?:(?:reporting|research) )?(?:to|for) (?:this|the) "
    rf"{_PIECE}(?: from [^.]{{2,60}})?\.?",
    rf"\W*{_PICTURE}\s*(?::|by|courtesy of)\s*(?-i:[A-Z@])[^.()]{{1,80}}\.?\)?\.?",
    rf"(?-i:[^.]{{0,60}}\b{_AGENCY}/[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){{0,3}}"
    rf"|[A-Z][^./]{{1,60}}/{_AGENCY}(?:/[^.]{{1,40}})?)\.?",
    r"(?-i:From (?:[A-Z][\w .’']{1,60} and )?(?:staff|wire|agency|news service)"
    r"(?: and (?:staff|wire|agency))? reports)\.?",
    r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}))[^\n]{1,200}",
    r"all rights reserved\.?[^.]{0,120}\.?",
    rf"this {_PIECE} (?:was |is )?(?:originally |first )(?:published|appeared|posted|written)\b[^\n]{{1,160}}",
)
_BYLINE = (
    r"(?:contact|e-?mail|reach) (?-i:[A-Z])[^:@]{2,60}(?: at |: ?)\S[^\n]{0,160}"
    r"(?:\S@\S+\.\w+|\d{3}-\d{4})[^\n]{0,120}",
    r"(?:follow|reach|contact|e-?mail|write to) (?:him|her|them|me|the (?:author|reporter|writer))\b"
    r"[^\n]{0,40}(?:@|\.com|twitter|facebook)[^\n]{0,80}",
)


def _compiled(kind: _Kind, wordings: tuple[str, ...]) -> tuple[_Kind, re.Pattern[str]]:
    return kind, re.compile("|".join(f"(?:{wording})" for wording in wordings), re.IGNORECASE)


PATTERNS = (
    _compiled("related", _RELATED),
    _compiled("promotion", _PROMOTION),
    _compiled("credit", _CREDIT),
    _compiled("byline", _BYLINE),
)
"""Each kind with what its lines look like, in the order they are tried."""

_PHOTOGRAPH = r"(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Pp]hotograph)s?"
_SURVEY = r"[^()\n]*(?:[Pp]oll|[Ss]urvey|Ipsos|NORC|GfK|Zogby)"
INLINE_CREDIT = re.compile(
    rf"\((?:{_AGENCY}/(?!{_SURVEY})[^()\n]{{1,60}}|[^()/\n]{{2,60}}/{_AGENCY}(?:/[^()\n]{{1,40}})?)\)"
    rf"|\((?:(?:[Ff]ile|[Ss]tock|[Hh]andout) )?{_PHOTOGRAPH}(?:\)|(?: (?:by|courtesy|via|credit)\b|:)[^()\n]{{0,80}}\))"
    r"|\b(?:AP Photo|Getty Images|REUTERS)/[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
)
"""A photographer's or agency's credit inside a line."""
