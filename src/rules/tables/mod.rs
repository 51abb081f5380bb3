//! Rules of the group `tables`.

group! {
    pipe_table_delimiter,
    pipe_table_width,
    swallowed_paragraph,
}
