//! A feed of 90 MB costs little memory. Alone in its program, so that the program's peak is its own.

#[cfg(target_os = "linux")]
#[test]
fn ninety_megabytes_with_inline_pictures_cost_less_than_64() {
    use balai_extract::feed::Reader;

    /// The most memory that this program has had so far, in bytes (`VmHWM` of proc(5)).
    fn peak() -> usize {
        let status = std::fs::read_to_string("/proc/self/status").expect("Linux has it");
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("Linux says it");
        line.split_whitespace().nth(1).and_then(|kib| kib.parse::<usize>().ok()).expect("a number") * 1024
    }

    /// Pushes bytes of which there are many, in pieces as they come from a network.
    fn push(reader: &mut Reader, bytes: &[u8], pushed: &mut usize, items: &mut usize) {
        for piece in bytes.chunks(64 << 10) {
            reader.push(piece).expect("a feed");
            *pushed += piece.len();
            while let Some(item) = reader.next_item() {
                assert_eq!(item.content_html.as_deref(), Some("<p>Panen kopi</p>"));
                *items += 1;
            }
        }
    }

    let base = "https://desa.example/feed".parse().expect("a URL");
    let mut reader = Reader::new(base, "application/rss+xml");
    let (mut pushed, mut items) = (0, 0);
    push(
        &mut reader,
        b"<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>",
        &mut pushed,
        &mut items,
    );
    let picture = vec![b'Q'; 64 << 10];
    // The first item has 25 MB of pictures alone, more than an item may have of text.
    for pictures in [400, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100] {
        push(
            &mut reader,
            b"<item><title>Panen</title><content:encoded><![CDATA[<p>Panen kopi",
            &mut pushed,
            &mut items,
        );
        for _ in 0..pictures / 10 {
            push(&mut reader, b"<img src=\"data:image/jpeg;base64,", &mut pushed, &mut items);
            for _ in 0..10 {
                push(&mut reader, &picture, &mut pushed, &mut items);
            }
            push(&mut reader, b"\">", &mut pushed, &mut items);
        }
        push(&mut reader, b"</p>]]></content:encoded></item>", &mut pushed, &mut items);
    }
    let end = reader.finish().expect("a feed");
    assert_eq!((items, end.skipped_count), (11, 0));
    assert!(pushed > 90_000_000, "{pushed}");
    let first = peak();
    println!("{pushed} bytes pushed, {first} bytes of memory at the most");
    assert!(first < 64 << 20, "{first}");

    // And where nothing can be left out: an item of 7 MiB of words, and one that is never closed.
    let mut reader = Reader::new("https://desa.example/feed".parse().expect("a URL"), "");
    let words = "kopi panen desa ".repeat(4096);
    reader.push(b"<rss><item><description>").expect("a feed");
    for _ in 0..7 * 16 {
        reader.push(words.as_bytes()).expect("a feed");
    }
    reader.push(b"</description></item><item><description><![CDATA[").expect("a feed");
    assert!(reader.next_item().is_some());
    for _ in 0..90 * 16 {
        reader.push(words.as_bytes()).expect("a feed");
    }
    reader.push(b"]]></description></item>").expect("a feed");
    assert!(reader.next_item().is_none());
    assert_eq!(reader.finish().expect("a feed").skipped_count, 1);
    let peak = peak();
    println!("{peak} bytes of memory at the most");
    assert!(peak < 64 << 20, "{peak}");
}
