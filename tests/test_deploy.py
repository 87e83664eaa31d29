"""The files in `deploy/` say what exists: commands, settings, extras and files."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from typer.main import get_command

from onrecord.cli import app
from onrecord.settings import Settings

DEPLOY = Path(__file__).parent.parent / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
SETTINGS = {f"ONRECORD_{name.upper()}" for name in Settings.model_fields}


def documents(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


def containers(value: object) -> Iterator[dict[str, Any]]:
    """Every container that stands anywhere in a manifest."""
    if isinstance(value, dict):
        yield from (each for each in value.get("containers", []))
        for inner in value.values():
            yield from containers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from containers(inner)


def assert_is_a_command(words: list[str]) -> None:
    group = get_command(app)
    with group.make_context("onrecord", list(words)) as context:
        name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])  # type: ignore[attr-defined]
        command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_a_manifest_is_whole(path: Path) -> None:
    for document in documents(path):
        assert {"apiVersion", "kind", "metadata"} <= document.keys()
        selector, template = (document.get("spec", {}).get(key, {}) for key in ("selector", "template"))
        if "matchLabels" in selector:
            assert selector["matchLabels"] == template["metadata"]["labels"]
    for container in containers(documents(path)):
        assert "://" not in container["image"]
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}
        mounted = {each["name"] for each in container.get("volumeMounts", [])}
        assert mounted <= set(re.findall(r"name: ([\w-]+)", path.read_text(encoding="utf-8")))
        if container["image"] == "onrecord":
            assert_is_a_command(container["args"])
            named = {each["name"] for each in container["env"]}
            assert {name for name in named if name.startswith("ONRECORD_")} <= SETTINGS


def test_the_services_that_the_application_names_are_there() -> None:
    every = [document for path in MANIFESTS for document in documents(path)]
    services = {
        each["metadata"]["name"]: each["spec"]["ports"][0]["port"] for each in every if each["kind"] == "Service"
    }
    text = (DEPLOY / "kubernetes" / "app.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:@|http://)([a-z]+):(\d+)", text))
    assert named == {(name, str(port)) for name, port in services.items()}


def test_the_containers_of_one_machine_fit_together() -> None:
    [compose] = documents(DEPLOY / "compose.yaml")
    own = compose["services"]["app"]
    assert_is_a_command(own["command"])
    assert {name for name in own["environment"] if name.startswith("ONRECORD_")} <= SETTINGS
    assert set(own["depends_on"]) == set(compose["services"]) - {"app"}
    assert (DEPLOY / own["build"]["context"] / own["build"]["dockerfile"]).is_file()
    volumes = {each.partition(":")[0] for name in own["depends_on"] for each in compose["services"][name]["volumes"]}
    assert volumes == set(compose["volumes"])
    assert all(
        port.startswith("127.0.0.1:") for each in own["depends_on"] for port in compose["services"][each]["ports"]
    )


def test_the_image_is_made_of_what_is_there() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    copied = [word for line in re.findall(r"^COPY (.*)$", text, re.M) for word in line.split()[:-1]]
    assert all((DEPLOY.parent / word).exists() for word in copied)
    project = (DEPLOY.parent / "pyproject.toml").read_text(encoding="utf-8")
    included = re.findall(r'^"([\w/]+)" = "onrecord/', project, re.M)
    assert {each.partition("/")[0] for each in included} <= set(copied)
    assert all(f"{extra} = [" in project for extra in re.findall(r"'\.\[(\w+)\]'", text))
    [entry] = re.findall(r"^ENTRYPOINT (.*)$", text, re.M)
    assert yaml.safe_load(entry) == ["onrecord"]
    [settings] = re.findall(r"^ENV (.*)$", text, re.M)
    assert {each.partition("=")[0] for each in shlex.split(settings)} - SETTINGS == {"ANONYMIZED_TELEMETRY"}
    assert os.sep not in entry
