//! Rules of the group `markdown`.

use crate::rules::group;

group! {}
