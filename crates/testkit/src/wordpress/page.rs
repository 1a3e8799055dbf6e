//! The pages that people read: home, one item, and what is not there; and the tables that office pages hold.

use super::item::NEXT_PAGE;
use super::shape::escape;
use super::{Item, ItemState, WordPress, calendar, theme};
use crate::opensid::format::{amount, grouped};
use crate::village::{Budget, Official, Statistic, Village};
use crate::{Answer, Ask, html};

/// How many posts a page of a list shows.
pub(super) const LIST: usize = 10;

/// What stands in place of a protected text.
pub(super) const PASSWORD_FORM: &str = "<form action=\"/wp-login.php?action=postpass\" class=\"post-password-form\" method=\"post\"><p>Konten ini dilindungi \
     oleh kata sandi.</p><input name=\"post_password\" type=\"password\"></form>";

pub(super) fn home(site: &WordPress, ask: &Ask, number: usize) -> Answer {
    let front = site.database().iter().find(|item| site.front == Some(item.id)).cloned();
    if let Some(front) = front.filter(Item::is_listed) {
        return single(site, ask, &front, 1);
    }
    let posts = site.listed("post");
    let first = number.saturating_sub(1).saturating_mul(LIST);
    // The first page is there though nothing was written yet.
    let is_there = |shown: &&[Item]| number == 1 || (!shown.is_empty() && number > 0);
    let Some(shown) = posts.get(first..).filter(is_there) else {
        return missing(site, ask);
    };
    let articles: String = shown
        .iter()
        .take(LIST)
        .map(|item| {
            let heading = format!(
                "<h2 class=\"entry-title\"><a href=\"{}\">{}</a></h2>",
                html(&site.link(&ask.origin, item)),
                title(item)
            );
            theme::article(site, ask, item, &heading, &content(item, 0).0)
        })
        .collect();
    let older = match (shown.len() > LIST, site.is_open) {
        (true, true) => format!(
            "<a class=\"next page-numbers\" href=\"{}/page/{}/\">Pos lama</a>",
            ask.origin,
            number + 1
        ),
        (true, false) => format!(
            "<a class=\"next page-numbers\" href=\"{}/?paged={}\">Pos lama</a>",
            ask.origin,
            number + 1
        ),
        _ => String::new(),
    };
    theme::page(site, ask, "home blog", "", &format!("{articles}<nav>{older}</nav>"))
}

/// The page of an item, or one of its further parts.
pub(super) fn single(site: &WordPress, ask: &Ask, item: &Item, part: usize) -> Answer {
    let class = match item.sort {
        "page" if site.front == Some(item.id) => {
            format!("home page-template-default page page-id-{}", item.id)
        }
        "page" => format!("page-template-default page page-id-{}", item.id),
        sort => format!("{sort}-template-default single single-{sort} postid-{}", item.id),
    };
    let link = site.link(&ask.origin, item);
    let (mut text, parts) = content(item, part.max(1) - 1);
    if parts > 1 {
        let numbers: String = (1..=parts)
            .map(|number| match (number == part, site.is_open, number) {
                (true, ..) => format!(" <span class=\"post-page-numbers current\">{number}</span>"),
                (_, true, 1) | (_, false, 1) => {
                    format!(" <a href=\"{}\" class=\"post-page-numbers\">1</a>", html(&link))
                }
                (_, true, _) => {
                    format!(" <a href=\"{link}{number}/\" class=\"post-page-numbers\">{number}</a>")
                }
                (_, false, _) => {
                    format!(
                        " <a href=\"{}&#038;page={number}\" class=\"post-page-numbers\">{number}</a>",
                        html(&link)
                    )
                }
            })
            .collect();
        text += &format!("<div class=\"page-links\">Halaman:{numbers}</div>");
    }
    let main = match item.sort {
        "mec-events" => calendar::modern(item, &text),
        _ => {
            let heading = format!("<h1 class=\"entry-title\">{}</h1>", title(item));
            theme::article(site, ask, item, &heading, &text)
        }
    };
    let comments = site.village.residents.first().filter(|_| item.sort == "post").map(|resident| {
        format!(
            "<div id=\"comments\" class=\"comments-area\"><article class=\"comment-body\"><b class=\"fn\">{}</b> \
             <time datetime=\"2021-01-01T08:00:00+07:00\">1 Januari 2021</time><p>Terima kasih.</p></article></div>",
            html(&resident.name)
        )
    });
    let head = calendar::json_ld(item, &link);
    let answer = theme::page(
        site,
        ask,
        &class,
        &title(item),
        &format!("{head}{main}{}", comments.unwrap_or_default()),
    );
    match site.is_open && item.sort == "post" {
        true => answer.header("Link", format!("<{}/?p={}>; rel=shortlink", ask.origin, item.id)),
        false => answer,
    }
}

/// An item by the parts of its pretty address, with the number of its part behind it.
pub(super) fn by_path(site: &WordPress, ask: &Ask, parts: &[&str]) -> Answer {
    let path = format!("/{}/", parts.join("/"));
    let database = site.database();
    let found = database.iter().filter(|item| item.is_listed()).find_map(|item| {
        let own = site.link("", item);
        if own == path {
            return Some((item.clone(), 1));
        }
        let number: usize = path.strip_prefix(&own)?.trim_end_matches('/').parse().ok()?;
        (2..=item.parts().len()).contains(&number).then(|| (item.clone(), number))
    });
    drop(database);
    match found {
        Some((item, part)) => single(site, ask, &item, part),
        None => missing(site, ask),
    }
}

pub(super) fn missing(site: &WordPress, ask: &Ask) -> Answer {
    theme::page(
        site,
        ask,
        "error404",
        "Halaman tidak ditemukan",
        "<h1 class=\"page-title\">Tidak ada apa-apa di sini</h1>",
    )
    .with_status(404)
}

/// The page of an author, whose address is how they sign in.
pub(super) fn author(site: &WordPress, ask: &Ask) -> Answer {
    theme::page(site, ask, "archive author author-RAHASIA", "Penulis", "<h1>RAHASIA-NAMA-MASUK</h1>")
}

pub(super) fn plain(title: &str, main: &str) -> Answer {
    Answer::html(format!("<!doctype html><title>{title}</title>{main}<p>Situs simulasi.</p>"))
}

/// A title as pages and REST show it.
pub(super) fn title(item: &Item) -> String {
    match item.state {
        ItemState::Protected => format!("Diproteksi: {}", escape(&item.title)),
        _ => escape(&item.title),
    }
}

/// A part of an item's text as pages show it, and how many parts there are.
pub(super) fn content(item: &Item, part: usize) -> (String, usize) {
    if item.state == ItemState::Protected {
        return (PASSWORD_FORM.to_owned(), 1);
    }
    let parts = item.parts();
    (parts.get(part).or(parts.first()).map_or(String::new(), |part| part.trim().to_owned()), parts.len())
}

/// An item's whole text, as REST shows it.
pub(super) fn whole(item: &Item) -> String {
    match item.state {
        ItemState::Protected => String::new(),
        _ => format!("\n{}\n", item.body.replace(NEXT_PAGE, &format!("<p>{NEXT_PAGE}</p>"))),
    }
}

/// Rows below a heading, as the editor's block of a table.
fn table(heading: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let heading: String = heading.iter().map(|cell| format!("<th>{cell}</th>")).collect();
    let rows: String = rows
        .map(|cells| {
            let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", html(cell))).collect();
            format!("<tr>{cells}</tr>")
        })
        .collect();
    format!(
        "<figure class=\"wp-block-table\"><table><thead><tr>{heading}</tr></thead><tbody>{rows}</tbody></table></figure>\n"
    )
}

/// The officials with their numbers, which no one should print.
pub(super) fn officials_table(village: &Village) -> String {
    let row = |(official, number): (&Official, u32)| {
        vec![
            number.to_string(),
            official.display_name(),
            official.position.clone(),
            official.nik.clone(),
            official.term.clone(),
        ]
    };
    table(&["No", "Nama", "Jabatan", "NIK", "Masa Jabatan"], village.officials_in_office().zip(1..).map(row))
}

/// A year's budget with its sections, groups and accounts.
pub(super) fn budget_table(budget: &Budget) -> String {
    let mut rows = Vec::new();
    for (section, name) in [('4', "PENDAPATAN"), ('5', "BELANJA"), ('6', "PEMBIAYAAN")] {
        let (budgeted, realised) = budget.total(section);
        rows.push(vec![section.to_string(), name.to_owned(), amount(budgeted), amount(realised)]);
        rows.extend(budget.lines.iter().filter(|line| line.section == section).map(|line| {
            vec![line.code.to_owned(), line.name.to_owned(), amount(line.budgeted), amount(line.realised)]
        }));
    }
    let about = format!("<h3>APBDes Tahun Anggaran {}</h3>", budget.year);
    about + &table(&["Kode", "Uraian", "Anggaran", "Realisasi"], rows.into_iter())
}

pub(super) fn statistic_table(statistic: &Statistic) -> String {
    let number = |people: u32| match people {
        // What the editor's typography makes of a hyphen alone.
        0 => "\u{2013}".to_owned(),
        some => grouped(some.into(), '.'),
    };
    let rows = statistic.rows.iter().chain([&statistic.unknown]).zip(1..).map(|(row, place): (_, u32)| {
        vec![place.to_string(), row.label.clone(), number(row.male), number(row.female), number(row.total())]
    });
    let (male, female) = statistic.totals();
    let total = vec![String::new(), "JUMLAH".into(), number(male), number(female), number(male + female)];
    format!("<h3>{}</h3>", statistic.name)
        + &table(&["No", "Kelompok", "Laki-laki", "Perempuan", "Jumlah"], rows.chain([total]))
}
