//! The reference tables: organizations, ministers' titles, and who held them when.
