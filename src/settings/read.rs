//! Settings out of what the TOML parser read, and where a value that does not fit stands.
//!
//! `toml` has a deserializer of its own, which takes tables to pieces in every type that is read, for dates and spans too: in
//! the module for browsers that is as much code as all rules about tables.

use std::fmt;
use std::ops::Range;
use std::slice;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeInteger, DeString, DeTable, DeValue};

/// A value that does not fit.
#[derive(Debug)]
pub(crate) struct Misfit {
    /// The bytes of the innermost value or key that is known.
    pub(crate) span: Option<Range<usize>>,
    /// What was expected and what is there.
    pub(crate) message: String,
}

impl Misfit {
    /// The same, at `span` where no place is known yet.
    fn within(self, span: Range<usize>) -> Self {
        Self { span: self.span.or(Some(span)), ..self }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { span: None, message: message.to_string() }
    }
}

/// A table or a value, to be read as a type of ours.
#[derive(Clone, Copy)]
pub(super) enum Node<'t, 'i> {
    /// The whole text.
    Table(&'t DeTable<'i>),
    /// A value in it.
    Value(&'t Spanned<DeValue<'i>>),
}

impl<'de> Node<'_, '_> {
    fn read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let value = match self {
            Self::Table(table) => return visitor.visit_map(Entries::of(table)),
            Self::Value(value) => value.get_ref(),
        };
        match value {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Integer(number) => whole(number, visitor),
            DeValue::Boolean(flag) => visitor.visit_bool(*flag),
            DeValue::Array(values) => visitor.visit_seq(Items(values.iter())),
            DeValue::Table(table) => visitor.visit_map(Entries::of(table)),
            DeValue::Float(number) => unexpected(&format!("floating point `{number}`"), &visitor),
            DeValue::Datetime(time) => unexpected(&format!("date or time `{time}`"), &visitor),
        }
    }

    /// The same failure, at this value where no place is known yet.
    fn at_this<T>(self, read: Result<T, Misfit>) -> Result<T, Misfit> {
        match self {
            Self::Table(_) => read,
            Self::Value(value) => read.map_err(|misfit| misfit.within(value.span())),
        }
    }
}

fn whole<'de, V: Visitor<'de>>(number: &DeInteger, visitor: V) -> Result<V::Value, Misfit> {
    match i64::from_str_radix(number.as_str(), number.radix()) {
        Ok(number) => visitor.visit_i64(number),
        Err(_) => unexpected(&format!("integer `{number}`"), &visitor),
    }
}

fn unexpected<T>(found: &str, expected: &dyn de::Expected) -> Result<T, Misfit> {
    Err(de::Error::invalid_type(Unexpected::Other(found), expected))
}

impl<'de> Deserializer<'de> for Node<'_, '_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let read = self.read(visitor);
        self.at_this(read)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let read = visitor.visit_some(self);
        self.at_this(read)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let read = match self {
            Self::Value(value) if value.get_ref().is_str() => {
                let name: StrDeserializer<Misfit> = value.get_ref().as_str().unwrap_or_default().into_deserializer();
                visitor.visit_enum(name)
            }
            _ => Err(de::Error::custom("expected a text in quotes")),
        };
        self.at_this(read)
    }

    forward_to_deserialize_any! {
        bool u8 u16 u32 u64 i8 i16 i32 i64 f32 f64 char str string seq bytes byte_buf map unit unit_struct newtype_struct
        tuple tuple_struct struct identifier ignored_any
    }
}

/// A value in a table or list. What serde reads into a buffer first is found not to fit when the value was left already.
fn value_of<'de, T: DeserializeSeed<'de>>(value: &Spanned<DeValue>, seed: T) -> Result<T::Value, Misfit> {
    seed.deserialize(Node::Value(value)).map_err(|misfit| misfit.within(value.span()))
}

/// The values of a list.
struct Items<'t, 'i>(slice::Iter<'t, Spanned<DeValue<'i>>>);

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.0.next().map(|value| value_of(value, seed)).transpose()
    }
}

/// The entries of a table.
struct Entries<'t, 'i> {
    left: toml::map::Iter<'t, Spanned<DeString<'i>>, Spanned<DeValue<'i>>>,
    /// The value of the key that was read last.
    value: Option<&'t Spanned<DeValue<'i>>>,
}

impl<'t, 'i> Entries<'t, 'i> {
    fn of(table: &'t DeTable<'i>) -> Self {
        Self { left: table.iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        let name: StrDeserializer<Misfit> = key.get_ref().as_ref().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|misfit| misfit.within(key.span()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let value = self.value.take().ok_or_else(|| <Misfit as de::Error>::custom("a value before its key"))?;
        value_of(value, seed)
    }
}
