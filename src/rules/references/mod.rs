//! Rules of the group `references`.

use crate::rules::group;

group! {}
