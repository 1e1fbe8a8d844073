use refillery_e2e::Test;

pub(crate) fn tests() -> Vec<Test> {
    Vec::new()
}
