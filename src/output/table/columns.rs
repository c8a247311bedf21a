use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, ListBuilder,
    PrimitiveBuilder, StringBuilder,
};
use arrow_array::types::{ArrowPrimitiveType, TimestampMicrosecondType};
use arrow_schema::{DataType, Field};

/// Digits of a decimal, and how many of them stand behind the point: any whole number that factlint reads fits.
pub(super) const DIGITS: u8 = 38;
pub(super) const DECIMALS: i8 = 9;

/// What a column holds.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    Text,
    Whole,
    Flag,
    Decimal,
    Day,
    Moment,
    Words,
}

/// What stands in one place of the table.
pub(super) enum Cell<'a> {
    Text(Option<Cow<'a, str>>),
    Whole(Option<i64>),
    Flag(Option<bool>),
    /// Billionths.
    Decimal(Option<i128>),
    /// Days since 1970.
    Day(Option<i32>),
    /// Microseconds since 1970, in the publisher's own clock.
    Moment(Option<i64>),
    Words(Vec<Cow<'a, str>>),
}

/// A column's name and what it means.
pub(super) struct ColumnKind {
    pub name: &'static str,
    pub holds: Holds,
    pub optional: bool,
    pub meaning: &'static str,
}

const fn given(name: &'static str, holds: Holds, meaning: &'static str) -> ColumnKind {
    ColumnKind { name, holds, optional: false, meaning }
}

const fn optional(name: &'static str, holds: Holds, meaning: &'static str) -> ColumnKind {
    ColumnKind { name, holds, optional: true, meaning }
}

/// All columns, in the order in which [`super::cells::cells`] fills them.
pub(super) const COLUMNS: &[ColumnKind] = &[
    given("document", Holds::Text, "the document's path, or its id in JSON Lines"),
    optional("language", Holds::Text, "BCP 47 tag of the language it was read as"),
    optional("published", Holds::Day, "its publication date"),
    optional("published_from", Holds::Text, "how that is known: `metadata`, `dateline` …"),
    optional("source", Holds::Text, "the publisher, where it was given"),
    optional("title", Holds::Text, "the title, where it was given"),
    optional("url", Holds::Text, "the address, where it was given"),
    given("fact", Holds::Whole, "the fact's number in its document, from 0, in text order"),
    given("in_title", Holds::Flag, "whether the places count the title's bytes, and not the text's"),
    given("start_byte", Holds::Whole, "where the words begin, in bytes of the file as stored"),
    given("end_byte", Holds::Whole, "the byte behind them"),
    given("text", Holds::Text, "the words as they stand in the file"),
    given("kind", Holds::Text, "`number`, `quantity`, `ordinal`, `date`, `duration`, `recurrence`"),
    optional(
        "lower",
        Holds::Decimal,
        "the lower end of a figure, a rank, a length of time; null where there is none",
    ),
    optional("upper", Holds::Decimal, "the upper end; equal to `lower` for an exact figure"),
    optional("lower_open", Holds::Flag, "whether the lower end itself is left out (\"more than 64\")"),
    optional("upper_open", Holds::Flag, "whether the upper end itself is left out"),
    optional(
        "approximate",
        Holds::Flag,
        "whether the text says \"about\" and the like; the ends are as written",
    ),
    optional("unit", Holds::Text, "UCUM or ISO 4217 code, `%`, `pp`, `1`; null for a count"),
    optional("per", Holds::Text, "the unit behind \"per\""),
    optional("difference", Holds::Flag, "whether it is a difference on a scale (\"5 degrees warmer\")"),
    given("other_units", Holds::Words, "what else the unit's word may mean"),
    optional("alternative", Holds::Decimal, "another reading of ambiguous digits"),
    optional("iso_duration", Holds::Text, "a length of time as ISO 8601 writes it"),
    optional("edtf", Holds::Text, "a date, period or moment in EDTF (ISO 8601-2)"),
    optional("time_start", Holds::Moment, "the first moment that it can mean, without a time zone"),
    optional("time_end", Holds::Moment, "the moment behind the last"),
    optional("grain", Holds::Text, "`year`, `month`, `day` …"),
    optional("other_edtf", Holds::Text, "another reading of an ambiguous date"),
    optional("counted_from", Holds::Text, "what a relative date is counted from"),
    optional("runs", Holds::Text, "whether it runs from or to a time that is not told"),
    optional("subject", Holds::Text, "what is counted or measured: a concept, or `language/stem`"),
    optional("event", Holds::Text, "the event of its clause"),
    optional("object", Holds::Text, "what the event happened to"),
    given("places", Holds::Words, "the places of its clause"),
    given("names", Holds::Words, "the names of its clause, in normal form"),
    given("modifiers", Holds::Words, "the adjectives that narrow what is counted"),
    optional("period", Holds::Text, "the time that the figure covers, in EDTF"),
    given("other_period", Holds::Flag, "whether its clause compares with another period"),
    optional("role", Holds::Text, "how it relates to the whole: `total`, `part` …"),
    given("status", Holds::Text, "`asserted`, `planned`, `denied` …"),
    given("sources", Holds::Words, "who is said to say so"),
    optional(
        "passage_language",
        Holds::Text,
        "the language of its passage, where that is not the document's",
    ),
    given("headline", Holds::Flag, "whether it stands in the headline"),
    given("quoted", Holds::Flag, "whether it stands in quotation marks"),
];

impl Holds {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Whole => "int64",
            Self::Flag => "boolean",
            Self::Decimal => "decimal(38, 9)",
            Self::Day => "date32",
            Self::Moment => "timestamp(µs), no zone",
            Self::Words => "list of strings",
        }
    }

    fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Whole => DataType::Int64,
            Self::Flag => DataType::Boolean,
            Self::Decimal => DataType::Decimal128(DIGITS, DECIMALS),
            Self::Day => DataType::Date32,
            Self::Moment => TimestampMicrosecondType::DATA_TYPE,
            Self::Words => DataType::List(word()),
        }
    }
}

fn word() -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Utf8, false))
}

impl ColumnKind {
    pub(super) fn field(&self) -> Field {
        let about = [("description".to_string(), self.meaning.to_string())];
        Field::new(self.name, self.holds.data_type(), self.optional)
            .with_metadata(std::collections::HashMap::from(about))
    }
}

/// A column that is being filled.
pub(super) enum Column {
    Text(StringBuilder),
    Whole(Int64Builder),
    Flag(BooleanBuilder),
    Decimal(Decimal128Builder),
    Day(Date32Builder),
    Moment(PrimitiveBuilder<TimestampMicrosecondType>),
    Words(ListBuilder<StringBuilder>),
}

impl Column {
    pub(super) fn new(holds: Holds) -> Self {
        match holds {
            Holds::Text => Self::Text(StringBuilder::new()),
            Holds::Whole => Self::Whole(Int64Builder::new()),
            Holds::Flag => Self::Flag(BooleanBuilder::new()),
            Holds::Decimal => Self::Decimal(Decimal128Builder::new().with_data_type(holds.data_type())),
            Holds::Day => Self::Day(Date32Builder::new()),
            Holds::Moment => Self::Moment(PrimitiveBuilder::new()),
            Holds::Words => Self::Words(ListBuilder::new(StringBuilder::new()).with_field(word())),
        }
    }

    /// Adds a cell. One of another kind than the column's is left out, which no row of ours has.
    pub(super) fn append(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_option(text),
            (Self::Whole(column), Cell::Whole(number)) => column.append_option(number),
            (Self::Flag(column), Cell::Flag(flag)) => column.append_option(flag),
            (Self::Decimal(column), Cell::Decimal(number)) => column.append_option(number),
            (Self::Day(column), Cell::Day(day)) => column.append_option(day),
            (Self::Moment(column), Cell::Moment(moment)) => column.append_option(moment),
            (Self::Words(column), Cell::Words(words)) => {
                words.iter().for_each(|word| column.values().append_value(word));
                column.append(true);
            }
            _ => debug_assert!(false, "the cells stand in the order of the columns"),
        }
    }

    pub(super) fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => ArrayBuilder::finish(column),
            Self::Whole(column) => ArrayBuilder::finish(column),
            Self::Flag(column) => ArrayBuilder::finish(column),
            Self::Decimal(column) => ArrayBuilder::finish(column),
            Self::Day(column) => ArrayBuilder::finish(column),
            Self::Moment(column) => ArrayBuilder::finish(column),
            Self::Words(column) => ArrayBuilder::finish(column),
        }
    }
}
