"""The workflow files as text: the judges of workflows find nothing in them, and do find what is planted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
TOOLS = Path(sys.executable).parent

# A workflow as somebody in a hurry writes it.
BURUK = """\
name: Buruk
on: pull_request_target
jobs:
  buruk:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
      - run: echo "${{ github.event.pull_request.title }}" > $BERKAS
      - if: github.ref = 'refs/heads/main'
        run: ./inv build
"""
KINDS = {
    "github-workflows": sorted(GITHUB.glob("workflows/*.yml")),
    "github-actions": sorted(GITHUB.glob("actions/*/action.yml")),
    "dependabot": [GITHUB / "dependabot.yml"],
    "github-issue-forms": [f for f in sorted(GITHUB.glob("ISSUE_TEMPLATE/*.yml")) if f.name != "config.yml"],
    "github-issue-config": sorted(GITHUB.glob("ISSUE_TEMPLATE/config.yml")),
}


def told(*command: object) -> tuple[int, str]:
    done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def zizmor(path: Path) -> tuple[int, str]:
    return told(TOOLS / "zizmor", "--offline", "--no-progress", "--persona=auditor", path)


def actionlint(*paths: Path) -> tuple[int, str]:
    return told(TOOLS / "actionlint", "-shellcheck", TOOLS / "shellcheck", *paths)


def test_zizmor_finds_nothing() -> None:
    code, text = zizmor(GITHUB)
    assert code == 0 and "No findings to report" in text, text
    # All of them were read.
    assert all(str(file.relative_to(ROOT)) in text for file in [*KINDS["github-workflows"], *KINDS["github-actions"]])


def test_actionlint_finds_nothing() -> None:
    assert actionlint() == (0, "")


@pytest.mark.parametrize("kind", [kind for kind, files in KINDS.items() if files])
def test_the_files_have_the_form_that_the_forge_publishes(kind: str) -> None:
    code, text = told(TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{kind}", *KINDS[kind])
    assert code == 0, text


def test_a_workflow_that_is_planted_is_found(tmp_path: Path) -> None:
    file = tmp_path / "buruk.yml"
    file.write_text(BURUK)
    code, text = zizmor(file)
    assert code != 0
    for audit in ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked", "excessive-permissions"):
        assert f"[{audit}]" in text, audit
    code, text = actionlint(file)
    assert code == 1
    for part in ("potentially untrusted", "SC2086", "lexing == operator", "node20"):
        assert part in text, text
