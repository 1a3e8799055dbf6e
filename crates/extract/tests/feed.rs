//! What the feed reader gives: of good feeds what feed-rs gives, of broken ones every whole item.
#![allow(clippy::unwrap_used)]

use balai_core::Zone;
use balai_extract::date;
use balai_extract::feed::{End, Format, Item, Reader};
use url::Url;

const RSS2: &str = include_str!("feed/rss2.xml");
const RSS091: &str = include_str!("feed/rss091.xml");
const RSS1: &str = include_str!("feed/rss1.xml");
const ATOM: &str = include_str!("feed/atom.xml");
const JSON: &str = include_str!("feed/feed.json");

fn read(bytes: impl AsRef<[u8]>) -> (Vec<Item>, End) {
    let mut reader = Reader::new(Url::parse("https://desa.example/feed").unwrap(), "");
    reader.push(bytes.as_ref()).unwrap();
    let items = std::iter::from_fn(|| reader.next_item()).collect();
    (items, reader.finish().unwrap())
}

fn titles(bytes: impl AsRef<[u8]>) -> Vec<String> {
    read(bytes).0.into_iter().map(|item| item.title.unwrap_or_default()).collect()
}

/// A feed with these items.
fn rss(items: &str) -> String {
    format!("<rss version='2.0'><channel><title>Desa</title>{items}</channel></rss>")
}

fn refused(bytes: impl AsRef<[u8]>) -> String {
    let mut reader = Reader::new(Url::parse("https://desa.example/feed").unwrap(), "");
    match reader.push(bytes.as_ref()) {
        Ok(()) => reader.finish().unwrap_err().to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn good_feeds_say_what_an_independent_reader_says() {
    for (name, feed) in [("2.0", RSS2), ("0.91", RSS091), ("1.0", RSS1), ("atom", ATOM), ("json", JSON)] {
        let oracle = feed_rs::parser::parse(feed.as_bytes()).unwrap();
        let (items, end) = read(feed);
        assert!(!end.is_cut_off && end.skipped_count == 0, "{name}");
        assert_eq!(items.len(), oracle.entries.len(), "{name}");
        let instant = |text: &Option<String>| {
            let text = text.as_deref()?;
            Some(date::instant(text, Zone::Wib, jiff::Timestamp::UNIX_EPOCH).unwrap().as_second())
        };
        for (item, entry) in items.iter().zip(&oracle.entries) {
            let context = format!("{name}: {item:?}\n{entry:?}");
            assert_eq!(item.title.as_deref(), entry.title.as_ref().map(|it| it.content.trim()), "{context}");
            assert_eq!(instant(&item.published), entry.published.map(|it| it.timestamp()), "{context}");
            let categories: Vec<_> =
                entry.categories.iter().map(|it| it.label.as_ref().unwrap_or(&it.term).as_str()).collect();
            if name != "1.0" {
                // feed-rs leaves dc:subject out.
                assert_eq!(item.categories, categories, "{context}");
            }
            if let Some(link) =
                entry.links.iter().find(|it| it.rel.as_deref().is_none_or(|rel| rel == "alternate"))
            {
                assert_eq!(item.url.as_ref().unwrap().as_str(), link.href, "{context}");
            }
        }
    }
}

#[test]
fn rss_2_is_read_in_every_field() {
    let (items, end) = read(RSS2);
    assert_eq!(end.format, Format::Rss);
    assert_eq!(end.channel.title.as_deref(), Some("Desa Sukamaju"));
    assert_eq!(end.channel.url.as_deref(), Some("https://sukamaju.example/"));
    assert_eq!(end.channel.description.as_deref(), Some("Kabar dari balai desa"));
    assert_eq!(end.channel.generator.as_deref(), Some("https://wordpress.org/?v=6.4"));
    assert_eq!(end.channel.rights.as_deref(), Some("Hak cipta Pemerintah Desa Sukamaju"));
    assert_eq!(end.channel.language.as_deref(), Some("id"));
    let coffee = &items[0];
    assert_eq!(coffee.id.as_deref(), Some("https://sukamaju.example/?p=12"));
    assert_eq!(coffee.url.as_ref().unwrap().as_str(), "https://sukamaju.example/panen-kopi?a=1&b=2");
    assert_eq!(coffee.author.as_deref(), Some("Admin Desa"));
    assert_eq!(coffee.categories, ["Berita", "Pertanian"]);
    assert_eq!(coffee.summary_html.as_deref(), Some("Warga memanen kopi."));
    assert!(coffee.content_html.as_deref().unwrap().starts_with("<p>Warga memanen <b>kopi</b>"));
    assert_eq!(coffee.images[0].as_str(), "https://sukamaju.example/foto/kopi.jpg");
    assert_eq!(coffee.enclosures[0].url.as_str(), "https://sukamaju.example/berkas/laporan.pdf");
    assert_eq!(coffee.comment_count, Some(3));
    let work = &items[1];
    assert_eq!(
        work.url.as_ref().unwrap().as_str(),
        "https://sukamaju.example/kerja-bakti",
        "the guid is a link"
    );
    assert_eq!(work.author.as_deref(), Some("Siti"), "a name and no address");
    assert_eq!(work.summary_html.as_deref(), Some("<p>Jalan dusun dibersihkan.</p>"));
}

#[test]
fn rss_1_knows_namespaces_by_their_address() {
    let (items, end) = read(RSS1);
    assert_eq!(end.channel.title.as_deref(), Some("Nagari Kenanga"));
    assert_eq!(items[0].id.as_deref(), Some("http://kenanga.example/1"));
    assert_eq!(items[0].author.as_deref(), Some("Wali nagari"), "d: is Dublin Core here");
    assert_eq!(items[0].published.as_deref(), Some("2026-09-08T10:00:00+07:00"));
}

#[test]
fn atom_texts_are_read_by_their_type_and_links_by_their_base() {
    let (items, end) = read(ATOM);
    assert_eq!(end.format, Format::Atom);
    assert_eq!(end.channel.title.as_deref(), Some("Desa Mawar"));
    assert_eq!(end.channel.url.as_deref(), Some("https://mawar.example/"));
    assert_eq!(end.channel.generator.as_deref(), Some("Blogger 7.00"));
    let water = &items[0];
    assert_eq!(water.title.as_deref(), Some("Air < 5 liter & cukup"));
    assert_eq!(water.url.as_ref().unwrap().as_str(), "https://mawar.example/blog/2026/air.html");
    assert_eq!(water.author.as_deref(), Some("Budi"), "neither the contributor nor the address");
    assert_eq!(water.categories, ["Pengumuman"]);
    assert_eq!(water.summary_html.as_deref(), Some("Hemat &lt;air&gt;"), "a text, not a tag");
    let html = water.content_html.as_deref().unwrap();
    assert!(html.contains("<p>Debit 3 &lt; 5.<br>Hemat.</p><i></i>"), "{html}");
    assert_eq!(water.updated.as_deref(), Some("2026-09-10T09:00:00+07:00"));
    assert_eq!(water.enclosures[0].url.as_str(), "https://mawar.example/berkas/air.pdf");
    assert_eq!(water.comment_count, Some(2));
    let club = &items[1];
    assert_eq!(club.url.as_ref().unwrap().as_str(), "https://mawar.example/blog/kabar/arisan.html");
    assert_eq!(club.base.as_str(), "https://mawar.example/blog/kabar/");
    assert_eq!(club.title.as_deref(), Some("Arisan"), "not the source's");
}

#[test]
fn a_json_feed_is_cut_at_its_own_items_only() {
    let (items, end) = read(JSON);
    assert_eq!(end.format, Format::Json);
    assert_eq!(end.channel.title.as_deref(), Some("Desa Cempaka"));
    assert_eq!(items.len(), 2, "the list within _more is another");
    assert_eq!(items[0].title.as_deref(), Some("Kolam } ikan \"lele\" ]"));
    assert_eq!(items[0].author.as_deref(), Some("Rina"));
    assert_eq!(items[0].images[0].as_str(), "https://cempaka.example/lele.jpg");
    assert_eq!(items[0].enclosures[0].media_type.as_deref(), Some("application/pdf"));
    assert_eq!(items[1].content_html.as_deref(), Some("Jadwal ronda &lt;baru&gt;"));
}

#[test]
fn json_tells_that_it_is_a_feed_before_or_after_its_items() {
    let sorted = r#"{"items":[{"id":1,"title":"A","tags":"salah"}, 5, {"id":2,}],
        "title":"Desa","version":"https://jsonfeed.org/version/1"}"#;
    let (items, end) = read(sorted);
    assert_eq!((items.len(), items[0].id.as_deref()), (1, Some("1")));
    assert_eq!(end.skipped_count, 1, "{:?}", end.skipped);
    assert!(refused(r#"{"items":[{"id":1,"title":"A"}],"total":1}"#).contains("JSON of another shape"));
}

#[test]
fn a_mark_or_a_warning_before_the_feed_does_no_harm() {
    let feed = rss("<item><title>A</title></item>");
    assert_eq!(titles(format!("\u{feff}{feed}")), ["A"]);
    assert_eq!(titles(format!("\r\n\n  <?xml version='1.0'?>{feed}")), ["A"]);
    assert_eq!(
        titles(format!("<br />\n<b>Warning</b>: Undefined \"index in feed.php\n<?xml version='1.0'?>{feed}")),
        ["A"]
    );
}

#[test]
fn names_count_in_any_case_and_with_any_prefix() {
    let feed = "<RSS><channel><Item><TITLE>A</TITLE><pubdate>Thu, 10 Sep 2026 08:00:00 +0700</pubdate></Item></channel></RSS>";
    let (items, end) = read(feed);
    assert_eq!(items[0].published.as_deref(), Some("Thu, 10 Sep 2026 08:00:00 +0700"));
    assert!(!end.is_cut_off);
    let prefixed = "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>A</a:title><x:entry/></a:entry></a:feed>";
    assert_eq!(titles(prefixed), ["A"]);
}

#[test]
fn items_after_the_channel_are_items() {
    let feed = "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Desa</title></channel>
        <item><title>A</title><dc:creator>Ani</dc:creator></item><item><title>B</title></item></rss>";
    assert_eq!(titles(feed), ["A", "B"]);
    assert_eq!(read(feed).0[0].author.as_deref(), Some("Ani"));
}

#[test]
fn an_items_end_within_cdata_a_comment_or_a_value_is_none() {
    let feed = rss(
        "<item><title><![CDATA[Tulis </item> & ]] >]]></title><!-- </item><item> --><x y='>'/>
         <description><![CDATA[<item><title>bukan</title></item>]]></description></item><item><title>B</title></item>",
    );
    assert_eq!(titles(feed), ["Tulis & ]] >", "B"]);
}

#[test]
fn a_feed_that_is_cut_off_gives_every_whole_item() {
    let feed = rss("<item><title>A</title></item><item><title>B</title></item>");
    let cut = &feed[..feed.find("B</title>").unwrap()];
    let (items, end) = read(cut);
    assert_eq!(items.len(), 1);
    assert!(end.is_cut_off);
    assert_eq!(end.channel.title.as_deref(), Some("Desa"));
}

#[test]
fn a_malformed_item_costs_itself_only() {
    for broken in [
        "<item><title>Harga <5\" & lain</title></item>",
        "<item><title>tidak ditutup</title>",
        "<item><title><![CDATA[tidak ditutup</title></item>",
        "<item><title x=\"1></title></item>",
        "<item><titl\0e></b></item>",
        "<item><description><b>tebal<br></description></item>",
    ] {
        let titles = titles(rss(&format!(
            "<item><title>A</title></item>{broken}<item><title><![CDATA[B]]></title></item><item><title>C</title></item>"
        )));
        let known: Vec<_> = titles.iter().filter(|it| ["A", "B", "C"].contains(&it.as_str())).collect();
        assert_eq!(known, ["A", "B", "C"], "{broken}: {titles:?}");
    }
}

#[test]
fn raw_html_and_loose_ampersands_are_read_all_the_same() {
    let (items, end) =
        read(rss("<item><title>Tari & musik&nbsp;desa</title><link>https://desa.example/?p=1&x=2</link>
         <description><p>Satu<br>dua &amp; tiga</p></description></item>"));
    assert_eq!(end.skipped_count, 0, "{:?}", end.skipped);
    assert_eq!(items[0].title.as_deref(), Some("Tari & musik desa"));
    assert_eq!(items[0].url.as_ref().unwrap().as_str(), "https://desa.example/?p=1&x=2");
    assert_eq!(items[0].summary_html.as_deref(), Some("<p>Satu<br>dua &amp; tiga</p>"));
}

#[test]
fn what_was_escaped_twice_reads_as_it_was_meant() {
    let (items, _) = read(rss(
        "<item><title>Kopi &amp;amp;#8211; teh</title>
         <description><![CDATA[<img src='/a.jpg'/> Rapat &amp;quot;besar&amp;quot;&amp;nbsp;desa [...]]]></description></item>",
    ));
    assert_eq!(items[0].title.as_deref(), Some("Kopi – teh"));
    assert_eq!(
        items[0].summary_html.as_deref(),
        Some("<img src='/a.jpg'/> Rapat &quot;besar&quot;&nbsp;desa [...]")
    );
}

#[test]
fn pictures_that_stand_in_the_text_are_dropped() {
    let (items, _) = read(rss(&format!(
        "<item><title>A</title><description><![CDATA[<p>a<img src=\"data:image/png;base64,{}\">b</p>]]></description></item>",
        "iVBORw0KGgo".repeat(1000)
    )));
    assert_eq!(items[0].summary_html.as_deref(), Some("<p>ab</p>"));
}

#[test]
fn charsets_are_followed() {
    let latin = b"<?xml version='1.0' encoding='windows-1252'?><rss><item><title>\x93Desa\x94 \x96 caf\xe9</title></item></rss>";
    assert_eq!(titles(latin), ["“Desa” – café"]);
}

#[test]
fn what_is_no_feed_is_told_early() {
    for html in ["<!DOCTYPE html><html><head>", "\n<html lang='id'>", "<!-- x --><HEAD>"] {
        let mut reader = Reader::new(Url::parse("https://desa.example/feed").unwrap(), "text/xml");
        let error = reader.push(html.as_bytes()).unwrap_err();
        assert!(
            error.to_string().contains("HTML page came where a feed is due (at https://desa.example/feed)")
        );
    }
    assert!(refused("<urlset><url/></urlset>").contains("no feed"));
    assert!(refused("").contains("nothing came"));
    assert!(refused("{\"success\":true}").contains("JSON of another shape"));
    let mut reader = Reader::new(Url::parse("https://desa.example/feed").unwrap(), "");
    let endless = std::iter::repeat_n([b'x'; 1000], 1000).map(|piece| reader.push(&piece));
    assert!(endless.take_while(Result::is_ok).count() < 100, "nobody waits for a megabyte to see that");
}
