//! What stands above the columns of a table.

/// The columns of a table by what stands above them, and the rows below.
pub(super) struct Heading<'a> {
    names: Vec<String>,
    pub(super) rows: &'a [Vec<String>],
}

/// Words by which a column is known, the surest first.
pub(super) type Words<'a> = &'a [&'a str];

impl<'a> Heading<'a> {
    /// The heading that has a column for each of `required`, among the first rows. It may be of two rows: `Jiwa` above
    /// `L` and `P`.
    pub(super) fn find(rows: &'a [Vec<String>], required: &[Words<'_>]) -> Option<Self> {
        /// A title or two may stand above the heading.
        const FIRST: usize = 5;
        (0..rows.len().min(FIRST)).find_map(|i| {
            let one: Vec<_> = rows[i].iter().map(|cell| fold(cell)).collect();
            let headings = match rows.get(i + 1) {
                Some(next) if goes_on(&rows[i], next) => {
                    let two = one.iter().zip(next).map(|(upper, lower)| joined(upper, &fold(lower)));
                    [Some((two.collect(), i + 2)), None]
                }
                _ => [Some((one, i + 1)), None],
            };
            headings.into_iter().flatten().find_map(|(names, below)| {
                let heading = Self { names, rows: &rows[below..] };
                required.iter().all(|words| heading.column(words).is_some()).then_some(heading)
            })
        })
    }

    /// The column that is called by one of these words: by nothing else, before others.
    pub(super) fn column(&self, words: Words<'_>) -> Option<usize> {
        let find = |is: fn(&str, &str) -> bool| {
            words.iter().find_map(|word| self.names.iter().position(|name| is(name, word)))
        };
        find(|name, word| name == word)
            .or_else(|| find(|name, word| has_words(name, word) && name.starts_with(word)))
            .or_else(|| find(has_words))
    }

    /// The columns that none of these words names, in their order.
    pub(super) fn others(&self, words: &[Words<'_>]) -> impl Iterator<Item = usize> {
        let known: Vec<_> = words.iter().filter_map(|words| self.column(words)).collect();
        (0..self.names.len()).filter(move |column| !known.contains(column))
    }

    pub(super) fn name(&self, column: usize) -> &str {
        &self.names[column]
    }
}

/// Whether the row below a heading goes on with it: a cell hangs down into it, and no number stands in it.
fn goes_on(upper: &[String], lower: &[String]) -> bool {
    let hangs = upper.iter().zip(lower).any(|(upper, lower)| upper == lower && !upper.is_empty());
    let has_number = lower.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    hangs && !has_number && upper != lower
}

fn joined(upper: &str, lower: &str) -> String {
    if upper == lower { upper.to_owned() } else { format!("{upper} {lower}") }
}

/// Whether `words` stand in `name` as words.
fn has_words(name: &str, words: &str) -> bool {
    let (mut name, words) = (name.split(' ').peekable(), words.split(' ').collect::<Vec<_>>());
    while name.peek().is_some() {
        if words.iter().zip(name.clone()).filter(|(word, part)| **word == *part).count() == words.len() {
            return true;
        }
        name.next();
    }
    false
}

/// A text in lower case, single blanks between its words, and nothing else.
pub(super) fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The text of a cell; `None` where it is empty or a mark that it is.
pub(super) fn filled(row: &[String], column: usize) -> Option<&str> {
    let text = row.get(column)?.trim();
    (!text.is_empty() && !matches!(text, "-" | "–" | "—" | "..." | "…")).then_some(text)
}
