use super::*;

fn read(text: &str, language: &str) -> Option<Dateline> {
    dateline(&Text::plain(text), &Context::new().language(language))
}
