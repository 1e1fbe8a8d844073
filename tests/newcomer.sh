#!/usr/bin/env bash
# Follows CONTRIBUTING.md as somebody who has never been here: a fresh clone, an empty home
# and an empty CARGO_HOME, and every line of its `sh` blocks in order. The toolchain and the
# settings of npm stay the machine's own. Takes some fifteen minutes, because every tool is
# compiled anew.
#
#   tests/newcomer.sh [folder]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="${1:-$(mktemp -d)}"
mkdir -p "$work/home"

export RUSTUP_HOME="${RUSTUP_HOME:-$HOME/.rustup}"
if [ -f "$HOME/.npmrc" ]; then export NPM_CONFIG_USERCONFIG="${NPM_CONFIG_USERCONFIG:-$HOME/.npmrc}"; fi
unset CARGO_TARGET_DIR
# Rust's own programs, and none of the tools that this machine has compiled before.
mkdir -p "$work/rust"
for program in cargo cargo-clippy cargo-fmt clippy-driver rustc rustdoc rustfmt rustup; do
  ln -sf "$(command -v "$program")" "$work/rust/$program"
done
old="${CARGO_HOME:-$HOME/.cargo}/bin"
PATH="$work/rust:$(echo ":$PATH:" | sed "s#:$old\(/\)\?:#:#g; s#:$old\(/\)\?:#:#g; s#^:##; s#:\$##")"
export PATH
export HOME="$work/home" CARGO_HOME="$work/home/.cargo"

git clone --quiet "$here" "$work/refillery"
cd "$work/refillery"
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' CONTRIBUTING.md > "$work/commands.sh"
count="$(grep -cv '^[[:space:]]*$' "$work/commands.sh")"
[ "$count" -gt 5 ] || { echo "CONTRIBUTING.md has only $count commands"; exit 1; }
number=0
# Another descriptor, because a command may read its standard input.
while IFS= read -r line <&3; do
  [ -n "$line" ] || continue
  number=$((number + 1))
  echo
  echo "[$number of $count] $line"
  bash -euo pipefail -c "$line" < /dev/null
done 3< "$work/commands.sh"
echo
echo "All $count commands of CONTRIBUTING.md work."
