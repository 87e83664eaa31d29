"""Many users who ask at once: python -m benchmarks.many_users [USERS] [QUESTIONS_EACH].

The page is served over the sample articles in a process of its own. Each user asks one question after the other through
the named endpoint `ask`, and all begin together. It prints how many failed, which is to be none; how long an answer
took for the middle and for the slowest twentieth; and how fair the order was: the most questions that came later and
were answered first, and the slowest user's whole time beside the quickest's. Four questions are answered at a time, so
that a question may be overtaken by few more than three.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import httpx

USERS, EACH = 30, 4
PORT = 7869
CALL = "from onrecord.cli import main; main()"
SAMPLES = Path(__file__).parent.parent / "examples" / "articles"
QUESTIONS = (
    "Why did the bridge at Brindle Cross fall?",
    "What did Ilse Tormund say about the warning?",
    "How many people were hurt?",
    "What did Gwenda Loy say?",
    "Who wrote to the wrong office?",
)


@dataclass(frozen=True)
class Asked:
    """One question: who asked it, when it was sent, taken and answered, in seconds, and whether it was."""

    user: int
    sent: float
    taken: float
    answered: float
    whole: bool

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.answered - self.sent


def user(number: int, each: int, address: str, together: Barrier) -> list[Asked]:
    """Ask one question after the other."""
    done = []
    with httpx.Client(base_url=f"{address}/gradio_api/call/v2/ask", timeout=300) as client:
        together.wait()
        for turn in range(each):
            question = QUESTIONS[(number + turn) % len(QUESTIONS)]
            sent = time.perf_counter()
            queued = client.post("", json={"question": question})
            taken = time.perf_counter()
            told = client.get(f"/{queued.json()['event_id']}").text if queued.status_code == 200 else ""
            ends = re.findall(r"^event: complete\ndata: (.*)$", told, re.M)
            whole = bool(ends) and json.loads(ends[-1])[0]["question"] == question
            done.append(Asked(number, sent, taken, time.perf_counter(), whole))
    return done


def overtaken(asked: list[Asked]) -> int:
    """Return the most questions that were taken after another and answered before it."""
    return max(sum(b.taken > a.taken and b.answered < a.answered for b in asked) for a in asked)


def ask_all(index: str, users: int, each: int) -> list[list[Asked]]:
    """Serve an index, and let all users ask it together; returns what each of them asked."""
    words = [sys.executable, "-c", CALL, "serve", "--index", index, "--port", str(PORT)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr is not None
        next(line for line in served.stderr if "open at" in line)
        try:
            user(0, 1, f"http://127.0.0.1:{PORT}", Barrier(1))
            together = Barrier(users)
            with ThreadPoolExecutor(users) as pool:
                return list(pool.map(lambda n: user(n, each, f"http://127.0.0.1:{PORT}", together), range(users)))
        finally:
            served.terminate()


def main() -> None:
    """Print what became of the questions."""
    users, each = (int(word) for word in (*sys.argv[1:], *map(str, (USERS, EACH)[len(sys.argv) - 1 :])))
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([sys.executable, "-c", CALL, "ingest", str(SAMPLES), "--index", index], check=True)
        report(ask_all(index, users, each))


def report(runs: list[list[Asked]]) -> None:
    """Print the table."""
    asked = [one for run in runs for one in run]
    times = sorted(one.seconds for one in asked)
    slow = times[int(len(times) * 0.95)]
    spent = max(one.answered for one in asked) - min(one.sent for one in asked)
    whole = [sum(one.seconds for one in run) for run in runs]
    print(f"{len(runs)} users at once, {len(runs[0])} questions each: {len(asked)} questions")
    print(f"failed                       {sum(not one.whole for one in asked)}")
    print(f"seconds, median / p95 / most {times[len(times) // 2]:.2f} / {slow:.2f} / {times[-1]:.2f}")
    print(f"questions a second           {len(asked) / spent:.1f}")
    print(f"overtaken by, at most        {overtaken(asked)}")
    print(f"slowest user / quickest      {max(whole) / min(whole):.2f}")


if __name__ == "__main__":
    main()
