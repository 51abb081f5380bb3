//! Rules of the group `tables`.

group! {}
