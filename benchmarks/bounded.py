"""What attribution costs in texts of 10 kB, 100 kB and 1 MB: `python -m benchmarks.bounded [--sizes 10 100 1000]`.

The texts are made of invented sentences: quotations with speakers of their own, and narration. Each is attributed in a
process of its own, after a small one, so that loading is left out. Printed are the processor's seconds for a thousand
words, which other work on the machine changes less than a clock does, and how much memory the process held at most
beyond what it held before.
"""

import argparse
import resource
import subprocess
import sys
import time
from itertools import count

from onrecord.attribution import attribute

_FIRST = ("Anna", "Bert", "Carla", "Dov", "Emil", "Frida", "Gustav", "Hilde")
_PLACES = ("Tolm", "Velden", "Osk", "Harrow", "Lund Bay")


def text_of(characters: int) -> str:
    """Return a text of about so many characters."""
    parts: list[str] = []
    size = 0
    for number in count():
        surname = "K" + "".join(chr(97 + number // 26**place % 26) for place in range(3)) + "sen"
        speaker, place = f"{_FIRST[number % 8]} {surname}", _PLACES[number % 5]
        parts.append(
            f"The council of {place} met on day {number} of the flood. “The wall is too low, and it was too low in "
            f"year {number},” said {speaker}, a baker in {place}. “We will build it again,” she added.\n\n"
            f"The river rose by {number % 90} centimetres. {surname} said that the pumps had failed twice.\n\n"
        )
        size += len(parts[-1])
        if size >= characters:
            return "".join(parts)[:characters]
    raise AssertionError


def measure(characters: int) -> None:
    """Attribute one text and print what it took."""
    attribute(text_of(2_000))
    text = text_of(characters)
    held = _peak()
    started = time.process_time()
    found = attribute(text)
    seconds = time.process_time() - started
    words = len(text.split())
    print(
        f"{characters:>9,} characters, {words:>7,} words, {len(found):>6,} attributions: "
        f"{1000 * seconds / words:.2f} s for 1,000 words, {_peak() - held:,.0f} MB more at most",
        flush=True,
    )


def _peak() -> float:
    """Return the most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10, 100, 1000], help="in thousands of characters")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        measure(given.one)
        return
    for size in given.sizes:
        subprocess.run([sys.executable, "-m", "benchmarks.bounded", "--one", str(1000 * size)], check=True)


if __name__ == "__main__":
    main()
