//! Intended tags, elements, lists and tables.
