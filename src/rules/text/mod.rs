//! Rules of the group `text`.

group! {}
