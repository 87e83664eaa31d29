"""How long the commands that need no vector take, and what they load: `python -m benchmarks.startup`.

Each command runs in a process of its own; the time is by the wall clock, the median of several runs. The time that
Python itself takes to start is given beside it.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
CALL = "from onrecord.cli import main; main()"
HEAVY = ("torch", "sentence_transformers", "chromadb", "gradio", "langchain_core")
LOADED = f"""
import atexit, sys
atexit.register(lambda: print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr))
{CALL}
"""


def seconds(script: str, *words: str) -> float:
    """Return the median time of running a script in a new Python."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", script, *words], check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def loaded(*words: str) -> str:
    """Return which of the heavy packages a command loads."""
    ran = subprocess.run([sys.executable, "-c", LOADED, *words], check=True, capture_output=True, text=True)
    return ran.stderr.strip()


def main() -> None:
    """Print one line for each command."""
    samples = Path(__file__).parent.parent / "examples" / "articles"
    with tempfile.TemporaryDirectory() as folder:
        at = ("--index", folder)
        subprocess.run([sys.executable, "-c", CALL, "ingest", str(samples), *at], check=True, capture_output=True)
        article = next(samples.glob("*.txt")).stem
        print(f"{'python alone':<16} {seconds('pass'):.3f} s")
        for words in (("--help",), ("articles", *at), ("show", article, *at)):
            print(f"{words[0]:<16} {seconds(CALL, *words):.3f} s   heavy packages loaded: {loaded(*words)}")


if __name__ == "__main__":
    main()
