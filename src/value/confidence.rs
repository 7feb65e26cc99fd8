use serde::Serializer;

/// A confidence to two digits: more would only pretend.
pub(crate) fn hundredths(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}

/// Writes a confidence as the number a reader expects: `0.98`, not the `0.9800000190734863` that it is in 32 bits.
pub(crate) fn serialize<S: Serializer>(confidence: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*confidence) * 100.0).round() / 100.0)
}
