//! What a number is called by the words before it.

/// What a number is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A phone number.
    Phone,
    /// A NIK or KK number.
    Identity,
    /// An amount, a bank account, a licence: nobody's phone.
    Other,
}

/// What the words right before a number call it, the nearest first: `no. rek. BRI` is an account's.
pub(super) fn label_before(text: &str) -> Option<Label> {
    /// How far from the number a label may stand, in words.
    const NEAR: usize = 3;
    let line = text.rsplit('\n').next().unwrap_or_default();
    let words = line.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.take(NEAR).enumerate().find_map(|(i, word)| match word.to_lowercase().as_str() {
        "hp" | "wa" | "whatsapp" | "telp" | "tlp" | "tel" | "telepon" | "telpon" | "phone" | "kontak"
        | "hub" | "hubungi" | "cp" | "sms" => Some(Label::Phone),
        "nik" | "kk" | "ktp" | "nokk" => Some(Label::Identity),
        "rek" | "norek" | "rekening" | "nib" | "npwp" | "nop" | "isbn" => Some(Label::Other),
        // Far from its amount it is another's.
        "rp" | "idr" if i == 0 => Some(Label::Other),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_counts() {
        for (text, label) in [
            ("HP: ", Some(Label::Phone)),
            ("rek. BRI 1234, WA ", Some(Label::Phone)),
            ("No. Rek. Bank Jateng ", Some(Label::Other)),
            ("Rp", Some(Label::Other)),
            ("harga Rp 5.000, pesan ke ", None),
            ("NIK\n", None),
            ("NIK/KK : ", Some(Label::Identity)),
            ("NIB milik Pak Budi dari dusun ", None),
        ] {
            assert_eq!(label_before(text), label, "{text}");
        }
    }
}
