use super::*;

fn named(text: &str, language: &str) -> Vec<(String, Option<String>, Option<String>, Option<String>)> {
    let found = places(&Text::plain(text), None, &Context::new().language(language));
    found.into_iter().map(|p| (p.raw, p.city, p.region, p.country)).collect()
}

fn raws(text: &str, language: &str) -> Vec<String> {
    named(text, language).into_iter().map(|p| p.0).collect()
}

#[test]
fn places_in_indonesian_text() {
    let text =
        "Walikota Bukittinggi Rudi Hartanto bertolak ke Payakumbuh dari Kabupaten Agam, Sumatera Barat.";
    assert_eq!(raws(text, "id"), ["Bukittinggi", "Payakumbuh", "Kabupaten Agam"]);
    assert_eq!(raws("Ia tiba di Jakarta, lalu ke Kota Solok.", "id"), ["Jakarta", "Kota Solok"]);
    assert_eq!(raws("Warga di Kec. Lubuk Basung mengungsi ke Sumbar.", "id"), ["Lubuk Basung", "Sumbar"]);
}

#[test]
fn the_area_beside_a_name_decides() {
    assert_eq!(named("She moved to Paris, Texas, last year.", "en")[0].2.as_deref(), Some("US-TX"));
    assert_eq!(named("She moved to Paris last year.", "en")[0].3.as_deref(), Some("FR"));
}

#[test]
fn people_and_words_are_no_places() {
    for (text, language) in [
        ("Lima orang terluka. Medan Siregar menjawab.", "id"),
        ("Pak Bandung Wijaya menolak berkomentar.", "id"),
        ("Paris Hilton and Jordan Smith spoke.", "en"),
        ("Bali United menang atas Persib Bandung.", "id"),
        ("kontak: info@padang.example #Jakarta", "id"),
    ] {
        assert_eq!(raws(text, language), [""; 0], "{text}");
    }
}

#[test]
fn a_long_text_of_names_takes_little_time() {
    let text = "Kota Padang Panjang ".repeat(50_000);
    let start = std::time::Instant::now();
    assert!(!raws(&text, "id").is_empty());
    let text = "K".repeat(1 << 20) + &"A, ".repeat(100_000);
    raws(&text, "id");
    assert!(start.elapsed().as_secs() < 10);
}
