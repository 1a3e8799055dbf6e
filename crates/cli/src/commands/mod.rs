//! One file a command.

pub(crate) mod detect;
pub(crate) mod export;
pub(crate) mod harvest;
pub(crate) mod new_platform;
pub(crate) mod platforms;
pub(crate) mod recipe;
pub(crate) mod roster;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod status;
pub(crate) mod template;
