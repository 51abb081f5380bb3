//! Rules of the group `residue`.

group! {}
