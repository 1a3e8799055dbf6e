//! The crate that a new adapter begins with.

use std::path::Path;
use std::process::Command;

use crate::villages::{Ran, balai};

#[test]
fn the_written_crate_passes_its_tests_as_it_is() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-platform");
    let _ = std::fs::remove_dir_all(own.join("balai-desa-kita"));
    std::fs::create_dir_all(&own).unwrap();

    let arguments = ["new-platform", "desa-kita", "--balai", checkout.to_str().unwrap()];
    let write = || Ran::from(balai(&arguments).current_dir(&own).output().unwrap());
    let ran = write();
    assert_eq!(ran.status, 0, "{}", ran.told);
    assert!(ran.told.contains("balai-desa-kita is written"), "{}", ran.told);
    assert_eq!(write().status, 2, "what is there is not written over");

    // Else rustfmt would look above it, and find ours.
    std::fs::write(own.join("rustfmt.toml"), "").unwrap();
    // The versions that are on this machine, so that no network is needed.
    let krate = own.join("balai-desa-kita");
    std::fs::copy(checkout.join("Cargo.lock"), krate.join("Cargo.lock")).unwrap();
    let cargo = |arguments: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).current_dir(&krate);
        cargo.env("CARGO_TARGET_DIR", own.join("target")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        let ran = cargo.output().unwrap();
        assert!(
            ran.status.success(),
            "cargo {arguments:?}: {}{}",
            String::from_utf8_lossy(&ran.stdout),
            String::from_utf8_lossy(&ran.stderr)
        );
    };
    cargo(&["test", "--offline", "--quiet"]);
    cargo(&["fmt", "--check"]);
}
