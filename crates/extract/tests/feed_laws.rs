//! The laws of the feed reader: how a feed is cut into pieces does not matter, what is cut off costs only what it
//! holds, and nothing from outside makes it panic.
#![allow(clippy::unwrap_used)]

use balai_extract::feed::{Item, Reader};
use proptest::prelude::*;
use url::Url;

const FEEDS: [&str; 5] = [
    include_str!("feed/rss2.xml"),
    include_str!("feed/rss091.xml"),
    include_str!("feed/rss1.xml"),
    include_str!("feed/atom.xml"),
    include_str!("feed/feed.json"),
];

/// Parts of feeds, good and bad, that meet in every order.
const PARTS: [&str; 24] = [
    "<rss>",
    "<channel>",
    "<feed>",
    "<item>",
    "</item>",
    "<entry a='>'>",
    "</entry>",
    "<title>Rapat</title>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "\"",
    "<",
    ">",
    "&amp;",
    "é“",
    ";base64,QUJD",
    "{\"version\":\"https://jsonfeed.org/version/1\",",
    "\"items\":[",
    "{\"title\":\"\\\"x\"}",
    "]}",
    "</rss>",
    "\\",
];

type Outcome = Result<(Vec<Item>, u64, bool, Option<String>), String>;

/// What a feed gives when it comes in pieces of these sizes, which repeat.
fn read(bytes: &[u8], sizes: &[usize]) -> (Vec<Item>, Outcome) {
    let mut reader = Reader::new(Url::parse("https://desa.example/feed").unwrap(), "");
    let mut items = Vec::new();
    let mut rest = bytes;
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (piece, after) = rest.split_at((*size).min(rest.len()));
        rest = after;
        if let Err(error) = reader.push(piece) {
            return (items, Err(error.message().to_owned()));
        }
        items.extend(std::iter::from_fn(|| reader.next_item()));
    }
    let end = match reader.finish() {
        Ok(end) => Ok((items.clone(), end.skipped_count, end.is_cut_off, end.channel.title)),
        Err(error) => Err(error.message().to_owned()),
    };
    (items, end)
}

fn feed() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::sample::select(FEEDS.to_vec()).prop_map(|feed| feed.as_bytes().to_vec()),
        prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..30).prop_map(|parts| format!(
            "<rss>{}",
            parts.concat()
        )
        .into_bytes()),
        prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..30)
            .prop_map(|parts| parts.concat().into_bytes()),
    ]
}

proptest! {
    #[test]
    fn the_pieces_do_not_matter(feed in feed(), sizes in prop::collection::vec(1_usize..300, 1..8)) {
        prop_assert_eq!(read(&feed, &sizes).1, read(&feed, &[usize::MAX]).1);
    }

    #[test]
    fn a_beginning_gives_the_first_items(feed in feed(), cut in 0.0..1.0) {
        let all = read(&feed, &[usize::MAX]).0;
        let cut = (feed.len() as f64 * cut) as usize;
        let some = read(&feed[..cut], &[64]).0;
        prop_assert!(all.starts_with(&some), "{:?} begins {:?}", some, all);
    }

    #[test]
    fn no_bytes_make_it_panic(
        start in prop::sample::select(vec!["", "<rss><item>", "<feed><entry>", "<?xml encoding='utf-16'", "{\"items\":[{"]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        sizes in prop::collection::vec(1_usize..50, 1..4),
    ) {
        let feed = [start.as_bytes(), &bytes, b"</item></entry>"].concat();
        let _ = read(&feed, &sizes);
    }
}
