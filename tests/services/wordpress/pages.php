<?php
// The pages of a village, with the tables that stand on them.

require_once __DIR__ . '/files.php';

/** Pages: a slug, and below which other it stands, go with title and text. */
function pages(string $village): array
{
    $tables = require __DIR__ . '/tables.php';
    $plan = wp_get_attachment_url(attach('rkp-desa-2025.pdf', pdf('Rencana Kerja Pemerintah Desa 2025'), 'RKP Desa 2025'));
    $form = wp_get_attachment_url(attach('formulir-surat-pengantar.pdf', pdf('Formulir Surat Pengantar'), 'Formulir Surat Pengantar'));
    $pages = [
        ['title' => "Profil Desa $village", 'slug' => 'profil', 'content' => "Desa $village terletak di kaki bukit, diapit dua sungai kecil.\n\nLuas wilayahnya 412 hektare, sebagian besar sawah tadah hujan."],
        ['title' => 'Visi dan Misi', 'slug' => 'visi-misi', 'below' => 'profil', 'content' => "<h2>Visi</h2>\nDesa yang rukun, terang, dan berkecukupan.\n<h2>Misi</h2>\n<ol><li>Membuka informasi anggaran seluas-luasnya.</li><li>Merawat sumber air.</li></ol>"],
        ['title' => 'Sejarah Desa', 'slug' => 'sejarah', 'below' => 'profil', 'content' => "Konon desa ini dibuka oleh tiga bersaudara.\n\n<!--nextpage-->\n\nPada masa kemudian, pasar pindah ke tepi jalan raya."],
        ['title' => 'Perangkat Desa', 'slug' => 'perangkat-desa', 'content' => officials_table($tables['officials'])],
        ['title' => 'Statistik Kependudukan', 'slug' => 'statistik', 'content' => implode("\n\n", array_map(fn($table) => statistic_table(...$table), $tables['statistics']))],
        ['title' => 'Kontak', 'slug' => 'kontak', 'content' => "Kantor Desa $village\n\nJalan Pahlawan Nomor 1\n\nSurel: kantor@$village.contoh.example"],
        ['title' => 'Layanan Surat Pengantar', 'slug' => 'layanan', 'content' => blocks(['Pengurusan surat pengantar tidak dipungut biaya.'])],
        ['title' => 'Unduhan', 'slug' => 'unduhan', 'content' => "<ul><li><a href=\"$plan\">RKP Desa 2025</a></li><li><a href=\"$form\">Formulir Surat Pengantar</a></li></ul>"],
        ['title' => 'Halaman Kosong', 'slug' => 'kosong', 'content' => ''],
    ];
    foreach ($tables['budget'] as $year => $lines) {
        $pages[] = ['title' => "APBDes Tahun $year", 'slug' => "apbdes-$year", 'content' => budget_table($year, $lines)];
    }
    return $pages;
}

/** Pages that are not public: each holds the marker. */
function hidden_pages(string $marker): array
{
    return [
        ['title' => "Halaman bersandi $marker", 'slug' => 'bersandi', 'password' => 'kunci', 'content' => "Isi $marker"],
        ['title' => "Halaman pribadi $marker", 'slug' => 'pribadi', 'status' => 'private', 'content' => "Isi $marker"],
        ['title' => "Halaman rancangan $marker", 'slug' => 'rancangan', 'status' => 'draft', 'content' => "Isi $marker"],
        ['title' => "Halaman terjadwal $marker", 'slug' => 'terjadwal', 'status' => 'future', 'ago' => -100 * DAY_IN_SECONDS, 'content' => "Isi $marker"],
    ];
}

/** As the block editor saves a table. */
function officials_table(array $officials): string
{
    $rows = '';
    foreach ($officials as $n => [$name, $position]) {
        $rows .= '<tr><td>' . ($n + 1) . "</td><td>$name</td><td>$position</td></tr>";
    }
    return "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><thead><tr><th>No</th><th>Nama</th><th>Jabatan</th></tr></thead><tbody>$rows</tbody></table><figcaption>Susunan organisasi pemerintah desa</figcaption></figure>\n<!-- /wp:table -->";
}

/** As a table comes out of a word processor: bold cells for a heading. Most years have a row above each section. */
function budget_table(string $year, array $lines): string
{
    $rupiah = fn(int $amount) => 'Rp' . number_format($amount, 0, ',', '.');
    $sections = $year === '2024' ? [] : ['4' => 'PENDAPATAN', '5' => 'BELANJA'];
    $rows = '';
    foreach ($lines as [$code, $name, $budgeted, $realised]) {
        $section = $code[0];
        if (isset($sections[$section])) {
            $rows .= "<tr><td>$section</td><td colspan=\"3\">{$sections[$section]}</td></tr>\n";
            unset($sections[$section]);
        }
        $rows .= "<tr><td>$code</td><td>$name</td><td>{$rupiah($budgeted)}</td><td>{$rupiah($realised)}</td></tr>\n";
    }
    return "<p>Rincian Anggaran Pendapatan dan Belanja Desa Tahun Anggaran $year.</p>\n<table border=\"1\"><tbody>\n<tr><td><b>Kode</b></td><td><b>Uraian</b></td><td><b>Anggaran</b></td><td><b>Realisasi</b></td></tr>\n$rows</tbody></table>";
}

function statistic_table(string $topic, string $heading, string $what, array $rows): string
{
    $cells = '';
    $all = [0, 0];
    foreach ($rows as [$label, $men, $women]) {
        $cells .= "<tr><td>$label</td><td>$men</td><td>$women</td><td>" . ($men + $women) . '</td></tr>';
        $all = [$all[0] + $men, $all[1] + $women];
    }
    return "<h3>$heading</h3>\n<table><thead><tr><th>$what</th><th>Laki-laki</th><th>Perempuan</th><th>Jumlah</th></tr></thead><tbody>$cells<tr><td>Jumlah</td><td>{$all[0]}</td><td>{$all[1]}</td><td>" . array_sum($all) . '</td></tr></tbody></table>';
}
