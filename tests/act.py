"""The real workflow files, executed with act on this machine: offline, with stand-ins for the actions of others.

`Forge` is what stands around them: a bare repository as `origin`, pull requests as the forge keeps them
(`refs/pull/N/head` and `/merge`), the event, secrets, and a folder in which artifacts and the published site land. The
jobs begin in an empty folder, as on the forge; the stand-in of checkout (`tests/act/checkout`) really fetches. act does
not enforce permissions, environments, concurrency, or what a ruleset demands: of those only the text is judged.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from repo_proses import Repo

ROOT = Path(__file__).parent.parent
STAND_INS = Path(__file__).parent / "act"
REPOSITORY = "kantor/lkip"
# What a repository of an office holds besides content/.
ENGINE = (".github", ".gitattributes", ".gitignore", "inv", "lkip", "mkdocs.yml", "pyproject.toml", "requirements.lock")
ENGINE += ("schemas", "tasks.py", ":!.github/CODEOWNERS")
_USES = re.compile(r"uses:\s*([\w.-]+/[\w.-]+)[\w./-]*@([0-9a-f]{40})")


@dataclass(frozen=True)
class Step:
    """A step of a job that was run: how it ended, what it printed (that of a composite action's steps too)."""

    name: str
    result: str
    output: str


@dataclass(frozen=True)
class Job:
    """A job that was run."""

    result: str
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        """The step of this name, or whose name begins so."""
        return next(s for s in self.steps if s.name.startswith(name))

    @property
    def output(self) -> str:
        """All that was printed."""
        return "".join(step.output for step in self.steps)


@dataclass(frozen=True)
class Run:
    """What became of a workflow: the jobs that ran (a skipped one is not among them), and what they left."""

    jobs: Mapping[str, Job]
    folder: Path
    log: str

    @property
    def results(self) -> dict[str, str]:
        """How each job ended."""
        return {name: job.result for name, job in self.jobs.items()}

    @property
    def output(self) -> str:
        """All that was printed by all jobs."""
        return "".join(job.output for job in self.jobs.values())

    @property
    def commands(self) -> list[str]:
        """The workflow commands that the jobs' output held, as the runner understood them: `error x.yml:3: what`."""
        told = [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]
        found = (
            (one["command"], one.get("kvPairs", {}), one.get("arg", ""))
            for one in told
            if one.get("raw", "").startswith("::")
        )
        return [f"{name} {of.get('file', '')}:{of.get('line', '')}: {arg}" for name, of, arg in found]

    @property
    def artifacts(self) -> list[str]:
        """The files of all artifacts, `<artifact>/<path>`."""
        return files(self.folder / "artefak")

    @property
    def site(self) -> Path:
        """The site that was deployed; the folder is not there where none was."""
        return self.folder / "situs"

    def summary(self, job: str) -> str:
        """What the tasks of a job wrote into its summary."""
        return (self.folder / f"ringkasan-{job}.md").read_text("utf-8")


def files(folder: Path) -> list[str]:
    """The files below a folder, sorted."""
    return sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())


def lay_engine(root: Path) -> None:
    """Copy the engine as it is in this work tree, changes that are not committed too."""
    command = ["git", "-C", ROOT, "ls-files", "-z", "-co", "--exclude-standard", "--", *ENGINE]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)


@dataclass
class Forge:
    """A repository of an office and the forge that holds it, both below `repo.root.parent`."""

    repo: Repo
    runs: int = field(default=0)

    @property
    def folder(self) -> Path:
        """Where everything lies."""
        return self.repo.root.parent

    @cached_property
    def bare(self) -> Path:
        """The forge's repository."""
        bare = self.folder / "asal.git"
        self.repo.git("init", "-q", "--bare", "-b", "main", str(bare))
        self.repo.git("-C", str(bare), "config", "uploadpack.allowAnySHA1InWant", "true")
        return bare

    def push(self, *refs: str) -> None:
        """Push what is named (`main`, `--tags`, `abc:refs/heads/x`) to the forge."""
        self.repo.git("push", "-q", "-f", str(self.bare), *refs)

    def pull_request(self, branch: str, number: int = 7, *, fork: bool = False, **more: Any) -> dict[str, Any]:
        """Open a pull request from a branch into main, and return its event; `more` are fields such as title or body.

        As on the forge, a branch of a fork is only there as `refs/pull/N/head`.
        """
        base, head = self.repo.git("rev-parse", "main"), self.repo.git("rev-parse", branch)
        tree = self.repo.git("merge-tree", "--write-tree", base, head).splitlines()[0]
        merge = self.repo.git("commit-tree", tree, "-p", base, "-p", head, "-m", f"Merge {head} into {base}")
        own = [] if fork else [f"{head}:refs/heads/{branch}"]
        self.push("main", *own, f"{head}:refs/pull/{number}/head", f"{merge}:refs/pull/{number}/merge")
        theirs = {"full_name": "orang-lain/lkip", "fork": True} if fork else {"full_name": REPOSITORY, "fork": False}
        user = {"login": "orang-lain" if fork else "hamdani", "type": "User"}
        pull = {
            "number": number,
            "title": "Realisasi triwulan IV",
            "body": "Sesuai SOP.",
            "user": user,
            "draft": False,
            "head": {"ref": branch, "sha": head, "repo": theirs, "label": f"{user['login']}:{branch}"},
            "base": {"ref": "main", "sha": base, "repo": {"full_name": REPOSITORY}},
            "merge_commit_sha": merge,
            **more,
        }
        return {"action": "synchronize", "number": number, "pull_request": pull, "sender": user}

    def pushed(self, ref: str = "refs/heads/main", before: str = "") -> dict[str, Any]:
        """Push a branch or a tag to the forge, and return the event of that."""
        self.push(ref)
        after = self.repo.git("rev-parse", f"{ref}^{{commit}}")
        who = {"name": "hamdani", "email": "hamdani@contoh.invalid"}
        return {
            "ref": ref,
            "before": self.repo.git("rev-parse", before) if before else "0" * 40,
            "after": after,
            "created": not before,
            "deleted": False,
            "forced": False,
            "head_commit": {"id": after, "message": self.repo.git("log", "-1", "--format=%B", after)},
            "pusher": who,
        }

    def run(
        self,
        workflow: str,
        name: str,
        event: Mapping[str, Any],
        *,
        secrets: Mapping[str, str] | None = None,
        env: Mapping[str, str] | None = None,
        keep: Run | None = None,
    ) -> Run:
        """Run a workflow file (`periksa`) on an event (`pull_request`), as its commit has it.

        `event` is what the forge would send; what all events have is added. `keep` continues in the folder of another
        run, with its artifacts.
        """
        self.runs += 1
        folder = keep.folder if keep else self.folder / f"jalan-{self.runs}"
        for needed in ("artefak", "rumah"):
            (folder / needed).mkdir(parents=True, exist_ok=True)
        place = self._checked_out(folder / "kerja", event)
        whole = {"repository": {"full_name": REPOSITORY, "default_branch": "main", "private": False}, **event}
        (folder / "peristiwa.json").write_text(json.dumps(whole), "utf-8")
        outside = event.get("pull_request", {}).get("head", {}).get("repo", {}).get("fork", False)
        known = {"GITHUB_TOKEN": "token-uji", **((not outside and secrets) or {})}  # a fork's get none of ours
        command = [str(Path(sys.executable).with_name("act")), name, "-C", str(place), "--json"]
        command += ["-W", f".github/workflows/{workflow}.yml", "-e", str(folder / "peristiwa.json")]
        command += ["-P", "ubuntu-24.04=-self-hosted", "--no-cache-server", "--no-skip-checkout"]
        command += ["--actor", event.get("sender", {}).get("login", "hamdani")]
        command += _options("--env", {**self._told(folder), **(env or {})}) + _options("--secret", known)
        command += [word for pair in _stand_ins(place) for word in ("--local-repository", pair)]
        home = {"HOME": str(folder / "rumah"), "XDG_CACHE_HOME": str(folder / "sandi"), "LANG": "C.UTF-8"}
        done = subprocess.run(command, env={**_PLAIN, **home}, capture_output=True, encoding="utf-8", check=False)
        run = Run(_jobs(done.stdout), folder, done.stdout + done.stderr)
        assert run.jobs or not done.returncode, run.log
        return run

    def _told(self, folder: Path) -> dict[str, str]:
        """What the jobs are told: the name of the repository, and the stand-ins where things lie.

        The token is in no step's environment but of one that asks for it: act by itself would give it to all.
        """
        stand_ins = {"UJI_ASAL": str(self.bare), "UJI_ARTEFAK": str(folder / "artefak"), "UJI_VENV": sys.prefix}
        return {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": "", **stand_ins}

    def _checked_out(self, place: Path, event: Mapping[str, Any]) -> Path:
        """Lay down the workflow files of the event's commit: act reads them there, and takes the commit for its own."""
        commit = event.get("pull_request", {}).get("merge_commit_sha") or event.get("after") or "main"
        git = ["git", "-C", str(place)]
        shutil.rmtree(place, ignore_errors=True)
        for command in (
            ["git", "clone", "-q", "--shared", "--no-checkout", str(self.bare), str(place)],
            [*git, "fetch", "-q", "origin", commit],
            [*git, "update-ref", "--no-deref", "HEAD", "FETCH_HEAD^{commit}"],
            [*git, "checkout", "-q", "HEAD", "--", ".github"],
        ):
            subprocess.run(command, env=_PLAIN, check=True)
        return place


_PATH = os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if not p.startswith(sys.prefix))
_PLAIN = {"PATH": _PATH, "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}


def _options(option: str, pairs: Mapping[str, str]) -> list[str]:
    return [word for key, value in pairs.items() for word in (option, f"{key}={value}")]


def _stand_ins(place: Path) -> Iterator[str]:
    """Yield which action of somebody else is which folder of ours, for all that the repository uses."""
    for file in sorted((place / ".github").rglob("*.yml")):
        for action, commit in _USES.findall(file.read_text("utf-8")):
            yield f"{action}@{commit}={STAND_INS / action.split('/')[-1]}"


def _jobs(log: str) -> dict[str, Job]:
    """Read act's log: one JSON object a line."""
    steps: dict[str, dict[str, list[str]]] = {}
    results: dict[str, str] = {}
    for line in log.splitlines():
        told = json.loads(line) if line.startswith("{") else {}
        if job := told.get("jobID"):
            steps.setdefault(job, {})
            results[job] = told.get("jobResult", results.get(job, ""))
            if told.get("stage") == "Main":
                _note(steps[job], told)
    return {job: Job(results[job], tuple(Step(*_ended(s)) for s in found.values())) for job, found in steps.items()}


def _note(steps: dict[str, list[str]], told: Mapping[str, Any]) -> None:
    number, *inner = told["stepID"]
    step = steps.setdefault(number, [told["step"], ""])
    if told.get("raw_output") or "command" in told or told.get("level") == "error":
        step.append(told["msg"] if told.get("raw_output") else f"{told.get('raw', told['msg']).strip()}\n")
    elif "stepResult" in told and not inner:
        step[1] = told["stepResult"]


def _ended(step: list[str]) -> tuple[str, str, str]:
    return step[0], step[1], "".join(step[2:])
