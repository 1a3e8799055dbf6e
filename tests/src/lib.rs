//! End-to-end tests of Balai; see `tests/`.
