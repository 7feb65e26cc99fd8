use proptest::prelude::*;

use super::*;

/// Every mention as `raw = value[/end][ time][ flags]`.
fn found(tag: &str, published: &str, text: &str) -> Vec<String> {
    let context = Context::new().language(tag).published(published);
    let dates = dates_in(text, &context);
    dates
        .iter()
        .map(|d| {
            assert_eq!(d.span.of(text), d.raw);
            let end = d.end.map_or_else(String::new, |e| format!("/{e}"));
            let time = d.time.as_ref().map_or_else(String::new, |t| format!(" {t}"));
            let flags: String = d.flags.iter().map(|f| format!(" {f:?}")).collect();
            format!("{} = {}{end}{time}{flags}", d.raw, d.value)
        })
        .collect()
}

fn check(tag: &str, cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        assert_eq!(found(tag, "2021-12-09", text), *want, "{text}");
    }
}

#[test]
fn indonesian_news() {
    check(
        "id",
        &[
            (
                "ditandatangani di Padang, Rabu (8/12/2021), sesuai UU Nomor 25 Tahun 2009.",
                &["Rabu (8/12/2021) = 2021-12-08"],
            ),
            ("katanya, Kamis (9/12).", &["Kamis (9/12) = 2021-12-09 Relative"]),
            (
                "paling lambat 15 Desember ini, sejak Juli 2021",
                &["15 Desember ini = 2021-12-15 Relative", "Juli 2021 = 2021-07"],
            ),
            ("pada 8-10 Desember 2021", &["8-10 Desember 2021 = 2021-12-08/2021-12-10"]),
            ("Senin-Rabu (6-8/12/2021)", &["Senin-Rabu (6-8/12/2021) = 2021-12-06/2021-12-08"]),
            (
                "30 November hingga 2 Desember 2021",
                &["30 November = 2021-11-30/2021-12-02", "2 Desember 2021 = 2021-12-02"],
            ),
            (
                "28 Desember sampai 2 Januari 2022",
                &["28 Desember = 2021-12-28/2022-01-02", "2 Januari 2022 = 2022-01-02"],
            ),
            ("Januari-Maret 2021", &["Januari = 2021-01/2021-03", "Maret 2021 = 2021-03"]),
            (
                "dibuka kemarin siang dan lusa",
                &["kemarin siang = 2021-12-08 Relative", "lusa = 2021-12-11 Relative"],
            ),
            ("digelar tanggal 9, lalu", &["tanggal 9 = 2021-12-09 Relative"]),
            ("Rabu (8/12/2021) pukul 09.00 WIB", &["Rabu (8/12/2021) = 2021-12-08 09:00+07:00"]),
            ("pada Jum'at, 3 Des 2021 sekitar", &["Jum'at, 3 Des 2021 = 2021-12-03"]),
            ("Jumat (8/12/2021)", &["Jumat (8/12/2021) = 2021-12-08 WeekdayMismatch"]),
            ("Rabu malam (8/12/2021)", &["Rabu malam (8/12/2021) = 2021-12-08"]),
            ("hari ini, Kamis (9/12/2021), warga", &["Kamis (9/12/2021) = 2021-12-09"]),
            ("awal Desember 2021", &["awal Desember 2021 = 2021-12 Imprecise"]),
            ("Desember mendatang", &["Desember mendatang = 2021-12 Relative"]),
            (
                "Senin lalu dan Selasa pekan depan",
                &["Senin lalu = 2021-12-06 Relative", "Selasa pekan depan = 2021-12-14 Relative"],
            ),
            ("lahir di Solok, 17-08-1975", &["17-08-1975 = 1975-08-17"]),
            ("Sabtu 8 Mei 2021", &["Sabtu 8 Mei 2021 = 2021-05-08"]),
            (
                "sejak 12 Nopember 2020 s/d 3 Peb 2021",
                &["12 Nopember 2020 = 2020-11-12/2021-02-03", "3 Peb 2021 = 2021-02-03"],
            ),
            ("Minggu (5/12/21)", &["Minggu (5/12/21) = 2021-12-05"]),
            (
                "Senin (6/12/2021) hingga Rabu (8/12/2021)",
                &["Senin (6/12/2021) = 2021-12-06/2021-12-08", "Rabu (8/12/2021) = 2021-12-08"],
            ),
            ("8/12/2021 - 10/12/2021", &["8/12/2021 = 2021-12-08/2021-12-10", "10/12/2021 = 2021-12-10"]),
            ("dibayar tanggal 20 setiap bulan, setiap tanggal 5", &[]),
            ("pukul 10.05 WIB, Kamis (9/12/2021)", &["Kamis (9/12/2021) = 2021-12-09 10:05+07:00"]),
        ],
    );
}

#[test]
fn other_languages() {
    check(
        "ms",
        &[(
            "pada Rabu, 8 Disember 2021 dan 31 Ogos lalu",
            &["Rabu, 8 Disember 2021 = 2021-12-08", "31 Ogos lalu = 2021-08-31 Relative"],
        )],
    );
    check(
        "en",
        &[
            ("The court ruled on December 8, 2021, and", &["December 8, 2021 = 2021-12-08"]),
            ("on Wednesday, Dec. 8, at 3:05 PM", &["Wednesday, Dec. 8 = 2021-12-08 15:05 Relative"]),
            ("December 8–10, 2021", &["December 8–10, 2021 = 2021-12-08/2021-12-10"]),
            (
                "since June 2019 and last Monday",
                &["June 2019 = 2019-06", "last Monday = 2021-12-06 Relative"],
            ),
            ("from 8 to 10 December 2021", &["8 to 10 December 2021 = 2021-12-08/2021-12-10"]),
            (
                "it opened yesterday and May 2 is next",
                &["yesterday = 2021-12-08 Relative", "May 2 = 2022-05-02 Relative"],
            ),
            ("Saturday (20/8/2022)", &["Saturday (20/8/2022) = 2022-08-20"]),
        ],
    );
    check(
        "de",
        &[
            (
                "Am Mittwoch, 8. Dezember 2021, um 10.30 Uhr",
                &["Mittwoch, 8. Dezember 2021 = 2021-12-08 10:30"],
            ),
            ("vom 8. bis 10. Dezember 2021", &["8. bis 10. Dezember 2021 = 2021-12-08/2021-12-10"]),
        ],
    );
    check(
        "fr",
        &[(
            "le mercredi 8 décembre 2021 et le 1er mars 2022",
            &["mercredi 8 décembre 2021 = 2021-12-08", "1er mars 2022 = 2022-03-01"],
        )],
    );
    check("es", &[("el 8 de diciembre de 2021, por la mañana", &["8 de diciembre de 2021 = 2021-12-08"])]);
    check("pt", &[("nesta quarta-feira (8/12)", &["quarta-feira (8/12) = 2021-12-08 Relative"])]);
    check(
        "ja",
        &[(
            "2021年12月8日に、11月20日から",
            &["2021年12月8日 = 2021-12-08", "11月20日 = 2021-11-20 Relative"],
        )],
    );
    check(
        "pt",
        &[("nesta segunda-feira (6) e terça-feira (6)", &["segunda-feira (6) = 2021-12-06 Relative"])],
    );
    check("zh", &[("于2021年12月8日上午10时", &["2021年12月8日 = 2021-12-08 10:00"])]);
    check("ru", &[("8 декабря 2021 года в 10:30", &["8 декабря 2021 = 2021-12-08 10:30"])]);
    check("tr", &[("8 Aralık 2021'de", &["8 Aralık 2021 = 2021-12-08"])]);
    check("nl", &[("op woensdag 8 december 2021", &["woensdag 8 december 2021 = 2021-12-08"])]);
}

#[test]
fn nothing_relative_is_resolved_without_the_day_of_publication() {
    assert!(
        dates_in("kemarin, Kamis (9/12), tanggal 9, 15 Desember ini", &Context::new().language("id"))
            .is_empty()
    );
}

#[test]
fn lines_without_a_date() {
    let lines = include_str!("../../../fixtures/cases/not_dates.txt");
    let (mut count, mut wrong) = (0, Vec::new());
    for line in lines.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (tag, text) = line.split_once('\t').unwrap();
        wrong.extend(found(tag, "2021-12-09", text).into_iter().map(|f| format!("{text}: {f}")));
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count >= 100, "{count}");
}

#[test]
fn a_long_text_of_one_kind_is_read_in_linear_time() {
    for piece in [
        "9",
        "9/",
        "9 Desember ",
        "Rabu (",
        "Des-",
        "12/12/",
        "kemarin ",
        "é",
        "९",
        "2021 ",
        "Januari-",
        ".",
        "pukul 9 ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let context = Context::new().language("id").published("2021-12-09");
        let start = std::time::Instant::now();
        let _ = dates_in(&text, &context);
        assert!(start.elapsed().as_secs() < 5, "{piece}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(s in "\\PC*", tag in "[a-z]{2}") {
        let context = Context::new().language(&tag).published("2021-12-09");
        for d in dates_in(&s, &context) {
            prop_assert_eq!(d.span.of(&s), d.raw.as_str());
        }
        let _ = parse_date(&s, tag.parse().ok());
    }

    #[test]
    fn pieces_of_dates_are_read_without_a_panic(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "9", "12", "2021", "/", ".", "-", " ", ", ", "(", ")", "Rabu", "Desember", "Des", "kemarin", "lalu", "ini",
                "hingga", "pukul", "WIB", "+07:00", "T", ":", "tanggal", "é", "９", "\n", "awal", "'", "1er", "PM", "〜",
            ]),
            0..14,
        ),
        tag in prop::sample::select(vec!["id", "en", "fr", "th", "ja", "fa", "hu", "eu"]),
    ) {
        let s = pieces.concat();
        let context = Context::new().language(tag).published("2021-12-09");
        let mut end = 0;
        for d in dates_in(&s, &context) {
            prop_assert_eq!(d.span.of(&s), d.raw.as_str());
            prop_assert!(d.span.start() >= end);
            end = d.span.end();
        }
        let _ = parse_date(&s, tag.parse().ok());
    }

    #[test]
    fn what_is_printed_is_parsed(y in 1_i16..=9999, m in 1_i8..=12, d in 1_i8..=28, h in 0_i8..24, min in 0_i8..60, off in -14_i32..=14) {
        let day = Date::from_day(y, m, d).unwrap();
        let local = day.at(jiff::civil::Time::new(h, min, 0, 0).unwrap()).unwrap();
        let instant = local.with_offset(off * 3600).unwrap();
        for date in [Date::from_year(y).unwrap(), Date::from_month(y, m).unwrap(), day, local, instant] {
            prop_assert_eq!(parse_date(&date.to_string(), None), Some(date));
        }
    }
}
