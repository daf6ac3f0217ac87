"""The remote of the repository: what is fetched from it and pushed to it. The token is lent to git, never stored."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lkip.problem import CommandError
from lkip.proses import riwayat_git as g

ASAL = "origin"


@dataclass(frozen=True)
class Jauh:
    """The remote `origin` of a repository, and what git is told to be let in there."""

    root: Path
    izin: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def dari_lingkungan(cls, root: Path, env: Mapping[str, str] = os.environ) -> Jauh:
        """Take the token from where a workflow has it; without one git asks nobody and uses what is set up."""
        token, server = env.get("GITHUB_TOKEN", ""), env.get("GITHUB_SERVER_URL", "")
        return cls(root, _izin(token, server) if token and server else {})

    def ambil(self, rujukan: str) -> bool:
        """Fetch a ref (`+from:to`), nothing else; tell whether it came."""
        return self._git("fetch", "--quiet", "--no-tags", ASAL, rujukan)

    def dorong(self, rujukan: str) -> bool:
        """Push a ref (`from:to`), never over what is there; tell whether it was taken."""
        return self._git("push", "--quiet", "--no-verify", ASAL, rujukan)

    def ganti(self, cabang: str, komit: str, lama: str) -> bool:
        """Push a commit in place of what a branch holds, if that is still `lama` (empty: there is no such branch)."""
        lease = f"--force-with-lease=refs/heads/{cabang}:{lama}"
        return self._git("push", "--quiet", "--no-verify", lease, ASAL, f"{komit}:refs/heads/{cabang}")

    def ada(self, rujukan: str) -> bool:
        """Tell whether the remote has a ref."""
        found = g.git(self.root, "ls-remote", ASAL, rujukan, lingkungan=self.izin)
        if found is None:
            msg = f"repositori asal ({ASAL}) tidak dapat dihubungi; periksa sambungan dan izin job, lalu jalankan lagi"
            raise CommandError(msg)
        return bool(found)

    def _git(self, *args: str) -> bool:
        return g.git(self.root, *args, lingkungan=self.izin) is not None


def _izin(token: str, server: str) -> dict[str, str]:
    """Return the settings that send the token to this server alone; in the environment, which no other user can see."""
    coded = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{server.rstrip('/')}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {coded}",
    }
