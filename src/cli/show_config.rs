use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use crate::config::{Config, RuleChoice, Setting};
use crate::model::Decimal;
use crate::rules::{Rule, RuleSet};

use super::args::{ConfigArgs, ConfigFormat};
use super::commands::{Exit, print};
use super::configs::{Asked, Configs};
use super::rule_files::shown;
use super::settings::SetupError;

/// A setting with where it comes from.
struct Row {
    key: &'static str,
    value: String,
    from: String,
}

/// A rule with the level at which it runs, and where that comes from.
struct RuleRow {
    rule: String,
    level: &'static str,
    from: String,
    /// The tolerance, with where it is written.
    tolerance: Option<(String, String)>,
}

const DEFAULT: &str = "default";
const COMMAND_LINE: &str = "command line";

/// Prints what applies to a file or a folder, and where each of it is written.
pub(super) fn show(args: &ConfigArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let configs = Configs::new(&args.source, std::slice::from_ref(&args.path))?;
    let config = configs.of(&args.path);
    let path = args.path.as_path();
    let choice = config.as_ref().map(|config| config.choice(&config.overrides(path))).unwrap_or_default();
    let name = config.as_ref().map(|config| config.name().to_string());
    let rules = configs.rules(RuleSet::builtin_to_run()?, &args.source)?;
    let asked = Asked::new(choice.clone(), &args.selection);
    let chosen = rules.chosen(asked.selection(&args.selection));
    let chosen = chosen.map_err(|error| SetupError::Argument(error.to_string()))?;
    let default = Config::default();
    let rows = rows(args, config.as_deref().unwrap_or(&default), &choice);
    let rule_rows = rule_rows(args, &chosen, &choice, name.as_deref().unwrap_or_default());
    let text = match args.format {
        ConfigFormat::Human => human(path, name.as_deref(), &rows, &rule_rows),
        ConfigFormat::Json => machine(path, name.as_deref(), &rows, &rule_rows),
    };
    Ok(print(out, &text))
}

fn rows(args: &ConfigArgs, config: &Config, choice: &RuleChoice) -> Vec<Row> {
    let path = args.path.as_path();
    let at = |line: usize| format!("{}:{line}", config.name());
    let row = |key, value: Option<(String, String)>, default: &str| {
        let (value, from) = value.unwrap_or_else(|| (default.to_string(), DEFAULT.into()));
        Row { key, value, from }
    };
    fn set<T>(setting: Option<&Setting<T>>, words: impl Fn(&T) -> String) -> Option<(String, usize)> {
        setting.map(|setting| (words(&setting.value), setting.line))
    }
    let placed = |found: Option<(String, usize)>| found.map(|(value, line)| (value, at(line)));
    let list = |paths: &[std::path::PathBuf]| {
        let paths: Vec<String> = paths.iter().map(|path| shown(path)).collect();
        (!paths.is_empty()).then(|| (paths.join(", "), config.name().to_string()))
    };
    let by_hand = |value: Option<String>| value.map(|value| (value, COMMAND_LINE.to_string()));
    let fail_on = by_hand(args.fail_on.map(|level| level.name().to_string()));
    let fail_on = fail_on.or_else(|| placed(set(config.fail_on.as_ref(), |level| level.name().into())));
    let select = by_hand((!args.selection.select.is_empty()).then(|| args.selection.select.join(", ")));
    let select = select.or_else(|| placed(set(choice.select.as_ref(), |names| names.join(", "))));
    let preview = by_hand(args.selection.preview.then(|| "true".to_string()));
    let preview = preview.or_else(|| placed(set(choice.preview.as_ref(), ToString::to_string)));
    let described = config.described(path);
    let story = set(described.story.as_ref(), |story| {
        if story.open { format!("{} (open)", story.name) } else { story.name.clone() }
    });
    let excluded = config.excludes(path).then(|| ("true".to_string(), config.name().to_string()));
    vec![
        row("fail-on", fail_on, "warning"),
        row("select", select, "all"),
        row("preview", preview, "false"),
        row("exclude", excluded, "false"),
        row("language", placed(set(described.language.as_ref(), Clone::clone)), "found from the text"),
        row(
            "published",
            placed(set(described.published.as_ref(), |published| published.date.to_string())),
            "from the article",
        ),
        row("source", placed(set(described.source.as_ref(), Clone::clone)), "from the article"),
        row("story", placed(story), "found from the articles"),
        row("rules", list(&config.rules), "built in"),
        row("facts", list(&config.facts), "none"),
        row("baseline", placed(set(config.baseline.as_ref(), |path| shown(path))), "none"),
    ]
}

fn rule_rows(args: &ConfigArgs, rules: &RuleSet, choice: &RuleChoice, config: &str) -> Vec<RuleRow> {
    let row = |rule: &Rule| RuleRow {
        rule: rule.id.clone(),
        level: if rule.runs() { rule.level.name() } else { "off" },
        from: origin(args, rule, choice, config),
        tolerance: choice.tolerances.iter().rev().find(|set| set.value.0 == rule.id).map(|set| {
            let per_cent = set.value.1 * Decimal::ONE_HUNDRED;
            (format!("{}%", per_cent.normalize()), format!("{config}:{}", set.line))
        }),
    };
    let mut rows: Vec<RuleRow> = rules.iter().map(row).collect();
    rows.sort_by(|a, b| a.rule.cmp(&b.rule));
    rows
}

/// Where the level of a rule comes from: the last that had a say.
fn origin(args: &ConfigArgs, rule: &Rule, choice: &RuleChoice, config: &str) -> String {
    let by_hand = &args.selection;
    let names = |names: &[String]| names.iter().any(|name| rule.is_called(name));
    if names(&by_hand.ignore) || by_hand.levels.iter().any(|(id, _)| *id == rule.id) {
        return COMMAND_LINE.into();
    }
    if !by_hand.select.is_empty() && (!rule.runs() || names(&by_hand.select)) {
        return COMMAND_LINE.into();
    }
    let select = choice.select.as_ref().filter(|_| by_hand.select.is_empty());
    if let Some(select) = select.filter(|select| !names(&select.value)) {
        return format!("{config}:{}", select.line);
    }
    if let Some(level) = choice.levels.iter().rev().find(|level| level.value.0 == rule.id) {
        return format!("{config}:{}", level.line);
    }
    match select {
        Some(select) => format!("{config}:{}", select.line),
        None => DEFAULT.into(),
    }
}

fn human(path: &Path, config: Option<&str>, rows: &[Row], rules: &[RuleRow]) -> String {
    let mut out = String::new();
    let config = config.unwrap_or("none; all is as built in");
    let _ = writeln!(out, "path            {}\nconfiguration   {config}\n", shown(path));
    let widest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or_default();
    let width = widest(&mut rows.iter().map(|row| row.value.chars().count()));
    for row in rows {
        let _ = writeln!(out, "{:<15} {:<width$}   {}", row.key, row.value, row.from);
    }
    out.push('\n');
    let width = widest(&mut rules.iter().map(|row| row.rule.len()));
    for row in rules {
        let _ = write!(out, "{:<width$}   {:<7}   {}", row.rule, row.level, row.from);
        if let Some((tolerance, from)) = &row.tolerance {
            let _ = write!(out, "   tolerance {tolerance}, {from}");
        }
        out.push('\n');
    }
    out
}

fn machine(path: &Path, config: Option<&str>, rows: &[Row], rules: &[RuleRow]) -> String {
    let setting = |row: &Row| json!({ "key": row.key, "value": row.value, "from": row.from });
    let rule = |row: &RuleRow| {
        let mut value = json!({ "rule": row.rule, "level": row.level, "from": row.from });
        if let Some((tolerance, from)) = &row.tolerance {
            value["tolerance"] = json!({ "value": tolerance, "from": from });
        }
        value
    };
    let whole = json!({
        "schema": "factlint.config/1",
        "path": shown(path),
        "config": config,
        "settings": rows.iter().map(setting).collect::<Vec<Value>>(),
        "rules": rules.iter().map(rule).collect::<Vec<Value>>(),
    });
    format!("{whole:#}\n")
}
