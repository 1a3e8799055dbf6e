//! The truth of a simulated village holds together.

use balai_testkit::village::{Budget, Character, Count, Form, Pace, State, Village};

fn villages() -> Vec<Village> {
    (1..=12)
        .map(|number| {
            let code = format!("33.04.15.{}", 2000 + number).parse().expect("a code");
            let pace = [Pace::Active, Pace::Stale, Pace::Silent][number % 3];
            Village::drawn(code, "Uji Coba", number as u64, Character { pace, ..Character::default() })
        })
        .collect()
}

#[test]
fn code_name_and_seed_decide_everything() {
    let code = "33.04.15.2008".parse().expect("a code");
    let village = Village::generate(code, "Darmayasa", 1);
    assert_eq!(village, Village::generate(code, "Darmayasa", 1));
    assert_ne!(village.articles, Village::generate(code, "Darmayasa", 2).articles);
    assert_ne!(village.articles, Village::generate(code, "Dermayasa", 1).articles);
}

#[test]
fn every_statistic_counts_everyone() {
    for village in villages() {
        let count = village.population();
        assert!((300..5_000).contains(&count.people()), "{count:?}");
        for statistic in &village.statistics {
            assert_eq!(statistic.totals(), (count.male, count.female), "{}", statistic.name);
        }
        let hamlets: Count = village.hamlets.iter().map(|hamlet| hamlet.count()).sum();
        assert_eq!(hamlets, count);
    }
}

#[test]
fn a_budget_adds_up_to_the_sen() {
    for village in villages() {
        assert_eq!(village.budgets.len(), 3);
        for budget in &village.budgets {
            for group in budget.lines.iter().filter(|line| line.level == 2 && line.section != '5') {
                let accounts = || budget.accounts(group);
                assert_eq!(
                    accounts().map(|line| line.budgeted).sum::<i64>(),
                    group.budgeted,
                    "{}",
                    group.code
                );
                assert_eq!(
                    accounts().map(|line| line.realised).sum::<i64>(),
                    group.realised,
                    "{}",
                    group.code
                );
            }
            let gross =
                |budget: &Budget, section| budget.groups(section).map(|line| line.budgeted).sum::<i64>();
            assert_eq!(budget.total('4').0, gross(budget, '4'));
            assert!(budget.total('6').0 < gross(budget, '6'), "what goes out is taken off");
        }
    }
}

#[test]
fn the_pace_shows_in_the_news() {
    for village in villages() {
        let newest = village.news().next().map(|article| article.published_at.date());
        let days = newest.map(|date| (village.character.today - date).get_days());
        match village.character.pace {
            Pace::Active => assert!(days.is_some_and(|days| days < 30), "{days:?}"),
            Pace::Stale => assert!(days.is_some_and(|days| days > 700), "{days:?}"),
            Pace::Silent => assert_eq!(days, None),
        }
        assert!(village.published().any(|article| article.form == Form::Page));
    }
}

#[test]
fn addresses_are_unique_and_the_unpublished_is_marked() {
    for village in villages() {
        let mut slugs: Vec<_> = village.articles.iter().map(|article| &article.slug).collect();
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), village.articles.len());
        for article in &village.articles {
            assert_eq!(
                article.body.contains("RAHASIA"),
                article.state != State::Published,
                "{}",
                article.title
            );
            assert_eq!(article.form == Form::News, article.category.is_some(), "{}", article.title);
        }
        for state in [State::Disabled, State::Scheduled] {
            assert!(village.articles.iter().any(|article| article.state == state));
        }
    }
}

#[test]
fn what_must_not_be_told_is_there_to_be_leaked() {
    for village in villages() {
        assert!(village.documents.iter().any(|document| document.owner.is_some()));
        assert!(village.documents.iter().any(|document| !document.enabled));
        assert!(village.officials.iter().any(|official| !official.in_office));
        let secrets = village.secrets();
        assert!(secrets.iter().all(|secret| secret.len() >= 7), "a short secret would turn up by chance");
        // Officials are public: no secret may be part of a name of theirs.
        for official in &village.officials {
            let name = official.display_name().to_uppercase();
            assert!(!secrets.iter().any(|secret| name.contains(secret.as_str())), "{name}");
        }
        for resident in &village.residents {
            assert_eq!((resident.nik.len(), resident.family_card.len()), (16, 16));
            assert!(
                resident.nik.starts_with("330415") && resident.nik[12..].starts_with('9'),
                "{}",
                resident.nik
            );
        }
    }
}

#[test]
fn scores_are_the_means_of_their_parts() {
    for village in villages() {
        for idm in &village.idm {
            assert_eq!(idm.score, idm.components.iter().map(|(_, score)| score).sum::<i64>() / 3);
        }
        assert_eq!(village.sdgs.goals.len(), 18);
    }
}
