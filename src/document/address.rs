use url::Url;

/// Folders of Blogger, WordPress and others under which they list the posts of one label, author or month.
const LISTS: &[&str] =
    &["label", "category", "categories", "tag", "tags", "author", "kategori", "topik", "topic", "archives"];

/// Parameters with which they ask for a list.
const ASKED: &[&str] = &["s", "q", "paged", "label", "updated-max", "cat", "max-results"];

/// Whether an address is one under which blogs list their posts: home, label, search, month, next page.
pub(super) fn lists_posts(address: &Url) -> bool {
    let pieces: Vec<&str> = pieces(address);
    if address.query_pairs().any(|(key, _)| ASKED.contains(&&*key))
        && !pieces.last().is_some_and(|p| p.ends_with(".html"))
    {
        return true;
    }
    match pieces.as_slice() {
        [] => true,
        ["search", ..] => true,
        [.., name] if name.ends_with("_archive.html") => true,
        [.., "page", number] if number.parse::<u32>().is_ok() => true,
        [year] if is_year(year) => true,
        [year, rest @ ..] if is_year(year) && rest.len() <= 2 => rest.iter().all(|p| is_day_or_month(p)),
        [folder, _] => LISTS.contains(folder),
        _ => false,
    }
}

/// Whether an address is one of Blogger's for a single post or page.
pub(super) fn shows_one_post(address: &Url) -> bool {
    match pieces(address).as_slice() {
        [year, month, name] => is_year(year) && is_day_or_month(month) && name.ends_with(".html"),
        _ => is_standing_page(address),
    }
}

/// Whether an address is one of Blogger's for a page outside the order of posts ("Kontak", "Tentang kami").
pub(super) fn is_standing_page(address: &Url) -> bool {
    matches!(pieces(address).as_slice(), ["p", name] if name.ends_with(".html"))
}

fn pieces(address: &Url) -> Vec<&str> {
    address.path().split('/').filter(|p| !p.is_empty() && *p != "index.html" && *p != "index.php").collect()
}

fn is_year(piece: &str) -> bool {
    piece.len() == 4 && piece.parse::<u16>().is_ok_and(|y| (1990..2100).contains(&y))
}

fn is_day_or_month(piece: &str) -> bool {
    piece.len() <= 2 && piece.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_lists_and_of_posts() {
        for (path, list, one) in [
            ("", true, false),
            ("?m=1", true, false),
            ("index.html", true, false),
            ("search?q=gempa", true, false),
            ("search/label/Pasar?max-results=20", true, false),
            ("2006_03_01_archive.html", true, false),
            ("2021/", true, false),
            ("2021/12/", true, false),
            ("2021/12/09/", true, false),
            ("category/berita/", true, false),
            ("category/berita/page/2/", true, false),
            ("?paged=2", true, false),
            ("2021/12/air-naik.html", false, true),
            ("2021/12/air-naik.html?m=1&s=09", false, true),
            ("p/kontak.html", false, true),
            ("2021/12/09/air-naik/", false, false),
            ("category/berita/2021/air-naik", false, false),
            ("author", false, false),
        ] {
            let address = Url::parse(&format!("https://nagariku.example/{path}")).unwrap();
            assert_eq!((lists_posts(&address), shows_one_post(&address)), (list, one), "{path}");
        }
    }
}
