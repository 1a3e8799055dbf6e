//! Telephone numbers.

/// A number in international form, `+62286000123`; `None` where it is none of Indonesia's.
///
/// ```
/// use balai_extract::phone;
///
/// assert_eq!(phone::international("(0286) 000-123").as_deref(), Some("+62286000123"));
/// assert_eq!(phone::international("62 812 3456 7890").as_deref(), Some("+6281234567890"));
/// assert_eq!(phone::international("112"), None);
/// ```
pub fn international(text: &str) -> Option<String> {
    let text = text.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let separators = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '+' | '/');
    if !text.chars().all(separators) {
        return None;
    }
    let national = digits.strip_prefix("62").or_else(|| digits.strip_prefix('0'))?;
    // An area code and a number have eight digits at least, a mobile number twelve at most.
    ((8..=12).contains(&national.len()) && !national.starts_with('0')).then(|| format!("+62{national}"))
}

/// Whether a number in international form is a mobile one: those are people's, if they are not the office's.
pub fn is_mobile(international: &str) -> bool {
    international.starts_with("+628")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", "0", "telp. 0286", "3304152008000001", "1.829.573.598"] {
            assert_eq!(international(text), None, "{text}");
        }
        assert!(is_mobile(&international("0812-3456-7890").expect("a number")));
    }
}
