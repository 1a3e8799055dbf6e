//! The walk from page to page and from item to item, on sites of a few pages.

mod hosts;
mod items;
mod paging;
mod papers;
