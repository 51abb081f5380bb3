//! Rules of the group `filler`.

group! {}
