//! What a target leads to, whatever language its address is for: segments, hosts and file names that name a language are
//! left out, and so are the steps from folder to folder, which differ where translations lie elsewhere.

use percent_encoding::percent_decode_str;

use super::mark::hash;

/// A target in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// What it leads to, without names of languages.
    pub address: String,
    /// What is behind its `#`.
    pub fragment: Option<&'a str>,
}

impl<'a> Target<'a> {
    /// Reads a target as it is written.
    pub fn read(written: &'a str) -> Self {
        let written = written.trim();
        let (rest, fragment) = match written.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (written, None),
        };
        let is_other = ["mailto:", "tel:", "data:", "javascript:"].iter().any(|scheme| rest.starts_with(scheme));
        if is_other || rest.is_empty() {
            let address = if rest.is_empty() { "#".to_owned() } else { rest.to_owned() };
            return Self { address, fragment };
        }
        let (path, query) = rest.split_once('?').map_or((rest, ""), |(path, query)| (path, query));
        let after_scheme = path.split_once("://").map(|(_, rest)| rest).or_else(|| path.strip_prefix("//"));
        let mut address = String::new();
        let path = match after_scheme {
            None => path,
            Some(rest) => {
                let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                address.push_str(&Host::read(host).name);
                path
            }
        };
        add_path(path, &mut address);
        let is_kept =
            |part: &&str| !part.is_empty() && !part.split_once('=').is_some_and(|(_, value)| is_locale(value));
        query.split('&').filter(is_kept).for_each(|part| {
            address.push('?');
            address.push_str(part);
        });
        Self { address, fragment }
    }

    /// Whether it leads to a place in the article itself.
    pub fn is_local(&self) -> bool {
        self.address == "#"
    }

    /// Equal for targets that lead to the same, but for the place within another page.
    pub fn key(&self) -> u64 {
        // A place in the article itself is all that such a target names.
        let place = self.fragment.filter(|_| self.is_local());
        hash((&self.address, place))
    }
}

/// A host: its name, and the languages in it.
#[derive(Default, PartialEq, Eq)]
struct Host {
    name: String,
    languages: String,
}

impl Host {
    fn read(host: &str) -> Self {
        let host = host.to_ascii_lowercase();
        let labels: Vec<_> = host.split('.').collect();
        let last = labels.len().saturating_sub(2);
        let mut read = Self::default();
        for (index, label) in labels.iter().enumerate() {
            if index < last && (is_locale(label) || index == 0 && COUNTRIES.contains(label)) {
                read.languages.push_str(label);
            } else if *label != "www" {
                read.name.push_str(label);
                read.name.push('.');
            }
        }
        read
    }
}

/// Whether two written targets lead to the same site in two languages, whose pages may have other addresses.
pub fn same_site(first: &str, second: &str) -> bool {
    let host = |written: &str| {
        written.split_once("://").map(|(_, rest)| Host::read(rest.split(['/', '?', '#']).next().unwrap_or(rest)))
    };
    let (Some(first), Some(second)) = (host(first), host(second)) else { return false };
    first.name == second.name && first.languages != second.languages
}

fn add_path(path: &str, address: &mut String) {
    for segment in path.split('/') {
        let is_file = segment.contains('.');
        let segment = without_extension(segment);
        let is_index = is_file && matches!(segment, "index" | "_index");
        if matches!(segment, "" | "." | "..") || is_locale(segment) || is_index {
            continue;
        }
        address.push('/');
        // `name.zh-cn` and `name_ja` are `name`.
        let named = segment.rsplit_once(['.', '_']).filter(|(name, language)| !name.is_empty() && is_locale(language));
        let segment = named.map_or(segment, |(name, _)| name);
        // So are `name.ja.png` and `name_ja.png` `name.png`.
        let before = segment.rsplit_once('.');
        let before = before.and_then(|(name, extension)| Some((name.rsplit_once(['.', '_'])?, extension)));
        match before.filter(|((_, language), _)| is_locale(language)) {
            Some(((name, _), extension)) => {
                address.push_str(name);
                address.push('.');
                address.push_str(extension);
            }
            None => address.push_str(segment),
        }
    }
}

fn without_extension(segment: &str) -> &str {
    let page = [".md", ".mdx", ".html", ".htm"].iter().find_map(|extension| segment.strip_suffix(extension));
    page.unwrap_or(segment)
}

/// Whether one of two written targets is the end of the other: a step from this folder, and a path from the root or a host.
pub fn same_end(first: &str, second: &str) -> bool {
    let (first, second) = (Target::read(first).address, Target::read(second).address);
    let (long, short) = if first.len() > second.len() { (first, second) } else { (second, first) };
    // Steps to other folders alone may lead anywhere.
    short.is_empty() || short.starts_with('/') && short.len() > 1 && long.ends_with(&short)
}

/// Whether a target names a language.
pub fn is_localised(written: &str) -> bool {
    written.split(['/', '.']).any(is_locale)
}

/// Whether two places in pages are the same, however they are encoded.
pub fn same_fragment(first: &str, second: &str) -> bool {
    percent_decode_str(first).eq(percent_decode_str(second))
}

/// Whether two written targets lead to the same.
pub fn same_address(first: &str, second: &str) -> bool {
    Target::read(first).address == Target::read(second).address
}

/// Countries whose codes stand for their languages in hosts, and name no language.
const COUNTRIES: [&str; 10] = ["br", "cn", "cz", "dk", "gr", "hk", "jp", "kr", "ua", "vn"];

/// The codes of ISO 639-1 without those that name other things in addresses more often.
const LANGUAGES: &str = "aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik is it iu \
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk mn mr ms mt my na nb nd \
    ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st \
    su sv sw ta te tg th ti tk tl tn tr tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether a part of an address names a language: `zh`, `pt-br`, `zh_Hans`, `en-US`.
fn is_locale(part: &str) -> bool {
    if !(2..=10).contains(&part.len()) || !part.is_ascii() {
        return false;
    }
    let mut pieces = part.split(['-', '_']);
    let known = |first: &str| LANGUAGES.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(first));
    let is_language = pieces.next().is_some_and(|first| first.len() == 2 && known(first));
    let is_place =
        |piece: &str| (2..=4).contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_language && pieces.all(is_place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_make_no_difference() {
        for (first, second) in [
            ("https://developer.mozilla.org/en-US/docs/Web", "https://developer.mozilla.org/zh-CN/docs/Web"),
            ("https://react.dev/learn", "https://zh-hans.react.dev/learn"),
            ("https://vite.dev/guide/build", "https://cn.vite.dev/guide/build.html"),
            ("/docs/concepts/", "/ja/docs/concepts"),
            ("../setup.md", "../../fr/setup.md#a"),
            ("./images/a.png", "../../images/a.ja.png"),
            ("./images/a.png", "./images/a_zh-CN.png"),
            ("a?hl=en&b=1", "a?b=1&hl=de"),
        ] {
            assert!(same_address(first, second), "{first} {second}");
        }
        assert!(same_site("https://en.wikipedia.org/wiki/Tide", "https://es.wikipedia.org/wiki/Marea"));
        for (first, second) in [
            ("https://github.com/a/b", "https://Github.com/A/b"),
            ("/docs/concepts/", "/docs/conceptos/"),
            ("a.png", "b.png"),
        ] {
            assert!(!same_address(first, second), "{first} {second}");
        }
    }
}
