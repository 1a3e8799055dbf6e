//! Statistics, areas and scores.

use serde_json::{Value, json};

use crate::opensid::format::{score, share};
use crate::opensid::rows::idm_rows;
use crate::opensid::{Scene, shell};
use crate::village::{Aid, Count, Hamlet, Row};
use crate::{Answer, html};

/// The page of a statistic by the slug of its address.
pub(super) fn statistic(scene: Scene<'_>, slug: &str) -> Option<String> {
    let statistic = scene.village.statistics.iter().find(|statistic| statistic.slug == slug)?;
    let all = statistic.totals();
    let rows = statistic.rows.iter().zip(1..).map(|(row, number)| {
        let mut value = counted(row, all);
        value["id"] = number.to_string().into();
        value["no"] = number.into();
        value
    });
    let mut unknown = counted(&statistic.unknown, all);
    unknown["id"] = 777.into();
    unknown["no"] = "".into();
    let rows: Vec<Value> = rows.chain([unknown]).collect();
    Some(table(scene, statistic.name, rows, all))
}

/// The page of a statistic by OpenSID's key: programmes of aid have no other.
pub(super) fn by_key(scene: Scene<'_>, key: &str) -> Option<Answer> {
    if let Some(statistic) = scene.village.statistic(key) {
        return Some(Answer::redirect(&scene.url(&format!("data-statistik/{}", statistic.slug))));
    }
    let count = scene.village.population();
    let everyone = |families: bool| match families {
        true => (count.households - count.households / 6, count.households / 6),
        false => (count.male, count.female),
    };
    let programmes =
        |families: bool| scene.village.aid.iter().filter(move |aid| aid.for_families == families);
    let rows = |aid: &Aid| {
        let mut row = counted(
            &Row { label: aid.name.clone(), male: aid.male, female: aid.female },
            everyone(aid.for_families),
        );
        let extra = json!({
            "id": aid.id.to_string(), "config_id": "1", "slug": aid.slug, "sasaran": if aid.for_families { "2" } else { "1" },
            "ndesc": format!("Program {}", aid.name), "sdate": aid.starts_on, "edate": aid.ends_on, "status": "1",
            "asaldana": aid.source,
        });
        if let (Some(row), Value::Object(extra)) = (row.as_object_mut(), extra) {
            row.extend(extra);
        }
        row
    };
    let rest = |label: &str, received: (u32, u32), all: (u32, u32)| {
        let rest = Row {
            label: label.into(),
            male: all.0.saturating_sub(received.0),
            female: all.1.saturating_sub(received.1),
        };
        let mut value = counted(&rest, all);
        value["id"] = 777.into();
        value["no"] = "".into();
        value
    };
    let (name, families, values) = match key {
        "bantuan_penduduk" | "bantuan_keluarga" => {
            let families = key == "bantuan_keluarga";
            let received =
                programmes(families).fold((0, 0), |sum, aid| (sum.0 + aid.male, sum.1 + aid.female));
            let values: Vec<Value> = programmes(families).map(rows).collect();
            let rest = rest("BUKAN PENERIMA", received, everyone(families));
            let name = if families { "Bantuan Keluarga" } else { "Bantuan Penduduk" };
            (name.to_owned(), families, values.into_iter().chain([rest]).collect())
        }
        _ => {
            let aid = scene.village.aid.iter().find(|aid| format!("50{}", aid.id) == key)?;
            let all = everyone(aid.for_families);
            // The page of one programme tells only who is not in it.
            (aid.name.clone(), aid.for_families, vec![rest("BUKAN PESERTA", (aid.male, aid.female), all)])
        }
    };
    Some(Answer::html(table(scene, &name, values, everyone(families))))
}

/// A row of a statistic, with its shares of all.
fn counted(row: &Row, all: (u32, u32)) -> Value {
    let all = i64::from(all.0 + all.1);
    let percent = |part: u32| format!("{}%", share(part.into(), all));
    json!({
        "nama": row.label,
        "jumlah": row.total().to_string(),
        "laki": row.male.to_string(),
        "perempuan": row.female.to_string(),
        "persen": percent(row.total()),
        "persen1": percent(row.male),
        "persen2": percent(row.female),
    })
}

fn table(scene: Scene<'_>, name: &str, rows: Vec<Value>, all: (u32, u32)) -> String {
    let mut total = counted(&Row { label: "TOTAL".into(), male: all.0, female: all.1 }, all);
    total["id"] = 888.into();
    total["no"] = "".into();
    let lines = rows.iter().chain([&total]).map(|row| {
        let cell = |key: &str| match &row[key] {
            Value::String(text) => html(text),
            other => other.to_string(),
        };
        let cells: String = ["no", "nama", "jumlah", "persen", "laki", "persen1", "perempuan", "persen2"]
            .iter()
            .map(|key| format!("<td>{}</td>", cell(key)))
            .collect();
        format!("<tr>{cells}</tr>\n")
    });
    let lines: String = lines.collect();
    // Written by hand, since `10` stands before `2` in a JSON object of ours.
    let ordered: Vec<String> = rows.iter().enumerate().map(|(n, row)| format!("\"{n}\":{row}")).collect();
    let data = format!("{{{},\"total\":{total}}}", ordered.join(","));
    let main = format!(
        r#"<script type="text/javascript">
 const rawData = Object.values({data});
 const type = 'pie';
</script>
<div class="single_category"><h2><span class="title_text">Data Demografi {}</span></h2></div>
<table class="table table-striped"><thead><tr><th rowspan="2">No</th><th rowspan="2">Kelompok</th><th colspan="2">Jumlah</th>
<th colspan="2">Laki-laki</th><th colspan="2">Perempuan</th></tr><tr><th>n</th><th>%</th><th>n</th><th>%</th><th>n</th><th>%</th></tr></thead>
<tbody>
{lines}</tbody></table>"#,
        html(name)
    );
    shell::page(scene, name, &main)
}

pub(super) fn areas(scene: Scene<'_>) -> String {
    let numbers = |count: Count| {
        let cells = [count.households, count.people(), count.male, count.female];
        cells.map(|number| format!("<td align=\"right\">{number}</td>")).concat()
    };
    let head = |index: usize| html(&scene.village.residents[index].name);
    let row = |depth: usize, number: usize, what: &str, head: String, count: Count| {
        format!(
            "<tr>{}<td align=\"center\">{number}</td><td align=\"left\" colspan=\"{}\">\n {what} , Ketua {head} </td>{}</tr>\n",
            "<td></td>".repeat(depth),
            8 - depth,
            numbers(count)
        )
    };
    let hamlet = |(number, hamlet): (usize, &Hamlet)| {
        let rws = hamlet.rws.iter().enumerate().map(|(number, rw)| {
            let rts = rw.rts.iter().enumerate();
            let rts = rts.map(|(n, rt)| row(2, n + 1, &format!("RT {}", rt.number), head(rt.head), rt.count));
            let rts: String = rts.collect();
            format!("{}{rts}", row(1, number + 1, &format!("RW {}", rw.number), head(rw.head), rw.count()))
        });
        let rws: String = rws.collect();
        format!(
            "{}{rws}",
            row(0, number + 1, &format!("Dusun {}", hamlet.name), head(hamlet.head), hamlet.count())
        )
    };
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Populasi Per Wilayah</span></h2></div>
<div class="table-responsive"><table class="table table-striped table-bordered"><thead><tr><th>No</th>
<th colspan="8">Wilayah / Ketua</th><th>KK</th><th>L+P</th><th>L</th><th>P</th></tr></thead><tbody>
{}</tbody><tfoot><tr><td colspan="9" align="left"><label>TOTAL</label></td>{}</tr></tfoot></table></div>"#,
        scene.village.hamlets.iter().enumerate().map(hamlet).collect::<String>(),
        numbers(scene.village.population()),
    );
    shell::page(scene, "Wilayah", &main)
}

pub(super) fn idm(scene: Scene<'_>, year: &str) -> Option<String> {
    let idm = scene.village.idm.iter().find(|idm| idm.year.to_string() == year)?;
    let tile = |value: String, name: &str| {
        format!(r#"<div class="small-box"><div class="inner"><h3>{value}</h3><p>{name}</p></div></div>"#)
    };
    let place = |name: &str, value: &str| {
        format!("<tr><td>{name}</td><td> : </td><td>{}</td></tr>", html(&value.to_uppercase()))
    };
    let rows = idm_rows(idm);
    let rows = rows.iter().map(|row| {
        let cells = [
            "NO",
            "INDIKATOR",
            "SKOR",
            "KETERANGAN",
            "KEGIATAN",
            "NILAI",
            "PUSAT",
            "PROV",
            "KAB",
            "DESA",
            "CSR",
            "LAINNYA",
        ];
        let cells = cells.map(|key| match &row[key] {
            Value::String(text) => format!("<td>{}</td>", html(text)),
            Value::Null => "<td></td>".to_owned(),
            other => format!("<td>{other}</td>"),
        });
        format!("<tr>{}</tr>\n", cells.concat())
    });
    let profile = &scene.village.profile;
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Status IDM {year}</span></h2></div>
{}{}{}{}
<table class="table table-bordered table-striped dataTable"><tbody>{}{}{}{}</tbody></table>
<table class="table table-bordered dataTable tabel-daftar"><thead><tr><th rowspan="2">NO</th><th rowspan="2">INDIKATOR IDM</th>
<th rowspan="2">SKOR</th><th rowspan="2">KETERANGAN</th><th rowspan="2">KEGIATAN</th><th rowspan="2">+NILAI</th>
<th colspan="6">PELAKSANA</th></tr><tr><th>PUSAT</th><th>PROVINSI</th><th>KABUPATEN</th><th>DESA</th><th>CSR</th><th>LAINNYA</th></tr></thead>
<tbody>
{}</tbody></table>"#,
        tile(score(idm.score, 10_000).to_string(), "SKOR IDM SAAT INI"),
        tile(idm.class.into(), "STATUS IDM"),
        tile(score(idm.minimum, 10_000).to_string(), "SKOR IDM MINIMAL"),
        tile(idm.target.into(), "TARGET STATUS"),
        place("PROVINSI", &profile.province),
        place("KABUPATEN", &profile.regency),
        place("KECAMATAN", &profile.subdistrict),
        place("DESA", &scene.village.name),
        rows.collect::<String>(),
    );
    Some(shell::wide(scene, "Status IDM", &main))
}

pub(super) fn sdgs(scene: Scene<'_>) -> String {
    let sdgs = &scene.village.sdgs;
    let goals = sdgs.goals.iter().zip(1..).map(|((_, points), number)| {
        format!(
            r#"<div class="info-box"><span class="info-box-icon"><img class="sdgs-logo" src="{}" alt="skor-sdgs-{number}.jpg"></span>
<div class="info-box-content"><span class="info-box-number total-bumds">{} <span class="info-box-text desc-bumds">Nilai</span></span></div></div>
"#,
            scene.url(&format!("assets/images/sdgs/skor-sdgs-{number}.jpg")),
            score(*points, 100),
        )
    });
    let main = format!(
        r#"<div class="single_page_area"><h2 class="post_titile">SDGs Desa</h2>
<div class="info-box"><span class="info-box-number total-bumds">{} <span class="info-box-text desc-bumds">Skor SDGs Desa</span></span></div>
{}</div>"#,
        score(sdgs.average, 100),
        goals.collect::<String>(),
    );
    shell::wide(scene, "SDGs Desa", &main)
}
