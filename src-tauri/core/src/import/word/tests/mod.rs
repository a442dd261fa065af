//! Word files made here, as bytes → what they become.
