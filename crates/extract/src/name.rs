//! Names of people.

/// A name as one would write it, with what a site prints twice taken once:
/// `H. H. Wahyu Pranoto, S.Sos., S.Sos.` becomes `H. Wahyu Pranoto, S.Sos.`.
///
/// ```
/// assert_eq!(balai_extract::name::tidy("Ir.  Ir. Danang Prabowo"), "Ir. Danang Prabowo");
/// ```
pub fn tidy(name: &str) -> String {
    let mut parts = name.split(',').map(str::trim).filter(|part| !part.is_empty());
    let mut words: Vec<&str> = Vec::new();
    let first: Vec<_> = parts.next().unwrap_or_default().split_whitespace().collect();
    let titles = first.iter().take_while(|word| word.ends_with('.')).count();
    // Titles before a name are printed as a whole a second time: "Drs. H. Drs. H. Suroso".
    let half = titles / 2;
    let doubled = half > 0 && titles.is_multiple_of(2) && first[..half] == first[half..titles];
    words.extend(&first[if doubled { half } else { 0 }..]);
    let mut tidy = words.join(" ");
    let mut degrees: Vec<&str> = Vec::new();
    for degree in parts {
        if !degrees.contains(&degree) {
            degrees.push(degree);
            tidy.push_str(", ");
            tidy.push_str(degree);
        }
    }
    tidy
}

/// A name without titles and degrees: what stays the same wherever it is printed.
///
/// ```
/// assert_eq!(balai_extract::name::bare("H. Wahyu Pranoto, S.Sos."), "Wahyu Pranoto");
/// ```
pub fn bare(name: &str) -> String {
    let before = name.split(',').next().unwrap_or_default();
    let words: Vec<_> = before.split_whitespace().collect();
    // One letter with a full stop is an initial (M. Yusuf), but for Haji; the last word is never a title.
    let is_title = |word: &str| word.ends_with('.') && (word.len() > 2 || word.eq_ignore_ascii_case("h."));
    let titles = words.iter().take(words.len().saturating_sub(1)).take_while(|word| is_title(word)).count();
    words[titles..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_stand_once() {
        for (printed, written) in [
            ("H. H. Wahyu Aji Pranoto, S.Sos., S.Sos.", "H. Wahyu Aji Pranoto, S.Sos."),
            ("Drs. H. Drs. H. Suroso", "Drs. H. Suroso"),
            ("Rina Kusumawardani, S.E., M.M., S.E., M.M.", "Rina Kusumawardani, S.E., M.M."),
            ("Sutarman", "Sutarman"),
            ("Sutarman, ", "Sutarman"),
            ("M. Yusuf", "M. Yusuf"),
            ("", ""),
        ] {
            assert_eq!(tidy(printed), written);
            assert_eq!(tidy(&tidy(printed)), written, "tidying twice changes nothing");
            assert_eq!(bare(printed), bare(written), "degrees do not tell people apart");
        }
    }

    #[test]
    fn initials_are_no_titles() {
        assert_eq!(bare("M. Yusuf"), "M. Yusuf");
        assert_eq!(bare("Drs. H. Suroso"), "Suroso");
        assert_eq!(bare("Ir."), "Ir.");
        assert_eq!(bare(""), "");
    }
}
