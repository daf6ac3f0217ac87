"""The form of files: one Indonesian sentence for every kind of fault, at its place; and a second validator agrees."""

# ruff: noqa: E501 (sentences and files stand here as they are printed)

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import KASUS, LENGKAP

from lkip.load import parse_yaml
from lkip.pipeline import KINDS, Kind
from lkip.validate import SCHEMAS, validate

PELAYANAN = "2023/realisasi/seksi-pelayanan.yml"
PK = "2023/perjanjian-kinerja.yml"
RENJA = "2023/renja.yml"
DOKUMEN = "2023/dokumen.yml"
PROFIL = "2023/profil.yml"
TANPA = '    alasan_tanpa_pembanding: "Belum ada angka pembanding yang terbit."\n    bukti:'

# What somebody did, in which file, what was there, what is there now: where the reader points to, and what is said.
FAULTS = [
    (
        "required: a field is missing",
        DOKUMEN,
        'kertas: "A4"\n',
        "",
        ["1:1 isian 'kertas' (Kertas) belum ada; tambahkan"],
    ),
    (
        "required: two fields are missing",
        DOKUMEN,
        'status: "draf"\nversi: "1.0"\n',
        "",
        ["1:1 isian 'status' (Status) belum ada; tambahkan", "1:1 isian 'versi' (Versi) belum ada; tambahkan"],
    ),
    (
        "required: missing deep down",
        RENJA,
        '            satuan: "dokumen"\n',
        "",
        ["11:13 isian 'satuan' (Satuan) belum ada; tambahkan"],
    ),
    (
        "required: a quarter is missing",
        PELAYANAN,
        '      tw3: "20.50"\n',
        "",
        ["16:7 isian 'tw3' (Triwulan III) belum ada; tambahkan, atau tulis 'tw3: null' bila datanya belum ada"],
    ),
    (
        "additionalProperties: a key misspelt",
        PELAYANAN,
        "faktor_penghambat",
        "faktor_pengambat",
        ["20:5 isian 'faktor_pengambat' tidak dikenal; maksudnya 'faktor_penghambat'?"],
    ),
    (
        "additionalProperties: a key with capitals",
        DOKUMEN,
        "kertas:",
        "Kertas:",
        ["4:1 isian 'Kertas' tidak dikenal; maksudnya 'kertas'?"],
    ),
    (
        "additionalProperties: a key with a space",
        PELAYANAN,
        "faktor_penghambat",
        "faktor penghambat",
        ["20:5 isian 'faktor penghambat' tidak dikenal; maksudnya 'faktor_penghambat'?"],
    ),
    (
        "additionalProperties: nothing near",
        DOKUMEN,
        'kertas: "A4"',
        'kertas: "A4"\nwarna: "biru"',
        [
            "5:1 isian 'warna' tidak dikenal; yang dikenal di sini: status, versi, tanggal, tanggal_reviu, kertas, sampai_triwulan, pimpinan, skala"
        ],
    ),
    (
        "additionalProperties: two at once",
        DOKUMEN,
        'kertas: "A4"',
        'kertas: "A4"\nstatu: "x"\nversii: "1"',
        [
            "5:1 isian 'statu' tidak dikenal; maksudnya 'status'?",
            "6:1 isian 'versii' tidak dikenal; maksudnya 'versi'?",
        ],
    ),
    (
        "additionalProperties: a key of 100 letters",
        DOKUMEN,
        'kertas: "A4"',
        'kertas: "A4"\nkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: 1',
        [
            "5:1 isian 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…' tidak dikenal; yang dikenal di sini: status, versi, tanggal, tanggal_reviu, kertas, sampai_triwulan, pimpinan, skala"
        ],
    ),
    (
        "type: a number where a text belongs",
        DOKUMEN,
        '"1.0"',
        "1.0",
        ['2:8 Versi harus teks; tulis dengan tanda petik: "1.0"'],
    ),
    (
        "type: a yes where a text belongs",
        "instansi.yml",
        '"Camat Contoh Jaya"',
        "true",
        ["12:12 Jabatan harus teks, bukan 'true'; tulis nama jabatan, misalnya Camat Sukamaju"],
    ),
    (
        "type: a text where a list belongs",
        "instansi.yml",
        '  baris:\n    - "PEMERINTAH KABUPATEN CONTOH"\n    - "KECAMATAN CONTOH JAYA"',
        '  baris: "KECAMATAN"',
        ["7:10 Baris kop harus daftar (butir diawali '- '), bukan 'KECAMATAN'"],
    ),
    ("type: a list where a text belongs", DOKUMEN, '"1.0"', '\n  - "1.0"', ["3:3 Versi harus teks, bukan daftar"]),
    (
        "type: a group where a text belongs",
        DOKUMEN,
        '"1.0"',
        '\n  nomor: "1.0"',
        ["3:3 Versi harus teks, bukan kelompok isian"],
    ),
    (
        "type: a text where a group belongs",
        "instansi.yml",
        'atasan:\n  jabatan: "Bupati Contoh"',
        'atasan: "Bupati Contoh"',
        [
            "13:9 Atasan harus kelompok isian, bukan 'Bupati Contoh'; tulis di baris bawahnya, menjorok dua spasi, "
            'misalnya jabatan: "Bupati Contoh"'
        ],
    ),
    (
        "type: a quoted year",
        "dasar-hukum.yml",
        'nomor: "29"\n    tahun: 2014',
        'nomor: "29"\n    tahun: "2014"',
        ["4:12 Tahun harus angka bulat tanpa tanda petik; tulis 2014"],
    ),
    (
        "type: a year that is no number",
        "dasar-hukum.yml",
        'nomor: "29"\n    tahun: 2014',
        'nomor: "29"\n    tahun: "dua ribu"',
        ["4:12 Tahun: 'dua ribu' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""],
    ),
    (
        "type: a year with decimals",
        "dasar-hukum.yml",
        'nomor: "29"\n    tahun: 2014',
        'nomor: "29"\n    tahun: 2014.5',
        ["4:12 Tahun '2014.5' harus angka bulat, tanpa angka di belakang koma"],
    ),
    (
        "type: a list where a number belongs",
        PK,
        "target: 84",
        "target: [84]",
        ["5:13 Target harus angka, bukan daftar"],
    ),
    ("type: a yes where a number belongs", PK, "target: 84", "target: true", ["5:13 Target harus angka, bukan 'true'"]),
    (
        "type: rupiah with decimals",
        "2023/anggaran.yml",
        "pagu: 300000000",
        "pagu: 300000000.50",
        ["4:11 Pagu (Rp) '300000000.50' harus angka bulat, tanpa angka di belakang koma"],
    ),
    (
        "null: where a number is needed",
        PK,
        "target: 84",
        "target: null",
        ["5:13 Target belum diisi; isi, atau hapus barisnya bila tidak wajib"],
    ),
    ("null: nothing after the colon", DOKUMEN, '"draf"', "", ["1:8 Status belum diisi; pilihannya: draf, final"]),
    (
        "null: an empty list",
        PK,
        'indikator:\n  - kode: "IKU-01"\n    target: 84\n  - kode: "IKU-02"\n    target: 20\n    rumus_capaian: "(2T-R)/T"\n  - kode: "IKU-03"\n    target: 6\n',
        "indikator:\n",
        ["3:11 Indikator belum diisi; isi, atau hapus barisnya bila tidak wajib"],
    ),
    ("enum: misspelt", DOKUMEN, '"draf"', '"draft"', ["1:9 Status 'draft' tidak dikenal; maksudnya 'draf'?"]),
    ("enum: capitals", DOKUMEN, '"draf"', '"FINAL"', ["1:9 Status 'FINAL' tidak dikenal; maksudnya 'final'?"]),
    ("enum: small letter", DOKUMEN, '"A4"', '"f4"', ["4:9 Kertas 'f4' tidak dikenal; maksudnya 'F4'?"]),
    ("enum: nothing near", DOKUMEN, '"A4"', '"Letter"', ["4:9 Kertas 'Letter' tidak dikenal; pilihannya: A4, F4"]),
    (
        "enum: a hyphen for an underscore",
        "renstra.yml",
        'agregasi: "terakhir"',
        'agregasi: "rata-rata"',
        ["78:23 Agregasi triwulan 'rata-rata' tidak dikenal; maksudnya 'rata_rata'?"],
    ),
    ("enum: a number", DOKUMEN, '"A4"', "4", ["4:9 Kertas '4' tidak dikenal; pilihannya: A4, F4"]),
    (
        "pattern: a code with a space",
        PK,
        'kode: "IKU-02"',
        'kode: "IKU 02"',
        [
            "6:11 Kode indikator 'IKU 02' tidak sesuai bentuknya; huruf, angka, titik, garis hubung atau garis miring, tanpa spasi, misalnya IKU-01"
        ],
    ),
    (
        "pattern: a unit with capitals",
        PELAYANAN,
        'unit: "seksi-pelayanan"',
        'unit: "Seksi Pelayanan"',
        [
            "1:7 Unit 'Seksi Pelayanan' tidak sesuai bentuknya; huruf kecil, angka dan garis hubung; sama dengan nama berkas realisasinya, misalnya seksi-pemerintahan"
        ],
    ),
    (
        "pattern: a budget code with letters",
        RENJA,
        '"7.01.02"',
        '"VII.01.02"',
        [
            "21:11 Kode program 'VII.01.02' tidak sesuai bentuknya; kode program, kegiatan atau sub kegiatan: angka yang dipisah titik, misalnya 7.01.02.2.01.0001"
        ],
    ),
    (
        "pattern: an evidence file with a space",
        PELAYANAN,
        'rekap-skm.csv"\n        keterangan: "Rekapitulasi survei',
        'rekap skm.csv"\n        keterangan: "Rekapitulasi survei',
        [
            "12:17 Berkas 'rekap skm.csv' tidak sesuai bentuknya; nama berkas di folder bukti tahun ini, tanpa spasi, misalnya rekap-skm.csv"
        ],
    ),
    (
        "pattern: an evidence file outside of the folder",
        PELAYANAN,
        'rekap-skm.csv"\n        keterangan: "Rekapitulasi survei',
        '../rekap.csv"\n        keterangan: "Rekapitulasi survei',
        [
            "12:17 Berkas '../rekap.csv' tidak sesuai bentuknya; nama berkas di folder bukti tahun ini, tanpa spasi, misalnya rekap-skm.csv"
        ],
    ),
    (
        "pattern: text begins with a space",
        DOKUMEN,
        '"1.0"',
        '" 1.0"',
        ["2:8 Versi tidak boleh diawali atau diakhiri spasi; hapus spasinya"],
    ),
    (
        "pattern: a decimal comma",
        PELAYANAN,
        '"84.50"',
        '"84,50"',
        ["6:12 Triwulan II: '84,50' harus memakai titik desimal; tulis \"84.50\""],
    ),
    (
        "pattern: a percent sign",
        PK,
        "target: 84",
        'target: "84%"',
        ["5:13 Target: '84%' harus angka saja, tanpa satuan atau tanda lain; tulis 84"],
    ),
    (
        "pattern: Rp and dots",
        "2023/anggaran.yml",
        "300000000",
        '"Rp 300.000.000"',
        ["4:11 Pagu (Rp): 'Rp 300.000.000' tidak boleh memakai pemisah ribuan; tulis 300000000"],
    ),
    (
        "pattern: quoted, two readings",
        PELAYANAN,
        '"84.50"',
        '"84.500"',
        [
            "6:12 Triwulan II: '84.500' dapat dibaca dua cara; tulis 84500 bila titiknya pemisah ribuan, atau \"84.5000\" bila tiga angka di belakang koma"
        ],
    ),
    (
        "pattern: words for a number",
        PELAYANAN,
        "tw1: 24",
        'tw1: "belum ada"',
        ["16:12 Triwulan I 'belum ada' bukan angka; tulis angkanya, atau null bila datanya belum ada"],
    ),
    (
        "pattern: an empty text for a number",
        PELAYANAN,
        "tw1: 24",
        'tw1: ""',
        ["16:12 Triwulan I '' bukan angka; tulis angkanya, atau null bila datanya belum ada"],
    ),
    ("pattern: an empty text for a target", PK, "target: 84", 'target: ""', ["5:13 Target belum diisi; isi angkanya"]),
    (
        "pattern: a dash for no data",
        PELAYANAN,
        "tw1: 24",
        'tw1: "-"',
        ["16:12 Triwulan I '-' bukan angka; tulis angkanya, atau null bila datanya belum ada"],
    ),
    (
        "pattern: quoted negative rupiah",
        "2023/anggaran.yml",
        "300000000",
        '"-5"',
        ["4:11 Pagu (Rp) '-5' harus angka bulat dan tidak kurang dari 0"],
    ),
    (
        "pattern: an unknown NIP",
        "instansi.yml",
        'jabatan: "Bupati Contoh"',
        'jabatan: "Bupati Contoh"\n  nip: "belum"',
        [
            "15:8 NIP 'belum' tidak sesuai bentuknya; nomor Induk Pegawai, ditulis seperti pada dokumen resmi, dengan tanda petik"
        ],
    ),
    (
        "pattern: a mail address without a point",
        "instansi.yml",
        'Kode Pos 00000"',
        'Kode Pos 00000"\n  surel: "kec@contoh"',
        ["11:10 Surel 'kec@contoh' tidak sesuai bentuknya; alamat surel kantor"],
    ),
    (
        "pattern: the day first",
        DOKUMEN,
        '"2024-02-23"',
        '"23-02-2024"',
        ["3:10 Tanggal dokumen '23-02-2024' harus tahun-bulan-hari; tulis \"2024-02-23\""],
    ),
    (
        "pattern: the day first with slashes",
        DOKUMEN,
        '"2024-02-23"',
        '"3/2/2024"',
        ["3:10 Tanggal dokumen '3/2/2024' harus tahun-bulan-hari; tulis \"2024-02-03\""],
    ),
    (
        "pattern: the month in words",
        DOKUMEN,
        '"2024-02-23"',
        '"23 Februari 2024"',
        [
            "3:10 Tanggal dokumen '23 Februari 2024' tidak sesuai bentuknya; tanggal dengan bentuk tahun-bulan-hari, misalnya \"2024-01-26\""
        ],
    ),
    (
        "format: 30 February",
        DOKUMEN,
        '"2024-02-23"',
        '"2023-02-30"',
        ["3:10 Tanggal dokumen '2023-02-30' bukan tanggal yang ada; periksa hari dan bulannya"],
    ),
    (
        "format: 29 February of a common year",
        DOKUMEN,
        "2024-02-23",
        "2023-02-29",
        ["3:10 Tanggal dokumen '2023-02-29' bukan tanggal yang ada; periksa hari dan bulannya"],
    ),
    (
        "format: month 13",
        DOKUMEN,
        '"2024-02-23"',
        '"2024-13-01"',
        ["3:10 Tanggal dokumen '2024-13-01' bukan tanggal yang ada; periksa hari dan bulannya"],
    ),
    ("minLength: an empty text", DOKUMEN, '"1.0"', '""', ["2:8 Versi tidak boleh kosong; isi"]),
    (
        "maxLength: a name of 401 letters",
        "instansi.yml",
        '"Kecamatan Contoh Jaya"',
        '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
        ["1:7 Nama instansi terlalu panjang (401 huruf); paling panjang 400"],
    ),
    (
        "maxLength: a number too long",
        PELAYANAN,
        '"84.50"',
        '"84.5000000000000000"',
        [
            "6:12 Triwulan II: '84.5000000000000000' lebih dari 15 angka; periksa lagi, dan bila ini kode, beri tanda petik di isian teks"
        ],
    ),
    ("minimum: step 0", "sop.yml", "nomor: 2", "nomor: 0", ["33:12 Nomor langkah '0' tidak boleh kurang dari 1"]),
    (
        "minimum: negative rupiah",
        "2023/anggaran.yml",
        "300000000",
        "-300000000",
        ["4:11 Pagu (Rp) '-300000000' tidak boleh kurang dari 0"],
    ),
    (
        "minimum: a year too early",
        "renstra.yml",
        "periode_awal: 2021",
        "periode_awal: 21",
        ["1:15 Tahun awal '21' tidak boleh kurang dari 1990"],
    ),
    (
        "maximum: a year too late",
        "renstra.yml",
        "periode_akhir: 2026",
        "periode_akhir: 20266",
        ["2:16 Tahun akhir '20266' tidak boleh lebih dari 2100"],
    ),
    (
        "maximum: five decimals",
        "renstra.yml",
        "desimal: 0",
        "desimal: 5",
        ["80:22 Jumlah desimal '5' tidak boleh lebih dari 4"],
    ),
    (
        "minItems: no sasaran",
        RENJA,
        '\n      - "S1"\n      - "S2"',
        " []",
        ["4:14 Sasaran yang didukung tidak boleh kosong; isi"],
    ),
    (
        "minItems: one class only",
        "instansi.yml",
        '    - sebutan: "Tinggi"\n      mulai: 76\n    - sebutan: "Sedang"\n      mulai: 66\n    - sebutan: "Rendah"\n      mulai: 51\n    - sebutan: "Sangat Rendah"\n      mulai: 0\n',
        "",
        ["32:5 Kelas paling sedikit 2 butir; tambahkan"],
    ),
    (
        "maxItems: five lines of letterhead",
        "instansi.yml",
        '    - "KECAMATAN CONTOH JAYA"\n',
        '    - "A"\n    - "B"\n    - "C"\n    - "D"\n',
        ["8:5 Baris kop paling banyak 4 butir"],
    ),
    (
        "uniqueItems: the same goal twice",
        RENJA,
        '- "S2"',
        '- "S1"',
        ["5:7 Sasaran yang didukung memuat butir yang sama lebih dari sekali; hapus yang berulang"],
    ),
    (
        "required: a leader of the year without an office",
        DOKUMEN,
        'kertas: "A4"',
        'kertas: "A4"\npimpinan:\n  nama: "Siti"',
        ["6:3 isian 'jabatan' (Jabatan) belum ada; tambahkan"],
    ),
    (
        "required: a benchmark without a source",
        PELAYANAN,
        TANPA,
        '    pembanding:\n      - nama: "Kabupaten"\n        nilai: 80\n    bukti:',
        ["11:9 isian 'sumber' (Sumber) belum ada; tambahkan"],
    ),
    (
        "minItems: no benchmark",
        PELAYANAN,
        TANPA,
        "    pembanding: []\n    bukti:",
        ["10:17 Pembanding tidak boleh kosong; isi"],
    ),
    (
        "pattern: a benchmark with a percent sign",
        PELAYANAN,
        TANPA,
        '    pembanding:\n      - nama: "Kabupaten"\n        nilai: "80%"\n        sumber: "Laporan"\n    bukti:',
        ["12:16 Nilai: '80%' harus angka saja, tanpa satuan atau tanda lain; tulis 80"],
    ),
    (
        "pattern: an output in words",
        "2023/anggaran.yml",
        "realisasi: 290000000",
        'realisasi: 290000000\n    keluaran: "empat"',
        [
            "6:15 Realisasi keluaran: 'empat' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""
        ],
    ),
    (
        "minimum: fewer than no people",
        PROFIL,
        "laki_laki: 5",
        "laki_laki: -5",
        ["6:18 Laki-laki '-5' tidak boleh kurang dari 0"],
    ),
    (
        "type: half a person",
        PROFIL,
        "laki_laki: 5",
        "laki_laki: 5.5",
        ["6:18 Laki-laki '5.5' harus angka bulat, tanpa angka di belakang koma"],
    ),
    (
        "type: people in quotes",
        PROFIL,
        "laki_laki: 5",
        'laki_laki: "5"',
        ["6:18 Laki-laki harus angka bulat tanpa tanda petik; tulis 5"],
    ),
    (
        "maximum: more people than there are",
        PROFIL,
        "laki_laki: 1020",
        "laki_laki: 1000000000",
        ["34:18 Penduduk laki-laki '1000000000' tidak boleh lebih dari 999999999"],
    ),
    (
        "pattern: an area with a decimal comma",
        PROFIL,
        '"12.50"',
        '"12,50"',
        ["33:13 Luas (km²): '12,50' harus memakai titik desimal; tulis \"12.50\""],
    ),
    ("minItems: an issue without a goal", PROFIL, '\n      - "S2"', " []", ["45:14 Sasaran tidak boleh kosong; isi"]),
    (
        "maxItems: nine posts under one",
        "instansi.yml",
        '      - jabatan: "Kasubbag Umum"\n',
        '      - jabatan: "Kasubbag"\n' * 9,
        ["18:7 Bawahan paling banyak 8 butir"],
    ),
]


# The same for forms that only the office `ragam` uses.
RAGAM = KASUS / "ragam"
SAKSI = "2023/angka-saksi.yml"
RIWAYAT = "riwayat.yml"
WAKTU = 'polaritas: "negatif"\n            rumus_capaian: "(2T-R)/T"'
RAGAM_FAULTS = [
    (
        "enum: a formula that is always 100",
        "renstra.yml",
        WAKTU,
        WAKTU.replace("(2T-R)/T", "(R - (R - T)) / T x 100%"),
        [
            "54:28 Rumus capaian '(R - (R - T)) / T x 100%' ditolak: selalu menghasilkan 100 berapa pun realisasinya; pakai (2T-R)/T"
        ],
    ),
    (
        "enum: the same with its brackets forgotten",
        "renstra.yml",
        WAKTU,
        WAKTU.replace("(2T-R)/T", "R−(R−T) / T"),
        ["54:28 Rumus capaian 'R−(R−T) / T' ditolak: selalu menghasilkan 100 berapa pun realisasinya; pakai (2T-R)/T"],
    ),
    (
        "enum: a formula that is 0 on target, in words",
        "2023/perjanjian-kinerja.yml",
        'rumus_capaian: "(2T-R)/T"',
        'rumus_capaian: "[Target – Realisasi] : Target × 100"',
        [
            "22:20 Rumus capaian '[Target – Realisasi] : Target × 100' ditolak: menghasilkan 0 bila realisasi tepat sama dengan target; pakai (2T-R)/T"
        ],
    ),
    (
        "enum: a formula of an earlier year",
        RIWAYAT,
        'rumus_capaian: "(2T-R)/T"',
        'rumus_capaian: "(T-R)/T"',
        [
            "21:24 Rumus capaian '(T-R)/T' ditolak: menghasilkan 0 bila realisasi tepat sama dengan target; pakai (2T-R)/T"
        ],
    ),
    (
        "enum: a known formula in another dress",
        "renstra.yml",
        WAKTU,
        WAKTU.replace("(2T-R)/T", "(2 x Target - Realisasi) / Target x 100%"),
        ["54:28 Rumus capaian '(2 x Target - Realisasi) / Target x 100%' tidak dikenal; maksudnya '(2T-R)/T'?"],
    ),
    (
        "enum: no formula at all",
        "renstra.yml",
        WAKTU,
        WAKTU.replace("(2T-R)/T", "lihat lampiran"),
        ["54:28 Rumus capaian 'lihat lampiran' tidak dikenal; pilihannya: R/T, (2T-R)/T, T/R, posisi, tercapai"],
    ),
    (
        "pattern: a range for one figure",
        PK,
        "target: 6\n",
        'target: "5-6"\n',
        ["31:13 Target '5-6' berupa rentang; tulis satu angka, atau bawah: 5 dan atas: 6 bila polaritasnya rentang"],
    ),
    (
        "pattern: a range with decimals, in words",
        "renstra.yml",
        "nilai: 9\n",
        'nilai: "8,5 sampai 9.25"\n',
        [
            "150:24 Nilai target '8,5 sampai 9.25' berupa rentang; tulis satu angka, atau bawah: 8.5 dan atas: 9.25 bila polaritasnya rentang"
        ],
    ),
    (
        "pattern: a step of a ladder for a figure",
        PK,
        "target: 6\n",
        'target: "BB"\n',
        [
            "31:13 Target 'BB' bukan angka; tulis di teks bila berupa predikat atau kata, di alasan_tanpa_target bila belum ditetapkan"
        ],
    ),
    (
        "pattern: a range of an earlier year",
        RIWAYAT,
        "target: 82",
        'target: "80 - 82"',
        [
            "5:17 Target '80 - 82' berupa rentang; tulis satu angka, atau bawah: 80 dan atas: 82 bila polaritasnya rentang"
        ],
    ),
    (
        "pattern: a range that was reached",
        RIWAYAT,
        "realisasi: 59",
        'realisasi: "58-59"',
        ["35:20 Realisasi: '58-59' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""],
    ),
    (
        "pattern: an answer sheet of eight marks",
        PELAYANAN,
        '"34-434344"',
        '"34434344"',
        [
            "9:13 Lembar jawaban '34434344' tidak sesuai bentuknya; sembilan tanda menurut urutan unsur: angka 1 sampai 4, atau - bila tidak dijawab, misalnya \"344434343\"; lembar yang tidak dijawab sama sekali dihapus"
        ],
    ),
    (
        "pattern: an element above 4",
        PELAYANAN,
        'persyaratan: "3.50"',
        'persyaratan: "4.50"',
        ["14:24 Persyaratan '4.50' tidak boleh lebih dari 4"],
    ),
    (
        "pattern: an element below 1",
        PELAYANAN,
        'persyaratan: "3.50"',
        'persyaratan: "0.50"',
        ["14:24 Persyaratan '0.50' tidak boleh kurang dari 1"],
    ),
    (
        "maximum: an element of 5",
        PELAYANAN,
        "pengaduan: 4",
        "pengaduan: 5",
        ["21:22 Penanganan pengaduan, saran dan masukan '5' tidak boleh lebih dari 4"],
    ),
    (
        "pattern: a quoted negative threshold",
        PK,
        'membaik: "0.50"',
        'membaik: "-0.50"',
        ["13:16 Membaik mulai '-0.50' tidak boleh kurang dari 0"],
    ),
    (
        "required: a witness without a page",
        SAKSI,
        '    halaman: "12"\n',
        "",
        ["2:5 isian 'halaman' (Halaman) belum ada; tambahkan"],
    ),
    (
        "type: a page without quotes",
        SAKSI,
        'halaman: "12"',
        "halaman: 12",
        ['5:14 Halaman harus teks; tulis dengan tanda petik: "12"'],
    ),
    ("minItems: no witness", SAKSI, None, "saksi: []\n", ["1:8 Saksi tidak boleh kosong; isi"]),
    (
        "maximum: a fifth quarter",
        DOKUMEN,
        'kertas: "A4"',
        'kertas: "A4"\nsampai_triwulan: 5',
        ["5:18 Sampai triwulan '5' tidak boleh lebih dari 4"],
    ),
    (
        "uniqueItems: a step twice on a ladder",
        "renstra.yml",
        '              - "D"\n',
        '              - "C"\n',
        ["196:15 Tangga predikat memuat butir yang sama lebih dari sekali; hapus yang berulang"],
    ),
    (
        "type: a yes in quotes",
        "renstra.yml",
        '              satuan: "pengaduan"\n',
        '              satuan: "pengaduan"\n              bagian: "ya"\n',
        ["94:23 Bagian dari penyebut harus true atau false tanpa tanda petik, bukan 'ya'"],
    ),
]


def kind(path: str) -> Kind:
    """The kind of a file of the office."""
    return next(k for k in KINDS if k.pattern.fullmatch(path))


# Where something was done (an office, a file), what was there (None: all of it), what is there now.
Change = tuple[Path, str, str | None, str]


def changed(change: Change) -> str:
    """A file of an office with one change."""
    office, path, old, new = change
    text = (office / "content" / path).read_text("utf-8")
    if old is None:
        return new
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    return text.replace(old, new)


CHANGES: list[tuple[str, Change, list[str]]] = [
    (row[0], (office, *row[1:4]), row[4]) for office, rows in ((LENGKAP, FAULTS), (RAGAM, RAGAM_FAULTS)) for row in rows
]


@pytest.mark.parametrize(("change", "expected"), [pytest.param(*row[1:], id=row[0]) for row in CHANGES])
def test_a_fault_of_form_is_told_at_its_place(change: Change, expected: list[str]) -> None:
    path = change[1]
    data, problems = parse_yaml(changed(change), path)
    assert problems == []
    told = sorted(validate(data, kind(path).schema, path))
    assert [f"{p.source.line}:{p.source.column} {p.message}" for p in told] == expected
    assert {(p.level, p.rule) for p in told} == {("galat", "bentuk")}


@pytest.mark.parametrize("text", ["- 1\n", "teks\n", "1\n", "true\n"], ids=["a list", "a text", "a number", "a yes"])
@pytest.mark.parametrize("name", dict.fromkeys(k.schema for k in KINDS))
def test_a_file_that_is_no_group_of_fields_is_told_so(name: str, text: str) -> None:
    data, _ = parse_yaml(text, "f.yml")
    (problem,) = validate(data, name, "f.yml")
    assert " harus kelompok isian, bukan " in problem.message
    assert (problem.source.line, problem.source.column) == (1, 1)


def complete() -> list[tuple[Path, str]]:
    """Every data file of the offices without a fault, with its path below content/."""
    listed = (KASUS / "pengecualian-terpakai" / "content", KASUS / "temuan-lama-berlaku" / "content")
    contents = (LENGKAP / "content", RAGAM / "content", *listed)
    return [(file, file.relative_to(content).as_posix()) for content in contents for file in content.rglob("*.yml")]


def test_every_file_of_the_complete_offices_has_the_form_of_its_kind() -> None:
    assert {kind(path).schema for _, path in complete()} == {k.schema for k in KINDS}
    for file, path in complete():
        data, problems = parse_yaml(file.read_text("utf-8"), path)
        assert [*problems, *validate(data, kind(path).schema, path)] == []


# --- a second opinion ------------------------------------------------------------------------------------------


def refused(files: dict[str, list[Path]]) -> set[str]:
    """The files that check-jsonschema refuses, a program that shares no code with our reader and messages."""
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile"]
    running = [
        subprocess.Popen([*command, str(SCHEMAS / f"{name}.schema.json"), *map(str, paths)], stdout=subprocess.PIPE)
        for name, paths in files.items()
    ]
    answers: list[dict[str, Any]] = [json.loads(process.communicate()[0]) for process in running]
    assert not [answer["parse_errors"] for answer in answers if answer.get("parse_errors")]
    return {error["filename"] for answer in answers for error in answer["errors"]}


def test_a_second_validator_refuses_the_same_files_and_accepts_the_complete_offices(tmp_path: Path) -> None:
    files: dict[str, list[Path]] = {k.schema: [] for k in KINDS}
    for file, path in complete():
        files[kind(path).schema].append(file)
    faulty = [tmp_path / f"{number}.yml" for number in range(len(CHANGES))]
    for file, (_, change, _) in zip(faulty, CHANGES, strict=True):
        file.write_text(changed(change), "utf-8")
        files[kind(change[1]).schema].append(file)
    assert refused(files) == {str(file) for file in faulty}
