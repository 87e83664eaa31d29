"""Questions to ask after an answer, made from the archive: each is one that it answers."""

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.web.markup.conversation import Conversation, what_said
from onrecord.web.speaker_names import is_proper

_MOST, _LONGEST_NAME = 3, 4
"""Questions that are offered, and words of a name in one; set by hand."""


def followups(archive: Archive, turns: Conversation) -> list[str]:
    """Return what the people can be asked about whose own words stand in the articles of the last answer.

    Who is in the last question or was asked about before is left out.
    """
    if not turns or turns[-1].answer is None:
        return []
    before = {turn.question.casefold() for turn in turns}
    found: dict[str, None] = {}
    for article_id in dict.fromkeys(each.article.id for each in turns[-1].evidence):
        try:
            said = archive.attributions(article_id)
        except OnRecordError:
            continue
        for each in said:
            if each.speaker and each.kind == "direct" and each.is_likely and is_proper(each.speaker.name):
                found[each.speaker.name] = None
    names = (name for name in found if _is_plain(name) and name.casefold() not in turns[-1].question.casefold())
    return [each for each in map(what_said, names) if each.casefold() not in before][:_MOST]


def _is_plain(name: str) -> bool:
    """Say whether a name is short enough for a question, and no description such as "Vale's deputy, Ada Quill"."""
    return len(name.split()) <= _LONGEST_NAME and "," not in name
