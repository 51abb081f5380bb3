//! Rules of the group `tags`.

group! {
    attribute_quote_collision,
    bare_less_than,
    bare_tag,
    curly_attribute_quotes,
    duplicate_attribute,
    end_tag_attributes,
    end_tag_without_slash,
    escaped_tag,
    fullwidth_tag,
    fused_tag,
    homoglyph_tag,
    misplaced_slash,
    misspelt_tag,
    nameless_tag,
    spaced_tag,
    translated_tag,
    unterminated_tag,
    uppercase_tag,
    void_end_tag,
    void_slash,
}
