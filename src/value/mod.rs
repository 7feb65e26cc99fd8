//! What facts are made of: spans, dates, language tags, places, phone numbers, and what a page says
//! about itself. Plain values; they know nothing of pages, tables or the index.

pub(crate) mod confidence;
mod context;
mod date;
mod evidence;
mod language;
mod phone;
mod place;
mod site_rule;
mod source;
mod span;
mod text;

pub use context::Context;
pub use date::{Date, DateError, Precision};
pub(crate) use evidence::{Evidence, Field, Mark, Scope};
pub use language::{Language, LanguageError};
pub use phone::{Phone, PhoneError};
pub use place::{Place, PlaceCandidate};
pub use site_rule::{SiteRule, SiteRuleError};
pub use source::{Source, Sources};
pub use span::Span;
pub(crate) use text::Text;
pub use text::{Block, BlockKind, Emphasis, EmphasisKind, Link};
