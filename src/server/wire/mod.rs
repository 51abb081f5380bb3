//! The ways from and to the editor: bytes, the messages in them, and their exchange.

mod life;

mod output;

mod frames;
mod input;

mod wires;

mod exchange;

pub use exchange::{Answer, exchange};
pub use input::Input;
pub use life::End;
pub use output::{Output, framed};
pub use wires::Wires;
