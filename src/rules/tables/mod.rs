//! Rules of the group `tables`.

group! {
    broken_row,
    doubled_header,
    flattened_table,
    lost_cells,
    pipe_table_break,
    pipe_table_delimiter,
    pipe_table_sign,
    pipe_table_width,
    ragged_row,
    stray_cell,
    swallowed_paragraph,
}
