//! Every filter and operator: what it finds, and what it does not.

use crate::articles::*;

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    let index = archive();
    for (text, expected) in cases {
        let mut expected: Vec<String> = expected.iter().map(|t| (*t).to_owned()).collect();
        expected.sort();
        assert_eq!(titles(&index, text), expected, "{text}");
    }
}

#[test]
fn words_apply_to_title_and_text() {
    check(&[
        ("melayani", &[COMPLAINTS]),
        ("MELAYANI", &[COMPLAINTS]),
        ("mengungsi", &[FLOOD]),
        ("warga", &[COMPLAINTS, FLOOD]),
        ("dampingi maladministrasi", &[COMPLAINTS]),
        ("cafe strasse", &[MARKET]),
        ("trader*", &[MARKET]),
        ("market", &[MARKET]),
        ("jumat", &[UNDATED]),
        ("Jum’at", &[UNDATED]),
        ("anti-korupsi", &[UNDATED]),
        ("antikorupsi", &[UNDATED]),
        ("korupsi", &[UNDATED]),
        ("zzzz", &[]),
        ("melayani zzzz", &[]),
        ("layani", &[]),
        ("2021", &[COMPLAINTS]),
    ]);
}

#[test]
fn phrases_prefixes_and_typing_errors() {
    check(&[
        ("\"pelayanan publik\"", &[COMPLAINTS]),
        ("\"publik pelayanan\"", &[]),
        ("\"warga solok pada rabu\"", &[COMPLAINTS]),
        ("\"melayani\"", &[COMPLAINTS]),
        // Not across title and text.
        ("\"publik WN Solok\"", &[]),
        ("pelay*", &[COMPLAINTS, FLOOD]),
        ("pelayanan-pub*", &[COMPLAINTS]),
        ("maladministrsi~1", &[COMPLAINTS]),
        ("maladministrsai~1", &[COMPLAINTS]),
        ("maladminitrsi~2", &[COMPLAINTS]),
        ("maladminitrsi~1", &[]),
        ("title:pelayanan", &[COMPLAINTS]),
        ("title:\"warga mengungsi\"", &[FLOOD]),
        ("title:melayani", &[]),
        ("title:meng*", &[COMPLAINTS, FLOOD]),
    ]);
}

#[test]
fn not_or_and_brackets() {
    check(&[
        ("pelayanan -surabaya", &[COMPLAINTS]),
        ("pelayanan -solok", &[FLOOD]),
        ("melayani OR market", &[COMPLAINTS, MARKET]),
        ("(melayani OR market) padang", &[MARKET]),
        ("melayani OR market padang", &[COMPLAINTS, MARKET]),
        ("warga -(solok OR surabaya)", &[]),
        ("-warga", &[MARKET, UNDATED]),
        ("-warga -market", &[UNDATED]),
        ("market OR -warga", &[MARKET, UNDATED]),
        ("-\"hujan lebat\" warga", &[COMPLAINTS]),
        ("NOT NOT warga", &[COMPLAINTS, FLOOD]),
        ("", &[COMPLAINTS, FLOOD, MARKET, UNDATED]),
        ("*", &[COMPLAINTS, FLOOD, MARKET, UNDATED]),
        ("-*", &[]),
    ]);
}

#[test]
fn places() {
    check(&[
        ("place:Solok", &[COMPLAINTS]),
        ("place:\"Sumatera Barat\"", &[COMPLAINTS, MARKET]),
        ("place:Sumbar melayani", &[COMPLAINTS]),
        ("place:Sumbar", &[COMPLAINTS, MARKET]),
        ("place:\"West Sumatra\"", &[COMPLAINTS, MARKET]),
        ("from:Jatim", &[FLOOD]),
        ("place:Indonesia", &[COMPLAINTS, FLOOD, MARKET]),
        ("place:Malaysia", &[MARKET]),
        ("place:ID-SB", &[COMPLAINTS, MARKET]),
        ("place:id", &[COMPLAINTS, FLOOD, MARKET]),
        ("place:MY", &[MARKET]),
        ("place:Surabaya", &[FLOOD]),
        ("place:Surabaya melayani", &[]),
        ("place:Bandung", &[]),
        ("from:solok", &[COMPLAINTS]),
        ("from:ID-SB", &[COMPLAINTS]),
        ("from:ID", &[COMPLAINTS, FLOOD]),
        ("from:Padang", &[]),
        ("place:\"Kuala Lumpur\" -from:ID", &[MARKET]),
    ]);
}

#[test]
fn speakers_and_quotes() {
    check(&[
        ("said:\"Rina Marlina\"", &[COMPLAINTS]),
        ("said:\"Marlina, Rina\"", &[COMPLAINTS]),
        ("said:rina", &[COMPLAINTS]),
        ("said:\"Uni Rina\"", &[COMPLAINTS]),
        ("said:Basri", &[COMPLAINTS, MARKET]),
        ("said:\"Hasan Basri\"", &[COMPLAINTS]),
        ("said:\"Hasan O'Neill\"", &[]),
        ("said:ONeill", &[MARKET]),
        ("said:Has*", &[COMPLAINTS]),
        ("said:Marlnia~1", &[COMPLAINTS]),
        ("said:\"seorang warga\"", &[COMPLAINTS]),
        ("said:Dewi", &[]),
        // Titles and offices beside the name may be asked for with it, not without it.
        ("said:\"Kepala Perwakilan Rina Marlina\"", &[COMPLAINTS]),
        ("said:\"Camat Joko Susilo\"", &[FLOOD]),
        ("said:\"Ketua Joko Susilo\"", &[]),
        ("said:\"Kepala Perwakilan\"", &[]),
        ("said:Ketua", &[]),
        ("said:Basri lang:en", &[MARKET]),
        ("said:Hasan lang:en", &[]),
        ("-said:Basri", &[FLOOD, UNDATED]),
        ("said:Rina said:Basri", &[COMPLAINTS]),
        ("said:Rina OR said:Siti", &[COMPLAINTS, FLOOD]),
        ("quote:(said:\"Rina Marlina\" pendampingan)", &[COMPLAINTS]),
        ("quote:(said:Rina mengawasi)", &[]),
        ("said:Rina \"terus mengawasi\"", &[COMPLAINTS]),
        ("quote:(pendampingan)", &[COMPLAINTS, FLOOD]),
        ("quote:pendampingan", &[COMPLAINTS, FLOOD]),
        ("quote:(said:Siti OR mengawasi)", &[COMPLAINTS, FLOOD]),
        ("quote:(\"di pusat\")", &[COMPLAINTS]),
        // One quote that is not Rina's: there is one in each.
        ("quote:(-said:Rina)", &[COMPLAINTS, FLOOD, MARKET]),
        ("quote:(said:Rina -pendampingan)", &[]),
        ("-quote:(said:Rina)", &[FLOOD, MARKET, UNDATED]),
        ("quote:(role:camat)", &[FLOOD]),
        ("quote:(role:camat pendampingan)", &[]),
        ("quote:(from:Surabaya pendampingan)", &[FLOOD]),
        ("quote:(place:Padang)", &[MARKET]),
        ("quote:(*)", &[COMPLAINTS, FLOOD, MARKET]),
        ("quote:(quote:(said:Rina) pendampingan)", &[COMPLAINTS]),
        // The words stand in the article, not in a quote.
        ("quote:maladministrasi", &[]),
    ]);
}

#[test]
fn people_and_sources() {
    check(&[
        ("role:\"ketua lembaga\"", &[COMPLAINTS]),
        ("role:camat", &[FLOOD]),
        ("role:humas", &[COMPLAINTS]),
        ("role:presiden", &[]),
        ("by:\"Dewi Anggraini\"", &[COMPLAINTS]),
        ("by:Anggraini", &[COMPLAINTS]),
        ("by:smith", &[MARKET]),
        ("by:Rina", &[]),
        ("agency:WN", &[COMPLAINTS]),
        ("agency:Antara", &[]),
        ("site:\"warta nagari\"", &[COMPLAINTS]),
        ("site:warta-nagari.blogspot.com", &[COMPLAINTS]),
        ("site:contoh.example", &[FLOOD, MARKET]),
        ("site:news.contoh.example", &[MARKET]),
        ("tag:solok", &[COMPLAINTS]),
        ("tag:\"pelayanan publik\"", &[COMPLAINTS]),
        ("tag:banjir", &[]),
        ("has:quote", &[COMPLAINTS, FLOOD, MARKET]),
        ("has:contact", &[COMPLAINTS, FLOOD]),
        ("has:dateline", &[COMPLAINTS, FLOOD]),
        ("has:tag", &[COMPLAINTS]),
        ("has:author", &[COMPLAINTS, MARKET]),
        ("has:published", &[COMPLAINTS, FLOOD, MARKET]),
        ("-has:place", &[UNDATED]),
        ("has:image", &[]),
        ("lang:id", &[COMPLAINTS, FLOOD]),
        ("lang:ind", &[COMPLAINTS, FLOOD]),
        ("lang:en", &[MARKET]),
        ("lang:en-GB", &[MARKET]),
        ("lang:en-US", &[]),
        ("lang:fr", &[]),
    ]);
}

#[test]
fn contacts_of_articles() {
    check(&[
        ("contact:08111222333", &[COMPLAINTS, FLOOD]),
        ("contact:\"+62 811 122 2333\"", &[COMPLAINTS, FLOOD]),
        ("contact:+628111222333", &[COMPLAINTS, FLOOD]),
        ("contact:628111222333", &[COMPLAINTS, FLOOD]),
        ("contact:0822-3334-4455", &[COMPLAINTS]),
        ("contact:aduan@contoh.example", &[COMPLAINTS]),
        ("contact:@contoh.example", &[COMPLAINTS]),
        ("contact:Rina", &[COMPLAINTS, FLOOD]),
        ("contact:\"Rina Marlina\"", &[COMPLAINTS]),
        ("contact:humas", &[COMPLAINTS]),
        ("contact:08221*", &[]),
        ("contact:082233*", &[COMPLAINTS]),
        ("contact:08129999999", &[]),
        // The site's own number is no contact of the article.
        ("contact:0751999888", &[]),
    ]);
}

#[test]
fn dates_compare_the_printed_day() {
    check(&[
        ("on:2021-12-09", &[COMPLAINTS]),
        // Printed in UTC, it stays on its printed day.
        ("on:2021-11-30", &[FLOOD]),
        ("on:2021-12-01", &[]),
        ("on:2021-12", &[COMPLAINTS]),
        ("on:2021", &[COMPLAINTS, FLOOD]),
        ("on:2022-01", &[MARKET]),
        ("on:2022-01-15", &[]),
        ("after:2021-12-01 before:2021-12-31 maladministrasi", &[COMPLAINTS]),
        ("after:2021-12-09", &[COMPLAINTS, MARKET]),
        ("after:2021-12-10", &[MARKET]),
        ("after:2022-01-15", &[MARKET]),
        ("after:2022-02", &[]),
        ("before:2021-12-09", &[FLOOD]),
        ("before:2021-12-10", &[COMPLAINTS, FLOOD]),
        ("before:2022", &[COMPLAINTS, FLOOD]),
        ("before:2022-01-02", &[COMPLAINTS, FLOOD, MARKET]),
        ("before:2021", &[]),
        ("-after:2021", &[UNDATED]),
        ("after:0001 before:9999", &[COMPLAINTS, FLOOD, MARKET]),
    ]);
}
