//! What a translation lost, changed and added.

group![
    added_markup,
    changed_anchor,
    changed_code,
    changed_level,
    changed_number,
    changed_placeholder,
    changed_tag,
    changed_target,
    list_shape,
    lost_block,
    lost_markup,
    other_revision,
    table_shape,
    translated_directive,
    translated_key,
];
