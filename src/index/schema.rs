//! The fields of the index and the tokenizer they share.
//!
//! Every field belongs to documents of one kind (but `kind`, `key`, `slot`, `time`, `stored`), so that a term alone
//! says which kind of document it finds.

use std::sync::LazyLock;

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::word::{Word, Words};

const TOKENIZER: &str = "warta";

/// Names of the fast columns that are read by name.
pub(crate) const KIND: &str = "kind";
pub(crate) const SLOT: &str = "slot";
pub(crate) const TIME: &str = "time";
pub(crate) const HEADER: &str = "header";
pub(crate) const CONTACT: &str = "contact";

/// What a document of the index stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u64)]
pub(crate) enum Kind {
    Article = 0,
    Quote = 1,
    Contact = 2,
}

/// The fields by name.
#[derive(Debug)]
pub(crate) struct Fields {
    /// [`Kind`].
    pub(crate) kind: Field,
    /// The article's identity, on all its documents: they are replaced together.
    pub(crate) key: Field,
    /// The distance of a document from its article, which is the first of its block: 0 for the article itself.
    pub(crate) slot: Field,
    /// Seconds of the printed local time since 1970, for order.
    pub(crate) time: Field,
    /// The article, quote or contact as sealed JSON.
    pub(crate) stored: Field,

    // Of articles.
    /// What a hit shows, packed.
    pub(crate) header: Field,
    /// Whether it is only a teaser.
    pub(crate) teaser: Field,
    pub(crate) title: Field,
    /// Title and text.
    pub(crate) text: Field,
    /// Names of authors, byline.
    pub(crate) author: Field,
    pub(crate) agency: Field,
    /// Name of the site and its host.
    pub(crate) site: Field,
    pub(crate) tag: Field,
    /// Roles of people, speakers, contacts.
    pub(crate) role: Field,
    pub(crate) language: Field,
    /// Terms of the dateline's places; see `place`.
    pub(crate) from: Field,
    /// Terms of all places.
    pub(crate) place: Field,
    /// What an article has: `quote`, `contact`, …
    pub(crate) has: Field,
    /// First and last day that the publication date covers, in days since 1970.
    pub(crate) first_day: Field,
    pub(crate) last_day: Field,

    // Of quotes.
    pub(crate) quote: Field,
    /// Names and aliases of the speaker.
    pub(crate) speaker: Field,
    /// Words of the role, and those printed beside the name: titles, ranks, degrees.
    pub(crate) speaker_beside: Field,
    pub(crate) speaker_role: Field,
    /// The speaker's name as one value, for counts.
    pub(crate) speaker_name: Field,

    // Of contacts.
    /// Names, role and printed value.
    pub(crate) contact_words: Field,
    pub(crate) contact_role: Field,
    /// Terms of the value; see `contact`.
    pub(crate) contact_value: Field,
    /// Kind and value as one value, for grouping.
    pub(crate) contact: Field,
}

static SCHEMA: LazyLock<(Schema, Fields)> = LazyLock::new(build);

/// The schema of this format.
pub(crate) fn schema() -> Schema {
    SCHEMA.0.clone()
}

/// Its fields.
pub(crate) fn fields() -> &'static Fields {
    &SCHEMA.1
}

/// The tokenizers that the schema names.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, TextAnalyzer::from(WordTokenizer::default()));
    manager
}

fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |schema: &mut SchemaBuilder, name: &str, record: IndexRecordOption, norms: bool| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(record)
            .set_fieldnorms(norms);
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let fields = Fields {
        kind: schema.add_u64_field(KIND, INDEXED | FAST),
        key: schema.add_text_field("key", STRING),
        slot: schema.add_u64_field(SLOT, FAST),
        time: schema.add_i64_field(TIME, FAST),
        stored: schema.add_bytes_field("stored", STORED),
        header: schema.add_text_field(HEADER, FAST),
        teaser: schema.add_bool_field("teaser", FAST),
        title: words(&mut schema, "title", positions, true),
        text: words(&mut schema, "text", positions, true),
        author: words(&mut schema, "author", positions, false),
        agency: words(&mut schema, "agency", positions, false),
        site: words(&mut schema, "site", positions, false),
        tag: words(&mut schema, "tag", positions, false),
        role: words(&mut schema, "role", positions, false),
        language: schema.add_text_field("language", STRING),
        from: schema.add_text_field("from", STRING),
        place: schema.add_text_field("place", STRING),
        has: schema.add_text_field("has", STRING),
        first_day: schema.add_i64_field("first_day", FAST),
        last_day: schema.add_i64_field("last_day", FAST),
        quote: words(&mut schema, "quote", positions, true),
        speaker: words(&mut schema, "speaker", positions, false),
        speaker_beside: words(&mut schema, "speaker_beside", IndexRecordOption::Basic, false),
        speaker_role: words(&mut schema, "speaker_role", positions, false),
        speaker_name: schema.add_text_field("speaker_name", FAST),
        contact_words: words(&mut schema, "contact_words", positions, true),
        contact_role: words(&mut schema, "contact_role", positions, false),
        contact_value: schema.add_text_field("contact_value", STRING),
        contact: schema.add_text_field(CONTACT, FAST),
    };
    (schema.build(), fields)
}

/// [`Words`] for tantivy.
#[derive(Clone, Default)]
struct WordTokenizer {
    token: Token,
    word: Option<Word>,
}

struct WordStream<'a> {
    words: Words<'a>,
    word: Word,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        let word = self.word.take().unwrap_or(Word {
            start: 0,
            end: 0,
            position: 0,
            text: String::new(),
            joined: false,
        });
        WordStream { words: Words::new(text), word, token: &mut self.token }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if !self.words.read(&mut self.word) {
            return false;
        }
        std::mem::swap(&mut self.word.text, &mut self.token.text);
        self.token.offset_from = self.word.start;
        self.token.offset_to = self.word.end;
        self.token.position = self.word.position;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
