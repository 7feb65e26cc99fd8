//! Articles to search for. Names and numbers are invented.

use warta::index::{Index, Order, Query, Search};
use warta::{
    Article, Author, Contact, ContactKind, Dateline, Person, Place, Quote, Span, Speaker, SpeakerKind,
};

/// What the articles of the archive are about; asserted by title.
pub(crate) const COMPLAINTS: &str = "Lembaga Pengaduan Dampingi Warga Solok Mengurus Pelayanan Publik";
pub(crate) const FLOOD: &str = "Banjir Surabaya: Warga Mengungsi ke Balai Kota";
pub(crate) const MARKET: &str = "New market opens in Padang";
pub(crate) const UNDATED: &str = "Resep rendang anti-korupsi";

pub(crate) fn place(raw: &str, city: &str, region: &str, country: &str) -> Place {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let mut place = Place::default();
    (place.raw, place.city, place.region, place.country) =
        (raw.to_owned(), some(city), some(region), some(country));
    place
}

pub(crate) fn dateline(raw: &str, agency: Option<&str>, places: Vec<Place>) -> Dateline {
    let mut dateline = Dateline::default();
    (dateline.raw, dateline.span) = (raw.to_owned(), Span::new(0, raw.len()));
    (dateline.agency, dateline.places) = (agency.map(str::to_owned), places);
    dateline
}

pub(crate) fn quote(text: &str, name: &str, role: &str) -> Quote {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let mut speaker = Speaker::default();
    (speaker.name, speaker.role) = (some(name), some(role));
    if name.is_empty() {
        speaker.kind = SpeakerKind::Unnamed;
    }
    let mut quote = Quote::default();
    quote.text = text.to_owned();
    quote.speaker = (!name.is_empty() || !role.is_empty()).then_some(speaker);
    quote
}

pub(crate) fn person(name: &str, role: &str, aliases: &[&str]) -> Person {
    let mut person = Person::default();
    (person.name, person.roles) = (name.to_owned(), vec![role.to_owned()]);
    person.aliases = aliases.iter().map(|a| (*a).to_owned()).collect();
    person
}

pub(crate) fn contact(
    kind: ContactKind,
    value: &str,
    raw: &str,
    names: &[&str],
    role: Option<&str>,
) -> Contact {
    let mut contact = Contact::new(kind, value, raw, Span::default());
    contact.names = names.iter().map(|n| (*n).to_owned()).collect();
    contact.role = role.map(str::to_owned);
    contact
}

/// Like the page the crate was first made for: dateline, quotes of three, contacts at the end.
pub(crate) fn complaints() -> Article {
    let mut article = Article::builder()
        .url("https://warta-nagari.blogspot.com/2021/12/pengaduan-solok.html")
        .title(COMPLAINTS)
        .author("Dewi Anggraini")
        .published("2021-12-09T10:05:00+07:00")
        .language("id")
        .site("Warta Nagari")
        .tag("Pelayanan Publik")
        .tag("Solok")
        .text(
            "WN.Solok(SUMBAR)- Lembaga Pengaduan melayani warga Solok pada Rabu (8/12/2021). Maladministrasi masih \
             sering terjadi.\n\n“Pendampingan ini gratis, warga jangan ragu,” kata Kepala Perwakilan Lembaga \
             Pengaduan Sumatera Barat Rina Marlina.\n\n“Kami di pusat terus mengawasi,” terang Ketua Lembaga \
             Pengaduan RI Muhamad Hasan Basri. Basri berharap warga melapor.\n\nNarahubung: Rina Marlina \
             0811 1222 333, Bayu Saputra 082233344455.",
        )
        .build();
    article.byline = Some("Laporan: Dewi Anggraini".to_owned());
    article.authors.push(Author::new("Tim Nagari", None));
    article.dateline =
        Some(dateline("WN.Solok(SUMBAR)-", Some("WN"), vec![place("Solok", "Solok", "ID-SB", "ID")]));
    article.places = vec![place("Solok", "Solok", "ID-SB", "ID"), place("Sumatera Barat", "", "ID-SB", "ID")];
    article.people = vec![
        person("Rina Marlina", "Kepala Perwakilan Lembaga Pengaduan Sumatera Barat", &["Rina", "Uni Rina"]),
        person("Muhamad Hasan Basri", "Ketua Lembaga Pengaduan RI", &["Basri"]),
    ];
    article.quotes = vec![
        quote(
            "Pendampingan ini gratis, warga jangan ragu,",
            "Rina Marlina",
            "Kepala Perwakilan Lembaga Pengaduan Sumatera Barat",
        ),
        quote("Kami di pusat terus mengawasi,", "Muhamad Hasan Basri", "Ketua Lembaga Pengaduan RI"),
        quote("Saya senang", "", "seorang warga"),
    ];
    article.contacts = vec![
        contact(ContactKind::Phone, "+628111222333", "0811 1222 333", &["Rina Marlina"], None),
        contact(ContactKind::Whatsapp, "+6282233344455", "082233344455", &["Bayu Saputra"], Some("Humas")),
        contact(ContactKind::Email, "aduan@contoh.example", "aduan@contoh.example", &[], None),
    ];
    article.site.contacts = vec![contact(ContactKind::Phone, "+62751999888", "0751-999888", &[], None)];
    article
}

pub(crate) fn flood() -> Article {
    let mut article = Article::builder()
        .url("https://kabar.contoh.example/2021/11/banjir")
        .title(FLOOD)
        .published("2021-11-30T23:30:00Z")
        .language("id")
        .text(
            "Surabaya - Hujan lebat. “Kami butuh pendampingan,” ujar Siti Rahmah. Pelayanan dihentikan, kata Basri. \
             Hubungi Rina M. di 08111222333.",
        )
        .build();
    article.dateline = Some(dateline("Surabaya -", None, vec![place("Surabaya", "Surabaya", "ID-JI", "ID")]));
    article.places = vec![place("Surabaya", "Surabaya", "ID-JI", "ID")];
    article.quotes = vec![
        quote("Kami butuh pendampingan,", "Siti Rahmah", "warga"),
        quote("Air sungai naik", "Joko Susilo", "Camat"),
    ];
    article.contacts = vec![contact(ContactKind::Phone, "+628111222333", "08111222333", &["Rina M."], None)];
    article
}

pub(crate) fn market() -> Article {
    let mut article = Article::builder()
        .url("https://news.contoh.example/market?id=7")
        .title(MARKET)
        .author("John Smith")
        .published("2022-01")
        .language("en-GB")
        .text("The market's traders are happy. “It is public service,” said Basri O'Neill. Café and Straße.")
        .build();
    article.places =
        vec![place("Padang", "Padang", "ID-SB", "ID"), place("Kuala Lumpur", "Kuala Lumpur", "MY-14", "MY")];
    article.quotes = vec![quote("It is public service,", "Basri O'Neill", "trader")];
    article
}

pub(crate) fn undated() -> Article {
    Article::builder()
        .title(UNDATED)
        .text("Santan, cabai <script>alert('x')</script> & daging. Jum'at enak.")
        .build()
}

/// An index of the four.
pub(crate) fn archive() -> Index {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for article in [complaints(), flood(), market(), undated()] {
        writer.put(&article).unwrap();
    }
    writer.commit().unwrap();
    index
}

pub(crate) fn query(text: &str) -> Query {
    text.parse().unwrap_or_else(|e| panic!("{e}"))
}

/// The titles found, sorted by title.
pub(crate) fn titles(index: &Index, text: &str) -> Vec<String> {
    let found = index.search_with(&query(text), Search::new().limit(100).order(Order::Newest)).unwrap();
    let mut titles: Vec<String> = found.iter().map(|hit| hit.title().to_owned()).collect();
    assert_eq!(found.total(), titles.len(), "{text}");
    let best = index.search_with(&query(text), Search::new().limit(100)).unwrap();
    assert_eq!(best.total(), best.len(), "{text}: both orders find the same");
    titles.sort();
    titles
}
