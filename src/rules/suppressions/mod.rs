//! Rules of the group `suppressions`.

group! {
    unused_suppression,
}
