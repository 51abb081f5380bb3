//! Asking git, whose settings run nothing here: what changed, and what files were in revisions.

mod path;

mod call;

mod blobs;
mod recorded;

pub use call::Git;
pub use path::path_of;
pub use recorded::{Blob, FRONT_MATTER, Repositories, revision_in};
