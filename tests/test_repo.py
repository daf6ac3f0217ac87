"""Facts about the repository itself, read from the tracked files; nothing here looks at what content/ says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
# In parts, so that this file names none of them itself.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "python", "org"),
        ("anaconda", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("unpkg", "com"),
        ("cdn", "jsdelivr", "net"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("rubygems", "org"),
        ("ghcr", "io"),
        ("docker", "io"),
    )
)
# Lock files that record where each package was downloaded.
WITH_ADDRESSES = {"uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "package-lock.json", "yarn.lock"}


def git(*args: str) -> list[str]:
    found = subprocess.run(["git", "-C", ROOT, *args], capture_output=True, check=True).stdout.decode()
    return found.removesuffix("\0").split("\0")


# Without content/: what the office keeps there is its own affair.
TRACKED = git("ls-files", "-z", ":!content")
WORKFLOWS = [name for name in TRACKED if re.fullmatch(r"\.github/workflows/.+", name)]
# Pieces of workflows that several of them use.
ACTIONS = [name for name in TRACKED if re.fullmatch(r"\.github/actions/.+", name)]


def lock() -> str:
    return (ROOT / "requirements.lock").read_text("utf-8")


def workflow(name: str) -> Any:
    """A workflow as YAML 1.2 reads it: there `on` is a word."""
    return YAML(typ="safe").load(ROOT / name)


def steps(name: str) -> list[dict[str, Any]]:
    read = workflow(name)
    return [step for part in read.get("jobs", {"": read.get("runs")}).values() for step in part["steps"]]


# --- the lock --------------------------------------------------------------------------------------------------


def test_every_package_of_the_lock_has_a_version_and_a_hash() -> None:
    packages = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", lock()).strip())
    assert len(packages) > 30
    form = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\\n( {4}--hash=sha256:[0-9a-f]{64}( \\\n)?)+")
    assert [p for p in packages if not form.fullmatch(p)] == []


def test_the_lock_names_no_address_and_no_path_of_a_machine() -> None:
    assert not re.search(r"https?:|file:|git\+|://", lock())
    assert not re.search(r"(^|[\s=@\"'])(/|~|[A-Za-z]:\\)", lock(), re.MULTILINE)
    assert not re.search(r"^\s*(-|--)(i|e|f|index|extra|find|editable|trusted)", lock(), re.MULTILINE)


def test_no_other_lock_is_tracked() -> None:
    assert [name for name in TRACKED if Path(name).name in WITH_ADDRESSES] == []


def test_no_tracked_file_contains_the_address_of_a_package_registry() -> None:
    addresses = re.compile("|".join(map(re.escape, REGISTRIES)).encode())
    files = [name for name in TRACKED if not name.startswith("tests/") and (ROOT / name).is_file()]
    assert {name: found[0] for name in files if (found := addresses.search((ROOT / name).read_bytes()))} == {}


# --- people and CI run the same --------------------------------------------------------------------------------


def test_there_are_workflows() -> None:
    assert len(WORKFLOWS) >= 2 and all(name.endswith(".yml") for name in WORKFLOWS)
    assert ACTIONS and all(re.fullmatch(r"\.github/actions/[a-z-]+/action\.yml", name) for name in ACTIONS)


@pytest.mark.parametrize("name", [*WORKFLOWS, *ACTIONS])
def test_a_workflow_runs_tasks_only(name: str) -> None:
    commands = [step["run"] for step in steps(name) if "run" in step]
    assert commands
    # One task with plain words as arguments: nothing of a shell, and nothing that an event could put in.
    assert [c for c in commands if not re.fullmatch(r"\./inv [a-z-]+( [\w./=~-]+)*", c)] == []
    assert name in ACTIONS or not any("shell" in step for step in steps(name))


@pytest.mark.parametrize("name", [*WORKFLOWS, *ACTIONS])
def test_a_workflow_pins_every_action_to_a_commit_and_says_which_version_that_is(name: str) -> None:
    uses = re.findall(r"^\s*-?\s*uses:\s*(.+)$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert len(uses) == sum("uses" in step for step in steps(name)) > 0
    ours = re.compile(r"\./\.github/actions/[a-z-]+( # .+)?")
    theirs = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")
    assert [u for u in uses if not ours.fullmatch(u) and not theirs.fullmatch(u)] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_no_permission_but_those_a_job_names(name: str) -> None:
    read = workflow(name)
    assert read["permissions"] == {}
    # None of those that run with the repository's secrets for whoever opens a pull request or writes a comment.
    assert set(read["on"]) <= {"pull_request", "merge_group", "push", "schedule", "workflow_dispatch"}
    for job in read["jobs"].values():
        assert isinstance(job["permissions"], dict) and job["timeout-minutes"] <= 30
    # A permission to write says what it is for.
    writes = re.findall(r"^.*: write\b.*$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert [line for line in writes if not re.search(r"write # \w", line)] == []
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_what_ci_runs_ends_with_the_tests() -> None:
    lines = [line for line in (ROOT / ".ci/run").read_text("utf-8").splitlines() if line.strip()]
    assert lines[0] == "#!/usr/bin/env bash" and "set -euo pipefail" in lines
    assert lines[-2:] == ["./inv lint", "exec ./inv test"]


# --- the files -------------------------------------------------------------------------------------------------


def test_the_commands_can_be_executed_and_nothing_is_a_link() -> None:
    modes = dict(reversed(line.split("\t", 1)) for line in git("ls-files", "-z", "--stage", ":!content"))
    assert {name for name, stage in modes.items() if stage.startswith("100755")} == {"inv", ".ci/run"}
    assert {stage[:6] for stage in modes.values()} == {"100644", "100755"}


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = [Path(name) for name in TRACKED if Path(name).suffix.lower() in (".otf", ".ttf", ".woff", ".woff2")]
    assert {font.parent.as_posix() for font in fonts} == {"lkip/templates/huruf"}
    assert all(font.name.startswith("texgyre") for font in fonts)
    licence = (ROOT / "lkip/templates/huruf/GUST-FONT-LICENSE.txt").read_text("utf-8")
    assert "GUST Font License" in licence and "LaTeX Project Public License" in licence


def test_nothing_that_is_ignored_is_tracked() -> None:
    assert git("ls-files", "-z", "--cached", "--ignored", "--exclude-standard") == [""]
