//! A logistic regression with a ridge, and how well it holds on what it was not learnt from.

use std::collections::{BTreeMap, BTreeSet};

/// The weights in the file are hundredths of those of the regression.
pub const POINTS: f64 = 100.0;
/// How strongly weights are drawn to nothing: what little was seen of says little.
const RIDGE: f64 = 20.0;
/// So often the likeliest of the readings that find one thing is looked for anew.
const ROUNDS: usize = 2;
/// So many parts of the lots are judged by weights learnt from the others.
const PARTS: usize = 7;

/// One reading: its evidence, and whether it is right.
pub struct Row {
    /// Which lot of labelled texts it is from.
    pub lot: usize,
    /// Which story or passage.
    pub story: usize,
    /// What is known of it already, which its evidence adds to.
    pub known: f64,
    /// Its facts, each with its document.
    pub facts: Vec<(u32, u32)>,
    /// The places of its evidence among the names.
    pub evidence: Vec<usize>,
    /// Whether it is right; `None` where the reader leaves it open.
    pub right: Option<bool>,
    /// What of its story it finds, by number.
    pub finds: Vec<usize>,
}

/// All rows, and the names of their evidence.
#[derive(Default)]
pub struct Table {
    pub rows: Vec<Row>,
    pub names: Vec<&'static str>,
    pub stories: usize,
}

impl Table {
    /// The places of some evidence among the names.
    pub fn places(&mut self, evidence: &[&'static str]) -> Vec<usize> {
        let mut places = Vec::new();
        for name in evidence {
            let known = self.names.iter().position(|known| known == name);
            places.push(known.unwrap_or_else(|| {
                self.names.push(name);
                self.names.len() - 1
            }));
        }
        places
    }
}

/// A logistic regression: the odds of each pair, and what each piece of evidence adds to them.
pub struct Model {
    base: f64,
    weights: Vec<f64>,
}

impl Model {
    /// Learns from the rows of some folders. Of several readings that find one contradiction the likeliest is right, and the
    /// others are left open: most of them have but some of its figures.
    pub fn learnt(rows: &[Row], count: usize, from: impl Fn(&Row) -> bool) -> Self {
        let rows: Vec<&Row> = rows.iter().filter(|row| from(row) && row.right.is_some()).collect();
        let mut model = Self::of(&rows, count);
        // Two mentions of a figure in each of two articles are right in all their pairs.
        let within = |row: &&Row| row.facts.windows(2).all(|two| two[0].0 == two[1].0);
        let rounds = if rows.iter().all(within) { ROUNDS } else { 0 };
        for _ in 0..rounds {
            let mut likeliest: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.right == Some(true)) {
                for &find in &row.finds {
                    let best = likeliest.entry((row.story, find)).or_insert(at);
                    if model.score(row) > model.score(rows[*best]) {
                        *best = at;
                    }
                }
            }
            let kept: BTreeSet<usize> = likeliest.into_values().collect();
            let kept =
                rows.iter().enumerate().filter(|(at, row)| row.right == Some(false) || kept.contains(at));
            model = Self::of(&kept.map(|(_, row)| *row).collect::<Vec<_>>(), count);
        }
        model
    }

    /// Learns from some rows, by Newton's method.
    fn of(rows: &[&Row], count: usize) -> Self {
        let rows: Vec<(&Row, f64)> =
            rows.iter().map(|&row| (row, if row.right == Some(true) { 1.0 } else { 0.0 })).collect();
        let mut seen = vec![0.0; count];
        rows.iter().flat_map(|(row, _)| &row.evidence).for_each(|&at| seen[at] += 1.0);
        // The ridge is on weights of evidence brought to one spread.
        let spread = |seen: f64| {
            let share = seen / rows.len() as f64;
            share * (1.0 - share) + 1e-6
        };
        let ridge: Vec<f64> = seen.iter().map(|&seen| RIDGE * spread(seen)).collect();
        let mut model = Self { base: 0.0, weights: vec![0.0; count] };
        for _ in 0..STEPS {
            model.step(&rows, &ridge);
        }
        model
    }

    /// What a piece of evidence is worth.
    pub fn points_of(&self, at: usize) -> f64 {
        self.weights[at] * POINTS
    }

    fn score(&self, row: &Row) -> f64 {
        row.known + self.base + row.evidence.iter().map(|&at| self.weights[at]).sum::<f64>()
    }

    fn step(&mut self, rows: &[(&Row, f64)], ridge: &[f64]) {
        let size = ridge.len() + 1;
        let (mut slope, mut curve) = (vec![0.0; size], vec![vec![0.0; size]; size]);
        for (row, conflict) in rows {
            let likely = 1.0 / (1.0 + (-self.score(row)).exp());
            let (error, weight) = (likely - conflict, likely * (1.0 - likely));
            // The base is evidence that every pair has.
            let places: Vec<usize> = row.evidence.iter().copied().chain([size - 1]).collect();
            for &one in &places {
                slope[one] += error;
                places.iter().for_each(|&other| curve[one][other] += weight);
            }
        }
        for (at, ridge) in ridge.iter().enumerate() {
            slope[at] += ridge * self.weights[at];
            curve[at][at] += ridge;
        }
        curve[size - 1][size - 1] += 1e-9;
        let change = solved(curve, slope);
        for (at, weight) in self.weights.iter_mut().enumerate() {
            *weight -= change[at];
        }
        self.base -= change[size - 1];
    }

    /// The file with the points of a question learnt anew. What it does not say yet stands at the end of its table.
    pub fn written_into(&self, text: &str, question: &str, names: &[&str]) -> String {
        let points = |weight: f64| (weight * POINTS).round();
        let known: BTreeMap<&str, f64> = names.iter().copied().zip(self.weights.iter().copied()).collect();
        let mut unsaid = known.clone();
        let (mut lines, mut own): (Vec<String>, bool) = (Vec::new(), false);
        let add = |lines: &mut Vec<String>, unsaid: &mut BTreeMap<&str, f64>| {
            let said = |(name, weight): (&&str, &f64)| {
                format!("{name} = {{ points = {}, says = \"{}\" }}", points(*weight), name.replace('-', " "))
            };
            // Behind the table, and before the comment of the next one.
            let end = lines
                .iter()
                .rposition(|line| line.contains(" = ") || line.starts_with('['))
                .map_or(0, |last| last + 1);
            lines.splice(end..end, unsaid.iter().map(said).collect::<Vec<_>>());
            unsaid.clear();
        };
        for line in text.lines() {
            if line.starts_with('[') {
                let table = line.trim_matches(['[', ']']);
                let entered = table == question || table.strip_suffix(".evidence") == Some(question);
                if own && !entered {
                    add(&mut lines, &mut unsaid);
                }
                own = entered;
            }
            lines.push(match line.split_once(" = ") {
                Some(("base", _)) if own => format!("base = {}", points(self.base)),
                Some((name, rest)) if own && rest.starts_with("{ points") => {
                    unsaid.remove(name);
                    let says = rest.split_once(',').map_or("", |(_, says)| says);
                    format!(
                        "{name} = {{ points = {},{says}",
                        points(known.get(name).copied().unwrap_or_default())
                    )
                }
                _ => line.to_string(),
            });
        }
        if own {
            add(&mut lines, &mut unsaid);
        }
        lines.join("\n") + "\n"
    }
}

/// So many steps are more than it takes to settle.
const STEPS: usize = 12;

/// Solves linear equations whose matrix is symmetric and positive.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = matrix[at].clone();
        for below in at + 1..size {
            let factor = matrix[below][at] / pivot[at];
            if factor != 0.0 {
                for (value, above) in matrix[below][at..].iter_mut().zip(&pivot[at..]) {
                    *value -= factor * above;
                }
                right[below] -= factor * right[at];
            }
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|other| matrix[at][other] * right[other]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

/// A reader names two figures of a contradiction, and many readings hold both: the one that the others speak for most is
/// meant, and the rest are left open.
pub fn settle(rows: &mut [Row], count: usize) {
    let mut readings: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.right == Some(true)) {
        row.finds.iter().for_each(|&find| readings.entry((row.story, find)).or_default().push(at));
    }
    let several: Vec<Vec<usize>> = readings.into_values().filter(|rows| rows.len() > 1).collect();
    several.iter().flatten().for_each(|&at| rows[at].right = None);
    let model = Model::learnt(rows, count, |_| true);
    for readings in several {
        let best = readings
            .into_iter()
            .max_by(|&one, &other| model.score(&rows[one]).total_cmp(&model.score(&rows[other])));
        best.into_iter().for_each(|at| rows[at].right = Some(true));
    }
}

/// What each row comes to by weights learnt from other lots, in points.
pub fn judged_by_others(rows: &[Row], count: usize) -> Vec<f64> {
    let part = |row: &Row| if row.lot == 0 { row.story % PARTS } else { row.lot % PARTS };
    let models: Vec<Model> =
        (0..PARTS).map(|own| Model::learnt(rows, count, |row| part(row) != own)).collect();
    rows.iter().map(|row| models[part(row)].score(row) * POINTS).collect()
}

/// Tells how much is found, and how much wrongly, by weights learnt from other lots.
pub fn judge(rows: &[Row], count: usize) {
    let mut scored: Vec<(f64, &Row)> = judged_by_others(rows, count).into_iter().zip(rows).collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let found = |rows: &[&Row]| {
        let finds = |row: &&Row| row.finds.iter().map(|&at| (row.story, at)).collect::<Vec<_>>();
        rows.iter().filter(|row| row.right == Some(true)).flat_map(finds).collect::<BTreeSet<_>>().len()
    };
    println!(
        "of {} that some reading finds, in texts not learnt from:",
        found(&rows.iter().collect::<Vec<_>>())
    );
    for needed in (-60..=180).step_by(30) {
        let mut taken = BTreeSet::new();
        let mut accepted: Vec<&Row> = Vec::new();
        for (score, row) in &scored {
            // Of readings of one figure the likeliest is taken.
            let claims = row.claims();
            if *score >= f64::from(needed) && claims.iter().all(|claim| !taken.contains(&(row.story, *claim)))
            {
                taken.extend(claims.into_iter().map(|claim| (row.story, claim)));
                accepted.push(row);
            }
        }
        let wrong = accepted.iter().filter(|row| row.right == Some(false)).count();
        println!("  needed {needed:4}: {} found, {wrong} wrongly", found(&accepted));
    }
}

impl Row {
    /// What no other reading can claim: a fact of one article for the other one, or the first fact of a guess.
    fn claims(&self) -> Vec<((u32, u32), u32)> {
        match self.facts.as_slice() {
            &[one, other] if one.0 != other.0 => vec![(one, other.0), (other, one.0)],
            facts => facts.first().map(|&first| (first, first.0)).into_iter().collect(),
        }
    }
}
