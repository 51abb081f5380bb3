//! Rules of the group `markdown`.

group! {
    halved_emphasis,
    spaced_emphasis,
    unflanked_emphasis,
}
