use super::*;

fn read(text: &str, language: &str) -> Option<Dateline> {
    dateline(&Text::plain(text), &Context::new().language(language).published("2021-12-09"))
}

/// Language, text, raw, city, region, country, agency.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

#[test]
fn datelines_of_many_shapes() {
    let rows: &[Row] = &[
        (
            "id",
            "FS.Bukittinggi(SUMBAR)-Ketua dewan datang.",
            "FS.Bukittinggi(SUMBAR)-",
            "Bukittinggi",
            "ID-SB",
            "ID",
            "FS",
        ),
        (
            "id",
            "PARIAMAN (SUMBAR) - Nelayan melaut lagi.",
            "PARIAMAN (SUMBAR) -",
            "Pariaman",
            "ID-SB",
            "ID",
            "",
        ),
        (
            "id",
            "MEDAN, KOMPAS.com - Harga cabai naik.",
            "MEDAN, KOMPAS.com -",
            "Medan",
            "ID-SU",
            "ID",
            "KOMPAS.com",
        ),
        ("id", "TEMPO.CO, Kupang - Hujan turun.", "TEMPO.CO, Kupang -", "Kupang", "ID-NT", "ID", "TEMPO.CO"),
        ("id", "jpnn.com, PALU - Warga menanam padi.", "jpnn.com, PALU -", "Palu", "ID-ST", "ID", "jpnn.com"),
        ("id", "KENDARI, LENSA-Kota ini ramai.", "KENDARI, LENSA-", "Kendari", "ID-SG", "ID", "LENSA"),
        ("id", "Ambon – Pasar ikan dibuka.", "Ambon –", "Ambon", "ID-MA", "ID", ""),
        ("id", "TANAH DATAR | Panen raya dimulai.", "TANAH DATAR |", "Tanah Datar", "ID-SB", "ID", ""),
        ("id", "[Garut] Panen kopi dimulai pekan ini.", "[Garut]", "Garut", "ID-JB", "ID", ""),
        (
            "id",
            "Bengkulu, (Antara) -- Jalan diperbaiki.",
            "Bengkulu, (Antara) --",
            "Bengkulu",
            "ID-BE",
            "ID",
            "Antara",
        ),
        (
            "id",
            "Limapuluh Kota, 14/3 (Antara) - Sungai meluap.",
            "Limapuluh Kota, 14/3 (Antara) -",
            "Lima Puluh Kota",
            "ID-SB",
            "ID",
            "Antara",
        ),
        (
            "id",
            "JOGJA, KabarMerapi.com—Wisatawan datang.",
            "JOGJA, KabarMerapi.com—",
            "Yogyakarta",
            "ID-YO",
            "ID",
            "KabarMerapi.com",
        ),
        (
            "id",
            "Mentawai, Gempa kecil terasa di tiga kecamatan pagi ini.",
            "Mentawai,",
            "Kepulauan Mentawai",
            "ID-SB",
            "ID",
            "",
        ),
        ("id", "Muara Bungo, - Lomba perahu digelar.", "Muara Bungo, -", "Muara Bungo", "ID-JA", "ID", ""),
        (
            "id",
            "Lubuk Sikaping, - Palang Merah datang.",
            "Lubuk Sikaping, -",
            "Lubuk Sikaping",
            "ID-SB",
            "ID",
            "",
        ),
        ("id", "KOTA SOLOK : Listrik padam dua jam.", "KOTA SOLOK :", "Solok", "ID-SB", "ID", ""),
        ("id", "SERAMBINEWS.COM - Harga emas naik.", "SERAMBINEWS.COM -", "", "", "", "SERAMBINEWS.COM"),
        ("ms", "KUANTAN, 12 Mac – Hujan lebat melanda.", "KUANTAN, 12 Mac –", "Kuantan", "MY-06", "MY", ""),
        ("ms", "MUAR: Pelajar menang pertandingan.", "MUAR:", "Muar", "MY-01", "MY", ""),
        ("en", "LONDON (Reuters) - Shares rose.", "LONDON (Reuters) -", "London", "GB-ENG", "GB", "Reuters"),
        (
            "en",
            "VENICE, Italy (AP) “We came,” she said.",
            "VENICE, Italy (AP)",
            "Venice",
            "IT-34",
            "IT",
            "AP",
        ),
        (
            "en",
            "SPRINGFIELD, Ill. (AP) — Lawmakers met.",
            "SPRINGFIELD, Ill. (AP) —",
            "Springfield",
            "US-IL",
            "US",
            "AP",
        ),
        ("en", "NEW DELHI: The court met.", "NEW DELHI:", "New Delhi", "IN-DL", "IN", ""),
        ("en", "ABOARD THE STAR (AP) — The crew slept.", "ABOARD THE STAR (AP) —", "", "", "", "AP"),
        (
            "it",
            "(ANSA) - ROMA, 28 LUG - Il governo decide.",
            "(ANSA) - ROMA, 28 LUG -",
            "Rome",
            "IT-62",
            "IT",
            "ANSA",
        ),
        ("de", "WIEN (APA). Der Rat beschloss es.", "WIEN (APA).", "Vienna", "AT-9", "AT", "APA"),
        ("de", "München. Die Stadt plant einen Park.", "München.", "Munich", "DE-BY", "DE", ""),
        ("es", "MADRID (EFE).- El Senado aprobó la ley.", "MADRID (EFE).-", "Madrid", "ES-MD", "ES", "EFE"),
        ("fr", "LYON — Les élus se sont réunis.", "LYON —", "Lyon", "FR-ARA", "FR", ""),
        ("pt", "RIO - O governador visitou escolas.", "RIO -", "Rio de Janeiro", "BR-RJ", "BR", ""),
        ("ar", "الرياض - واس: وصل الوفد.", "الرياض - واس:", "Riyadh", "SA-01", "SA", "واس"),
        ("hi", "नई दिल्ली: सरकार ने कहा।", "नई दिल्ली:", "New Delhi", "IN-DL", "IN", ""),
    ];
    for (language, text, raw, city, region, country, agency) in rows {
        let Some(read) = read(text, language) else { panic!("no dateline in {text}") };
        let place = read.places.first().cloned().unwrap_or_default();
        let got = [place.city, place.region, place.country, read.agency].map(Option::unwrap_or_default);
        assert_eq!(&read.raw, raw, "{text}");
        assert_eq!(got, [*city, *region, *country, *agency], "{text}");
        assert_eq!(read.raw, read.span.of(text));
    }
}

#[test]
fn false_friends() {
    for (language, text) in [
        ("id", "Oke - begini ceritanya."),
        ("id", "Ketua Ombudsman - Rudi Hartanto melakukan kunjungan."),
        ("id", "Jakarta - Bandung kini satu jam."),
        ("id", "Foto: Wali Kota Solok - (Dok. Humas)"),
        ("id", "Baca juga: Padang - Hujan turun"),
        ("id", "Oleh: Rina Marlina - Padang"),
        ("id", "INDEKS Harga Saham Gabungan naik - Pasar tenang"),
        ("id", "Semen Padang (SUMBAR) - tim tamu - kalah."),
        ("id", "Kota Solok, yang dikelilingi sawah, ramai."),
        ("id", "Padang, Solok dan Agam dilanda hujan deras hari ini."),
        ("id", "Padang, Ibu Kota Sumatera Barat, ramai oleh wisatawan."),
        ("id", "Indonesia - Malaysia sepakat bekerja sama."),
        ("id", "Padang: 45 persen, Solok: 30 persen"),
        ("id", "Bali - Pulau Dewata - kembali dibuka."),
        ("en", "UPDATE - The match is off."),
        ("en", "Washington - who led the army - was born in 1732."),
        ("en", "Paris Hilton (CNN) said so."),
        ("en", "CHICAGO BULLS (9-4) - MIAMI HEAT (7-6): tonight"),
        ("fr", "Paris - Marseille en trois heures."),
        ("fr", "EN DIRECT - La finale est ici."),
        ("es", "ATENCIÓN.- Se suspenden las clases."),
        ("ar", "عاجل - زلزال يضرب شرق البلاد."),
        ("de", "Achtung - Die Straße ist gesperrt."),
    ] {
        assert_eq!(read(text, language).map(|d| d.raw), None, "{text}");
    }
}

#[test]
fn a_dateline_may_stand_above_the_story() {
    let body = "Hujan deras mengguyur kota sejak pagi dan warga di tepi sungai mengungsi ke masjid terdekat.";
    for own in ["Bukittinggi, Sumbar", "BUKITTINGGI (SUMBAR) -", "PADANG", "Padang, 8 Desember 2021"] {
        let text = format!("{own}\n\n{body}");
        assert_eq!(read(&text, "id").map(|d| d.raw).as_deref(), Some(own), "{own}");
    }
    let text = format!("Foto istimewa\n\nPadang - {body}");
    assert_eq!(read(&text, "id").map(|d| d.raw).as_deref(), Some("Padang -"));
    assert_eq!(read(&format!("Padang\n\n{body}"), "id"), None);
}

#[test]
fn the_day_goes_with_it() {
    let day = |text| read(text, "id").and_then(|d| d.date).map(|d| d.to_string());
    assert_eq!(day("Padang, 8/12 (Antara) - Petani panen.").as_deref(), Some("2021-12-08"));
    assert_eq!(day("Bogor, Jabar (08/12). Kebun dibuka.").as_deref(), Some("2021-12-08"));
}

#[test]
fn long_runs_of_marks_take_little_time() {
    let start = std::time::Instant::now();
    for piece in ["-", "(", "A ", "PADANG, ", "[", "\"", "PADANG/", "Kota "] {
        read(&piece.repeat(1 << 18), "id");
    }
    assert!(start.elapsed().as_secs() < 10);
}
