//! Rules of the group `filler`.

use crate::rules::group;

group! {}
