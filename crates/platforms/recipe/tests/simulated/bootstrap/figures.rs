//! What the village counts.

use balai_testkit::village::Budget;

use super::super::{day, html, rupiah, section};
use super::{Bootstrap, thousands};

impl Bootstrap {
    pub(super) fn statistic(&self, slug: &str) -> Option<String> {
        let table = self.0.statistics.iter().find(|it| it.slug == slug)?;
        let rows = table.rows.iter().map(|row| {
            format!(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                html(&row.label),
                thousands(row.total()),
                thousands(row.male),
                thousands(row.female)
            )
        });
        let (male, female) = table.totals();
        Some(format!(
            "<h1>{}</h1><table class=\"table statistik\"><thead><tr><th>Kelompok</th><th>Jumlah</th><th>L</th><th>P</th></tr></thead>\
             <tbody>{}</tbody><tfoot><tr><th>Total</th><th>{}</th><th>{}</th><th>{}</th></tr></tfoot></table>",
            html(table.name),
            rows.collect::<String>(),
            thousands(male + female),
            thousands(male),
            thousands(female),
        ))
    }

    pub(super) fn aid(&self) -> String {
        let rows = self.0.aid.iter().map(|it| {
            let target = if it.for_families { "Keluarga" } else { "Perorangan" };
            let count = it.recipients();
            format!(
                "<div class=\"bansos\"><h4>{}</h4><span class=\"sasaran\">{target}</span><span class=\"masa\">{} s/d {}</span>\
                 <span class=\"dana\">Sumber dana: {}</span><span class=\"jml\">{count} penerima</span></div>",
                html(&it.name),
                day(it.starts_on),
                day(it.ends_on),
                it.source,
            )
        });
        format!("<h1>Bantuan Sosial</h1>{}", rows.collect::<String>())
    }

    pub(super) fn index(&self) -> String {
        let cards = self.0.idm.iter().map(|it| {
            let parts = it.components.iter().map(|(name, score)| {
                format!("<tr><td>{name}</td><td>{}</td></tr>", decimal(*score))
            });
            format!(
                "<section class=\"idm\"><h3>IDM Tahun {}</h3><p class=\"skor\">{}</p><p class=\"status\">{}</p><table>{}</table></section>",
                it.year,
                decimal(it.score),
                it.class,
                parts.collect::<String>(),
            )
        });
        format!("<h1>Indeks Desa Membangun</h1>{}", cards.collect::<String>())
    }

    pub(super) fn complaints(&self) -> String {
        let count = |status: u8| self.0.complaints.iter().filter(|it| it.status == status).count();
        let names = ["Menunggu", "Diproses", "Selesai"];
        let counts = names.iter().zip(1_u8..).map(|(name, status)| {
            format!("<div class=\"jumlah\"><span>{name}</span><b>{}</b></div>", count(status))
        });
        let texts = self.0.complaints.iter().map(|it| {
            format!(
                "<div class=\"aduan\"><b>{}</b><p>{}</p></div>",
                self.0.residents[it.reporter].name,
                html(&it.text)
            )
        });
        format!("<h1>Pengaduan</h1>{}{}", counts.collect::<String>(), texts.collect::<String>())
    }
}

pub(super) fn budget(budget: &Budget) -> String {
    let bodies = ['4', '5', '6'].map(|own| {
        let rows = budget.lines.iter().filter(|line| line.section == own).map(|line| {
            format!(
                "<tr class=\"tingkat-{}\"><td>{}</td><td>{}</td><td class=\"text-end\">{}</td><td class=\"text-end\">{}</td></tr>",
                line.level - 1,
                line.code.trim_end_matches('.'),
                html(line.name),
                rupiah(line.budgeted),
                rupiah(line.realised),
            )
        });
        let (budgeted, realised) = budget.total(own);
        format!(
            "<tbody data-bagian=\"{}\"><tr class=\"bagian\"><th colspan=\"2\">{}</th><th>{}</th><th>{}</th></tr>{}</tbody>",
            own,
            section(own).to_uppercase(),
            rupiah(budgeted),
            rupiah(realised),
            rows.collect::<String>(),
        )
    });
    format!(
        "<h1>APBDes Tahun Anggaran {}</h1><table class=\"table apbdes\"><thead><tr><th>Kode</th><th>Uraian</th><th>Anggaran</th>\
         <th>Realisasi</th></tr></thead>{}</table>",
        budget.year,
        bodies.concat()
    )
}

/// `0,7648` of ten-thousandths.
fn decimal(score: i64) -> String {
    format!("{},{:04}", score / 10_000, score % 10_000)
}
