"""What people and CI run: every task is one call into lkip. Its text is what `./inv --list` shows (Indonesian)."""

from __future__ import annotations

import functools
import inspect
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from lkip.problem import Problem, by_weight, has_errors, summary, visible

if TYPE_CHECKING:
    from datetime import date

    from lkip.proses.keadaan import Keadaan
    from lkip.proses.langkah.umum import Pelaku

ROOT = Path(__file__).parent
CONTENT_WRONG, OTHER_WRONG = 1, 2


@contextmanager
def boundary() -> Iterator[None]:
    """Turn whatever is not the writer's fault into a message and exit code 2, once, here."""
    try:
        yield
    except Exit:
        raise
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does
        sys.stdout = None
        raise Exit(code=OTHER_WRONG) from None
    except Exception as error:
        from lkip.forge.teks import untuk_log

        if type(error).__name__ in ("ToolError", "TemplateError", "DemoError", "CommandError"):
            raise Exit(untuk_log(f"Gagal: {error}"), OTHER_WRONG) from error
        print(untuk_log(traceback.format_exc()), file=sys.stderr)
        raise Exit(
            "Ada kesalahan pada program ini, bukan pada isian Anda; laporkan pesan di atas.", OTHER_WRONG
        ) from error


def show(problems: Iterable[Problem], github: bool = False) -> None:
    """Print all problems and their count; stop with exit code 1 where one is a galat."""
    found = list(problems)
    for line in (p.as_github() for p in by_weight(found)) if github else found:
        print(line)
    print(summary(found))
    if has_errors(found):
        raise Exit(code=CONTENT_WRONG)


def year(text: str, option: str = "--tahun") -> int | None:
    """Read the year of an option; invoke itself would answer a wrong one with a traceback."""
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Exit(f"{option} {visible(text)} bukan tahun; tulis misalnya {option} 2023", OTHER_WRONG)
    return int(text) if text else None


@task(
    help={
        "github": "cetak sebagai anotasi pada baris pull request, yang terberat dahulu",
        "json": "cetak sebagai JSON (schemas/pemeriksaan.schema.json)",
        "sarif": "cetak sebagai SARIF 2.1.0 untuk penyunting",
        "pull_request": "dalam pull request: --since dengan cabang tujuannya; di luar itu tanpa arti",
        "since": "bandingkan dengan suatu revisi git: temuan baru, selesai, tetap; gagal hanya bila ada galat baru",
        "unit": "hanya berkas unit ini dan temuan tentang indikatornya, misalnya seksi-pelayanan-umum",
        "tahun": "hanya tahun ini",
        "freeze": "tahun lama yang final: bekukan temuannya sekali ke temuan-lama.yml, atau pendekkan daftarnya",
    }
)
def check(
    _: Context,
    github: bool = False,
    json: bool = False,
    sarif: bool = False,
    since: str = "",
    freeze: str = "",
    pull_request: bool = False,
    unit: str = "",
    tahun: str = "",
) -> None:
    """Periksa semua isian di content/ untuk semua tahun, atau hanya satu unit atau satu tahun."""
    with boundary():
        if github + json + sarif + bool(freeze) > 1:
            raise Exit("sebut salah satu saja: --github, --json, --sarif atau --freeze", OTHER_WRONG)
        if freeze and since:
            message = "--freeze dan --since tidak dapat bersama: bekukan dahulu tahunnya, baru bandingkan dengan revisi"
            raise Exit(message, OTHER_WRONG)
        if (unit or tahun) and (freeze or since or pull_request):
            raise Exit("--unit dan --tahun tidak dapat bersama --since, --freeze atau --pull-request", OTHER_WRONG)
        if freeze:
            from lkip.beku import bekukan

            for line in bekukan(ROOT, year(freeze, "--freeze") or 0):
                print(line)
            return
        from lkip.periksa import laporkan

        if pull_request and not since and (base := os.environ.get("GITHUB_BASE_REF")):
            since = f"origin/{base}"
        form = "github" if github else "json" if json else "sarif" if sarif else "teks"
        lines, wrong = laporkan(ROOT, form, since, unit=unit, tahun=year(tahun))
        for line in lines:
            print(line)
        if wrong:
            raise Exit(code=CONTENT_WRONG)


@task(
    help={
        "base": "cabang atau revisi git yang dibandingkan; tanpa ini cabang tujuan pull request, di luar itu main",
        "markdown": "cetak sebagai komentar pull request; tanpa perubahan tidak mencetak apa pun",
        "pages": "bandingkan juga halaman PDF-nya; gambar halaman yang berubah ditulis ke folder ini",
        "previous": "berkas berisi komentar sebelumnya, agar disebut apa yang berubah sejak itu",
        "out": "tulis ke berkas ini, dan dalam CI ke ringkasannya, bukan ke layar",
    }
)
def diff(
    _: Context, base: str = "", markdown: bool = False, pages: str = "", previous: str = "", out: str = ""
) -> None:
    """Sebutkan apa yang berubah dalam laporan dibandingkan dengan cabang lain: nilai, temuan, halaman."""
    with boundary():
        from lkip.forge.beda import Pilihan, beda, simpan

        chosen = Pilihan(markdown, Path(pages) if pages else None, Path(previous) if previous else None)
        lines = beda(ROOT, base, chosen)
        for line in simpan(list(lines), Path(out)) if out else lines:
            print(line)


@task(
    help={
        "pull": "nomor pull request; tanpa ini, dalam CI, yang sedang diperiksa",
        "from": "berkas berisi komentarnya, dari ./inv diff --markdown; yang kosong tidak dikomentari",
        "save": "simpan komentar yang sudah ada ke berkas ini, untuk ./inv diff --previous",
        "pages": "gambar halaman dari ./inv diff --pages; disimpan di cabang pratinjau",
    }
)
def comment(_: Context, pull: str = "", from_: str = "", save: str = "", pages: str = "") -> None:
    """Tulis atau perbarui komentar pada pull request; yang gagal hanya diperingatkan."""
    with boundary():
        from lkip.forge.kirim import kirim

        text, old, pictures = (Path(name) if name else None for name in (from_, save, pages))
        for line in kirim(pull, text, old, halaman=pictures):
            print(line)


def _boleh_kosong(name: str, of: str) -> list[str]:
    """Return a task's positional argument; invoke knows none that may be left out: without it the task takes none."""
    return [name] if sys.argv[-1:] != [of] else []


@task(
    positional=_boleh_kosong("nama", "explain"),
    help={"nama": "nama aturan (capaian-wajar) atau nomornya (L11); tanpa ini daftarnya"},
)
def explain(_: Context, nama: str | None = None) -> None:
    """Jelaskan satu aturan pemeriksaan: apa, mengapa, contoh salah dan benar; tanpa nama: daftar semua aturan."""
    with boundary():
        from lkip.periksa import jelaskan_aturan

        for line in jelaskan_aturan(ROOT, nama):
            print(line)


@task(
    help={
        "tahun": "tahun laporan terakhir yang dibuat; tanpa ini tahun terbaru",
        "out": "folder keluaran; tanpa ini build/",
        "github": "cetak masalah sebagai anotasi",
    }
)
def build(_: Context, tahun: str = "", out: str = "build", github: bool = False) -> None:
    """Periksa, lalu buat PDF, Word, data dan situs di build/."""
    with boundary():
        from lkip.pipeline import read_results

        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the work folder is removed
        results = read_results(ROOT, year(tahun))
        problems = sorted({problem for one in results for problem in one.problems})
        if has_errors(problems):
            print(f"Tidak ada yang dibuat; {visible(out)}/ yang lama tidak berubah.", file=sys.stderr)
        show(problems, github)
        from lkip.bangun import bangun

        newest = results[-1]
        if newest.laporan is None:
            print(f"Tahun {newest.tahun} masih dihimpun: berkas di atas belum ada, dokumennya belum dibuat.")
        if newest.laporan is None and (tahun or not any(one.laporan for one in results)):
            message = f"Gagal: tidak ada yang dibuat; lengkapi dahulu, lihat ./inv gather --tahun {newest.tahun}"
            raise Exit(message, CONTENT_WRONG)
        reports = bangun(ROOT, results, ROOT / out)
        name = f"lkip-{reports[-1].tahun}"
        print(f"Selesai: {out}/{name}.pdf, {out}/{name}.docx, {out}/data/laporan.json, {out}/site/index.html")
        if earlier := ", ".join(str(item.tahun) for item in reports[:-1]):
            print(f"Dokumen dan data tahun {earlier} ikut dibuat.")
        from lkip.proses.disahkan import baris_dibuat

        for line in baris_dibuat(ROOT, [item.tahun for item in reports], visible(out)):
            print(line)


@task(
    help={
        "tahun": "tahun laporan; tanpa ini tahun terbaru",
        "out": "folder keluaran; tanpa ini build/",
    }
)
def trail(_: Context, tahun: str = "", out: str = "build") -> None:
    """Jejaki tiap angka laporan setahun: baris isiannya, penulisnya, dan gabungan yang memasukkannya."""
    with boundary():
        from lkip.jejak import jejak_semua, tulis
        from lkip.pipeline import read

        found = read(ROOT, year(tahun))
        if found.laporan is None:
            show(found.problems)
            return
        made = jejak_semua([found.laporan], ROOT)[found.laporan.tahun]
        file = tulis(made, ROOT / out)
        print(f"Selesai: {visible(out)}/{file.name}, {len(made.angka)} angka")


@task
def take(_: Context) -> None:
    """Untuk CI: pasang usulan yang akan diperiksa; yang hanya mengubah isian dinilai program cabang tujuannya."""
    with boundary():
        from lkip.forge.usulan import ambil

        lines, problems = ambil(ROOT)
        for line in lines:
            print(line)
        if problems:
            show(problems, github=True)


@task(help={"check": "hanya sebutkan berkas yang belum rapi, tanpa mengubahnya"})
def fmt(_: Context, check: bool = False) -> None:
    """Rapikan berkas YAML di content/ ke bentuk bakunya tanpa mengubah nilai."""
    with boundary():
        from lkip.fmt import format_content

        changed, problems = format_content(ROOT, write=not check)
        for name in changed:
            print(f"{visible(name)}: {'belum rapi; jalankan ./inv fmt' if check else 'dirapikan'}")
        show(problems)
        if check and changed:
            raise Exit(code=CONTENT_WRONG)


@task(
    help={
        "tahun": "tahun yang dilaporkan; tanpa ini tahun terbaru yang prosesnya dimulai",
        "json": "cetak sebagai JSON (schemas/status.schema.json)",
        "now": "keadaan pada saat lain, misalnya 2024-02-20T10:00",
    }
)
def status(_: Context, tahun: str = "", json: bool = False, now: str = "") -> None:
    """Tampilkan keadaan langkah-langkah SOP: selesai atau belum, oleh siapa, lamanya, menunggu siapa."""
    with boundary():
        from lkip.proses.status import tampilkan

        print(tampilkan(ROOT, _keadaan(tahun, now), as_json=json))


@task(
    help={
        "tahun": "tahun yang dilaporkan",
        "now": "pada saat lain, misalnya 2024-02-20T10:00",
        "issue": "simpan sebagai satu kartu di forge untuk semua tahun, hanya pada hari kerja; dijalankan workflow",
    }
)
def remind(_: Context, tahun: str = "", now: str = "", issue: bool = False) -> None:
    """Cetak pengingat untuk langkah SOP yang melewati waktu bakunya."""
    with boundary():
        if issue and (tahun or now):
            raise Exit("--issue selalu tentang semua tahun pada saat ini; jangan sebut --tahun atau --now", OTHER_WRONG)
        if issue:
            from lkip.forge.api import Forge
            from lkip.forge.pengingat import kartu_pengingat

            _cetak(kartu_pengingat(ROOT, Forge.dari_lingkungan()))
            return
        from lkip.proses.status import ingatkan

        print(ingatkan(ROOT, _keadaan(tahun, now)))


def _cetak(lines: Iterable[str]) -> None:
    """Print what a workflow's task says: no line of it is a command to the runner, whoever wrote it."""
    from lkip.forge.teks import tanpa_perintah

    with tanpa_perintah():
        for line in lines:
            print(line, flush=True)


@task
def record(_: Context) -> None:
    """Catat tinjauan atas usulan yang digabung ke cabang catatan, bertanda tangan robot; dijalankan workflow."""
    with boundary():
        from lkip.forge.api import Forge
        from lkip.forge.jauh import Jauh
        from lkip.forge.kejadian import baca_kejadian
        from lkip.forge.rekam import rekam

        key = os.environ.get("KUNCI_ROBOT", "")
        _cetak(rekam(ROOT, Forge.dari_lingkungan(), Jauh.dari_lingkungan(ROOT), baca_kejadian(), key))


@task(
    positional=_boleh_kosong("langkah", "propose"),
    help={"langkah": "tugas langkahnya, misalnya start; isiannya dibaca dari formulir forge"},
)
def propose(_: Context, langkah: str | None = None) -> None:
    """Kerjakan langkah SOP menurut formulir yang diisi di forge, lalu ajukan sebagai usulan; dijalankan workflow."""
    with boundary():
        if not langkah:
            raise Exit("sebut tugas langkahnya, misalnya ./inv propose letter", OTHER_WRONG)
        from lkip.forge.ajukan import ajukan
        from lkip.forge.api import Forge
        from lkip.forge.jauh import Jauh
        from lkip.forge.kejadian import baca_kejadian

        forge, remote = Forge.dari_lingkungan(), Jauh.dari_lingkungan(ROOT)
        _cetak(ajukan(ROOT, langkah, forge, remote, baca_kejadian()))


@task(
    help={
        "tag": "nama tagnya, misalnya lkip-2023-v1.0; tanpa ini tag yang menjalankan workflow",
        "publish": "terbitkan yang sudah dikumpulkan di build/rilis sebagai rilis di forge; dijalankan workflow",
    }
)
def release(_: Context, tag: str = "", publish: bool = False) -> None:
    """Periksa tag bertanda tangan, lalu kumpulkan dokumen yang disahkan beserta sidiknya di build/rilis."""
    with boundary():
        from lkip.forge.jauh import Jauh
        from lkip.forge.kejadian import baca_kejadian
        from lkip.forge.rilis import rilis, terbitkan

        name = tag or os.environ.get("GITHUB_REF", "").removeprefix("refs/tags/")
        if not name:
            raise Exit("sebut tagnya, misalnya --tag lkip-2023-v1.0", OTHER_WRONG)
        main = baca_kejadian().cabang_utama if os.environ.get("GITHUB_EVENT_PATH") else "main"
        remote = Jauh.dari_lingkungan(ROOT)
        if publish:
            from lkip.forge.api import Forge

            _cetak(terbitkan(ROOT, name, Forge.dari_lingkungan(), remote, main))
            return
        _cetak(rilis(ROOT, name, remote, main))


@task(
    positional=["berkas"],
    help={
        "berkas": "berkas peristiwa di content/<tahun>/proses, content/peran.yml atau content/sop.yml",
        "kunci": "kunci pribadi SSH yang menandatangani",
        "pindaian": "untuk peristiwa: pindaian lembarnya yang bertanda tangan basah, misalnya proses/disposisi.pdf",
    },
)
def sign(_: Context, berkas: str, kunci: str = "", pindaian: str = "") -> None:
    """Tanda tangani peristiwa, daftar peran atau SOP dengan kunci SSH, atau buktikan peristiwa dengan pindaian."""
    with boundary():
        if bool(kunci) == bool(pindaian):
            raise Exit("sebut satu bukti: --kunci ~/.ssh/lkip, atau --pindaian proses/disposisi.pdf", OTHER_WRONG)
        if pindaian:
            from lkip.proses.langkah.bukti import lampirkan

            for line in lampirkan(ROOT, Path(berkas), pindaian):
                print(line)
            return
        from lkip.proses.catat import tanda_tangani

        print(f"Ditandatangani: {tanda_tangani(ROOT, Path(berkas), Path(kunci))}")


# What every step of the SOP can be told: which year, who did it and when, and what proves it.
_PELAKU = {
    "tahun": "tahun yang dilaporkan",
    "oleh": "siapa yang mengerjakan; tanpa ini pemegang perannya menurut content/peran.yml",
    "peran": "perannya menurut SOP; tanpa ini yang menyelesaikan langkah itu",
    "waktu": "saat selesainya, misalnya 2025-01-06T09:00; tanpa ini sekarang",
    "kunci": "kunci pribadi SSH yang menandatangani; tanpa ini bukti menyusul",
    "pindaian": "bukti berupa pindaian bertanda tangan basah, misalnya proses/disposisi.pdf",
}


def _pelaku(oleh: str, peran: str, waktu: str, kunci: str, pindaian: str) -> Pelaku:
    from lkip.proses.baca import baca_jam, saat
    from lkip.proses.langkah.umum import Pelaku

    when = saat(waktu, "--waktu") if waktu else None
    when = when.replace(tzinfo=baca_jam(ROOT).zona) if when and when.tzinfo is None else when
    return Pelaku(oleh, peran, when, Path(kunci) if kunci else None, pindaian)


def _tahun(text: str) -> int:
    if not text:
        raise Exit("sebut tahunnya, misalnya --tahun 2024", OTHER_WRONG)
    return year(text) or 0


def step(iterable: Sequence[str] = (), **own: str) -> Callable[[Callable[..., Iterable[str]]], Any]:
    """Make a task of a step of the SOP: `own` are the help texts of its own options, beside those of every step.

    The function is called with the year and with who did it in place of these, and yields the lines to print.
    """

    def made(body: Callable[..., Iterable[str]]) -> Any:
        @functools.wraps(body)
        def run(_: Context, tahun: str, **options: Any) -> None:
            with boundary():
                who = _pelaku(**{name: options.pop(name) for name in _PELAKU if name != "tahun"})
                for line in body(_tahun(tahun), who, **options):
                    print(line, flush=True)

        _year, _who, *wanted = inspect.signature(body).parameters.values()
        text = inspect.Parameter("_", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        common = [text.replace(name=name, default="") for name in _PELAKU]
        lists = [p for p in wanted if p.name in iterable]
        run.__dict__["__signature__"] = inspect.Signature(
            [text, *lists, *common, *(p for p in wanted if p not in lists)]
        )
        return task(run, iterable=iterable, help=_PELAKU | own, auto_shortflags=False)  # they would take -h from help

    return made


def _hari(text: str) -> date | None:
    from lkip.proses.langkah.bersama import hari

    return hari(text, "--tanggal") if text else None


@step(
    batas="batas pengumpulan bahan, misalnya 2025-02-10; tanpa ini dihitung dari waktu baku SOP",
    isi="isi perintahnya; tanpa ini kalimat baku",
    kepada="peran yang diperintah; tanpa ini pelaksana langkah berikutnya",
    surat="perihal surat yang didisposisi",
)
def start(tahun: int, who: Pelaku, batas: str = "", isi: str = "", kepada: str = "", surat: str = "") -> Iterable[str]:
    """Buka tahun: catat disposisi dengan batas waktunya, siapkan foldernya, cetak Lembar Disposisi."""
    from lkip.proses.langkah.bersama import hari
    from lkip.proses.langkah.start import start as run

    limit = hari(batas, "--batas") if batas else None
    return run(ROOT, tahun, who, batas=limit, isi=isi, kepada=kepada, surat=surat)


@step()
def forms(tahun: int, who: Pelaku) -> Iterable[str]:
    """Siapkan berkas realisasi setiap unit dan cetak format pengumpulan datanya."""
    from lkip.proses.langkah.forms import forms as run

    return run(ROOT, tahun, who)


@step(
    iterable=["unit"],
    unit="hanya unit ini (boleh disebut berkali-kali); tanpa ini semua yang belum menerima",
    cara="cara menyampaikannya, misalnya surel",
    catatan="catatan untuk penerima",
)
def send(tahun: int, who: Pelaku, unit: list[str], cara: str = "", catatan: str = "") -> Iterable[str]:
    """Catat penyampaian format kepada unit dan tulis pesannya masing-masing."""
    from lkip.proses.langkah.send import send as run

    return run(ROOT, tahun, who, unit=unit, cara=cara, catatan=catatan)


@step(keterangan="alasan bila dilanjutkan sebelum lengkap")
def gather(tahun: int, who: Pelaku, keterangan: str = "") -> Iterable[str]:
    """Tampilkan kelengkapan bahan per unit dan indikator; catat langkahnya bila sudah lengkap."""
    from lkip.proses.langkah.gather import gather as run

    return run(ROOT, tahun, who, keterangan=keterangan)


@step(keterangan="alasan bila dilanjutkan sebelum semuanya ada")
def analyse(tahun: int, who: Pelaku, keterangan: str = "") -> Iterable[str]:
    """Cetak draf dengan tanda di tepinya pada yang belum ada, dan daftar yang masih harus ditulis."""
    from lkip.proses.langkah.analyse import analyse as run

    return run(ROOT, tahun, who, keterangan=keterangan)


@step(keterangan="catatan untuk yang mengoreksi")
def compose(tahun: int, who: Pelaku, keterangan: str = "") -> Iterable[str]:
    """Susun dokumen LKIP lengkap yang belum bertanda tangan dan catat sidik serta SHA-256 PDF-nya."""
    from lkip.proses.langkah.compose import compose as run

    return run(ROOT, tahun, who, keterangan=keterangan)


@step(
    iterable=["word", "catatan", "selesaikan"],
    word="berkas Word yang dikoreksi; komentar dan perubahannya dibaca (boleh berkali-kali)",
    catatan="catatan koreksi 'letak: isi' (boleh berkali-kali)",
    selesaikan="koreksi yang selesai 'nomor: yang dilakukan, komit 1a2b3c4' (boleh berkali-kali)",
    daftar="hanya tampilkan daftar koreksi dan cetak lembarnya, tanpa mencatat",
)
def correct(
    tahun: int, who: Pelaku, word: list[str], catatan: list[str], selesaikan: list[str], daftar: bool = False
) -> Iterable[str]:
    """Catat koreksi atas dokumen dan penyelesaiannya; dikembalikan selama masih ada yang terbuka."""
    from lkip.proses.langkah import correct as run

    if daftar:
        return run.lihat(ROOT, tahun, who, word=word, catatan=catatan)
    return run.correct(ROOT, tahun, who, word=word, catatan=catatan, selesaikan=selesaikan)


@step(
    pindaian="pindaian lembar persetujuan bertanda tangan basah, misalnya proses/persetujuan.pdf",
    versi="versi dokumen; tanpa ini seperti di dokumen.yml",
    tanggal="tanggal dokumen, misalnya 2025-02-20; tanpa ini seperti di dokumen.yml",
    tag="nama tag bertanda tangan yang akan menjadi bukti, misalnya lkip-2024-v1.0",
    siapkan="jadikan final dan cetak untuk ditandatangani dengan tangan, tanpa mencatat persetujuan",
    kembali="kembalikan dokumen dengan alasan ini; statusnya menjadi draf lagi",
)
def approve(
    tahun: int,
    who: Pelaku,
    versi: str = "",
    tanggal: str = "",
    tag: str = "",
    siapkan: bool = False,
    kembali: str | None = None,
) -> Iterable[str]:
    """Sahkan dokumen: status final tanpa DRAF, PDF-nya disimpan, sidik dan SHA-256-nya dicatat; atau kembalikan."""
    from lkip.proses.langkah import approve as run

    if kembali is not None:
        return run.kembali(ROOT, tahun, who, kembali)
    return run.approve(ROOT, tahun, who, versi=versi, hari=_hari(tanggal), tag=tag, siapkan=siapkan)


@step(
    iterable=["naskah"],
    nomor="nomor surat dari buku agenda: lengkap, atau nomor urutnya saja",
    kepada="penerima surat, misalnya 'Inspektur Kabupaten'",
    tempat="tempat penerima; tanpa ini menurut content/tata-surat.yml",
    tanggal="tanggal surat, misalnya 2025-02-24; tanpa ini hari ini",
    naskah="baris surat 'naskah: banyaknya' (boleh berkali-kali); tanpa ini LKIP 1 (satu) berkas",
    pengirim="peran yang menandatangani surat; tanpa ini yang mengesahkan dokumen",
)
def letter(
    tahun: int,
    who: Pelaku,
    naskah: list[str],
    nomor: str = "",
    kepada: str = "",
    tempat: str = "",
    tanggal: str = "",
    pengirim: str = "",
) -> Iterable[str]:
    """Terbitkan surat pengantar dengan nomor dari buku agenda: datanya disimpan, PDF dan Word-nya dicetak."""
    from lkip.proses.langkah.letter import hari_surat
    from lkip.proses.langkah.letter import letter as run

    day = hari_surat(ROOT, who, _hari(tanggal))
    goal = {"kepada": kepada, "tempat": tempat, "pengirim": pengirim}
    return run(ROOT, tahun, who, nomor=nomor, hari=day, naskah=naskah, **goal)


@step(
    iterable=["penerima", "tanggal", "tanda_terima"],
    penerima="yang menerima 'kepada: nama penerima' (boleh berkali-kali); tanpa ini hanya membuat arsip",
    tanggal="tanggal diterima, misalnya 2025-02-26; satu untuk semua, atau satu tiap penerima",
    tanda_terima="pindaian tanda terima, misalnya proses/terima.pdf; berurutan seperti penerima",
    cara="cara menyampaikannya, misalnya diantar",
)
def archive(
    tahun: int, who: Pelaku, penerima: list[str], tanggal: list[str], tanda_terima: list[str], cara: str = ""
) -> Iterable[str]:
    """Buat arsip dokumen yang disahkan, dan catat kepada siapa dokumen itu diserahkan."""
    from lkip.proses.langkah.archive import archive as run
    from lkip.proses.langkah.archive import diserahkan

    days = [day for text in tanggal if (day := _hari(text))]
    return run(ROOT, tahun, who, diserahkan(ROOT, tahun, penerima, days, tanda_terima, cara))


def _keadaan(tahun: str, now: str) -> Keadaan:
    from lkip.proses.baca import keadaan_tahun, saat, tahun_proses

    return keadaan_tahun(ROOT, year(tahun) or tahun_proses(ROOT), saat(now, "--now") if now else None)


@task(help={"out": "folder keluaran; tanpa ini build/"})
def pictures(_: Context, out: str = "build") -> None:
    """Buat gambar-gambar panduan untuk dilihat; situs membuatnya sendiri setiap kali."""
    with boundary():
        from lkip.pipeline import read
        from lkip.publish.peraga import write

        found = read(ROOT)
        if found.laporan is None:
            show(found.problems)
            return
        files = write(found.laporan, ROOT, ROOT / out / "gambar-panduan")
        print(f"Selesai: {visible(out)}/gambar-panduan/ ({', '.join(file.name for file in files)})")


@task
def demo(_: Context) -> None:
    """Pertunjukkan setahun penyusunan menurut SOP dalam folder sementara, dengan koreksi dan pemalsuan yang ditolak."""
    with boundary():
        from lkip.demo import show as play

        for line in play(ROOT):
            print(line, flush=True)


@task(
    help={
        "json": "cetak sebagai JSON",
        "runs": "berapa kali tiap baris diukur",
        "tanaman": "hanya kesalahan yang ditanam dan kantor terbitan, tanpa mengukur waktu",
    }
)
def bench(_: Context, json: bool = False, runs: int = 5, tanaman: bool = False) -> None:
    """Ukur waktu, dan seberapa banyak kesalahan yang ditanam ditemukan."""
    with boundary():
        from lkip.bench import ukur

        print(ukur(ROOT, runs, as_json=json, tanaman=tanaman))


@task(help={"check": "hanya periksa apakah .github/CODEOWNERS masih sesuai, tanpa menulisnya"})
def owners(_: Context, check: bool = False) -> None:
    """Tulis .github/CODEOWNERS dari daftar peran, SOP dan unit: siapa menyetujui perubahan berkas yang mana."""
    with boundary():
        from lkip.forge.codeowners import owners as run

        for line in run(ROOT, check):
            print(line)


@task(help={"repo": "repositori di GitHub, misalnya kantor/lkip"})
def forge_setup(_: Context, repo: str = "") -> None:
    """Cetak perintah-perintah yang menyiapkan repositori di GitHub: aturan, izin, lingkungan; tidak menjalankannya."""
    with boundary():
        from lkip.forge.pasang import perintah

        for line in list(perintah(ROOT, repo)):  # all of them or none: half a set of commands is worse than a reason
            print(line)


@task(
    positional=_boleh_kosong("repo", "serve-hook"),
    help={"repo": "repositori git telanjang di server kantor, misalnya /srv/git/lkip.git"},
)
def serve_hook(_: Context, repo: str | None = None) -> None:
    """Pasang pemeriksa kiriman pada repositori di server kantor sendiri, tanpa GitHub."""
    with boundary():
        if not repo:
            raise Exit("sebut repositorinya, misalnya ./inv serve-hook /srv/git/lkip.git", OTHER_WRONG)
        from lkip.forge.pasang_kait import pasang

        for line in pasang(ROOT, Path(repo)):
            print(line)


@task
def lint(c: Context) -> None:
    """Periksa bentuk dan tipe kode program (ruff, mypy), dan alur kerja CI (zizmor, actionlint)."""
    tools = Path(sys.executable).parent
    for command in (
        f'"{sys.executable}" -m ruff format --check',
        f'"{sys.executable}" -m ruff check',
        f'"{sys.executable}" -m mypy',
        f'"{tools / "zizmor"}" --offline --no-progress --quiet --persona=auditor .github',
        f'"{tools / "actionlint"}" -shellcheck "{tools / "shellcheck"}"',
    ):
        c.run(command, echo=True, in_stream=False)


@task(help={"k": "hanya uji yang namanya memuat kata ini"})
def test(c: Context, k: str = "") -> None:
    """Jalankan semua uji program."""
    chosen = f' -k "{k}"' if k else ""
    done = c.run(f'"{sys.executable}" -m pytest{chosen}', warn=True, in_stream=False)
    raise Exit(code=done.exited if done else OTHER_WRONG)
