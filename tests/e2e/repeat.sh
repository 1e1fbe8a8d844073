#!/usr/bin/env bash
# Runs the ten end-to-end tests that wait most so many times in a row (100), while something
# else keeps every core busy. A test that depends on luck fails here sooner than in a year
# of whole runs. `cargo xtask test --long` calls it; by hand the release must be in dist/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
times="${1:-100}"
tests=(
