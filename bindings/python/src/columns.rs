//! The columns that linting and repairing give.

use std::sync::Arc;

use arrow_array::builder::{
    Float64Builder, Int32Builder, Int64Builder, LargeStringBuilder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use copydesk::Summary;

use crate::row::{RepairedRow, Row};

/// The most bytes of text in a batch with offsets of 32 bits.
const MOST_TEXT: usize = i32::MAX as usize;

/// The most rows of a batch: the names of rules and the errors of this many have room in one, too.
const MOST_ROWS: usize = 1 << 19;

/// Columns of texts.
enum TextBuilder {
    Small(StringBuilder, usize),
    Large(LargeStringBuilder),
}

impl TextBuilder {
    fn new(is_large: bool) -> Self {
        if is_large { Self::Large(LargeStringBuilder::new()) } else { Self::Small(StringBuilder::new(), 0) }
    }

    fn has_room_for(&self, text: &str) -> bool {
        match self {
            Self::Small(_, bytes) => bytes + text.len() <= MOST_TEXT,
            Self::Large(_) => true,
        }
    }

    fn append(&mut self, text: Option<&str>) {
        match self {
            Self::Small(builder, bytes) => {
                builder.append_option(text);
                *bytes += text.map_or(0, str::len);
            }
            Self::Large(builder) => builder.append_option(text),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Small(builder, bytes) => {
                *bytes = 0;
                Arc::new(builder.finish())
            }
            Self::Large(builder) => Arc::new(builder.finish()),
        }
    }
}

/// Columns with what repairs made.
struct Repairs {
    text: TextBuilder,
    applied: Int32Builder,
    left: Int32Builder,
}

/// Columns that grow row by row. Engines know no unsigned numbers, so all are signed.
pub struct Columns {
    schema: SchemaRef,
    /// `findings`, `errors`, `repairable`, `likely`, `lost_content`.
    counts: [Int32Builder; 5],
    damaged_bytes: Int64Builder,
    damaged_share: Float64Builder,
    damage_score: Float64Builder,
    rules: ListBuilder<StringBuilder>,
    rule_findings: ListBuilder<Int32Builder>,
    error: StringBuilder,
    repairs: Option<Repairs>,
    rows: usize,
    full: Vec<RecordBatch>,
}

const COUNTS: [&str; 5] = ["findings", "errors", "repairable", "likely", "lost_content"];

fn counts(summary: &Summary) -> [u32; 5] {
    [summary.findings, summary.errors, summary.repairable, summary.likely, summary.lost_content]
}

impl Columns {
    /// No rows yet; `is_large` is whether texts may take more than 2 GiB.
    pub fn new(with_repairs: bool, is_large: bool) -> Self {
        let repairs = with_repairs.then(|| Repairs {
            text: TextBuilder::new(is_large),
            applied: Int32Builder::new(),
            left: Int32Builder::new(),
        });
        let (names, numbers) = (item(DataType::Utf8), item(DataType::Int32));
        Self {
            schema: schema(with_repairs, is_large),
            counts: Default::default(),
            damaged_bytes: Int64Builder::new(),
            damaged_share: Float64Builder::new(),
            damage_score: Float64Builder::new(),
            rules: ListBuilder::new(StringBuilder::new()).with_field(names),
            rule_findings: ListBuilder::new(Int32Builder::new()).with_field(numbers),
            error: StringBuilder::new(),
            repairs,
            rows: 0,
            full: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn add(&mut self, row: Row) -> Result<(), ArrowError> {
        let (summary, error, repaired) = match row {
            Row::Null => (None, None, None),
            Row::Unread { why, text } => {
                let kept = text.map(|text| RepairedRow { text, applied: 0, left: 0 });
                (None, Some(format!("the text {why}")), kept)
            }
            Row::Read { summary, repaired } => (Some(summary), None, repaired),
        };
        self.make_room(repaired.as_ref())?;
        self.rows += 1;
        self.add_summary(summary.as_ref());
        self.error.append_option(error.as_deref());
        if let Some(columns) = &mut self.repairs {
            columns.text.append(repaired.as_ref().map(|repaired| repaired.text.as_str()));
            let count = |number: fn(&RepairedRow) -> usize| {
                repaired
                    .as_ref()
                    .filter(|_| error.is_none())
                    .map(|repaired| i32::try_from(number(repaired)).unwrap_or(i32::MAX))
            };
            columns.applied.append_option(count(|repaired| repaired.applied));
            columns.left.append_option(count(|repaired| repaired.left));
        }
        Ok(())
    }

    fn add_summary(&mut self, summary: Option<&Summary>) {
        let numbers = summary.map(counts);
        for (at, builder) in self.counts.iter_mut().enumerate() {
            builder.append_option(numbers.map(|numbers| numbers[at].cast_signed()));
        }
        self.damaged_bytes.append_option(summary.map(|summary| i64::from(summary.damaged_bytes)));
        self.damaged_share.append_option(summary.map(Summary::damaged_share));
        self.damage_score.append_option(summary.map(Summary::damage_score));
        for (rule, findings) in summary.iter().flat_map(|summary| &summary.rules) {
            self.rules.values().append_value(rule);
            self.rule_findings.values().append_value(findings.cast_signed());
        }
        self.rules.append(summary.is_some());
        self.rule_findings.append(summary.is_some());
    }

    /// Closes the batch where it is long, or its texts have no room for another.
    fn make_room(&mut self, repaired: Option<&RepairedRow>) -> Result<(), ArrowError> {
        if self.rows == MOST_ROWS {
            self.close()?;
        }
        let (Some(columns), Some(repaired)) = (&self.repairs, repaired) else { return Ok(()) };
        if columns.text.has_room_for(&repaired.text) {
            return Ok(());
        }
        if repaired.text.len() > MOST_TEXT {
            return Err(ArrowError::InvalidArgumentError(
                "a repaired text takes more than 2 GiB; hand the texts over as large_string".to_owned(),
            ));
        }
        self.close()
    }

    fn close(&mut self) -> Result<(), ArrowError> {
        let mut columns: Vec<ArrayRef> = Vec::new();
        columns.extend(self.counts.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef));
        columns.push(Arc::new(self.damaged_bytes.finish()));
        columns.push(Arc::new(self.damaged_share.finish()));
        columns.push(Arc::new(self.damage_score.finish()));
        columns.push(Arc::new(self.rules.finish()));
        columns.push(Arc::new(self.rule_findings.finish()));
        columns.push(Arc::new(self.error.finish()));
        if let Some(repairs) = &mut self.repairs {
            columns.push(repairs.text.finish());
            columns.push(Arc::new(repairs.applied.finish()));
            columns.push(Arc::new(repairs.left.finish()));
        }
        self.rows = 0;
        self.full.push(RecordBatch::try_new(Arc::clone(&self.schema), columns)?);
        Ok(())
    }

    /// The batches, and their schema. There is one batch, unless there are many rows or the texts take more than 2 GiB.
    pub fn finish(mut self) -> Result<(SchemaRef, Vec<RecordBatch>), ArrowError> {
        if self.rows > 0 || self.full.is_empty() {
            self.close()?;
        }
        Ok((self.schema, self.full))
    }
}

/// The items of a list.
fn item(of: DataType) -> FieldRef {
    Arc::new(Field::new("item", of, true))
}

fn schema(with_repairs: bool, is_large: bool) -> SchemaRef {
    let field = |name: &str, of: DataType| Field::new(name, of, true);
    let mut fields: Vec<Field> = COUNTS.iter().map(|name| field(name, DataType::Int32)).collect();
    fields.push(field("damaged_bytes", DataType::Int64));
    fields.push(field("damaged_share", DataType::Float64));
    fields.push(field("damage_score", DataType::Float64));
    fields.push(field("rules", DataType::List(item(DataType::Utf8))));
    fields.push(field("rule_findings", DataType::List(item(DataType::Int32))));
    fields.push(field("error", DataType::Utf8));
    if with_repairs {
        fields.push(field("repaired", if is_large { DataType::LargeUtf8 } else { DataType::Utf8 }));
        fields.push(field("applied", DataType::Int32));
        fields.push(field("left", DataType::Int32));
    }
    Arc::new(Schema::new(fields))
}
