//! Lists of articles and their pages, as the theme shows them.

use super::format::{amount, day, grouped, moment, share};
use super::{Era, Scene, page_of, shell};
use crate::html;
use crate::village::{Article, Budget, BudgetLine, Form};

/// How many articles a list shows.
const LIST: usize = 8;

/// A page of a list, with links to the others.
pub(crate) fn list(
    scene: Scene<'_>,
    articles: Vec<&Article>,
    number: usize,
    link: impl Fn(usize) -> String,
) -> String {
    let (articles, pages) = page_of(articles, number, LIST);
    let items: String = articles.into_iter().map(|article| list_item(scene, article)).collect();
    format!("{items}{}", shell::pagination(number, pages, link))
}

/// An article in a list.
fn list_item(scene: Scene<'_>, article: &Article) -> String {
    let url = scene.article_url(article);
    let images = article.images.first().map_or(String::new(), |file| {
        let image = format!(
            r#"<img data-src="{}" src="{}" class="yall_lazy img-fluid img-thumbnail" alt="{}"/>"#,
            scene.url(&format!("desa/upload/artikel/sedang_{file}")),
            scene.url("assets/images/img-loader.gif"),
            html(&article.title),
        );
        // The theme has one for large and one for small screens.
        format!(r#"<a href="{url}" title="Baca Selengkapnya">{image}{image}</a>"#)
    });
    format!(
        r#"<div class="business_category_left wow fadeInDown"><ul class="fashion_catgnav"><li>
<div class="catgimg2_container2">
<h5 class="catg_titile"><a href="{url}" title="Baca Selengkapnya">{title}</a></h5>
<div class="post_commentbox"><span class="meta_date">{date}&nbsp;
 <i class="fa fa-user"></i>{author}&nbsp;
 <i class="fa fa-eye"></i>{hits} Kali&nbsp;
 <i class="fa fa-comments"></i>{comments}&nbsp;
</span></div>
{images}
<div style="text-align: justify;">{summary} ...</div>
</div></li></ul></div>
"#,
        title = html(&article.title),
        date = day(article.published_at),
        author = html(&article.author),
        hits = grouped(article.hits.into(), '.'),
        comments = article.comments.len(),
        summary = summary(&article.body, 180),
    )
}

/// The newest news, above the list of the home page.
pub(crate) fn headline(scene: Scene<'_>, article: &Article) -> String {
    format!(
        r#"<div id="headline" class="box box-danger"><h5 class="catg_titile"><a href="{}">{}</a></h5>
<span class="meta_date">{}</span></div>
"#,
        scene.article_url(article),
        html(&article.title),
        day(article.published_at),
    )
}

/// The main part of an article's page.
pub(crate) fn full(scene: Scene<'_>, article: &Article) -> String {
    let (date, body_class) = match scene.era {
        Era::Pages => (moment(article.published_at), "teks"),
        Era::Api => (day(article.published_at), "title_text"),
    };
    let image = |file: &String| {
        let url = scene.url(&format!("desa/upload/artikel/sedang_{file}"));
        format!(
            r#"<div class="sampul"><a data-fancybox="gallery" href="{url}"><img width="270px" class="img-thumbnail" src="{url}" /></a></div>"#
        )
    };
    let category = article.category.map_or(String::new(), |index| {
        let (name, slug) = &scene.village.categories[index];
        let url = match scene.era {
            // A path that 2410 itself answers with 404.
            Era::Pages => scene.url(&format!("first/kategori/{}", index + 1)),
            Era::Api => scene.url(&format!("artikel/kategori/{slug}")),
        };
        format!(r#"<a href="{url}"><i class='fa fa-tag'></i>{}</a>"#, html(name))
    });
    let event = article.event.as_ref().map_or(String::new(), |event| {
        let boxes = [
            ("Tanggal & Jam", moment(event.starts_at)),
            ("Lokasi", html(&event.place)),
            ("Koordinator", html(&event.coordinator)),
        ];
        let boxes = boxes.map(|(name, value)| {
            format!(
                r#"<div class="info-box"><div class="info-box-content"><span class="info-box-text">{name}</span><span class="progress-description">
 {value} </span></div></div>
"#
            )
        });
        format!(r#"<div class="row">{}</div>"#, boxes.concat())
    });
    let attachment = article.attachment.as_ref().map_or(String::new(), |(_, label)| {
        let url = scene.url(&format!("first/unduh_dokumen_artikel/{}", article.id));
        format!(r#"<p>Unduh Lampiran:<br><a href='{url}' title="">{}</a></p>"#, html(label))
    });
    let comments = article.comments.iter().map(|comment| {
        format!(
            r#"<table class="table table-bordered"><thead><tr><th><i class="fa fa-comment"></i> {}</th></tr></thead>
<tbody><tr><td><font color='green'><small>{}</small></font><br />{}</td></tr></tbody></table>
"#,
            html(&scene.village.residents[comment.resident].name),
            moment(comment.at),
            html(&comment.text),
        )
    });
    format!(
        r##"<div class="single_page_area" id="artikel-{title}">
<div style="margin-top:0px;"><marquee><span class="teks">Selamat datang di situs simulasi</span></marquee></div>
<div class="single_category"><h2><span class="title_text">Artikel</span></h2></div>
<div id="printableArea">
<h4 class="catg_titile"><font color="#FFFFFF">{title}</font></h4>
<div class="post_commentbox"><span class="meta_date">{date}&nbsp;
 <i class="fa fa-user"></i>{author}&nbsp;
 <i class="fa fa-eye"></i>{hits} Kali Dibaca&nbsp;
 {category}
</span></div>
<div class="single_page_content" style="margin-bottom:10px;">
{event}
{first}
<div class="{body_class}">{body}</div>
{attachment}
{others}
</div>
</div>
<div class="contact_bottom">{comments}</div>
<div class="form-group group-komentar" id="kolom-komentar"><form class="contact_form" action="{comment_url}" method="POST"></form></div>
</div>
"##,
        title = html(&article.title),
        author = html(&article.author),
        hits = grouped(article.hits.into(), '.'),
        first = article.images.first().map(image).unwrap_or_default(),
        others = article.images.iter().skip(1).map(image).collect::<String>(),
        body = expanded(scene, article),
        comments = comments.collect::<String>(),
        comment_url = scene.url(&format!("add_comment/{}", article.id)),
    )
}

/// The body as the article's own page shows it: the shortcode of a finance article is a table there.
fn expanded(scene: Scene<'_>, article: &Article) -> String {
    if article.form != Form::Finance {
        return article.body.clone();
    }
    scene.village.budgets.iter().fold(article.body.clone(), |body, budget| {
        body.replace(
            &format!("[[lap-RP-APBD-sm1,{}]]", budget.year),
            &budget_table(&scene.village.name, budget),
        )
    })
}

fn budget_table(village: &str, budget: &Budget) -> String {
    let cells = |budgeted: i64, realised: i64, percent: bool| {
        let share = if percent { share(realised, budgeted) } else { String::new() };
        format!(
            "<td align='right'>{}</td><td align='right'>{}</td><td align='right'>{}</td><td align='right'>{share}</td>",
            amount(budgeted),
            amount(realised),
            amount(budgeted - realised),
        )
    };
    let group = |line: &BudgetLine| {
        let accounts = budget.accounts(line).map(|account| {
            format!(
                "<tr><td></td><td colspan='2'>{}</td><td>{}</td>{}</tr>\n",
                account.code,
                account.name,
                cells(account.budgeted, account.realised, true)
            )
        });
        format!(
            "<tr class='bold'><td>{}</td><td colspan='3'>{}</td>{}</tr>\n{}",
            line.code,
            line.name,
            cells(line.budgeted, line.realised, true),
            accounts.collect::<String>()
        )
    };
    let section = |title: &str, section| {
        let empty = "<td align='right'></td>".repeat(4);
        let groups: String = budget.groups(section).map(group).collect();
        format!("<tr class='bold'><td colspan='4'>{title}</td>{empty}</tr>\n{groups}")
    };
    let sum = |title: &str, (budgeted, realised)| {
        format!(
            "<tr class='bold highlighted'><td colspan='4'>{title}</td>{}</tr>\n",
            cells(budgeted, realised, false)
        )
    };
    let minus = |a: (i64, i64), b: (i64, i64)| (a.0 - b.0, a.1 - b.1);
    let (income, spending, financing) = (budget.total('4'), budget.total('5'), budget.total('6'));
    let surplus = minus(income, spending);
    let rest = (surplus.0 + financing.0, surplus.1 + financing.1);
    format!(
        "<h4>TAHUN ANGGARAN {year} PEMERINTAH DESA {name}</h4>\n<div class=\"table-responsive\"><table class=\"table blueTable\" \
         width='100%'><thead><tr><th colspan='4'>Uraian</th><th>Anggaran (Rp)</th><th>Realisasi (Rp)</th><th>Lebih/(Kurang)(Rp)</th>\
         <th>Persentase (%)</th></tr></thead><tbody>\n{}{}{}{}{}{}{}{}</tbody></table></div>",
        section("4. PENDAPATAN", '4'),
        sum("JUMLAH PENDAPATAN", income),
        section("5. BELANJA", '5'),
        sum("JUMLAH BELANJA", spending),
        sum("SURPLUS / (DEFISIT)", surplus),
        section("6. PEMBIAYAAN", '6'),
        sum("PEMBIAYAAN NETTO", financing),
        sum("SILPA/SiLPA TAHUN BERJALAN", rest),
        year = budget.year,
        name = html(&village.to_uppercase()),
    )
}

/// The text of an article up to the first space behind so many bytes, entities as they stand.
pub(crate) fn summary(body: &str, bytes: usize) -> String {
    let text = plain(body);
    let end = text.char_indices().find(|(at, c)| *at >= bytes && *c == ' ').map_or(text.len(), |(at, _)| at);
    text[..end].to_owned()
}

/// HTML without its tags, entities as they stand.
pub(crate) fn plain(body: &str) -> String {
    let mut inside = false;
    let text: String = body
        .chars()
        .filter_map(|c| match c {
            '<' => {
                inside = true;
                Some(' ')
            }
            '>' if inside => {
                inside = false;
                None
            }
            _ => (!inside).then_some(c),
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
