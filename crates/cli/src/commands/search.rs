//! `balai search`: full text over everything.

use std::io::Write;

use balai::{Kind, Order, RegionCode, Stored};
use clap::Args;
use console::style;
use serde::Serialize;

use crate::args::{Chosen, StoreArgs};
use crate::outcome::{Failure, Outcome, Result};
use crate::output::one_line;
use crate::{names, output};

/// Search the texts of everything that was harvested
#[derive(Args)]
#[command(after_help = "\
All words must be there, in any order; `bangun` also finds `membangun` and `pembangunan`.

Examples:
  balai search kopi
  balai search \"jalan desa\" --kind project --within 33.04.15 --since 2026-01-01")]
pub(crate) struct Search {
    /// The words to search for
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    chosen: Chosen,
    /// At most so many, the best first
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// As JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    store: StoreArgs,
}

/// One record that was found.
#[derive(Serialize)]
struct Hit {
    id: String,
    village: RegionCode,
    name: String,
    kind: Kind,
    /// The day on which it was published, by the village's calendar.
    date: Option<String>,
    title: String,
    snippet: String,
    url: String,
}

impl Search {
    pub(crate) async fn run(self) -> Result {
        let words = self.words.join(" ");
        if !words.contains(char::is_alphanumeric) {
            return Err(Failure::usage("there is no word to search for"));
        }
        let store = self.store.read()?;
        let query = self.chosen.query().matching(&words).order(Order::Best).limit(self.limit);
        let hits: Vec<_> =
            store.records(&query).await?.into_iter().map(|stored| Hit::new(stored, &words)).collect();
        if self.json {
            return output::json(&hits);
        }
        let mut out = output::stdout();
        for hit in &hits {
            writeln!(out, "{}", style(&hit.title).bold())?;
            let date = hit.date.iter().map(|date| format!(", {date}")).collect::<String>();
            writeln!(out, "  {}, {}{date}", hit.name, hit.kind)?;
            if !hit.snippet.is_empty() {
                writeln!(out, "  {}", hit.snippet)?;
            }
            writeln!(out, "  {}\n", style(&hit.url).dim())?;
        }
        out.flush()?;
        let all: u64 = store.counts(&query).await?.into_iter().map(|(_, _, n)| n).sum();
        output::tell(match (all, hits.len() as u64) {
            (0, _) => format!("nothing was found for {words}"),
            (all, shown) if shown < all => {
                format!("{shown} of {} shown; --limit shows more", output::count(all, "record"))
            }
            (all, _) => format!("{} found", output::count(all, "record")),
        });
        Ok(Outcome::Done)
    }
}

impl Hit {
    fn new(stored: Stored, words: &str) -> Self {
        let record = stored.record;
        let data = serde_json::to_value(&record.entity).unwrap_or_default()["data"].take();
        let field = |name: &str| data[name].as_str().map(str::to_owned);
        let text = ["body_text", "summary", "description"].into_iter().find_map(field);
        Self {
            village: record.village,
            name: names::name(record.village),
            kind: record.kind(),
            date: record.published_at.map(|at| names::day(record.village, at)),
            title: one_line(&record.entity.title()),
            snippet: snippet(&text.unwrap_or_else(|| record.entity.text()), words),
            url: field("url").unwrap_or_else(|| record.source.url.to_string()),
            id: record.id,
        }
    }
}

/// What stands around the first of the words; the beginning, where none stands there as it was written.
fn snippet(text: &str, words: &str) -> String {
    const BEFORE: usize = 50;
    const LENGTH: usize = 150;
    let text = one_line(text);
    let letters: Vec<char> = text.chars().collect();
    let folded: Vec<char> = letters.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
    let found =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).filter_map(|word| {
            let word: Vec<char> = word.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect();
            folded.windows(word.len()).position(|window| window == word)
        });
    let at = found.min().unwrap_or_default();
    // From one word's beginning to another's end.
    let space = |c: &char| c.is_whitespace();
    let begin = match at.saturating_sub(BEFORE) {
        0 => 0,
        from => from + letters[from..at].iter().position(space).map_or(0, |offset| offset + 1),
    };
    let end = match begin + LENGTH {
        to if to >= letters.len() => letters.len(),
        to => letters[begin..to].iter().rposition(space).map_or(to, |offset| begin + offset),
    };
    let middle: String = letters[begin..end].iter().collect();
    format!("{}{middle}{}", if begin > 0 { "… " } else { "" }, if end < letters.len() { " …" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_shows_the_word_among_whole_words() {
        let text = format!("{} warga memanen Kopi robusta {}", "awal ".repeat(60), "akhir ".repeat(60));
        let shown = snippet(&text, "kopi");
        assert!(shown.contains("memanen Kopi robusta"), "{shown}");
        assert!(shown.starts_with("… awal") && shown.ends_with("akhir …"), "{shown}");
        assert_eq!(snippet("Panen\n kopi", "KOPI"), "Panen kopi");
        assert_eq!(snippet("Panén", "padi"), "Panén");
        assert_eq!(snippet("", "padi"), "");
    }

    proptest::proptest! {
        #[test]
        fn a_snippet_is_short_and_of_the_text(text in r"[\PC\s]{0,400}", words in r"[\PC\s]{0,12}") {
            let shown = snippet(&text, &words);
            assert!(shown.chars().count() <= 150 + 4);
            assert!(one_line(&text).contains(shown.trim_start_matches("… ").trim_end_matches(" …")));
        }
    }
}
