//! An authority and certificates of this run's own, by the `openssl` of the system.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A certificate with its key, and the authority that signed it.
pub(crate) struct Certificate {
    pub(crate) authority: PathBuf,
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// Makes one for a name (`DNS:api.sandbox.test`) in a folder of its own.
pub(crate) fn make(folder: &Path, name: &str) -> Certificate {
    std::fs::create_dir_all(folder).expect("target/ can be written");
    let openssl = |line: &str| {
        let done = Command::new("openssl")
            .args(line.split(' '))
            .current_dir(folder)
            .output()
            .expect("`openssl` can be started");
        assert!(
            done.status.success(),
            "openssl {line}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    };
    let extensions = format!("subjectAltName={name}\nbasicConstraints=CA:FALSE\n");
    std::fs::write(folder.join("extensions"), extensions).expect("target/ can be written");
    let new = "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(&format!(
        "{new} -x509 -days 2 -subj /CN=Refillery-test -keyout ca.key -out ca.pem"
    ));
    openssl(&format!(
        "{new} -subj /CN=server -keyout server.key -out server.csr"
    ));
    openssl(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out server.pem",
    );
    Certificate {
        authority: folder.join("ca.pem"),
        certificate: folder.join("server.pem"),
        key: folder.join("server.key"),
    }
}
