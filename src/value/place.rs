use serde::{Deserialize, Serialize};

use super::Span;

/// A place named in the text, resolved on the map as far as that is sure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// As printed: exactly `text[span]`.
    pub raw: String,
    /// Where in the article's text it stands.
    pub span: Span,
    /// City, regency or town, by its usual name.
    pub city: Option<String>,
    /// ISO 3166-2 code of the province or state, such as `ID-SB`.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country, such as `ID`.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// How sure the resolution is, from 0 to 1.
    #[serde(serialize_with = "super::confidence::serialize")]
    pub confidence: f32,
    /// Other places of that name, the likeliest first.
    #[serde(default)]
    pub others: Vec<PlaceCandidate>,
}

/// A place that a name may stand for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlaceCandidate {
    /// City, regency or town, by its usual name.
    pub city: Option<String>,
    /// ISO 3166-2 code of the province or state.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// How likely this one is, from 0 to 1.
    #[serde(serialize_with = "super::confidence::serialize")]
    pub confidence: f32,
}
