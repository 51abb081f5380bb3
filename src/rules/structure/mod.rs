//! Rules of the group `structure`.

use crate::rules::group;

group! {}
