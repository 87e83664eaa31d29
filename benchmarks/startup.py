"""What it costs to start: python -m benchmarks.startup [--wall].

Each command runs in a process of its own, in turns, several times. Printed are the processor seconds it took, the least
of the runs, which other work on the machine hardly moves; how many modules it loaded; and which of the heavy packages.
With `--wall` the wall clock is told too, median of the runs: of each command, and of the page until its address is
printed, from there until the first page is there, and from the start until a first answer. On a busy machine it means
nothing.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import httpx

RUNS = 3
PORT = 7868
CALL = "from onrecord.cli import main; main()"
HEAVY = ("torch", "sentence_transformers", "chromadb", "gradio", "mcp", "langchain_core")
COUNTED = f"""
import atexit, json, sys, time
def told():
    heavy = [name for name in {HEAVY} if name in sys.modules]
    print(json.dumps([time.process_time(), len(sys.modules), heavy]), file=sys.stderr)
atexit.register(told)
{CALL}
"""
QUESTION = "Why did the bridge at Brindle Cross fall?"


def cost(*words: str) -> tuple[float, float, int, list[str]]:
    """Return the wall and the processor seconds of a command, how many modules it loaded, and the heavy packages."""
    began = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", COUNTED, *words], check=True, capture_output=True, text=True)
    wall = time.perf_counter() - began
    spent, modules, heavy = json.loads(ran.stderr.strip().splitlines()[-1])
    return wall, spent, modules, heavy


def page(index: str) -> tuple[float, float, float]:
    """Return the wall seconds to the printed address, from there to the page, and from the start to an answer."""
    words = [sys.executable, "-c", CALL, "serve", "--index", index, "--port", str(PORT)]
    began = time.perf_counter()
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr is not None
        next(line for line in served.stderr if "open at" in line)
        printed = time.perf_counter()
        address = f"http://127.0.0.1:{PORT}"
        httpx.get(address, timeout=60).raise_for_status()
        httpx.get(f"{address}/config", timeout=60).raise_for_status()
        shown = time.perf_counter()
        asked = httpx.post(f"{address}/gradio_api/call/v2/ask", json={"question": QUESTION}, timeout=60).json()
        told = httpx.get(f"{address}/gradio_api/call/v2/ask/{asked['event_id']}", timeout=60).text
        assert re.search(r"^event: complete", told, re.M), told
        answered = time.perf_counter()
        served.terminate()
    return printed - began, shown - printed, answered - began


def main() -> None:
    """Print one line for each command."""
    wall = "--wall" in sys.argv
    samples = Path(__file__).parent.parent / "examples" / "articles"
    with tempfile.TemporaryDirectory() as folder:
        at = ("--index", folder)
        subprocess.run([sys.executable, "-c", CALL, "ingest", str(samples), *at], check=True, capture_output=True)
        commands = {
            "--help": ("--help",),
            "articles": ("articles", *at),
            "show": ("show", next(samples.glob("*.txt")).stem, *at),
            "check": ("check", "It had been singing for weeks", *at),
            "ask": ("ask", QUESTION, *at),
            "quotes --about": ("quotes", "--about", "the bridge", *at),
        }
        found = defaultdict(list)
        for _ in range(RUNS):
            for name, words in commands.items():
                found[name].append(cost(*words))
        print(f"{'command':<16}{'processor s':>12}{'modules':>9}{'wall s' if wall else '':>8}  heavy packages")
        for name, runs in found.items():
            clock = f"{statistics.median(run[0] for run in runs):8.2f}" if wall else f"{'':8}"
            heavy = ", ".join(runs[0][3]) or "none"
            print(f"{name:<16}{min(run[1] for run in runs):>12.2f}{runs[0][2]:>9}{clock}  {heavy}")
        if wall:
            times = [statistics.median(each) for each in zip(*(page(folder) for _ in range(RUNS)), strict=True)]
            print(
                "serve: address printed {:.2f} s, page {:.2f} s after it, an answer {:.2f} s from start".format(*times)
            )


if __name__ == "__main__":
    main()
