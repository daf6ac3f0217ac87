"""What the later steps share: where a document goes when it is given back, dates and lists as they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lkip.model import Langkah, Peristiwa
from lkip.problem import CommandError, visible
from lkip.proses.langkah.umum import Giliran


def giliran_ulang(turn: Giliran, event: Peristiwa) -> str:
    """Say whose turn it is after a document was given back."""
    step = _kembali_ke(turn, event)
    task = f": ./inv {step.tugas} --tahun {turn.tahun}" if step.tugas else ""
    who = visible(" atau ".join(step.diselesaikan_oleh))
    return f"Kembali ke langkah {step.nomor}, {visible(step.kegiatan)}, oleh {who}{task}"


def _kembali_ke(turn: Giliran, event: Peristiwa) -> Langkah:
    assert turn.keadaan is not None
    wanted = turn.keadaan.kembali_ke(event)
    return next((one.langkah for one in turn.keadaan.langkah if one.langkah.nomor == wanted), turn.langkah)


def berubah_sejak_disusun(turn: Giliran, sidik: str) -> Iterator[str]:
    """Say where the content is no longer what was composed: who corrects or approves would see another document."""
    one = turn.keadaan.langkah_tugas("compose") if turn.keadaan else None
    event = one.selesai.peristiwa if one and one.selesai else None
    if one and event and event.susunan and event.susunan.sidik != sidik:
        when = f"{event.waktu:%d-%m-%Y %H.%M}"
        yield f"Perhatian: isi berubah sesudah langkah {one.langkah.nomor} ({when}); periksa apakah itu yang dimaksud."


def hari(text: str, option: str) -> date:
    """Read a date as it is typed for an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"{option} '{visible(text)}' bukan tanggal; tulis misalnya {option} 2024-02-26"
        raise CommandError(msg) from error


def terbagi(text: str, option: str, contoh: str) -> tuple[str, str]:
    """Part a typed `this: that`; both must be there."""
    left, mark, right = (part.strip() for part in text.partition(":"))
    if not (left and mark and right):
        msg = f"{option} '{visible(text)}' kurang lengkap; tulis misalnya {option} '{contoh}'"
        raise CommandError(msg)
    return " ".join(left.split()), " ".join(right.split())
