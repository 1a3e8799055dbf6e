//! Numbers and money, as Indonesian pages print them.

use balai_core::Rupiah;

/// A whole number, with thousands marked by dots, commas or spaces: `1.501 Kali` is 1501.
///
/// ```
/// use balai_extract::number;
///
/// assert_eq!(number::integer("1.501 Kali"), Some(1501));
/// assert_eq!(number::integer("2,000 jiwa"), Some(2000));
/// assert_eq!(number::integer("-"), None);
/// ```
pub fn integer(text: &str) -> Option<u64> {
    let number = Number::find(text)?;
    (!number.negative && number.fraction.chars().all(|digit| digit == '0')).then_some(())?;
    number.whole.parse().ok()
}

/// A number with decimals: `95,84%` is 95.84, `0.7648` is 0.7648, `1.234,5` is 1234.5.
pub fn decimal(text: &str) -> Option<f64> {
    let number = Number::find(text)?;
    let value: f64 = format!("{}.{}", number.whole, number.fraction).parse().ok()?;
    Some(if number.negative { -value } else { value })
}

/// An amount of money: with or without `Rp`, thousands marked by dots or commas, in words (`1,5 juta`), negative
/// by a minus or in brackets. A dash is no amount.
///
/// ```
/// use balai_core::Rupiah;
/// use balai_extract::number::rupiah;
///
/// assert_eq!(rupiah("Rp. 1.829.573.598,64"), Some(Rupiah::from_sen(182_957_359_864)));
/// assert_eq!(rupiah("Rp. 310,000,000"), Rupiah::from_rupiah(310_000_000));
/// assert_eq!(rupiah("1,5 juta"), Rupiah::from_rupiah(1_500_000));
/// assert_eq!(rupiah("-"), None);
/// ```
pub fn rupiah(text: &str) -> Option<Rupiah> {
    let number = Number::find(text)?;
    let scale: i64 =
        match number.after.trim_start().split(|c: char| !c.is_alphabetic()).next()?.to_lowercase().as_str() {
            "ribu" | "rb" => 1_000,
            "juta" | "jt" => 1_000_000,
            "miliar" | "milyar" | "m" => 1_000_000_000,
            "triliun" | "trilyun" | "t" => 1_000_000_000_000,
            _ => 1,
        };
    // In sen times the scale, exactly: the fraction's digits are counted, not divided.
    let mut sen: i128 = number.whole.parse::<i128>().ok()?.checked_mul(i128::from(scale) * 100)?;
    let mut unit = i128::from(scale) * 100;
    for digit in number.fraction.chars().filter_map(|digit| digit.to_digit(10)) {
        if unit % 10 != 0 {
            // Below a tenth of a sen: the first such digit rounds, the rest are nothing.
            sen += i128::from(digit >= 5);
            break;
        }
        unit /= 10;
        sen += unit * i128::from(digit);
    }
    let sen = i64::try_from(sen).ok()?;
    Some(Rupiah::from_sen(if number.negative { -sen } else { sen }))
}

/// The first number of a text, taken apart.
struct Number<'a> {
    negative: bool,
    /// Digits.
    whole: String,
    /// Digits after the decimal mark; may be empty.
    fraction: String,
    after: &'a str,
}

impl<'a> Number<'a> {
    fn find(text: &'a str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let mark = |c: char| matches!(c, '.' | ',');
        let end = start
            + text[start..].find(|c: char| !(c.is_ascii_digit() || mark(c))).unwrap_or(text.len() - start);
        let digits = text[start..end].trim_end_matches(mark);
        let before = text[..start].trim_end_matches(|c: char| c.is_whitespace() || c == '.').trim_end();
        let before =
            before.strip_suffix("Rp").or_else(|| before.strip_suffix("RP")).unwrap_or(before).trim_end();
        let after = &text[end..];
        let negative = before.ends_with(['-', '−', '(']) && !before.ends_with("--");
        let negative = negative && (!before.ends_with('(') || after.trim_start().starts_with(')'));
        let (whole, fraction) = Self::split(digits);
        Some(Self { negative, whole: whole.replace(mark, ""), fraction: fraction.to_owned(), after })
    }

    /// Which mark is the decimal one? The last, where both are used. Where one is used once, it marks thousands
    /// if the groups are as thousands are written, else decimals.
    fn split(digits: &str) -> (&str, &str) {
        let (Some(last), dots, commas) =
            (digits.rfind(['.', ',']), digits.matches('.').count(), digits.matches(',').count())
        else {
            return (digits, "");
        };
        let decimal = if dots > 0 && commas > 0 {
            true
        } else if dots + commas > 1 {
            false
        } else {
            let (whole, fraction) = (&digits[..last], &digits[last + 1..]);
            !(fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0'))
        };
        if decimal { (&digits[..last], &digits[last + 1..]) } else { (digits, "") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn money_in_every_spelling() {
        for (text, sen) in [
            ("Rp. 1.829.573.598,64", 182_957_359_864),
            ("Rp 1,829,573,598.64", 182_957_359_864),
            ("Rp. 310,000,000", 31_000_000_000),
            ("1829573598.64", 182_957_359_864),
            ("34567800.5", 3_456_780_050),
            ("25000000.00", 2_500_000_000),
            ("25.000", 2_500_000),
            ("1234.567", 123_457),
            ("0.125", 13),
            ("1,5 juta", 150_000_000),
            ("2.75 miliar", 275_000_000_000),
            ("Rp18.000,-", 1_800_000),
            ("(1.000)", -100_000),
            ("-Rp 5.000", -500_000),
            ("Rp. -5.000", -500_000),
            ("Harga : Rp. 18.000,00 / pcs", 1_800_000),
        ] {
            assert_eq!(rupiah(text), Some(Rupiah::from_sen(sen)), "{text}");
        }
        for text in ["-", "", "Rp. -", "gratis"] {
            assert_eq!(rupiah(text), None, "{text}");
        }
        assert_eq!(rupiah(&"9".repeat(60)), None, "no panic, no wrong amount");
    }

    #[test]
    fn numbers() {
        assert_eq!(decimal("95,84%"), Some(95.84));
        assert_eq!(decimal("Progres 40%"), Some(40.0));
        assert_eq!(decimal("-7.2707"), Some(-7.2707));
        assert_eq!(decimal("0.764"), Some(0.764));
        assert_eq!(integer("Dibaca 1.501 Kali"), Some(1501));
        assert_eq!(integer("12,5"), None);
    }

    proptest! {
        #[test]
        fn an_amount_reads_back_as_it_is_shown(sen in -Rupiah::MAX.sen()..Rupiah::MAX.sen()) {
            let amount = Rupiah::from_sen(sen);
            prop_assert_eq!(rupiah(&amount.to_string()), Some(amount));
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = (rupiah(&text), integer(&text), decimal(&text));
        }
    }
}
