//! Rules of the group `filler`.

group! {
    filler_run,
    trailing_filler,
}
