//! What is wrong with a roster.

use std::fmt;

/// What is wrong with a roster: every fault at once, each with its line and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterError {
    /// The faults, in the roster's order.
    pub faults: Vec<RosterFault>,
}

/// One fault of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to write.
    pub fix: String,
}

impl RosterFault {
    pub(super) fn new(line: usize, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { line, what: what.into(), fix: fix.into() }
    }
}

impl fmt::Display for RosterFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}; {}", self.line, self.what.trim(), self.fix)
    }
}

impl fmt::Display for RosterError {
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

impl std::error::Error for RosterError {}
