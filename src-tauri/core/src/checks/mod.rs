//! What a note still lacks before it can be used.
