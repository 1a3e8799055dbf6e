//! What is wrong with a recipe.

use std::fmt;

/// What is wrong with a recipe: every fault at once, each with its line and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeError {
    /// The faults, in the recipe's order.
    pub faults: Vec<RecipeFault>,
}

/// One fault of a recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeFault {
    /// The line, from 1.
    pub line: usize,
    /// The key, with those of the tables that it stands in: `article.fields.title`. Empty where the text is no TOML.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// What to write.
    pub fix: String,
}

impl fmt::Display for RecipeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.key.is_empty() {
            write!(f, ", {}", self.key)?;
        }
        write!(f, ": {}; {}", self.what, self.fix)
    }
}

impl fmt::Display for RecipeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for RecipeError {}
