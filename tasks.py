"""What people and CI run: every task is one call into lkip. Its text is what `./inv --list` shows (Indonesian)."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from lkip.problem import Problem, has_errors, summary, visible

ROOT = Path(__file__).parent
CONTENT_WRONG, OTHER_WRONG = 1, 2


@contextmanager
def boundary() -> Iterator[None]:
    """Turn whatever is not the writer's fault into a message and exit code 2, once, here."""
    try:
        yield
    except Exit:
        raise
    except Exception as error:
        if type(error).__name__ in ("ToolError", "TemplateError", "DemoError"):
            raise Exit(f"Gagal: {error}", OTHER_WRONG) from error
        traceback.print_exc()
        raise Exit(
            "Ada kesalahan pada program ini, bukan pada isian Anda; laporkan pesan di atas.", OTHER_WRONG
        ) from error


def show(problems: Iterable[Problem], github: bool = False) -> None:
    """Print all problems and their count; stop with exit code 1 where one is a galat."""
    found = list(problems)
    for problem in found:
        print(problem.as_github() if github else problem)
    print(summary(found))
    if has_errors(found):
        raise Exit(code=CONTENT_WRONG)


def year(text: str) -> int | None:
    """Read the year of an option; invoke itself would answer a wrong one with a traceback."""
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Exit(f"--tahun {visible(text)} bukan tahun; tulis misalnya --tahun 2023", OTHER_WRONG)
    return int(text) if text else None


@task(help={"github": "cetak sebagai anotasi pada baris pull request"})
def check(_: Context, github: bool = False) -> None:
    """Periksa semua isian di content/ untuk semua tahun."""
    with boundary():
        from lkip.pipeline import check_all

        show(check_all(ROOT), github)


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
        from lkip.pipeline import read_proof, read_years

        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the work folder is removed
        reports, problems = read_years(ROOT, year(tahun))
        if has_errors(problems):
            print(f"Tidak ada yang dibuat; {visible(out)}/ yang lama tidak berubah.", file=sys.stderr)
        show(problems, github)
        from lkip.publish import publish

        publish(reports, ROOT, ROOT / out, read_proof(ROOT))
        name = f"lkip-{reports[-1].tahun}"
        print(f"Selesai: {out}/{name}.pdf, {out}/{name}.docx, {out}/data/laporan.json, {out}/site/index.html")
        if earlier := ", ".join(str(item.tahun) for item in reports[:-1]):
            print(f"Dokumen dan data tahun {earlier} ikut dibuat.")


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


@task
def demo(_: Context) -> None:
    """Pertunjukkan perjalanan satu angka dalam folder sementara, dari salah ketik sampai PDF dan situs."""
    with boundary():
        from lkip.demo import show as play

        for line in play(ROOT):
            print(line, flush=True)


@task(help={"json": "cetak sebagai JSON", "runs": "berapa kali tiap baris diukur"})
def bench(_: Context, json: bool = False, runs: int = 5) -> None:
    """Ukur waktu pemeriksaan dan pembuatan dokumen."""
    with boundary():
        from lkip.bench import measure, report

        print(report(measure(ROOT, runs), as_json=json))


@task
def lint(c: Context) -> None:
    """Periksa bentuk dan tipe kode program (ruff, mypy)."""
    for command in ("ruff format --check", "ruff check", "mypy"):
        c.run(f'"{sys.executable}" -m {command}', echo=True, in_stream=False)


@task(help={"k": "hanya uji yang namanya memuat kata ini"})
def test(c: Context, k: str = "") -> None:
    """Jalankan semua uji program."""
    chosen = f' -k "{k}"' if k else ""
    done = c.run(f'"{sys.executable}" -m pytest{chosen}', warn=True, in_stream=False)
    raise Exit(code=done.exited if done else OTHER_WRONG)
