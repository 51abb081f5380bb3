//! Rules of the group `markdown`.

group! {}
