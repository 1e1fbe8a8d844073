//! How the code inside `view!` is laid out: rustfmt leaves macros alone, leptosfmt doesn't.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::toolbox::Toolbox;

/// As wide as rustfmt's lines.
const WIDTH: &str = "100";

/// Fails where leptosfmt would change a view.
pub(crate) fn check(toolbox: &Toolbox) -> Outcome<()> {
    let mut command = toolbox.command("leptosfmt");
    command.args(["--check", "--quiet", "--max-width", WIDTH, "src"]);
    if process::run(&mut command)?.success() {
        return Ok(());
    }
    Err(Failure::because(format!(
        "a view isn't laid out as leptosfmt does: see the lines above. `leptosfmt --max-width {WIDTH} src` \
         changes it. It drops a comment at the start of a closure in a view: put that closure before \
         the view first."
    )))
}
