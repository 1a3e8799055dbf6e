//! What stands around every page of the theme.

use super::format::{amount, share};
use super::menu::{self, Entry};
use super::{Era, Scene, widgets};
use crate::{Answer, html};

/// A whole page with the side column.
pub(crate) fn page(scene: Scene<'_>, title: &str, main: &str) -> String {
    let side = widgets::side(scene);
    let columns = format!(
        r#"<div class="content_bottom">
<div class="col-lg-9 col-md-9"><div class="content_left">
{main}
</div></div>
<div class="col-lg-3 col-md-3">
{side}
</div>
</div>"#
    );
    bare(scene, title, &columns)
}

/// A whole page without the side column.
pub(crate) fn wide(scene: Scene<'_>, title: &str, main: &str) -> String {
    let main = format!(
        r#"<div class="content_bottom"><div class="col-lg-12 col-md-12"><div id="contentwrapper" class="web">
{main}
</div></div></div>"#
    );
    bare(scene, title, &main)
}

fn bare(scene: Scene<'_>, title: &str, main: &str) -> String {
    let profile = &scene.village.profile;
    let name = html(&scene.village.name);
    let site_name = format!("Desa {name} Kecamatan {} Kabupaten {}", profile.subdistrict, profile.regency);
    let title = if title.is_empty() { format!("Website Resmi {site_name}") } else { html(title) };
    let assets = match scene.era {
        Era::Pages => format!(
            r#"<link rel="stylesheet" href="{}">"#,
            scene.url("vendor/themes/natra/assets/css/style.min.css")
        ),
        Era::Api => format!(
            r#"<link rel="stylesheet" href="{}">"#,
            scene.url("theme_asset/natra?file=css/style.min.css&amp;v=2601.0.0")
        ),
    };
    let config = match scene.era {
        Era::Pages => String::new(),
        Era::Api => format!(
            "<script>\n var config = {};\n var setting = {{\"sebutan_desa\":\"desa\",\"current_version\":\"26.01\"}};\n</script>",
            widgets::identity(scene)
        ),
    };
    format!(
        r#"<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name='theme' content='Natra' />
<meta name='theme:version' content='{theme}' />
<meta property="og:site_name" content="{site_name}"/>
<title>
 {title}</title>
{assets}
{config}
</head>
<body>
<div class="container">
<header id="header"><div class="header_top"><div class="header_top_left">
<ul class="top_nav"><li><table><tr>
<td class="hidden-xs"><img class="tlClogo" src="{logo}" width="30" alt="{name}"/></td>
<td><a href="{home}"><font size="4">Website Resmi Desa {name}</font><br /><font size="2">
 Kec. {subdistrict} Kab. {regency} Prov. {province} </font></a></td>
</tr></table></li></ul>
</div></div></header>
<div id="navarea"><nav class="navbar navbar-default" role="navigation">
<div id="navbar" class="navbar-collapse collapse">
<ul class="nav navbar-nav custom_nav">
<li class="dropdown"><a href="{home}">Beranda</a></li>
{menu}
</ul>
</div></nav></div>
<div class="row"><section>
{main}
</section></div>
</div>
<footer id="footer">
{budget}
<div class="footer_bottom"><div class="container"><div class="footer_bottom_right">
 <p>Situs simulasi: desa, orang, dan angka di sini rekaan.</p>
 &copy; <a href="https://opendesa.id/" rel="noopener noreferrer" target="_blank">OpenDesa</a>
 <a href="https://github.com/OpenSID/OpenSID" rel="noopener noreferrer" target="_blank">OpenSID {version}</a>
 <a href="{login}" rel="noopener noreferrer" target="_blank"> | Natra {theme}</a>
</div></div></div>
</footer>
</body>
</html>
"#,
        theme = scene.era.theme_version(),
        version = scene.era.version(),
        logo = scene.url(&format!("desa/logo/logo_{}.png", scene.village.slug())),
        home = scene.url(""),
        login = scene.url("siteman"),
        subdistrict = profile.subdistrict,
        regency = profile.regency,
        province = profile.province,
        menu = list(scene, &menu::menu(scene.village)),
        budget = transparency(scene),
    )
}

fn list(scene: Scene<'_>, entries: &[Entry]) -> String {
    let line = |entry: &Entry| {
        let link = match entry.link.as_str() {
            "#" => "#".to_owned(),
            elsewhere if elsewhere.contains("://") => elsewhere.to_owned(),
            path => scene.url(path),
        };
        let below = match entry.below.is_empty() {
            true => String::new(),
            false => format!(r#"<ul class="dropdown-menu">{}</ul>"#, list(scene, &entry.below)),
        };
        format!(
            r#"<li class="dropdown"><a class="dropdown-toggle" href="{link}">{}</a>{below}</li>"#,
            html(&entry.label)
        )
    };
    entries.iter().map(line).collect()
}

/// A name with what was planned and realised of it, in sen.
type Amounts<'a> = (&'a str, (i64, i64));

/// The budget of the newest year below every page, realised first.
fn transparency(scene: Scene<'_>) -> String {
    let Some(budget) = scene.village.budgets.last() else { return String::new() };
    let gross =
        || budget.groups('6').fold((0, 0), |sum, line| (sum.0 + line.budgeted, sum.1 + line.realised));
    let financing = match scene.era {
        // 2410 gets this line wrong in just this way; readers have to live with it.
        Era::Pages => (2 * gross().1 - gross().0, gross().1),
        Era::Api => budget.total('6'),
    };
    let of = |section| budget.lines.iter().filter(move |line| line.section == section);
    let columns: [(&str, Vec<Amounts<'_>>); 3] = [
        (
            "Pelaksanaan",
            vec![
                ("Pendapatan", budget.total('4')),
                ("Belanja", budget.total('5')),
                ("Pembiayaan", financing),
            ],
        ),
        (
            "Pendapatan",
            of('4').filter(|l| l.level == 3).map(|l| (l.name, (l.budgeted, l.realised))).collect(),
        ),
        ("Pembelanjaan", of('5').map(|l| (l.name, (l.budgeted, l.realised))).collect()),
    ];
    let column = |(title, lines): &(&str, Vec<Amounts<'_>>)| {
        let lines = lines.iter().map(|(name, (budgeted, realised))| {
            format!(
                r#"<div class="progress-group">
 {name} <br>
 <b>RP {} | Rp {}</b>
 <div class="progress"><div class="progress-bar" role="progressbar"><span>{} %</span></div></div>
</div>
"#,
                amount(*realised),
                amount(*budgeted),
                share(*realised, *budgeted).replace(',', "."),
            )
        });
        format!(
            "<div class=\"col-md-4\"><div align=\"center\"><h2>\n APBDes {} {title} </h2></div>\n{}</div>\n",
            budget.year,
            lines.collect::<String>()
        )
    };
    format!(
        "<div class=\"container\" id=\"transparansi-footer\">\n{}</div>",
        columns.iter().map(column).collect::<String>()
    )
}

/// The links to the pages of a list.
pub(crate) fn pagination(number: usize, pages: usize, link: impl Fn(usize) -> String) -> String {
    if pages < 2 {
        return String::new();
    }
    let numbers = (1..=pages).map(|page| {
        let active = if page == number { "active" } else { "" };
        format!(r#"<li class="{active}"><a href="{}" title="Halaman {page}">{page}</a></li>"#, link(page))
    });
    format!(
        r#"<div class="pagination_area text-center"><div>Halaman {number} dari {pages}</div><ul class="pagination">{}</ul></div>"#,
        numbers.collect::<String>()
    )
}

/// The theme's own not-found page, which comes under status 200.
pub(crate) fn not_found(scene: Scene<'_>) -> String {
    let main = format!(
        r#"<div class="artikel" id="artikel-blank"><div class="error_page_content"><h1>404</h1><h2>Maaf</h2>
<h3>Yang Anda cari belum ada di sini</h3><p><a href="{}">Ke Beranda</a></p></div></div>"#,
        scene.url("")
    );
    wide(scene, "", &main)
}

/// The page that stands under HTTP 404.
pub(crate) fn missing(origin: &str) -> String {
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head><title>404 Page Not Found</title></head>
<body><div class="error-page"><h2 class="headline text-yellow">404</h2>
<p>Kami tidak dapat menemukan halaman yang Anda inginkan. <a href="{origin}/">Beranda</a></p>
<p>Situs simulasi.</p></div></body>
</html>
"#
    )
}

/// The cookies of a first answer: what the platform is known by.
pub(crate) fn with_session(answer: Answer, target: &str) -> Answer {
    let token = target.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
    answer
        .header("Set-Cookie", format!("sidcsrf={token:032x}; Max-Age=7200; path=/; SameSite=Strict"))
        .header(
            "Set-Cookie",
            format!("ci_session={token:032x}; Max-Age=7200; path=/; HttpOnly; SameSite=Lax"),
        )
        .header("Cache-Control", "no-store, no-cache, must-revalidate")
}
