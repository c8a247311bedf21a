use serde::Deserialize;

use super::dice::Dice;

/// What names in the manner of one country are made of.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Manner {
    first_names: Vec<String>,
    onsets: Vec<String>,
    vowels: Vec<String>,
    middles: Vec<String>,
    surname_endings: Vec<String>,
    towns: Vec<Vec<String>>,
    firms: Vec<String>,
}

/// Names in the manner of several countries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    #[serde(rename = "manner")]
    manners: Vec<Manner>,
}

impl Names {
    pub fn builtin() -> Self {
        toml::from_str(include_str!("names.toml")).expect("names.toml is right")
    }

    pub fn draw(&self, dice: &mut Dice) -> &Manner {
        dice.pick(&self.manners)
    }
}

/// A town as it stands, and after "in" where its language bends it.
#[derive(Clone, Debug, Default)]
pub struct Town {
    pub name: String,
    pub bent: Option<String>,
}

impl Manner {
    fn stem(&self, dice: &mut Dice, syllables: u64, out: &mut String) {
        let start = out.len();
        out.push_str(dice.word(&self.onsets));
        for _ in 1..syllables {
            out.push_str(dice.word(&self.vowels));
            out.push_str(dice.word(&self.middles));
        }
        out.push_str(dice.word(&self.vowels));
        capitalise(out, start);
    }

    /// First name and surname.
    pub fn person(&self, dice: &mut Dice, out: &mut String) {
        out.push_str(dice.word(&self.first_names));
        out.push(' ');
        let syllables = dice.between(2, 3);
        self.stem(dice, syllables, out);
        out.push_str(dice.word(&self.surname_endings));
    }

    pub fn town(&self, dice: &mut Dice) -> Town {
        let mut stem = String::new();
        let syllables = dice.between(2, 3);
        self.stem(dice, syllables, &mut stem);
        let forms = dice.pick(&self.towns);
        let bent = forms.get(1).map(|ending| format!("{stem}{ending}"));
        Town { name: stem + &forms[0], bent }
    }

    pub fn firm(&self, dice: &mut Dice) -> String {
        let mut out = String::new();
        let syllables = dice.between(2, 3);
        self.stem(dice, syllables, &mut out);
        out + dice.word(&self.firms)
    }

    pub fn street(&self, dice: &mut Dice) -> String {
        let mut out = String::new();
        self.stem(dice, 2, &mut out);
        out + " Street"
    }
}

/// Makes the letter at `start` a capital.
pub fn capitalise(text: &mut String, start: usize) {
    if let Some(first) = text[start..].chars().next() {
        let capital: String = first.to_uppercase().collect();
        text.replace_range(start..start + first.len_utf8(), &capital);
    }
}
