//! The side column of the theme.

use serde_json::{Value, json};

use super::Scene;
use super::format::{day, grouped, moment};
use crate::html;
use crate::village::{Article, Form};

pub(crate) fn side(scene: Scene<'_>) -> String {
    [categories(scene), archive(scene), agenda(scene), officials(scene), social(scene), office(scene)]
        .concat()
}

fn categories(scene: Scene<'_>) -> String {
    let links = scene.village.categories.iter().map(|(name, slug)| {
        format!(r#"<li><a href="{}">{}</a></li>"#, scene.url(&format!("artikel/kategori/{slug}")), html(name))
    });
    widget(
        "Menu Kategori",
        &format!(r#"<ul id="ul-menu" class="sidebar-latest">{}</ul>"#, links.collect::<String>()),
    )
}

fn archive(scene: Scene<'_>) -> String {
    let rows = scene.village.published().take(7).map(|article| {
        format!(
            r#"<tr><td colspan="2"><span class="meta_date">{} | <i class="fa fa-eye"></i> {} Kali</span></td></tr>
<tr><td><a href="{}"><small>{}</small></a></td></tr>
"#,
            day(article.published_at),
            grouped(article.hits.into(), '.'),
            scene.article_url(article),
            html(&article.title),
        )
    });
    widget(
        "Arsip Artikel",
        &format!(r#"<div id="terkini"><table id="ul-menu">{}</table></div>"#, rows.collect::<String>()),
    )
}

fn agenda(scene: Scene<'_>) -> String {
    let today = scene.village.character.today;
    let events = |id: &str, when: &dyn Fn(jiff::civil::Date) -> bool| {
        let of_day = scene.village.published().filter_map(|article| Some((article, article.event.as_ref()?)));
        let tables = of_day.filter(|(_, event)| when(event.starts_at.date())).map(|(article, event)| {
            let row = |name: &str, value: &str| {
                format!(
                    r#"<tr><th id="label-meta-agenda">{name}</th><td>:</td><td id="isi-meta-agenda">{value}</td></tr>"#
                )
            };
            format!(
                r#"<li><table id="table-agenda" width="100%"><tr><td colspan="3"><a href="{}">{}</a></td></tr>{}{}{}</table></li>
"#,
                scene.article_url(article),
                html(&article.title),
                row("Waktu", &moment(event.starts_at)),
                row("Lokasi", &html(&event.place)),
                row("Koordinator", &html(&event.coordinator)),
            )
        });
        format!(
            r#"<div id="{id}" class="tab-pane"><ul class="sidebar-latest">{}</ul></div>"#,
            tables.collect::<String>()
        )
    };
    let tabs = [
        events("hari-ini", &|day| day == today),
        events("yad", &|day| day > today),
        events("lama", &|day| day < today),
    ];
    widget(
        "Agenda",
        &format!(
            r#"<div id="agenda" class="box-body"><div class="tab-content">{}</div></div>"#,
            tabs.concat()
        ),
    )
}

/// The officials, also a fragment of its own (`/load_aparatur_desa`).
pub(crate) fn officials(scene: Scene<'_>) -> String {
    let images = scene.village.officials_in_office().map(|official| {
        format!(
            r#"<img data-src="{}" src="{}" class="yall_lazy" data-cycle-title="<span class='cycle-overlay-title'>{}</span><span class='label label-danger'>Belum Rekam Kehadiran</span>" data-cycle-desc="{}">
"#,
            scene.url(&format!("desa/upload/user_pict/{}", official.photo)),
            scene.url("assets/images/img-loader.gif"),
            html(&official.doubled_name()),
            html(&official.position),
        )
    });
    widget(
        "Aparatur Desa",
        &format!(r#"<div id="aparatur_desa" class="cycle-slideshow">{}</div>"#, images.collect::<String>()),
    )
}

fn social(scene: Scene<'_>) -> String {
    let links = scene.village.profile.social.iter().zip(["Facebook", "Instagram"]).map(|(url, name)| {
        format!(
            r#"<a href="{url}" rel="noopener noreferrer" target="_blank"><img src="{}" alt="{name}"/></a>"#,
            scene.url("assets/front/fb.png")
        )
    });
    widget("Media Sosial", &format!(r#"<div class="box-body">{}</div>"#, links.collect::<String>()))
}

fn office(scene: Scene<'_>) -> String {
    let profile = &scene.village.profile;
    let rows = [
        ("Alamat", profile.address.as_str()),
        ("Desa ", &scene.village.name),
        ("Kecamatan", &profile.subdistrict),
        ("Kabupaten", &profile.regency),
        ("Kodepos", &profile.postal_code),
        ("Telepon", &profile.phone),
        ("Email", &profile.email),
    ];
    let rows = rows.map(|(name, value)| {
        format!(r#"<tr><td width="25%">{name}</td><td>:</td><td width="70%">{}</td></tr>"#, html(value))
    });
    widget(
        "Lokasi Kantor Desa",
        &format!(
            r#"<div class="info-desa"><table class="table-info">{}</table></div>
<script>
 var posisi = [{},{}];
 var zoom = 14;
 var polygon_desa = {};
</script>"#,
            rows.concat(),
            profile.latitude,
            profile.longitude,
            json!([[profile.boundary]]),
        ),
    )
}

fn widget(title: &str, content: &str) -> String {
    format!("<div class=\"single_bottom_rightbar\">\n<h2>{title}</h2>\n{content}\n</div>\n")
}

/// The village as OpenSID's own object, with what it leaks of others.
pub(crate) fn identity(scene: Scene<'_>) -> Value {
    let (village, profile) = (scene.village, &scene.village.profile);
    let digits = village.code.digits();
    let head = village.officials.first().map(crate::village::Official::display_name);
    let mut identity = json!({
        "id": 1,
        "nama_desa": village.name,
        "kode_desa": digits,
        "kode_pos": profile.postal_code.parse::<u32>().unwrap_or(0),
        "nama_kecamatan": profile.subdistrict,
        "kode_kecamatan": &digits[..6],
        "nama_kepala_camat": profile.subdistrict_head,
        "nip_kepala_camat": profile.subdistrict_head_number,
        "nama_kabupaten": profile.regency,
        "kode_kabupaten": &digits[..4],
        "nama_propinsi": profile.province,
        "kode_propinsi": &digits[..2],
        "logo": format!("logo_{}.png", village.slug()),
        "lat": profile.latitude.to_string(),
        "lng": profile.longitude.to_string(),
        "zoom": 14,
        "path": json!([[profile.boundary]]).to_string(),
        "alamat_kantor": profile.address,
        "email_desa": profile.email,
        "telepon": profile.phone,
        "nomor_operator": profile.operator_phone,
        "website": format!("https://{}.simulasi.invalid", village.slug()),
        "warna": "#ff0000",
        "border": "#0000ff",
        "nama_kepala_desa": head,
        "nip_kepala_desa": null,
    });
    if scene.era == super::Era::Api {
        // Of a shape like a BPS code, and none.
        identity["kode_desa_bps"] = format!("3304999{}", digits.get(7..).unwrap_or_default()).into();
    }
    identity
}

/// The news that a list of the home page shows, the headline left out.
pub(crate) fn news_after_headline<'a>(scene: Scene<'a>) -> (Option<&'a Article>, Vec<&'a Article>) {
    let mut news: Vec<&Article> = scene.village.published().filter(|a| a.form == Form::News).collect();
    let headline = if news.is_empty() { None } else { Some(news.remove(0)) };
    (headline, news)
}
