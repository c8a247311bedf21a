//! Invented news in three languages, the same on every run, of any length: what scale is measured on.
//!
//! Twenty articles tell a story. Every second story has one article that tells one figure wrong, and
//! [`Article::slip`] says which: the truth. There is much to mistake for a mistake: figures of an earlier case,
//! rounded ones, ones that grew since, and figures of other towns. About five facts stand in a thousand bytes and
//! one sentence in four has a figure, as in real news.
//!
//! A thousand articles are published a day; fifty stories break on each and mix. The first articles of a large
//! corpus are those of a smaller one.

mod dice;
mod language;
mod names;
mod story;
mod template;
mod writer;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::Serialize;

use dice::Dice;
use language::Language;
use names::Names;
use story::{ARTICLES, Kind, Story};
use writer::Writer;

/// The tags of the languages.
pub const LANGUAGES: [&str; 3] = ["pt", "pl", "en"];
/// Stories that break on one day.
const STORIES_A_DAY: u64 = 50;
const ARTICLES_A_DAY: u64 = STORIES_A_DAY * ARTICLES;
const FIRST_DAY: Date = date(2016, 1, 1);
/// Newspapers that publish them.
const SOURCES: u64 = 40;

/// An article: a line of a `.jsonl` file.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// Story and article.
    pub id: String,
    pub language: &'static str,
    pub published: String,
    pub source: String,
    pub url: String,
    pub title: String,
    pub text: String,
    /// What is wrong in it.
    #[serde(skip)]
    pub slip: Option<Slip>,
}

/// One figure that an article tells wrong.
#[derive(Clone, Debug, Serialize)]
pub struct Slip {
    /// The article's id.
    pub article: String,
    pub story: u64,
    /// `figure`, `scale`, `unit` or `date`.
    pub how: &'static str,
    /// What the figure is of: "dead", "signed".
    pub of: String,
    /// The words, as they stand first.
    pub wrong: String,
    /// What they mean, and what they should.
    pub told: String,
    pub right: String,
    /// Where they stand, as bytes of the text.
    pub places: Vec<(usize, usize)>,
    /// Where they stand in the title, as bytes of it.
    pub places_in_title: Vec<(usize, usize)>,
}

/// What writes the news.
pub struct News {
    kinds: Vec<Kind>,
    names: Names,
    languages: [Language; 3],
}

impl News {
    pub fn builtin() -> Self {
        let kinds = Kind::builtin();
        let languages = [
            Language::builtin("pt", include_str!("pt.toml"), &kinds),
            Language::builtin("pl", include_str!("pl.toml"), &kinds),
            Language::builtin("en", include_str!("en.toml"), &kinds),
        ];
        Self { kinds, names: Names::builtin(), languages }
    }

    /// The articles from one place to another of a corpus of so many, in the order in which they are published
    /// or nearly so.
    pub fn articles(&self, places: std::ops::Range<u64>, count: u64) -> impl Iterator<Item = Article> {
        places.map(move |place| {
            let (story, article) = story_at(place, count);
            self.article(story, article)
        })
    }

    /// An article of a story.
    pub fn article(&self, number: u64, article: u64) -> Article {
        let breaks = i64::try_from(number / STORIES_A_DAY).unwrap_or_default();
        let breaks = FIRST_DAY.saturating_add(breaks.days());
        let story = Story::draw(number, breaks, &self.kinds, &self.names);
        let language = &self.languages[usize::try_from((number + article) % 3).unwrap_or_default()];
        let mut dice = Dice::of(&[number, article]);
        let mut writer = Writer {
            aside: dice.place(10_000),
            step: 1 + 2 * dice.place(7),
            kind: &self.kinds[story.kind],
            story: &story,
            language,
            article,
            dice,
            named: Vec::new(),
            text: String::with_capacity(3_000),
            wrong: Vec::new(),
        };
        let title = writer.headline();
        let in_title = std::mem::take(&mut writer.wrong);
        writer.body();
        let id = format!("{number:07}-{article:02}");
        let published = story.published(article).to_string();
        let (text, wrong) = (writer.text, writer.wrong);
        let slip = (!wrong.is_empty()).then(|| self.slip(&story, &id, &text, [wrong, in_title])).flatten();
        Article {
            source: format!("Paper {}", 1 + (number * 7 + article * 3) % SOURCES),
            url: format!("https://news.example/{}/{id}", published.replace('-', "/")),
            id,
            language: language.tag,
            published,
            title,
            text,
            slip,
        }
    }

    fn slip(
        &self,
        story: &Story,
        id: &str,
        text: &str,
        [places, places_in_title]: [Vec<(usize, usize)>; 2],
    ) -> Option<Slip> {
        let slip = story.slip.as_ref()?;
        let &(start, end) = places.first()?;
        Some(Slip {
            article: id.to_string(),
            story: story.number,
            how: slip.how.name(),
            of: self.kinds[story.kind].figures[slip.figure].name.clone(),
            wrong: text[start..end].to_string(),
            told: slip.wrong.to_string(),
            right: story.right(slip.figure).to_string(),
            places,
            places_in_title,
        })
    }
}

/// Which story and which of its articles stands at a place. The stories of a day are told one article each in
/// turn; on the last day there are as many as there are articles left for.
fn story_at(place: u64, count: u64) -> (u64, u64) {
    let (day, within) = (place / ARTICLES_A_DAY, place % ARTICLES_A_DAY);
    let left = count.saturating_sub(day * ARTICLES_A_DAY).min(ARTICLES_A_DAY);
    let stories = left.div_ceil(ARTICLES).max(1);
    (day * STORIES_A_DAY + within % stories, within / stories)
}

/// Articles in a language with their headlines, together about `bytes` long.
pub fn articles(language: &str, bytes: usize) -> Vec<String> {
    let news = News::builtin();
    let (mut written, mut articles) = (0, Vec::new());
    for article in news.articles(0..u64::MAX, u64::MAX).filter(|article| article.language == language) {
        if written >= bytes {
            break;
        }
        let text = format!("{}\n\n{}\n", article.title, article.text);
        written += text.len();
        articles.push(text);
    }
    articles
}
