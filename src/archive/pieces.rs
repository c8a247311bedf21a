//! How an archive is cut into pieces that are judged one by one.

/// Who tells one story with each article.
pub(super) struct Partners {
    starts: Vec<u32>,
    partners: Vec<u32>,
}

impl Partners {
    /// Those of `count` articles, out of all pairs.
    pub fn of(pairs: &[(u32, u32)], count: u32) -> Self {
        let mut starts = vec![0_u32; count as usize + 2];
        for &(one, other) in pairs {
            starts[one as usize + 2] += 1;
            starts[other as usize + 2] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut partners = vec![0; pairs.len() * 2];
        for &(one, other) in pairs {
            for (from, to) in [(one, other), (other, one)] {
                let end = &mut starts[from as usize + 1];
                partners[*end as usize] = to;
                *end += 1;
            }
        }
        Self { starts, partners }
    }

    pub fn of_one(&self, article: u32) -> &[u32] {
        let (start, end) = (self.starts[article as usize], self.starts[article as usize + 1]);
        &self.partners[start as usize..end as usize]
    }
}

/// The pieces, of so many articles at most: those that are joined by pairs stay together, unless they are more. The same
/// archive is cut in the same way each time.
pub(super) fn pieces(partners: &Partners, count: u32, articles: usize) -> Vec<Vec<u32>> {
    let articles = articles.max(1);
    let mut seen = vec![false; count as usize];
    let (mut pieces, mut open) = (Vec::new(), Vec::new());
    for article in 0..count {
        let mut story = Vec::new();
        let mut next = vec![article];
        while let Some(one) = next.pop() {
            if !std::mem::replace(&mut seen[one as usize], true) {
                story.push(one);
                next.extend(partners.of_one(one).iter().filter(|&&other| !seen[other as usize]));
            }
        }
        story.sort_unstable();
        if open.len() + story.len() > articles && !open.is_empty() {
            pieces.push(std::mem::take(&mut open));
        }
        open.append(&mut story);
        while open.len() > articles {
            let rest = open.split_off(articles);
            pieces.push(std::mem::replace(&mut open, rest));
        }
    }
    if !open.is_empty() {
        pieces.push(open);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_stay_together_unless_they_are_large() {
        let pairs: Vec<(u32, u32)> = (0..100).map(|one| (one, one + 200)).chain([(0, 150)]).collect();
        let partners = Partners::of(&pairs, 300);
        assert_eq!(partners.of_one(0), [200, 150]);
        assert_eq!(partners.of_one(200), [0]);
        let found = pieces(&partners, 300, 256);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [256, 44]);
        assert!(found[0][..3] == [0, 150, 200] && found[0].contains(&299));
        let chain: Vec<(u32, u32)> = (0..999).map(|one| (one, one + 1)).collect();
        let found = pieces(&Partners::of(&chain, 1000), 1000, 256);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [256, 256, 256, 232]);
        let mut all: Vec<u32> = found.concat();
        all.sort_unstable();
        assert_eq!(all, (0..1000).collect::<Vec<u32>>());
    }
}
