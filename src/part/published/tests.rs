use super::*;
use crate::value::{Field, Scope};

type Piece<'a> = (&'a str, Source, Mark);

const HEADER: (Source, Mark) = (Source::Element, Mark::DateHeader);
const STAMP: (Source, Mark) = (Source::Element, Mark::Machine);
const SEEN: (Source, Mark) = (Source::Element, Mark::Visible);
const LD: (Source, Mark) = (Source::JsonLd, Mark::Property);
const OG: (Source, Mark) = (Source::OpenGraph, Mark::Property);

fn p<'a>(value: &'a str, kind: (Source, Mark)) -> Piece<'a> {
    (value, kind.0, kind.1)
}

fn weigh(pieces: &[Piece<'_>], changes: &[Piece<'_>], url: &str, text: &str) -> Dates {
    let make = |field, pieces: &[Piece<'_>]| {
        let evidence = pieces.iter().enumerate();
        evidence
            .map(|(i, (v, s, m))| Evidence::new(field, *v, *s, Scope::Post(0), *m, i as u32))
            .collect::<Vec<_>>()
    };
    let mut evidence = make(Field::Published, pieces);
    evidence.extend(make(Field::Modified, changes));
    let url = Url::parse(&format!("https://contoh.example{url}")).unwrap();
    published(&evidence, &Text::plain(text), Some(&url), &Context::new().language("id"))
}

fn first(pieces: &[Piece<'_>], url: &str) -> String {
    weigh(pieces, &[], url, "").published.map(|(d, _)| d.to_string()).unwrap_or_default()
}

#[test]
fn a_classic_blog_post() {
    let pieces = [
        p("Thursday, December 09, 2021", HEADER),
        p("2021-12-09T10:05:00+07:00", STAMP),
        p("10.05.00", SEEN),
    ];
    assert_eq!(first(&pieces, "/2021/12/air.html"), "2021-12-09T10:05:00+07:00");
    assert_eq!(first(&[p("Desember 09, 2021", SEEN)], "/2021/12/air.html"), "2021-12-09");
}

#[test]
fn the_printed_day_wins_over_a_stamp_in_utc() {
    let pieces = [p("Jumat, 10 Desember 2021", HEADER), p("2021-12-09T20:05:00Z", LD)];
    assert_eq!(first(&pieces, "/"), "2021-12-10");
    let pieces = [p("Jumat, 10 Desember 2021 03:05 WIB", SEEN), p("2021-12-09T20:05:00Z", LD)];
    assert_eq!(first(&pieces, "/"), "2021-12-10T03:05:00+07:00");
    let dates = weigh(
        &[p("Jumat, 10 Desember 2021", HEADER), p("2021-12-09T20:05:00Z", LD)],
        &[p("2021-12-11T20:05:00+07:00", OG)],
        "/",
        "",
    );
    assert_eq!(dates.published.unwrap().0.to_string(), "2021-12-10T03:05:00+07:00");
}

#[test]
fn a_stale_stamp_is_overruled_by_what_is_printed() {
    let pieces = [p("2015-03-01T00:00:00+07:00", LD), p("9 Desember 2021", SEEN)];
    assert_eq!(first(&pieces, "/2021/12/air.html"), "2021-12-09");
    let pieces = [p("2015-03-01T00:00:00+07:00", LD), p("Kamis, 09 Desember 2021", HEADER)];
    assert_eq!(first(&pieces, "/air"), "2021-12-09");
}

#[test]
fn two_stamps_that_agree_outweigh_one_printed_date() {
    let pieces =
        [p("2021-12-09T10:05:00+07:00", LD), p("2021-12-09T10:05:00+07:00", OG), p("15 Desember 2021", SEEN)];
    assert_eq!(first(&pieces, "/air"), "2021-12-09T10:05:00+07:00");
}

#[test]
fn first_publication_not_the_last_change() {
    let dates = weigh(&[p("Published: 9 Dec 2021 | Updated: 12 Dec 2021", SEEN)], &[], "/", "");
    assert_eq!(dates.published.unwrap().0.to_string(), "2021-12-09");
    assert_eq!(dates.modified.unwrap().0.to_string(), "2021-12-12");
    let dates = weigh(&[p("2021-12-09", LD)], &[p("2021-12-01", LD)], "/", "");
    assert_eq!(dates.modified, None);
}

#[test]
fn the_address_settles_the_order_and_stands_in_for_a_day() {
    assert_eq!(first(&[p("12/9/2021", SEEN)], "/2021/12/air.html"), "2021-12-09");
    assert_eq!(first(&[p("12/9/2021", SEEN)], "/air.html"), "2021-09-12");
    assert_eq!(first(&[], "/2021/12/09/air"), "2021-12-09");
    // A month alone is no day, and none is invented.
    assert_eq!(first(&[], "/2021/12/air.html"), "");
}

#[test]
fn where_nothing_prints_a_date_there_is_none() {
    assert_eq!(
        first(&[p("10.05.00", SEEN), p("3 komentar", SEEN), p("© 2021", SEEN), p("2021", LD)], "/air"),
        ""
    );
    assert_eq!(first(&[p("1970-01-01T00:00:00Z", LD), p("2999-01-01", OG)], "/air"), "");
    let dates = weigh(&[], &[], "/air", "Padang - Air naik Rabu (8/12/2021).\n\nHak cipta 2021");
    assert_eq!(dates.published, None);
}

#[test]
fn a_line_of_the_text_is_the_last_resort() {
    let dates = weigh(&[], &[], "/air", "Diterbitkan 9 Desember 2021\n\nPadang - Air naik Rabu (8/12/2021).");
    assert_eq!(dates.published.unwrap(), ("2021-12-09".parse().unwrap(), Source::Text));
}

#[test]
fn midnight_in_a_stamp_is_no_time() {
    assert_eq!(first(&[p("2021-12-09T00:00:00+00:00", LD)], "/"), "2021-12-09");
    assert_eq!(first(&[p("2021-12-09 00:00", OG)], "/"), "2021-12-09");
}
