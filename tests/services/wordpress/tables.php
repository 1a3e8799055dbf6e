<?php
// What the tables on pages tell: the pages are made of it, and a harvest is compared with it.

return [
    'officials' => [
        ['Hj. Rahayu Kinasih, S.Sos.', 'Kepala Desa'],
        ['Bagas Wiratmoko, S.E.', 'Sekretaris Desa'],
        ['Sulastri Wening', 'Kaur Keuangan'],
        ['Danang Prabowo Aji', 'Kaur Perencanaan'],
        ['Mukhlis Hanafi', 'Kaur Tata Usaha dan Umum'],
        ['Endah Palupi, A.Md.', 'Kasi Pemerintahan'],
        ['Teguh Santosa', 'Kasi Kesejahteraan'],
        ["Ma'ruf Al Amin", 'Kasi Pelayanan'],
        ['Parjono', 'Kepala Dusun Krajan'],
        ['Siti Maimunah', 'Kepala Dusun Ngemplak'],
    ],
    // Code, name, budgeted, realised.
    'budget' => [
        '2025' => [
            ['4.1', 'Pendapatan Asli Desa', 84_500_000, 79_250_000],
            ['4.2', 'Pendapatan Transfer', 1_642_318_000, 1_598_004_750],
            ['4.3', 'Pendapatan Lain-lain', 6_100_000, 5_987_345],
            ['5.1', 'Bidang Penyelenggaraan Pemerintahan Desa', 612_744_000, 598_120_500],
            ['5.2', 'Bidang Pelaksanaan Pembangunan Desa', 801_930_000, 774_002_250],
            ['5.3', 'Bidang Pembinaan Kemasyarakatan', 97_250_000, 95_118_000],
            ['5.4', 'Bidang Pemberdayaan Masyarakat', 143_600_000, 140_075_400],
            ['5.5', 'Bidang Penanggulangan Bencana', 58_200_000, 31_500_000],
        ],
        '2024' => [
            ['4.1', 'Pendapatan Asli Desa', 71_000_000, 68_400_000],
            ['4.2', 'Pendapatan Transfer', 1_533_207_000, 1_533_207_000],
            ['5.1', 'Bidang Penyelenggaraan Pemerintahan Desa', 588_410_000, 571_936_125],
            ['5.2', 'Bidang Pelaksanaan Pembangunan Desa', 742_365_000, 739_900_000],
            ['5.4', 'Bidang Pemberdayaan Masyarakat', 120_000_000, 118_650_000],
        ],
    ],
    // Topic, as Balai calls it; heading; what is counted; rows of men and women.
    'statistics' => [
        ['occupation', 'Penduduk Menurut Pekerjaan', 'Pekerjaan', [
            ['Petani', 412, 268], ['Buruh Tani', 155, 97], ['Pedagang', 61, 118], ['Guru', 14, 27], ['Wiraswasta', 203, 88], ['Belum Bekerja', 389, 402],
        ]],
        ['education', 'Penduduk Menurut Pendidikan', 'Pendidikan', [
            ['Tidak/Belum Sekolah', 241, 259], ['Tamat SD/Sederajat', 502, 531], ['SLTP/Sederajat', 288, 241], ['SLTA/Sederajat', 319, 276], ['Diploma IV/Strata I', 41, 56],
        ]],
        ['religion', 'Penduduk Menurut Agama', 'Agama', [
            ['Islam', 1341, 1308], ['Kristen', 38, 41], ['Katolik', 11, 12], ['Hindu', 0, 1],
        ]],
    ],
];
