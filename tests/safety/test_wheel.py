import subprocess
import sys
import zipfile
from pathlib import Path

from ..wheel_contents import ROOT, expected, wrong


def test_the_wheel_holds_the_package_its_prompts_and_samples_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("onrecord-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        assert wrong(packed.namelist()) == []


def test_what_must_be_there_is_asked_for() -> None:
    needed = {
        "onrecord/prompts/answer.v1.md",
        "onrecord/attribution/tagger/tagger.safetensors",
        "onrecord/weights.sha256",
        "onrecord/language/lexicon/word_lists.txt",
        "onrecord/web/static/page.css",
        "onrecord/py.typed",
    }
    assert needed <= expected()
    assert wrong(expected()) == []
    assert wrong(expected() - {"onrecord/py.typed"}) == ["missing: onrecord/py.typed"]
    assert wrong(expected() | {"tests/conftest.py"}) == ["too much: tests/conftest.py"]
