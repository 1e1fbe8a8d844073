//! The tests, being written.
