use crate::grammar::Mention;
use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, SectionSet, StepWord, Token, TokenKind};
use crate::model::{ConceptId, EventMention, Fact, Frame, Measure, Role, Subject};

use super::frame::{Place, event_mention};
use super::subject::last_subject;

/// How many words may stand between a verb of rising or falling and its step: "rose by almost 5%".
const STEP_REACH: u16 = 3;

/// How many words may stand between "than" and the time behind it: "than in the same month of 2024".
const THAN_REACH: usize = 3;

/// Roots of what something happens in.
const SITES: [&str; 4] = ["place", "building", "organisation", "side"];

/// Figures that tell by how much something rose or fell, or is above or below another figure, and what moved.
impl Place<'_> {
    /// A rise or a fall among the meanings of a word: "caiu" is one of a number, and a collapse of a house.
    pub(super) fn move_at(&self, at: usize) -> Option<ConceptId> {
        let concepts = &self.vocabulary.concepts;
        self.source.find(&self.tokens[at], Section::Event, |meaning| match meaning {
            Meaning::Event(event) => Some(event).filter(|&event| concepts.is_move(event)),
            _ => None,
        })
    }

    /// Tells a step by its words: "8 % more than last year", "prices rose 5 %", "cut output by 400 barrels".
    pub(super) fn tell_step(
        &self,
        mention: &Mention,
        noun: Option<usize>,
        measure: Measure,
        facts: &[Fact],
        frame: &mut Frame,
    ) {
        let share = matches!(measure, Measure::Percent | Measure::PercentagePoints);
        if let Some(event) = self.compared_move(mention, noun, share) {
            frame.role = Some(Role::ChangeBy);
            frame.event = Some(event_mention(event, 1));
            let start = self.tokens[self.sentence.start].span.start;
            if measure == Measure::Percent && frame.of.is_none() && frame.base.is_none() {
                frame.base = last_subject(facts, start);
            }
            return;
        }
        let concepts = &self.vocabulary.concepts;
        if self.is_by(mention, measure, frame.of.as_ref()) {
            frame.role = Some(Role::ChangeBy);
        }
        let change = matches!(frame.role, Some(Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo));
        let moves = |event: Option<EventMention>| event.is_some_and(|event| concepts.is_move(event.concept));
        let befell = frame.event.is_some_and(|event| concepts.counts(event.concept).is_some());
        let own = |frame: &Frame| frame.event.map(|event| event.distance);
        if (change || share) && !moves(frame.event) {
            let moved = self.move_before(mention).filter(|moved| {
                let one_word = own(frame) == Some(moved.distance);
                one_word || change && !befell
            });
            frame.event = moved.or(frame.event);
        }
        // "rose 5 %": right behind its verb a share is a step, and no level.
        let beside = frame.event.is_some_and(|event| event.distance <= STEP_REACH);
        if share && frame.role.is_none() && beside && moves(frame.event) && self.follows_move(mention) {
            frame.role = Some(Role::ChangeBy);
        }
    }

    /// "two hours longer", "dwie godziny dłużej", "duas horas a mais": a word right behind a figure that makes it a step.
    pub(super) fn is_step_behind(&self, mention: &Mention) -> bool {
        let end = mention.tokens.1;
        let way = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                let way =
                    |meaning| matches!(meaning, Meaning::Step(StepWord::Up | StepWord::Down)).then_some(());
                self.source.find(token, Section::Step, way).is_some()
            })
        };
        let article =
            self.tokens.get(end).is_some_and(|token| self.source.is_function(token, FunctionWord::Article));
        self.clause.holds(end) && way(end + usize::from(article))
    }

    /// "than", "do que", "niż"
    fn is_than(&self, at: usize) -> bool {
        let than = |meaning| matches!(meaning, Meaning::Joint(JointWord::Compared)).then_some(());
        self.tokens.get(at).is_some_and(|token| self.source.find(token, Section::Joint, than).is_some())
    }

    /// "fewer than in 2024", "niż rok wcześniej": a time that is but what a figure is compared with.
    pub(super) fn is_compared_with(&self, time: usize) -> bool {
        let before = (time.saturating_sub(THAN_REACH).max(self.clause.start)..time).rev();
        before.take_while(|&at| !self.tokens[at].is_figure()).any(|at| self.is_than(at))
    }

    /// "2.40 a share, against 1.90 a year earlier": the word behind a comma from which on another figure is told for
    /// comparison with this one, and its times with it.
    pub(super) fn comparison_behind(&self, figure: &Mention) -> Option<usize> {
        let behind = figure.tokens.1 + 1..self.clause.end;
        behind.into_iter().find(|&at| {
            let opens = self.tokens[at - 1].kind == TokenKind::Comma && self.is_role(at, Role::ChangeFrom);
            let next = self.tokens.get(at + 1..self.clause.end.min(at + 1 + THAN_REACH)).unwrap_or_default();
            opens && next.iter().any(|token| token.is_figure())
        })
    }

    /// Whether a time stands behind the figure that another one is compared with: it is of that figure.
    pub(super) fn is_of_what_is_compared(&self, time: &Mention, figure: &Mention) -> bool {
        self.comparison_behind(figure).is_some_and(|opening| {
            let between = self.tokens.get(opening..time.tokens.0).unwrap_or_default();
            between.iter().any(Token::is_figure)
        })
    }

    fn is_role(&self, at: usize, wanted: Role) -> bool {
        let is = |meaning| matches!(meaning, Meaning::Role(role) if role == wanted).then_some(());
        self.source.find(&self.tokens[at], Section::Role, is).is_some()
    }

    /// "caiu em 300", "cortou a produção em 300 toneladas": a small word between a verb of rising or falling and its
    /// step. "Caiu em 300 cidades" tells where.
    fn is_by(&self, mention: &Mention, measure: Measure, of: Option<&Subject>) -> bool {
        const OBJECT: usize = 5;
        let by = |meaning| matches!(meaning, Meaning::Step(StepWord::By)).then_some(());
        let Some(at) = mention.tokens.0.checked_sub(1).filter(|&at| at > self.clause.start) else {
            return false;
        };
        let root = |of: ConceptId| self.vocabulary.concepts.root(of);
        let site = matches!(of, Some(Subject::Concept(of)) if SITES.contains(&root(*of)));
        // What is counted may be in what is named before it; a measure is in nothing.
        let reach = if measure == Measure::Count { 1 } else { OBJECT };
        let from = at.saturating_sub(reach).max(self.clause.start);
        // "caiu e ficou em 12%"
        let parts = |at: usize| {
            let token = &self.tokens[at];
            token.kind != TokenKind::Word
                || self.source.is_function(token, FunctionWord::Conjunction)
                || token.has(Section::Role)
        };
        let mut object = (from..at).rev().take_while(|&at| !parts(at));
        !site
            && self.source.find(&self.tokens[at], Section::Step, by).is_some()
            && object.any(|at| self.move_at(at).is_some())
    }

    /// The nearest word of a rise or a fall in the clause before a figure.
    fn move_before(&self, mention: &Mention) -> Option<EventMention> {
        let start = mention.tokens.0;
        let found = (self.clause.start..start).rev().find_map(|at| Some((at, self.move_at(at)?)));
        found.map(|(at, event)| event_mention(event, start - at))
    }

    /// "fell 2% to 28 euros", "caiu 2% para 28 euros": a step, and behind it the level that it leads to.
    pub(super) fn steps_to_level(&self, mention: &Mention) -> bool {
        let at = mention.tokens.1;
        self.leads_to_level(at) && self.is_role(at, Role::ChangeTo) && self.follows_move(mention)
    }

    /// "to 28 euros", "from about £28", "para R$ 28": a small word of a change right before a figure.
    pub(super) fn leads_to_level(&self, at: usize) -> bool {
        const LED: SectionSet = SectionSet::of(&[Section::Bound, Section::Currency]);
        let small = [Role::ChangeBy, Role::ChangeFrom, Role::ChangeTo];
        let mut behind = (at + 1..self.clause.end).map(|at| &self.tokens[at]);
        self.clause.holds(at)
            && small.into_iter().any(|role| self.is_role(at, role))
            && behind
                .find(|token| token.kind != TokenKind::Symbol && !token.sections().meets(LED))
                .is_some_and(Token::is_figure)
    }

    /// Whether words alone stand between a verb of rising or falling and the figure right behind it.
    fn follows_move(&self, mention: &Mention) -> bool {
        let start = mention.tokens.0;
        let from = start.saturating_sub(usize::from(STEP_REACH)).max(self.clause.start);
        let moved = (from..start).rev().find(|&at| self.move_at(at).is_some());
        moved.is_some_and(|at| {
            self.tokens[at + 1..start].iter().all(|token| {
                token.kind == TokenKind::Word && !token.has(Section::Concept) && !token.has(Section::Until)
            })
        })
    }

    /// "8 % more than last year", "o 14 proc. mniej", "menos 14 % do que em 2024": which way another figure lies.
    fn compared_move(&self, mention: &Mention, noun: Option<usize>, share: bool) -> Option<ConceptId> {
        let (start, end) = mention.tokens;
        let way = |at: usize| {
            let way = |meaning| match meaning {
                Meaning::Step(StepWord::Up) => Some("event.rise"),
                Meaning::Step(StepWord::Down) => Some("event.fall"),
                _ => None,
            };
            self.source.find(self.tokens.get(at)?, Section::Step, way)
        };
        let than = |at: usize| self.is_than(at);
        // "8% a mais": an article may stand between.
        let article =
            self.tokens.get(end).is_some_and(|token| self.source.is_function(token, FunctionWord::Article));
        let behind = [Some(end + usize::from(article)), noun.map(|noun| noun + 1)].into_iter().flatten();
        let behind = behind.filter(|&at| self.clause.holds(at)).find_map(|at| {
            let told = share || than(at) || than(at + 1);
            way(at).filter(|_| told && !self.tokens.get(at + 1).is_some_and(Token::is_figure))
        });
        let found = behind.or_else(|| {
            let before = start.checked_sub(1).filter(|&at| self.clause.holds(at));
            let after = noun.map_or(end, |noun| noun.max(end - 1) + 1);
            // "up 5 %", "menos 14 %": a word that by itself tells a step.
            let by = |at: usize| share && self.is_role(at, Role::ChangeBy);
            before.and_then(|at| way(at).filter(|_| than(after) || by(at)))
        });
        found.and_then(|name| self.vocabulary.concepts.find(name))
    }
}
