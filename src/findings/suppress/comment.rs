use crate::text::nearest;

/// What a comment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Whether it is about the whole file, not the paragraph alone.
    pub whole_file: bool,
    pub rules: Vec<String>,
    pub reason: String,
}

/// What every comment for factlint begins with.
const PREFIX: &str = "factlint-";
const HERE: &str = "factlint-ignore";
const FILE: &str = "factlint-ignore-file";

/// How a suppression is written, for those who wrote it otherwise.
const FORM: &str = "write it as <!-- factlint-ignore RULE, RULE: reason -->";

/// Reads a comment: `factlint-ignore RULE, RULE: reason`. `None` where it is not for factlint.
///
/// # Errors
///
/// What is wrong with it, and what to do.
pub(super) fn read(comment: &str) -> Option<Result<Asked, (String, String)>> {
    let text = comment.trim();
    let word = text.split([' ', '\t', '\n', '\r', ':', ',']).next().unwrap_or_default();
    if !word.starts_with(PREFIX) {
        return None;
    }
    let whole_file = match word {
        HERE => false,
        FILE => true,
        _ => {
            let help = nearest(word, [HERE, FILE])
                .map_or_else(|| FORM.to_string(), |near| format!("did you mean `{near}`?"));
            return Some(Err((format!("`{word}` is nothing that a comment can ask for"), help)));
        }
    };
    Some(asked(&text[word.len()..], whole_file).map_err(|message| (message.to_string(), FORM.to_string())))
}

fn asked(rest: &str, whole_file: bool) -> Result<Asked, &'static str> {
    let (rules, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let rules: Vec<String> = rules
        .split([',', ' ', '\t', '\n', '\r'])
        .filter(|rule| !rule.is_empty())
        .map(str::to_string)
        .collect();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if rules.is_empty() {
        return Err("a suppression names the rules that it is about");
    }
    if reason.is_empty() {
        return Err("a suppression needs a reason, after a colon");
    }
    Ok(Asked { whole_file, rules, reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_by(comment: &str) -> Asked {
        read(comment).unwrap().unwrap()
    }

    #[test]
    fn rules_and_a_reason_are_read() {
        let found =
            asked_by(" factlint-ignore date-conflict, quantity-conflict: two signings;\n see: the annex ");
        assert_eq!(found.rules, ["date-conflict", "quantity-conflict"]);
        assert_eq!(found.reason, "two signings; see: the annex");
        assert!(!found.whole_file);
        assert!(asked_by("factlint-ignore-file weekday-mismatch: cytat").whole_file);
    }

    #[test]
    fn other_comments_are_let_be() {
        for comment in ["", " more ", "prettier-ignore", "factlint is a linter", "TODO: factlint-ignore"] {
            assert_eq!(read(comment), None, "{comment}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let complaint = |comment: &str| read(comment).unwrap().unwrap_err();
        assert_eq!(
            complaint("factlint-ignore date-conflict").0,
            "a suppression needs a reason, after a colon"
        );
        assert_eq!(
            complaint("factlint-ignore date-conflict: ").0,
            "a suppression needs a reason, after a colon"
        );
        assert_eq!(complaint("factlint-ignore: porque").0, "a suppression names the rules that it is about");
        assert_eq!(complaint("factlint-ignroe x: y").1, "did you mean `factlint-ignore`?");
    }
}
