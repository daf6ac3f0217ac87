"""Working time: nights, breaks, weekends and holidays do not count; time adds up wherever it is cut."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkip.load import parse_yaml
from lkip.model import KalenderKerja, baku, build
from lkip.proses.jam_kerja import (
    JamKerja,
    batas_waktu,
    hari_kerja_sampai,
    jam_kerja,
    lama_baku,
    lama_kerja,
    sebut,
    tenggat,
)

WITA = timezone(timedelta(hours=8))


def kalender(text: str) -> JamKerja:
    data, problems = parse_yaml(text, "content/libur.yml")
    assert problems == []
    return jam_kerja(build(KalenderKerja, data))


def hours(day: str, *spans: str) -> str:
    lines = "".join(f'      - dari: "{s[:5]}"\n        sampai: "{s[6:]}"\n' for s in spans)
    return f'  - hari: "{day}"\n    jam:\n{lines}'


LIBUR = """libur:
  - tahun: 2024
    sumber: "Keputusan bersama"
    hari:
      - tanggal: "2024-02-08"
        nama: "Isra Mikraj"
        jenis: "libur nasional"
      - tanggal: "2024-02-09"
        nama: "Imlek"
        jenis: "cuti bersama"
"""
WEEK = "".join(hours(d, "07.30-12.00", "13.00-16.00") for d in ("Senin", "Selasa", "Rabu", "Kamis"))
WEEK += hours("Jumat", "07.30-11.30", "13.00-16.30")
KANTOR = kalender(f'zona: "WITA"\ndasar: "Perpres"\nhari_kerja:\n{WEEK}{LIBUR}')


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WITA)


def spent(dari: str, sampai: str, jam: JamKerja = KANTOR) -> str:
    return sebut(lama_kerja(jam, at(dari), at(sampai)), jam)


@pytest.mark.parametrize(
    ("dari", "sampai", "lama"),
    [
        ("2024-02-05 08:00", "2024-02-05 08:10", "10 menit"),
        ("2024-02-05 11:00", "2024-02-05 14:00", "2 jam"),  # the break from 12 to 13 is no work
        ("2024-02-02 11:00", "2024-02-02 13:30", "1 jam"),  # on Friday it is longer
        ("2024-02-05 16:00", "2024-02-06 07:30", "0 menit"),  # the night
        ("2024-02-05 15:00", "2024-02-06 08:00", "1 jam 30 menit"),
        ("2024-02-02 16:00", "2024-02-05 08:00", "1 jam"),  # the weekend
        ("2024-02-07 15:00", "2024-02-12 08:30", "2 jam"),  # Wednesday, holiday, shared leave, weekend, Monday
        ("2024-02-03 09:00", "2024-02-04 18:00", "0 menit"),
        ("2024-02-05 07:30", "2024-02-06 07:30", "1 hari"),
        ("2024-01-29 07:30", "2024-02-02 16:30", "5 hari"),
        ("2024-02-06 09:00", "2024-02-05 09:00", "0 menit"),  # backwards
        ("2024-02-05 05:00", "2024-02-05 23:00", "1 hari"),
    ],
)
def test_only_working_time_counts(dari: str, sampai: str, lama: str) -> None:
    assert spent(dari, sampai) == lama


def test_a_moment_told_in_another_zone_is_the_same_moment() -> None:
    wib = timezone(timedelta(hours=7))
    early, late = datetime(2024, 2, 5, 6, 30, tzinfo=wib), datetime(2024, 2, 5, 7, 30, tzinfo=wib)
    assert lama_kerja(KANTOR, early, late) == timedelta(hours=1)


def test_an_office_of_six_days_counts_its_saturday_and_its_own_day() -> None:
    six = "".join(hours(d, "08.00-14.15") for d in ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"))
    jam = kalender(f'zona: "WIB"\ndasar: "Keputusan"\nhari_kerja:\n{six}')
    assert jam.sehari * 6 == timedelta(hours=37, minutes=30)
    assert lama_kerja(jam, at("2024-02-03 09:00"), at("2024-02-03 10:00")) == timedelta(hours=1)


def test_without_a_calendar_the_hours_are_those_of_every_office() -> None:
    plain = jam_kerja(None)
    assert (plain.hari, plain.zona, plain.libur) == (KANTOR.hari, WITA, frozenset())
    assert plain.sehari * 5 == timedelta(hours=37, minutes=30)


def test_spans_that_overlap_or_run_backwards_count_no_minute_twice() -> None:
    odd = hours("Senin", "08.00-12.00", "11.00-13.00", "15.00-14.00")
    jam = kalender(f'zona: "WITA"\ndasar: "x"\nhari_kerja:\n{odd}')
    assert lama_kerja(jam, at("2024-02-05 00:00"), at("2024-02-06 00:00")) == timedelta(hours=5)


@pytest.mark.parametrize(
    ("teks", "lama"),
    [
        ("10 Menit", "10 menit"),
        ("2 Jam", "2 jam"),
        ("5 Hari", "5 hari"),
        ("2 hari", "2 hari"),
        ("1,5 jam", "1 jam 30 menit"),
    ],
)
def test_standard_times_of_the_sop_are_working_time(teks: str, lama: str) -> None:
    found = lama_baku(baku(teks), KANTOR)
    assert found is not None and sebut(found, KANTOR) == lama
    assert lama_baku(baku("secepatnya"), KANTOR) is None


def test_days_left_until_the_end_of_february() -> None:
    assert (tenggat(2023), tenggat(2024)) == (date(2024, 2, 29), date(2025, 2, 28))
    assert hari_kerja_sampai(KANTOR, date(2024, 2, 5), date(2024, 2, 12)) == 3  # Tuesday, Wednesday, Monday
    assert hari_kerja_sampai(KANTOR, date(2024, 2, 29), date(2024, 2, 29)) == 0
    assert hari_kerja_sampai(KANTOR, date(2024, 3, 4), date(2024, 2, 29)) == 0


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 3, 31)).map(lambda d: d.replace(tzinfo=WITA))


@given(MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up_and_is_never_more_than_time(a: datetime, b: datetime, c: datetime) -> None:
    a, b, c = sorted((a, b, c))
    assert lama_kerja(KANTOR, a, b) + lama_kerja(KANTOR, b, c) == lama_kerja(KANTOR, a, c)
    assert timedelta() <= lama_kerja(KANTOR, a, c) <= c - a


@given(MOMENTS, st.timedeltas(timedelta(minutes=1), timedelta(hours=75)))
def test_a_limit_is_where_the_standard_time_is_over(dari: datetime, lama: timedelta) -> None:
    limit = batas_waktu(KANTOR, dari, lama)
    assert limit is not None and lama_kerja(KANTOR, dari, limit) == lama
    assert lama_kerja(KANTOR, dari, limit - timedelta(seconds=1)) < lama


def test_an_office_that_never_works_has_no_limit() -> None:
    never = JamKerja(WITA, ((),) * 7, frozenset(), frozenset())
    assert batas_waktu(never, at("2024-02-05 08:00"), timedelta(hours=1)) is None
    assert never.sehari == timedelta()
