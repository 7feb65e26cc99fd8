use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A telephone number in E.164 form: `+`, country code, number; 7 to 15 digits.
///
/// ```
/// use warta::Phone;
///
/// let phone: Phone = "+6281200001234".parse().unwrap();
/// assert_eq!(phone.to_string(), "+6281200001234");
/// assert!("081200001234".parse::<Phone>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// The number with its plus sign.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A string that is no E.164 number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneError(String);

impl fmt::Display for PhoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected `+` and 7 to 15 digits, found `{}`", self.0)
    }
}

impl std::error::Error for PhoneError {}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(s: &str) -> Result<Self, PhoneError> {
        let digits = s.strip_prefix('+').unwrap_or("");
        let fits = (7..=15).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0');
        if fits { Ok(Self(s.to_owned())) } else { Err(PhoneError(s.chars().take(40).collect())) }
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(s: String) -> Result<Self, PhoneError> {
        s.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
