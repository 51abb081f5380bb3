//! Rules of the group `tables`.

use crate::rules::group;

group! {}
