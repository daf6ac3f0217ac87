"""A real repository with real SSH keys for the tests of the process: people, events, merges, records of reviews."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from lkip.fmt import canonical
from lkip.proses.baca import keadaan_tahun
from lkip.proses.catat import Tercatat, catat
from lkip.proses.catatan import Catatan, Tinjauan
from lkip.proses.keadaan import Keadaan
from lkip.proses.robot import tulis_catatan
from lkip.proses.tanda_tangan import PROSES, bubuhkan

WITA = timezone(timedelta(hours=8))
TAHUN = 2023
CAMAT, SEKRETARIS, KASUBBAG, PELAKSANA = "Camat", "Sekretaris", "Kasubbag Perencanaan dan Keuangan", "Pelaksana"
NAMA = {CAMAT: "Ahmad Zaini", SEKRETARIS: "Rusmiati", KASUBBAG: "Hamdani", PELAKSANA: "Noor Laila"}
LOGIN = {CAMAT: "camat-az", SEKRETARIS: "rusmiati", KASUBBAG: "hamdani", PELAKSANA: "noorlaila"}
SEMUA = ["tanda-tangan", "tag", "tinjauan", "pindaian"]
# Task, who does it, who concludes it, standard time, where it goes back to.
LANGKAH = (
    ("start", CAMAT, CAMAT, "10 Menit", None),
    ("forms", KASUBBAG, KASUBBAG, "2 Jam", None),
    ("send", PELAKSANA, PELAKSANA, "1 Jam", None),
    ("gather", PELAKSANA, PELAKSANA, "3 Jam", None),
    ("analyse", KASUBBAG, KASUBBAG, "5 Hari", None),
    ("compose", KASUBBAG, KASUBBAG, "2 Hari", None),
    ("correct", SEKRETARIS, SEKRETARIS, "2 hari", 6),
    ("approve", SEKRETARIS, CAMAT, "1 Jam", 6),
    ("letter", PELAKSANA, PELAKSANA, "1 Jam", None),
    ("archive", PELAKSANA, PELAKSANA, "1 Hari", None),
)


def waktu(text: str) -> datetime:
    """A moment in the office's time: `01-15 09:00` of the year after the one that is reported on."""
    return datetime.strptime(f"{TAHUN + 1}-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=WITA)


def yaml(data: Any) -> str:
    """Plain data in canonical form."""
    text, problems = canonical(json.dumps(data, ensure_ascii=False), "x.yml")
    assert problems == []
    return text


def sop() -> dict[str, Any]:
    """The SOP with its ten steps, each of them proven by any kind of evidence."""
    steps = [
        {
            "nomor": n,
            "kegiatan": f"Kegiatan {n}",
            "pelaksana": does,
            "kelengkapan": "Bahan",
            "waktu": time,
            "keluaran": "Hasil",
            "tugas": task,
            "penentu": [concludes],
            "bukti": SEMUA,
            **({"kembali_ke": back} if back else {}),
        }
        for n, (task, does, concludes, time, back) in enumerate(LANGKAH, start=1)
    ]
    identity = {"nomor": "1", "nama": "SOP", "tanggal_pembuatan": "2023-01-01", "tanggal_efektif": "2023-01-01"}
    return {**identity, "langkah": steps}


@dataclass
class Repo:
    """A repository in a folder; each commit has the date of the last event, or the one that is given."""

    root: Path
    kunci: dict[str, Path] = field(default_factory=dict)
    kini: datetime = field(default_factory=lambda: waktu("01-02 07:30"))

    # --- git and keys ---

    def git(self, *args: str, env: dict[str, str] | None = None) -> str:
        """Run git as a machine that nobody has set up."""
        plain = {"HOME": str(self.root), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1"}
        who = ("-c", "user.name=Siapa Saja", "-c", "user.email=siapa@contoh.id", "-c", "tag.gpgSign=false")
        command = ["git", *who, "-C", str(self.root), *args]
        done = subprocess.run(command, env=plain | (env or {}), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def key(self, name: str) -> Path:
        """A private key by name, made when it is first asked for; the public half lies beside it."""
        if name not in self.kunci:
            folder = self.root.parent / "kunci"
            folder.mkdir(exist_ok=True)
            file = folder / name.replace(" ", "-").lower()
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(file)], check=True)
            self.kunci[name] = file
        return self.kunci[name]

    def public(self, name: str) -> str:
        """A public key by name."""
        return self.key(name).with_name(f"{self.key(name).name}.pub").read_text("utf-8").strip()

    def commit(self, message: str = "Peristiwa", at: datetime | None = None) -> str:
        """Commit all that lies there, dated `at` or a minute after the last event; return the commit."""
        when = (at or self.kini + timedelta(minutes=1)).isoformat()
        self.git("add", "-A")
        self.git("commit", "-qm", message, env={"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when})
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str) -> None:
        """Begin a branch and check it out."""
        self.git("checkout", "-q", "-b", name)

    def merge(self, name: str, how: str, at: datetime | None = None) -> str:
        """Bring a branch into main by `merge`, `squash` or `rebase`; return the new head of main."""
        when = (at or self.kini + timedelta(minutes=2)).isoformat()
        env = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        if how == "rebase":
            self.git("rebase", "-q", "main", name)
            self.git("checkout", "-q", "main")
            self.git("merge", "-q", "--ff-only", name)
        else:
            self.git("checkout", "-q", "main")
            self.git("merge", "-q", *(["--squash"] if how == "squash" else ["--no-ff", "-m", "Gabung"]), name, env=env)
            if how == "squash":
                self.git("commit", "-qm", "Digabung", env=env)
        self.git("branch", "-qD", name)
        return self.git("rev-parse", "HEAD")

    # --- content ---

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file below content/."""
        file = self.root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def orang(self, peran: str, nama: str = "", kunci: str | None = "", **lain: Any) -> dict[str, Any]:
        """A holder of a role: `kunci` names the key (None: has none)."""
        name = nama or NAMA[peran]
        key = None if kunci is None else self.public(kunci or name)
        base = {"peran": peran, "jabatan": peran, "nama": name, "dari": "2023-01-01"}
        return {**base, **lain, **({"kunci": [key]} if key else {})}

    def daftar(self, *orang: dict[str, Any], nomor: int = 1, robot: str | None = "robot") -> dict[str, Any]:
        """A list of roles: of the four people with their keys and logins, or of those given."""
        usual = [self.orang(role, login=LOGIN[role]) for role in NAMA]
        keys = {"robot": [self.public(robot)]} if robot else {}
        return {"nomor": nomor, "pengubah": [CAMAT, SEKRETARIS], **keys, "peran": [*orang] or usual}

    def tulis_peran(self, daftar: dict[str, Any], kunci: str | None = None) -> None:
        """Write the list of roles, signed with a key by name where one is given."""
        order = ("peran", "jabatan", "nama", "nip", "dari", "sampai", "kunci", "surel", "login")
        people = [{k: p[k] for k in order if k in p} for p in daftar["peran"]]
        file = self.write("peran.yml", yaml({**daftar, "peran": people}))
        if kunci:
            self.write("peran.yml.sig", bubuhkan(file.read_bytes(), self.key(kunci), PROSES))

    # --- the process ---

    def catat(self, langkah: int, peristiwa: str, at: str, /, kunci: str | None = "", **bagian: Any) -> Tercatat:
        """Write an event at a time, signed with the key of the step's concluding role, another one, or none."""
        self.kini = waktu(at)
        role = bagian.get("peran", LANGKAH[langkah - 1][2])
        key = None if kunci is None else self.key(kunci or bagian.get("oleh") or NAMA[role])
        return catat(self.root, TAHUN, langkah, peristiwa, waktu=self.kini, kunci=key, **bagian)

    def langkah(self, langkah: int, peristiwa: str, at: str, **bagian: Any) -> str:
        """Write an event and commit it to the branch that is checked out; return the commit."""
        self.catat(langkah, peristiwa, at, **bagian)
        return self.commit(f"Langkah {langkah} {peristiwa}")

    def palsu(self, langkah: int, peristiwa: str, at: str, kunci: str | None, /, **isi: Any) -> Path:
        """Write an event as a forger does, by hand: nothing is checked, the signature is whatever key is at hand."""
        self.kini = waktu(at)
        role = isi.get("peran", LANGKAH[langkah - 1][2])
        data = {"tahun": TAHUN, "langkah": langkah, "peristiwa": peristiwa, "peran": role, "oleh": NAMA.get(role, role)}
        text = yaml({**data, "waktu": self.kini.isoformat(), **isi})
        file = self.write(f"{TAHUN}/proses/{self.kini:%Y%m%d-%H%M}-{langkah}-{peristiwa}.yml", text)
        if kunci:
            file.with_name(f"{file.name}.sig").write_bytes(bubuhkan(text.encode(), self.key(kunci)))
        return file

    def tinjau(
        self, ujung: str, penulis: str, *tinjauan: tuple[str, str], kunci: str = "robot", **lain: Any
    ) -> Catatan:
        """Have the robot record the reviews (login, state) of what was merged last."""
        reviews = [Tinjauan(login, state, ujung, self.kini) for login, state in tinjauan]
        number = lain.pop("usulan", 1)
        return tulis_catatan(
            self.root, self.key(kunci), usulan=number, ujung=ujung, penulis=penulis, tinjauan=reviews, **lain
        )

    def keadaan(self, at: str = "02-29 12:00") -> Keadaan:
        """The state of the process at a time."""
        return keadaan_tahun(self.root, TAHUN, waktu(at))

    def status(self, at: str = "02-29 12:00") -> list[str]:
        """The status of each step at a time."""
        return [one.status for one in self.keadaan(at).langkah]

    def ditolak(self, at: str = "02-29 12:00") -> list[str]:
        """Why events were refused."""
        return [p.sebab for p in self.keadaan(at).ditolak]


def repo(folder: Path) -> Repo:
    """Make a repository with the SOP, the list of roles and a first commit on main."""
    root = folder / "kantor"
    root.mkdir(parents=True)
    made = Repo(root)
    made.git("init", "-q", "-b", "main")
    made.write("sop.yml", yaml(sop()))
    made.tulis_peran(made.daftar())
    made.commit("Awal")
    return made
