//! Rules of the group `text`.

use crate::rules::group;

group! {}
