//! Rules of the group `tables`.

group! {
    flattened_table,
    ragged_row,
    stray_cell,
}
