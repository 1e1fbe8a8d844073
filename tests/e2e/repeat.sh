#!/usr/bin/env bash
# Runs the ten end-to-end tests that wait longest so many times in a row (100), while
# something else keeps every core busy. A test that depends on luck fails here sooner than
# in a year of whole runs. `cargo xtask test --long` calls it; by hand the release must be
# in dist/ and the browsers installed.
#
#   tests/e2e/repeat.sh [times]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
times="${1:-100}"
# By the time that a whole run says that they waited, with their whole names.
tests=(
  once::two_windows_pressed_at_once_make_one
)
busy=()
trap 'kill "${busy[@]}" 2>/dev/null || true' EXIT
for _ in $(seq "$(nproc)"); do
  (while :; do :; done) &
  busy+=($!)
done
REFILLERY_TESTS="$(IFS=,; echo "${tests[*]}")"
export REFILLERY_TESTS REFILLERY_REPEAT="$times"
cargo test --package refillery-e2e --no-fail-fast
