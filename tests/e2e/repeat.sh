#!/usr/bin/env bash
# Runs ten end-to-end tests that mostly wait so many times in a row (100), six at once on
# two cores, while something else keeps every core busy. A test that depends on luck fails
# here sooner than in a year of whole runs. `cargo xtask test --long` calls it; by hand the
# release must be in dist/ and the browsers installed.
#
#   tests/e2e/repeat.sh [times]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
times="${1:-100}"
# Those that waited longest in a whole run, with their whole names. The `accessible::`
# tests wait as long on a slow machine, but for the browser's computing.
tests=(
  offline::without_a_line_the_shop_opens_with_its_last_catalogue
  faults::every_other_fault_of_a_page_is_said_and_trying_again_works
  loader::a_missing_answer_is_an_error_and_a_late_one_connects
  firefox::loader::a_missing_answer_is_an_error_and_a_late_one_connects
  webkit::loader::a_missing_answer_is_an_error_and_a_late_one_connects
  real::a_stranger_gets_a_sentence_and_no_message
  firefox::real::a_stranger_gets_a_sentence_and_no_message
  webkit::real::a_stranger_gets_a_sentence_and_no_message
  firefox::real::ten_thousand_messages_a_second_leave_it_usable
  following::a_stream_cut_five_times_still_ends_delivered
)
busy=()
trap 'kill "${busy[@]}" 2>/dev/null || true' EXIT
for _ in $(seq "$(nproc)"); do
  # Of a lower priority, so that whoever sits before the machine can go on working.
  nice -n 5 bash -c 'while :; do :; done' &
  busy+=($!)
done
REFILLERY_TESTS="$(IFS=,; echo "${tests[*]}")"
export REFILLERY_TESTS REFILLERY_REPEAT="$times"
cargo test --package refillery-e2e --no-fail-fast -- --test-threads "$((3 * $(nproc)))"
