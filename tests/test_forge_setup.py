"""Setting a repository up at the forge: the printed commands run in a shell, each body held against its description."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Office
from forge_uraian import butuh_uraian, uraian
from repo_proses import CAMAT, KASUBBAG, NAMA, SEKRETARIS, Repo, sop, yaml
from ruamel.yaml import YAML

from lkip.forge.pasang import ATURAN, LABEL, LINGKUNGAN, perintah
from lkip.problem import CommandError

ROOT = Path(__file__).parent.parent
# Whatever is called; writes down its words and what it is given, and knows everybody's number.
GH = """#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word"; done > "$CATAT/$$.kata"
case " $* " in *" --input - "*|*" secret set "*) cat > "$CATAT/$$.isi" ;; esac
case "$2" in users/*) echo 4242 ;; esac
"""
R = "/repos/{owner}/{repo}"
RUTE = frozenset(
    (method, R + path)
    for method, path in (
        ("PATCH", ""),
        ("PUT", "/immutable-releases"),
        ("POST", "/pages"),
        ("PUT", "/actions/permissions"),
        ("PUT", "/actions/permissions/selected-actions"),
        ("PUT", "/actions/permissions/workflow"),
        ("PUT", "/actions/permissions/fork-pr-contributor-approval"),
        ("PUT", "/environments/{environment_name}"),
        ("POST", "/environments/{environment_name}/deployment-branch-policies"),
        ("POST", "/rulesets"),
        ("GET", "/codeowners/errors"),
    )
) | {("GET", "/users/{username}")}


@pytest.fixture
def r(kantor: Office) -> Repo:
    """An office whose Camat and Sekretaris have logins, with the rulesets as they are shipped."""
    made = Repo(kantor())
    made.write("sop.yml", yaml(sop()))
    people = [made.orang(role, kunci=None, login=f"{role.lower()}-1") for role in (CAMAT, SEKRETARIS)]
    made.tulis_peran({"nomor": 1, "pengubah": [CAMAT], "peran": [*people, made.orang(KASUBBAG, kunci=None)]})
    (made.root / ".github").mkdir()
    (made.root / ATURAN).symlink_to(ROOT / ATURAN)
    return made


def called(r: Repo, folder: Path) -> list[tuple[list[str], str]]:
    """Run what is printed in a shell with a `gh` that only listens; return its words and what it was given."""
    for name in ("bin", "catat", ".ssh"):
        (folder / name).mkdir()
    (folder / ".ssh/lkip-robot").write_text("kunci pribadi robot\n", "utf-8")
    (folder / "bin/gh").write_text(GH, "utf-8")
    (folder / "bin/gh").chmod(0o755)
    env = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "CATAT": str(folder / "catat")}
    script = "\n".join(("set -eu", *perintah(r.root, "kantor/lkip")))
    subprocess.run(["sh", "-c", script], cwd=r.root, env=env, check=True)
    files = (folder / "catat").glob("*.kata")
    return [(f.read_text("utf-8").splitlines(), _text(f.with_suffix(".isi"))) for f in files]


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""


def _option(words: list[str], name: str) -> str:
    return words[words.index(name) + 1] if name in words else ""


def test_every_request_is_one_that_the_forge_describes(r: Repo, tmp_path: Path) -> None:
    butuh_uraian()
    told, seen = uraian(RUTE), set()
    for words, given in called(r, tmp_path):
        if words[0] != "api":
            continue
        method, source = _option(words, "--method") or "GET", _option(words, "--input")
        path = next(word for word in words if word.startswith(("repos/", "users/")))
        text = given or (_text(r.root / source) if source else "")
        found = told.rute(method, f"/{path}")
        assert found, words
        assert told.salah(method, found[0], found[1], {}, json.loads(text) if text else None) == [], words
        seen.add((method, found[0]))
    assert seen == RUTE


def test_who_confirms_a_release_and_what_the_robot_gets(r: Repo, tmp_path: Path) -> None:
    calls = called(r, tmp_path)
    (made,) = (json.loads(given) for words, given in calls if words[-3].endswith("/environments/pengesahan"))
    assert made["reviewers"] == [{"type": "User", "id": 4242}] * 2 and made["prevent_self_review"] is True
    assert {words[1] for words, _ in calls if words[1].startswith("users/")} == {"users/camat-1", "users/sekretaris-1"}
    (secret,) = ((words, given) for words, given in calls if words[0] == "secret")
    assert secret == (
        ["secret", "set", "KUNCI_ROBOT", "--repo", "kantor/lkip", "--env", "catatan"],
        "kunci pribadi robot\n",
    )


def test_without_a_login_of_who_approves_the_environment_has_no_reviewer_and_that_is_told(r: Repo) -> None:
    r.tulis_peran({"nomor": 2, "pengubah": [CAMAT], "peran": [r.orang(role, kunci=None) for role in NAMA]})
    lines = list(perintah(r.root, "kantor/lkip"))
    assert "# pengesahan belum mempunyai pengonfirmasi: belum ada login pengesah di content/peran.yml." in lines
    assert not any("reviewers" in line for line in lines)


@pytest.mark.parametrize("name", ["lkip", "a/b; touch x", "a/$(touch x)", "a/b/c", "a/..", "-x/b", "a/b\n", "a/'", ""])
def test_a_name_that_is_no_repository_is_refused(r: Repo, name: str) -> None:
    with pytest.raises(CommandError, match="tidak dapat dipakai; tulis pemilik/nama"):
        list(perintah(r.root, name))


# --- what the workflows need is there, and no more ----------------------------------------------------------------

ALUR = sorted((ROOT / ".github/workflows").glob("*.yml"))


def _semua(node: Any, name: str) -> Iterator[Any]:
    """Yield what stands under a name, however deep."""
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == name)
        node = list(node.values())
    for one in node if isinstance(node, list) else ():
        yield from _semua(one, name)


@pytest.mark.parametrize("file", ALUR, ids=lambda f: f.stem)
def test_a_workflow_uses_only_what_is_set_up(file: Path) -> None:
    text, flow = file.read_text("utf-8"), YAML(typ="safe").load(file)
    used = [e["name"] if isinstance(e, dict) else e for e in _semua(flow["jobs"], "environment")]
    assert set(used) <= {name for name, *_ in LINGKUNGAN}
    assert set(re.findall(r"secrets\.(\w+)", text)) <= {"KUNCI_ROBOT"}
    # Only the forge's own actions and ours are allowed to run.
    assert [u for u in _semua(flow["jobs"], "uses") if not u.startswith(("actions/", "./"))] == []


def test_the_labels_that_are_used_are_made() -> None:
    form = YAML(typ="safe").load(ROOT / ".github/ISSUE_TEMPLATE/koreksi.yml")
    assert set(form["labels"]) <= {name for name, *_ in LABEL}


# --- the rules themselves ----------------------------------------------------------------------------------------


def test_main_demands_the_check_by_the_name_that_its_job_has() -> None:
    rules = {rule["type"]: rule.get("parameters", {}) for rule in _ruleset("main")["rules"]}
    wanted = {one["context"] for one in rules["required_status_checks"]["required_status_checks"]}
    flow = YAML(typ="safe").load(ROOT / ".github/workflows/periksa.yml")
    assert wanted and wanted <= {job["name"] for job in flow["jobs"].values()}
    # A path filter would leave the check that is demanded pending for good.
    assert not {"paths", "paths-ignore"} & set(flow["on"]["pull_request"] or {})
    review = rules["pull_request"]
    assert review["require_code_owner_review"] and review["dismiss_stale_reviews_on_push"]
    assert review["allowed_merge_methods"] == ["squash"]


@pytest.mark.parametrize(("name", "never"), [("main", "deletion"), ("tag", "update"), ("catatan", "non_fast_forward")])
def test_nobody_passes_by_a_rule(name: str, never: str) -> None:
    made = _ruleset(name)
    assert made["bypass_actors"] == [] and made["enforcement"] == "active"
    assert {"deletion", "non_fast_forward", never} <= {rule["type"] for rule in made["rules"]}


def _ruleset(name: str) -> Any:
    return json.loads((ROOT / ATURAN / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize(("name", "schema"), [("config", "issue-config"), ("koreksi", "issue-forms")])
def test_the_issue_form_is_one_that_the_forge_shows(name: str, schema: str) -> None:
    file = ROOT / f".github/ISSUE_TEMPLATE/{name}.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-{schema}", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
