//! stub
mod region; mod zone;
pub use region::*; pub use zone::*;
