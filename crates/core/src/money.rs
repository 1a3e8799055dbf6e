//! Amounts of money.

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in rupiah, kept exactly, in sen.
///
/// In JSON it is a number with two decimals: `1829573598.64`. Reading goes through a double, which holds every
/// amount below 90 trillion rupiah (9·10¹³) to the sen; larger ones are refused rather than rounded.
///
/// ```
/// use balai_core::Rupiah;
///
/// let budget = Rupiah::from_sen(182_957_359_864);
/// assert_eq!(serde_json::to_string(&budget).unwrap(), "1829573598.64");
/// assert_eq!(budget.to_string(), "Rp1.829.573.598,64");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rupiah(i64);

impl Rupiah {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The largest amount that JSON carries exactly, 90 trillion rupiah: some ten thousand village budgets.
    pub const MAX: Self = Self(9_000_000_000_000_000);

    /// An amount in sen, the hundredth of a rupiah.
    pub const fn from_sen(sen: i64) -> Self {
        Self(sen)
    }

    /// An amount in whole rupiah; `None` where it does not fit.
    pub const fn from_rupiah(rupiah: i64) -> Option<Self> {
        match rupiah.checked_mul(100) {
            Some(sen) => Some(Self(sen)),
            None => None,
        }
    }

    /// The amount nearest to a floating-point number of rupiah; `None` beyond [`Rupiah::MAX`].
    pub fn from_f64(rupiah: f64) -> Option<Self> {
        let sen = (rupiah * 100.0).round();
        (sen.abs() <= Self::MAX.0 as f64).then_some(Self(sen as i64))
    }

    /// The amount in sen.
    pub const fn sen(self) -> i64 {
        self.0
    }

    /// The amount in rupiah, for charts and ratios, where the last sen does not matter.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    fn decimal(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let sen = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", sen / 100, sen % 100)
    }
}

impl fmt::Display for Rupiah {
    /// As Indonesians write it, sen only where there are some: `Rp1.829.573.598,64`, `Rp18.000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sen = self.0.unsigned_abs();
        let digits = (sen / 100).to_string();
        let mut text = String::with_capacity(digits.len() * 4 / 3 + 8);
        text.push_str(if self.0 < 0 { "-Rp" } else { "Rp" });
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        if !sen.is_multiple_of(100) {
            text.push_str(&format!(",{:02}", sen % 100));
        }
        f.pad(&text)
    }
}

impl Add for Rupiah {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Rupiah {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Rupiah {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Rupiah {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A raw JSON number, since a double would print 18000.00 as 18000.0.
        let raw =
            serde_json::value::RawValue::from_string(self.decimal()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rupiah {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Amount;

        impl Visitor<'_> for Amount {
            type Value = Rupiah;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount in rupiah, at most 90 trillion")
            }

            fn visit_i64<E: serde::de::Error>(self, v: i64) -> Result<Rupiah, E> {
                Rupiah::from_rupiah(v).ok_or_else(|| E::custom("the amount is too large"))
            }

            fn visit_u64<E: serde::de::Error>(self, v: u64) -> Result<Rupiah, E> {
                i64::try_from(v).map_err(E::custom).and_then(|v| self.visit_i64(v))
            }

            fn visit_f64<E: serde::de::Error>(self, v: f64) -> Result<Rupiah, E> {
                Rupiah::from_f64(v).ok_or_else(|| E::custom("the amount is too large"))
            }
        }

        deserializer.deserialize_any(Amount).map_err(D::Error::custom)
    }
}

impl schemars::JsonSchema for Rupiah {
    fn schema_name() -> Cow<'static, str> {
        "Rupiah".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number",
            "description": "An amount in rupiah, with two decimals (sen).",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_exact_to_the_sen() {
        for sen in [0, 1, -1, 99, 100, 1_800_000, 182_957_359_864, -2_484_326_000, Rupiah::MAX.sen()] {
            let amount = Rupiah::from_sen(sen);
            let json = serde_json::to_string(&amount).expect("a number");
            assert_eq!(serde_json::from_str::<Rupiah>(&json).expect("an amount"), amount, "{json}");
        }
        assert_eq!(serde_json::to_string(&Rupiah::from_sen(1_800_000)).expect("a number"), "18000.00");
        assert!(serde_json::from_str::<Rupiah>("1e30").is_err());
    }

    #[test]
    fn shows_as_indonesians_write() {
        assert_eq!(Rupiah::from_sen(-100_000_000).to_string(), "-Rp1.000.000");
        assert_eq!(Rupiah::from_sen(5).to_string(), "Rp0,05");
    }
}
