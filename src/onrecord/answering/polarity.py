"""Whether a sentence denies what passages do not deny."""

import re
from collections.abc import Iterable

_DENIES = re.compile(r"\b(?:not|never|cannot|nobody|nothing|neither)\b|n[’']t\b", re.IGNORECASE)
_MAY_DENY = re.compile(
    r"\b(?:not|never|cannot|no|none|nobody|nothing|neither|nor|without|hardly|barely|rarely|few|little|against|unable|"
    r"instead|rather|until|only|fals\w+|wrong\w*|(?:fail|lack|den[iy]|refus|declin|reject|prevent|avoid|stop|miss|doubt|"
    r"oppos|block|ban|halt|end|absen|impossib|dismiss|disput|contradict|withh|unlike|untru|unwill|unkn)\w*)\b|n[’']t\b",
    re.IGNORECASE,
)


def is_reversed(plain: str, texts: Iterable[str]) -> bool:
    """Say whether plain words hold a "not" where no text has anything like one."""
    return bool(_DENIES.search(plain)) and not any(_MAY_DENY.search(text) for text in texts)
