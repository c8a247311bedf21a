//! The letters that entities name.

/// Entities that have no letter of Latin-1 for a meaning.
#[rustfmt::skip]
const NAMED: [(&str, char); 277] = [
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("ndash", '–'), ("mdash", '—'),
    ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'), ("ldquo", '“'), ("rdquo", '”'), ("bdquo", '„'),
    ("hellip", '…'), ("euro", '€'), ("thinsp", '\u{2009}'), ("ensp", '\u{2002}'), ("emsp", '\u{2003}'),
    ("numsp", '\u{2007}'), ("minus", '−'), ("bull", '•'), ("prime", '′'), ("Prime", '″'), ("lsaquo", '‹'),
    ("rsaquo", '›'), ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'), ("Scaron", 'Š'), ("scaron", 'š'),
    ("trade", '™'), ("excl", '!'), ("num", '#'), ("dollar", '$'), ("percnt", '%'), ("lpar", '('),
    ("rpar", ')'), ("ast", '*'), ("plus", '+'), ("comma", ','), ("period", '.'), ("sol", '/'),
    ("colon", ':'), ("semi", ';'), ("equals", '='), ("quest", '?'), ("commat", '@'), ("lbrack", '['),
    ("lsqb", '['), ("rbrack", ']'), ("rsqb", ']'), ("lowbar", '_'), ("verbar", '|'), ("vert", '|'),
    ("NonBreakingSpace", '\u{a0}'), ("half", '½'), ("Amacr", 'Ā'), ("amacr", 'ā'), ("Abreve", 'Ă'),
    ("abreve", 'ă'), ("Aogon", 'Ą'), ("aogon", 'ą'), ("Cacute", 'Ć'), ("cacute", 'ć'), ("Ccirc", 'Ĉ'),
    ("ccirc", 'ĉ'), ("Cdot", 'Ċ'), ("cdot", 'ċ'), ("Ccaron", 'Č'), ("ccaron", 'č'), ("Dcaron", 'Ď'),
    ("dcaron", 'ď'), ("Dstrok", 'Đ'), ("dstrok", 'đ'), ("Emacr", 'Ē'), ("emacr", 'ē'), ("Edot", 'Ė'),
    ("edot", 'ė'), ("Eogon", 'Ę'), ("eogon", 'ę'), ("Ecaron", 'Ě'), ("ecaron", 'ě'), ("Gcirc", 'Ĝ'),
    ("gcirc", 'ĝ'), ("Gbreve", 'Ğ'), ("gbreve", 'ğ'), ("Gdot", 'Ġ'), ("gdot", 'ġ'), ("Gcedil", 'Ģ'),
    ("Hcirc", 'Ĥ'), ("hcirc", 'ĥ'), ("Hstrok", 'Ħ'), ("hstrok", 'ħ'), ("Itilde", 'Ĩ'), ("itilde", 'ĩ'),
    ("Imacr", 'Ī'), ("imacr", 'ī'), ("Iogon", 'Į'), ("iogon", 'į'), ("Idot", 'İ'), ("imath", 'ı'),
    ("inodot", 'ı'), ("IJlig", 'Ĳ'), ("ijlig", 'ĳ'), ("Jcirc", 'Ĵ'), ("jcirc", 'ĵ'), ("Kcedil", 'Ķ'),
    ("kcedil", 'ķ'), ("kgreen", 'ĸ'), ("Lacute", 'Ĺ'), ("lacute", 'ĺ'), ("Lcedil", 'Ļ'), ("lcedil", 'ļ'),
    ("Lcaron", 'Ľ'), ("lcaron", 'ľ'), ("Lmidot", 'Ŀ'), ("lmidot", 'ŀ'), ("Lstrok", 'Ł'), ("lstrok", 'ł'),
    ("Nacute", 'Ń'), ("nacute", 'ń'), ("Ncedil", 'Ņ'), ("ncedil", 'ņ'), ("Ncaron", 'Ň'), ("ncaron", 'ň'),
    ("napos", 'ŉ'), ("ENG", 'Ŋ'), ("eng", 'ŋ'), ("Omacr", 'Ō'), ("omacr", 'ō'), ("Odblac", 'Ő'),
    ("odblac", 'ő'), ("OElig", 'Œ'), ("oelig", 'œ'), ("Racute", 'Ŕ'), ("racute", 'ŕ'), ("Rcedil", 'Ŗ'),
    ("rcedil", 'ŗ'), ("Rcaron", 'Ř'), ("rcaron", 'ř'), ("Sacute", 'Ś'), ("sacute", 'ś'), ("Scirc", 'Ŝ'),
    ("scirc", 'ŝ'), ("Scedil", 'Ş'), ("scedil", 'ş'), ("Tcedil", 'Ţ'), ("tcedil", 'ţ'), ("Tcaron", 'Ť'),
    ("tcaron", 'ť'), ("Tstrok", 'Ŧ'), ("tstrok", 'ŧ'), ("Utilde", 'Ũ'), ("utilde", 'ũ'), ("Umacr", 'Ū'),
    ("umacr", 'ū'), ("Ubreve", 'Ŭ'), ("ubreve", 'ŭ'), ("Uring", 'Ů'), ("uring", 'ů'), ("Udblac", 'Ű'),
    ("udblac", 'ű'), ("Uogon", 'Ų'), ("uogon", 'ų'), ("Wcirc", 'Ŵ'), ("wcirc", 'ŵ'), ("Ycirc", 'Ŷ'),
    ("ycirc", 'ŷ'), ("Yuml", 'Ÿ'), ("Zacute", 'Ź'), ("zacute", 'ź'), ("Zdot", 'Ż'), ("zdot", 'ż'),
    ("Zcaron", 'Ž'), ("zcaron", 'ž'), ("circ", 'ˆ'), ("tilde", '˜'), ("Alpha", 'Α'), ("Beta", 'Β'),
    ("Gamma", 'Γ'), ("Delta", 'Δ'), ("Epsilon", 'Ε'), ("Zeta", 'Ζ'), ("Eta", 'Η'), ("Theta", 'Θ'),
    ("Iota", 'Ι'), ("Kappa", 'Κ'), ("Lambda", 'Λ'), ("Mu", 'Μ'), ("Nu", 'Ν'), ("Xi", 'Ξ'), ("Omicron", 'Ο'),
    ("Pi", 'Π'), ("Rho", 'Ρ'), ("Sigma", 'Σ'), ("Tau", 'Τ'), ("Upsilon", 'Υ'), ("Phi", 'Φ'), ("Chi", 'Χ'),
    ("Psi", 'Ψ'), ("Omega", 'Ω'), ("alpha", 'α'), ("beta", 'β'), ("gamma", 'γ'), ("delta", 'δ'),
    ("epsilon", 'ε'), ("zeta", 'ζ'), ("eta", 'η'), ("theta", 'θ'), ("iota", 'ι'), ("kappa", 'κ'),
    ("lambda", 'λ'), ("mu", 'μ'), ("nu", 'ν'), ("xi", 'ξ'), ("omicron", 'ο'), ("pi", 'π'), ("rho", 'ρ'),
    ("sigmaf", 'ς'), ("sigma", 'σ'), ("tau", 'τ'), ("upsilon", 'υ'), ("phi", 'φ'), ("chi", 'χ'),
    ("psi", 'ψ'), ("omega", 'ω'), ("emsp13", '\u{2004}'), ("emsp14", '\u{2005}'), ("puncsp", '\u{2008}'),
    ("hairsp", '\u{200a}'), ("ZeroWidthSpace", '\u{200b}'), ("lrm", '\u{200e}'), ("rlm", '\u{200f}'),
    ("dash", '‐'), ("hyphen", '‐'), ("horbar", '―'), ("lsquor", '‚'), ("ldquor", '„'), ("dagger", '†'),
    ("Dagger", '‡'), ("nldr", '‥'), ("mldr", '…'), ("permil", '‰'), ("pertenk", '‱'), ("oline", '‾'),
    ("hybull", '⁃'), ("frasl", '⁄'), ("image", 'ℑ'), ("numero", '№'), ("frac13", '⅓'), ("frac23", '⅔'),
    ("frac15", '⅕'), ("frac25", '⅖'), ("frac35", '⅗'), ("frac45", '⅘'), ("frac16", '⅙'), ("frac56", '⅚'),
    ("frac18", '⅛'), ("frac38", '⅜'), ("frac58", '⅝'), ("frac78", '⅞'), ("larr", '←'), ("uarr", '↑'),
    ("rarr", '→'), ("darr", '↓'), ("harr", '↔'), ("infin", '∞'), ("asymp", '≈'), ("ne", '≠'), ("le", '≤'),
    ("ge", '≥'), ("starf", '★'), ("star", '☆'), ("spades", '♠'), ("clubs", '♣'), ("hearts", '♥'),
    ("diams", '♦'), ("check", '✓'),
];

/// The names of U+00A0 to U+00FF, in order.
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo",
    "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot",
    "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",
    "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute",
    "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash",
    "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde",
    "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc",
    "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave",
    "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// The longest entity, `&` and `;` left out.
const LONGEST_ENTITY: usize = 16;

/// The entity at the start of some text: its length in bytes, and the letter it names.
pub fn entity(rest: &str) -> Option<(usize, char)> {
    let end = rest.bytes().take(LONGEST_ENTITY + 2).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let letter = if let Some(code) = name.strip_prefix('#') { numbered(code)? } else { named(name)? };
    (!letter.is_control()).then_some((end + 1, letter))
}

/// The same as browsers read it: names of old that lack their semicolon, the numbers of Windows-1252, and
/// line ends for spaces.
pub fn loose_entity(rest: &str) -> Option<(usize, char)> {
    if let Some(found) = entity(rest) {
        return Some(found);
    }
    let is_number = rest.as_bytes().get(1) == Some(&b'#');
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = rest.bytes().skip(1).take(LONGEST_ENTITY).take_while(is_part).count();
    let name = rest.get(1..=length)?;
    let end = 1 + length + usize::from(rest.as_bytes().get(1 + length) == Some(&b';'));
    if !is_number {
        let space = matches!(name, "Tab" | "NewLine").then_some(' ');
        let letter = space.or_else(|| LEGACY.contains(&name).then(|| named(name))?);
        return letter.or_else(|| latin_1(name)).map(|letter| (end, letter));
    }
    let code = name.strip_prefix('#').filter(|code| !code.is_empty())?;
    let letter = match u32::from(numbered(code)?) {
        9 | 10 | 12 | 13 => ' ',
        at @ 0x80..=0x9f => WINDOWS_1252.chars().nth((at - 0x80) as usize)?,
        at => char::from_u32(at)?,
    };
    (!letter.is_control()).then_some((end, letter))
}

/// The names beside those of Latin-1 that were once written without a semicolon.
const LEGACY: [&str; 4] = ["amp", "lt", "gt", "quot"];

/// What 0x80 to 0x9f mean where a page takes them from Windows.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn numbered(code: &str) -> Option<char> {
    let number = match code.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => code.parse(),
    };
    number.ok().and_then(char::from_u32)
}

fn named(name: &str) -> Option<char> {
    latin_1(name).or_else(|| Some(NAMED.iter().find(|(known, _)| *known == name)?.1))
}

fn latin_1(name: &str) -> Option<char> {
    let index = LATIN_1.iter().position(|known| *known == name)?;
    char::from_u32(0xa0 + u32::try_from(index).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_letters() {
        let read = |text: &str| entity(text).map(|(length, letter)| (text.len() - length, letter));
        assert_eq!(read("&oacute;w"), Some((1, 'ó')));
        assert_eq!(read("&lstrok;"), Some((0, 'ł')));
        assert_eq!(read("&#322;"), Some((0, 'ł')));
        assert_eq!(read("&#x1F600;"), Some((0, '😀')));
        for text in ["&#0;", "&#10;", "&#xd800;", "&nope;", "&;", "& ", "&amp", "&#99999999999;"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn browsers_forgive_more() {
        for (text, found) in [
            ("&nbsp;", Some((6, '\u{a0}'))),
            ("&nbsp 5", Some((5, '\u{a0}'))),
            ("&#150;", Some((6, '–'))),
            ("&#10;", Some((5, ' '))),
            ("&#8211 5", Some((6, '–'))),
            ("&D", None),
            ("&region=1", None),
            ("&", None),
            ("&#", None),
            ("&#x", None),
        ] {
            assert_eq!(loose_entity(text), found, "{text}");
        }
    }
}
