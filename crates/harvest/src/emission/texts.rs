//! Every text of a record's data.

use balai_core::{Entity, Result};
use serde_json::Value;

/// Where a text stands in the data.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The field of the kind that it stands in or below: `photos`, `extras`.
    pub(super) field: &'a str,
    /// The nearest name: `caption`.
    pub(super) name: &'a str,
}

/// What sort of text stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Plain text on one line.
    Line,
    /// Plain text that may have paragraphs.
    Prose,
    /// HTML.
    Html,
    /// The address of a page or a file.
    Address,
}

impl Place<'_> {
    pub(super) fn sort(self) -> Sort {
        match self.name {
            _ if self.field == "extras" => Sort::Prose,
            "body_html" => Sort::Html,
            "url" | "file_url" | "photo" | "logo" => Sort::Address,
            "body_text" | "summary" | "description" | "vision" | "mission" | "history" => Sort::Prose,
            _ => Sort::Line,
        }
    }
}

/// Shows every text of the data to `edit`, which may change it, or take it away by returning `false`: then a
/// field is left out, and so is a photo or a link that loses its address. The whole numbers of `extras` are
/// shown too.
///
/// It goes through JSON, so that no field can be forgotten, one that is added to the model tomorrow included.
pub(super) fn each(entity: &mut Entity, mut edit: impl FnMut(Place<'_>, &mut String) -> bool) -> Result<()> {
    let kind = entity.kind();
    let before = serde_json::to_value(&*entity)?["data"].take();
    let mut data = before.clone();
    if let Value::Object(fields) = &mut data {
        fields.retain(|field, value| walk(Place { field, name: field }, value, &mut edit));
    }
    if data != before {
        *entity = Entity::from_value(kind, data)?;
    }
    Ok(())
}

/// Whether the value is to stay.
fn walk(place: Place<'_>, value: &mut Value, edit: &mut impl FnMut(Place<'_>, &mut String) -> bool) -> bool {
    match value {
        Value::String(text) => edit(place, text),
        Value::Number(number) if place.field == "extras" && !number.is_f64() => {
            let written = number.to_string();
            let mut text = written.clone();
            let stays = edit(place, &mut text);
            if text != written {
                *value = Value::String(text);
            }
            stays
        }
        Value::Array(values) => {
            values.retain_mut(|value| walk(place, value, edit));
            true
        }
        Value::Object(fields) => {
            let had_address = fields.contains_key("url");
            fields.retain(|name, value| walk(Place { name, ..place }, value, edit));
            !had_address || fields.contains_key("url")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use balai_core::Rupiah;
    use balai_core::model::{Article, Budget, BudgetLine, Photo, Section};

    use super::*;

    #[test]
    fn a_photo_goes_with_its_address_and_the_rest_stays_exact() {
        let mut entity: Entity = Article {
            title: "Judul".into(),
            url: "https://desa.example/1".into(),
            images: vec![
                Photo::new("https://desa.example/buruk.jpg"),
                Photo::new("https://desa.example/baik.jpg"),
            ],
            ..Article::default()
        }
        .into();
        each(&mut entity, |_, text| !text.contains("buruk")).expect("an article");
        let Entity::Article(article) = &entity else { panic!("{entity:?}") };
        assert_eq!(article.images, [Photo::new("https://desa.example/baik.jpg")]);

        let line = BudgetLine {
            code: None,
            name: "Pendapatan".into(),
            section: Section::Income,
            level: 1,
            budgeted: Some(Rupiah::MAX),
            realised: Some(Rupiah::from_sen(182_957_359_864)),
        };
        let budget = Budget { year: 2026, lines: vec![line], ..Budget::default() };
        let mut entity = Entity::from(budget.clone());
        each(&mut entity, |_, text| {
            text.push('!');
            true
        })
        .expect_err("`income!` is no section");
        each(&mut entity, |place, text| {
            if place.name == "name" {
                text.push('!');
            }
            true
        })
        .expect("a budget");
        let Entity::Budget(changed) = &entity else { panic!("{entity:?}") };
        assert_eq!(changed.lines[0].name, "Pendapatan!");
        assert_eq!(
            (changed.lines[0].budgeted, changed.lines[0].realised),
            (budget.lines[0].budgeted, budget.lines[0].realised)
        );
    }
}
