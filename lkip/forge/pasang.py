"""The commands that set a repository up at the forge, one a line: printed for an administrator to read, never run here.

Done again they change nothing that is right; what can only be made once (the site, a ruleset of that name) the forge
then refuses with a message, and it stays as it is.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_peran, baca_sop
from lkip.proses.pemilik import pemegang_login, penentu

# owner/name as the forge allows them; nothing in it means anything to a shell.
_REPO = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")
ATURAN = ".github/rulesets"
PENGESAHAN = "pengesahan"
# What each environment is for, and from where a job may use it: a branch or a tag.
LINGKUNGAN = (
    ("github-pages", "main", "branch", "situs hanya disebarkan dari main"),
    ("catatan", "main", "branch", "kunci robot hanya dipakai pekerjaan yang berjalan dari main"),
    (PENGESAHAN, "lkip-*", "tag", "rilis hanya dari tag lkip-*, sesudah dikonfirmasi"),
)
LABEL = (
    ("tenggat", "d93f0b", "Langkah SOP yang melewati waktu bakunya; diurus robot"),
    ("koreksi", "1d76db", "Permintaan koreksi atas laporan"),
)
_REPOSITORI = {
    "allow_squash_merge": True,
    "allow_merge_commit": False,
    "allow_rebase_merge": False,
    "squash_merge_commit_title": "PR_TITLE",
    "squash_merge_commit_message": "PR_BODY",
    "delete_branch_on_merge": True,
    "has_issues": True,
    "has_wiki": False,
}
_KUNCI_BOCOR = {"secret_scanning": {"status": "enabled"}, "secret_scanning_push_protection": {"status": "enabled"}}


def perintah(root: Path, repo: str) -> Iterator[str]:
    """Yield the commands for a repository, each with the reason above it; raises CommandError for a wrong name."""
    if not _REPO.fullmatch(repo):
        msg = f"nama repositori '{visible(repo)}' tidak dapat dipakai; tulis pemilik/nama, misalnya --repo kantor/lkip"
        raise CommandError(msg)
    yield f"# Menyiapkan {repo}. Baca dahulu, lalu jalankan di folder repositori ini dengan gh yang sudah masuk sebagai"
    yield "# pengelolanya. Tiap setelan diterangkan di panduan, halaman Pengelola repositori."
    at = f"repos/{repo}"
    yield from _umum(at)
    yield from _actions(at)
    for name, ref, kind, why in LINGKUNGAN:
        yield f"# Lingkungan {name}: {why}."
        yield _lingkungan(at, name, _pengesah(root) if name == PENGESAHAN else ())
        policy = {"name": ref, "type": kind}
        yield _panggil("POST", f"{at}/environments/{name}/deployment-branch-policies", policy)
    if not _pengesah(root):
        yield f"# {PENGESAHAN} belum mempunyai pengonfirmasi: belum ada login pengesah di content/peran.yml."
    yield "# Kunci pribadi robot yang menandatangani catatan tinjauan; kunci umumnya di 'robot' pada content/peran.yml."
    yield f"gh secret set KUNCI_ROBOT --repo {repo} --env catatan < ~/.ssh/lkip-robot"
    for name, color, text in LABEL:
        yield f"gh label create {name} --repo {repo} --color {color} --description {shlex.quote(text)} --force"
    yield "# Aturan cabang dan tag, terakhir: sesudah ini main hanya berubah lewat usulan yang disetujui."
    for file in sorted((root / ATURAN).glob("*.json")):
        yield f"gh api --silent --method POST {at}/rulesets --input {shlex.quote(f'{ATURAN}/{file.name}')}"
    yield "# Pemeriksaan: yang tercetak di sini adalah kesalahan dalam .github/CODEOWNERS (login tanpa hak tulis)."
    yield f"gh api {at}/codeowners/errors --jq '.errors[].message'"


def _umum(at: str) -> Iterator[str]:
    yield "# Penggabungan: satu usulan menjadi satu komit dengan judul dan isi usulannya; cabangnya dihapus."
    yield _panggil("PATCH", at, _REPOSITORI)
    yield "# Kunci pribadi yang tidak sengaja ikut dikirim ditolak (repositori umum)."
    yield _panggil("PATCH", at, {"security_and_analysis": _KUNCI_BOCOR})
    yield "# Rilis yang sudah terbit tidak dapat diganti."
    yield _panggil("PUT", f"{at}/immutable-releases")
    yield "# Situs dibuat oleh workflow, bukan dari suatu cabang."
    yield _panggil("POST", f"{at}/pages", {"build_type": "workflow"})


def _actions(at: str) -> Iterator[str]:
    yield "# Workflow hanya memakai action resmi forge dan milik repositori ini, yang disebut dengan SHA lengkap."
    base = f"{at}/actions/permissions"
    yield _panggil("PUT", base, {"enabled": True, "allowed_actions": "selected", "sha_pinning_required": True})
    chosen = {"github_owned_allowed": True, "verified_allowed": False, "patterns_allowed": []}
    yield _panggil("PUT", f"{base}/selected-actions", chosen)
    yield "# Tokennya hanya membaca kecuali job memintanya, dan tidak dapat membuka atau menyetujui usulan."
    read = {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": False}
    yield _panggil("PUT", f"{base}/workflow", read)
    yield "# Usulan dari luar menunggu izin sebelum workflow-nya berjalan."
    policy = {"approval_policy": "all_external_contributors"}
    yield _panggil("PUT", f"{base}/fork-pr-contributor-approval", policy)


def _pengesah(root: Path) -> tuple[str, ...]:
    """Return who may confirm a release: the holders of the roles that approve and that correct."""
    sop = baca_sop(root)
    return pemegang_login(baca_peran(root), (*penentu(sop, "approve"), *penentu(sop, "correct")))[:6]


def _lingkungan(at: str, name: str, logins: tuple[str, ...]) -> str:
    """Return the command that makes an environment; the forge wants its reviewers by number, which gh looks up."""
    policy = {"protected_branches": False, "custom_branch_policies": True}
    body: dict[str, Any] = {"deployment_branch_policy": policy}
    if not logins:
        return _panggil("PUT", f"{at}/environments/{name}", body)
    # Who has pushed the tag does not confirm the release as well, where there is another one who can.
    body["prevent_self_review"] = len(logins) > 1
    reviewers = ",".join('{"type":"User","id":%s}' for _ in logins)
    text = _json(body).removesuffix("}") + f',"reviewers":[{reviewers}]}}'
    numbers = " ".join(f'"$(gh api users/{shlex.quote(login)} --jq .id)"' for login in logins)
    return f"printf {shlex.quote(text)} {numbers} | {_gh('PUT', f'{at}/environments/{name}')} --input -"


def _panggil(method: str, path: str, body: Mapping[str, Any] | None = None) -> str:
    if body is None:
        return _gh(method, path)
    return f"printf %s {shlex.quote(_json(body))} | {_gh(method, path)} --input -"


def _gh(method: str, path: str) -> str:
    return f"gh api --silent --method {method} {shlex.quote(path)}"


def _json(body: Mapping[str, Any]) -> str:
    return json.dumps(body, separators=(",", ":"))
