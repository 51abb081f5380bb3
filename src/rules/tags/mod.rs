//! Rules of the group `tags`.

use crate::rules::group;

group! {
    spaced_tag,
}
