//! The log of requests, in memory and bounded: tests read from it what a shop
//! really sent.

use crate::sandbox::lock;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::Mutex;

/// The newest requests that are kept.
const KEPT: usize = 2000;

/// The log.
#[derive(Default)]
pub(crate) struct Journal {
    entries: Mutex<(u64, VecDeque<Value>)>,
}

impl Journal {
    /// Numbers a request and adds it; the oldest goes when there are too many.
    pub(crate) fn add(&self, mut entry: Value) {
        let (count, entries) = &mut *lock(&self.entries);
        *count += 1;
        entry["id"] = (*count).into();
        if entries.len() == KEPT {
            entries.pop_front();
        }
        entries.push_back(entry);
    }

    /// The requests, oldest first; those of one route when it is named.
    pub(crate) fn body(&self, route: Option<&str>) -> Value {
        lock(&self.entries)
            .1
            .iter()
            .filter(|entry| route.is_none_or(|route| entry["route"] == route))
            .cloned()
            .collect()
    }

    /// How many are kept.
    pub(crate) fn len(&self) -> usize {
        lock(&self.entries).1.len()
    }

    /// Forgets them.
    pub(crate) fn clear(&self) {
        lock(&self.entries).1.clear();
    }
}
