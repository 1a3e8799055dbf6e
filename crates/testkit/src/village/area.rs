//! Hamlets and their neighbourhoods.

use super::dice::Dice;
use super::profile::{Profile, round};
use super::words::HAMLETS;

/// A hamlet (*dusun*).
#[derive(Clone, Debug, PartialEq)]
pub struct Hamlet {
    /// Without the word *dusun*.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The border, a closed ring of latitude and longitude.
    pub boundary: Vec<[f64; 2]>,
    /// Index of the head among the village's residents.
    pub head: usize,
    /// Its neighbourhoods (*RW*).
    pub rws: Vec<Rw>,
}

/// A neighbourhood (*RW*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rw {
    /// Two digits, counted through the village.
    pub number: String,
    /// Index of the head among the village's residents.
    pub head: usize,
    /// Its parts (*RT*).
    pub rts: Vec<Rt>,
}

/// The smallest neighbourhood (*RT*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rt {
    /// Two digits, counted within its RW.
    pub number: String,
    /// Index of the head among the village's residents.
    pub head: usize,
    /// How many live there.
    pub count: Count,
}

/// How many people and households.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Men and boys.
    pub male: u32,
    /// Women and girls.
    pub female: u32,
    /// Households.
    pub households: u32,
}

impl Count {
    /// Everyone.
    pub fn people(self) -> u32 {
        self.male + self.female
    }
}

impl std::iter::Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, count| Self {
            male: sum.male + count.male,
            female: sum.female + count.female,
            households: sum.households + count.households,
        })
    }
}

impl Hamlet {
    /// How many live in the hamlet.
    pub fn count(&self) -> Count {
        self.rws.iter().map(Rw::count).sum()
    }
}

impl Rw {
    /// How many live in the neighbourhood.
    pub fn count(&self) -> Count {
        self.rts.iter().map(|rt| rt.count).sum()
    }
}

pub(crate) fn generate(dice: &mut Dice, profile: &Profile, residents: usize) -> Vec<Hamlet> {
    let count = dice.between(3, 5);
    let first = dice.below(HAMLETS.len());
    let mut rw_number = 0;
    (0..count)
        .map(|number| {
            // Steps of 5 through 18 names meet no name twice.
            let name = HAMLETS[(first + usize::try_from(number).unwrap_or(0) * 5) % HAMLETS.len()];
            let latitude = round(profile.latitude + dice.sway() * 0.004);
            let longitude = round(profile.longitude + dice.sway() * 0.004);
            let corners = [(-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)];
            let rws = (0..dice.between(1, 2))
                .map(|_| {
                    rw_number += 1;
                    let rts = (1..=dice.between(2, 4))
                        .map(|rt| Rt {
                            number: format!("{rt:02}"),
                            head: dice.below(residents),
                            count: Count {
                                male: amount(dice, 32, 95),
                                female: amount(dice, 32, 95),
                                households: amount(dice, 20, 31),
                            },
                        })
                        .collect();
                    Rw { number: format!("{rw_number:02}"), head: dice.below(residents), rts }
                })
                .collect();
            Hamlet {
                name: name.to_owned(),
                latitude,
                longitude,
                boundary: corners
                    .map(|(y, x)| [round(latitude + y * 0.0015), round(longitude + x * 0.0015)])
                    .into(),
                head: dice.below(residents),
                rws,
            }
        })
        .collect()
}

fn amount(dice: &mut Dice, low: i64, high: i64) -> u32 {
    u32::try_from(dice.between(low, high)).unwrap_or(0)
}
