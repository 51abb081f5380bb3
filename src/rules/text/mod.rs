//! Rules of the group `text`.

use crate::rules::group;

group! {
    control_character,
}
