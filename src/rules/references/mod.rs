//! Rules of the group `references`.

group! {}
