//! Rules of the group `residue`.

use crate::rules::group;

group! {}
