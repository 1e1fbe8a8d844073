//! Mozilla Observatory's published rules (mdn/mdn-http-observatory, `src/analyzer` and
//! `src/grader/charts.js`, 2026-08-20), as far as a shop can meet or miss them.

use super::asking::Answer;

/// Below this, extras don't count.
const EXTRAS_FROM: i32 = 90;

/// A grade with what took from it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Grade {
    pub(super) letter: &'static str,
    pub(super) score: i32,
    /// What is missing, with the points it costs.
    pub(super) lost: Vec<String>,
}

/// Grades a page. Over plain HTTP the rules about HTTPS are left out, because a request there is
/// for a shop behind a proxy that ends TLS.
pub(super) fn grade(page: &Answer, is_https: bool, leads_to_https: bool) -> Grade {
    let policy = page.header("content-security-policy").to_ascii_lowercase();
    let mut points = vec![
        ("Content-Security-Policy", content(&policy, is_https)),
        ("Referrer-Policy", referrer(page.header("referrer-policy"))),
        (
            "X-Content-Type-Options",
            if page
                .header("x-content-type-options")
                .eq_ignore_ascii_case("nosniff")
            {
                0
            } else {
                -5
            },
        ),
        (
            "frame-ancestors",
            frames(&policy, page.header("x-frame-options")),
        ),
        (
            "Cross-Origin-Resource-Policy",
            match page.header("cross-origin-resource-policy") {
                "same-origin" | "same-site" => 10,
                "cross-origin" | "" => 0,
                _ => -5,
            },
        ),
        (
            "Cross-Origin-Opener-Policy",
            match page.header("cross-origin-opener-policy") {
                "same-origin" | "same-origin-allow-popups" | "noopener-allow-popups" => 10,
                "unsafe-none" | "" => 0,
                _ => -5,
            },
        ),
        (
            "Cross-Origin-Embedder-Policy",
            match page.header("cross-origin-embedder-policy") {
                "require-corp" | "credentialless" => 10,
                "unsafe-none" | "" => 0,
                _ => -5,
            },
        ),
        ("scripts of others", scripts(&page.text(), is_https)),
        (
            "Access-Control-Allow-Origin with credentials",
            sharing(page),
        ),
        (
            "Set-Cookie",
            if page.header("set-cookie").is_empty() {
                0
            } else {
                -20
            },
        ),
    ];
    if is_https {
        points.push((
            "Strict-Transport-Security",
            transport(page.header("strict-transport-security")),
        ));
        points.push((
            "the way from http: to https:",
            if leads_to_https { 0 } else { -20 },
        ));
    }
    let less: i32 = points.iter().map(|(_, points)| *points.min(&0)).sum();
    let more: i32 = points.iter().map(|(_, points)| *points.max(&0)).sum();
    let mut score = 100 + less;
    if score >= EXTRAS_FROM {
        score += more;
    }
    let lost = points
        .iter()
        .filter(|(_, points)| *points < 0)
        .map(|(name, points)| format!("{name} ({points})"))
        .collect();
    let score = score.max(0);
    Grade {
        letter: letter(score),
        score,
        lost,
    }
}

fn letter(score: i32) -> &'static str {
    match score {
        100.. => "A+",
        90..=99 => "A",
        85..=89 => "A-",
        80..=84 => "B+",
        70..=79 => "B",
        65..=69 => "B-",
        60..=64 => "C+",
        50..=59 => "C",
        45..=49 => "C-",
        40..=44 => "D+",
        30..=39 => "D",
        25..=29 => "D-",
        _ => "F",
    }
}

const BROAD: [&str; 8] = [
    "ftp:",
    "http:",
    "https:",
    "*",
    "http://*",
    "http://*.*",
    "https://*",
    "https://*.*",
];

fn content(policy: &str, is_https: bool) -> i32 {
    if policy.is_empty() {
        return -25;
    }
    let of = |name: &str| sources(policy, name).or_else(|| sources(policy, "default-src"));
    let (script, style, object) = (of("script-src"), of("style-src"), of("object-src"));
    let broad = |list: &Option<Vec<&str>>| {
        list.as_ref()
            .is_none_or(|list| list.iter().any(|one| BROAD.contains(one)))
    };
    let inline = |list: &Option<Vec<&str>>| {
        list.as_ref().is_some_and(|list| {
            // A hash or a nonce makes browsers ignore 'unsafe-inline'.
            let named = list
                .iter()
                .any(|one| one.starts_with("'sha") || one.starts_with("'nonce-"));
            list.contains(&"data:") || (list.contains(&"'unsafe-inline'") && !named)
        })
    };
    let unsafe_eval = [&script, &style].iter().any(|list| {
        list.as_ref()
            .is_some_and(|list| list.contains(&"'unsafe-eval'"))
    });
    let plain = |of: &dyn Fn(&str) -> bool| {
        is_https
            && policy.split([';', ',']).any(|directive| {
                let mut words = directive.split_whitespace();
                words.next().is_some_and(of)
                    && words.any(|one| one.starts_with("http:") || one.starts_with("ftp:"))
            })
    };
    let is_passive = |name: &str| ["img-src", "media-src"].contains(&name);
    let insecure = plain(&|name| !is_passive(name));
    // With 'strict-dynamic' a trusted script names further ones, so one must be trusted by its
    // hash.
    let named = |one: &&str| one.starts_with("'sha") || one.starts_with("'nonce-");
    let trusts_nobody = script
        .as_ref()
        .is_some_and(|list| list.contains(&"'strict-dynamic'") && !list.iter().any(named));
    if trusts_nobody {
        -25
    } else if broad(&script) || inline(&script) || broad(&object) || insecure {
        -20
    } else if unsafe_eval || plain(&is_passive) {
        -10
    } else if broad(&style) || inline(&style) {
        0
    } else if sources(policy, "default-src").is_some_and(|list| list == ["'none'"]) {
        10
    } else {
        5
    }
}

/// The sources a directive lists.
fn sources<'a>(policy: &'a str, name: &str) -> Option<Vec<&'a str>> {
    policy.split([';', ',']).find_map(|directive| {
        let mut words = directive.split_whitespace();
        (words.next() == Some(name)).then(|| words.collect())
    })
}

fn frames(policy: &str, old: &str) -> i32 {
    match sources(policy, "frame-ancestors") {
        Some(list) if !list.iter().any(|one| BROAD.contains(one)) => 5,
        _ if ["deny", "sameorigin"].contains(&old.to_ascii_lowercase().as_str()) => 5,
        _ if old.to_ascii_lowercase().starts_with("allow-from") => 0,
        _ => -20,
    }
}

fn referrer(policy: &str) -> i32 {
    let last = policy.rsplit(',').next().unwrap_or_default().trim();
    match last {
        "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => 5,
        "" => 0,
        _ => -5,
    }
}

fn transport(header: &str) -> i32 {
    let age = header
        .split(';')
        .find_map(|part| part.trim().strip_prefix("max-age="))
        .and_then(|age| age.trim_matches('"').parse::<u64>().ok());
    match age {
        None => -20,
        // Half a year.
        Some(age) if age < 15_552_000 => -10,
        Some(_) => 0,
    }
}

/// Scripts from elsewhere need their hash beside them. The shop has none.
fn scripts(page: &str, is_https: bool) -> i32 {
    let points = page.split("<script").skip(1).filter_map(|part| {
        let tag = part.split('>').next()?;
        let source = tag.split_once("src=")?.1.trim_start_matches(['"', '\'']);
        let is_elsewhere =
            source.starts_with("//") || source.starts_with("http:") || source.starts_with("https:");
        let is_secure = source.starts_with("https:");
        let is_sealed = tag.contains("integrity=");
        match (is_elsewhere, is_sealed, is_secure) {
            (false, true, _) if is_https => Some(5),
            (false, ..) => None,
            (true, true, true) => Some(5),
            (true, false, true) => Some(-5),
            (true, true, false) => Some(-20),
            (true, false, false) => Some(-50),
        }
    });
    let points: Vec<i32> = points.collect();
    points.into_iter().min().unwrap_or(0)
}

fn sharing(page: &Answer) -> i32 {
    let origin = page.header("access-control-allow-origin");
    if !origin.is_empty() && page.header("access-control-allow-credentials") == "true" {
        -50
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(headers: &[(&str, &str)]) -> Answer {
        Answer::of(200, headers, "")
    }

    const GOOD: [(&str, &str); 6] = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-x'; style-src 'self' 'sha256-y'; img-src 'self' data:; form-action 'none'; frame-ancestors 'self' https://partner.example",
        ),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        (
            "strict-transport-security",
            "max-age=63072000; includeSubDomains",
        ),
    ];

    #[test]
    fn our_own_headers_get_the_top_grade() {
        let grade = grade(&page(&GOOD), true, true);
        assert_eq!((grade.letter, grade.score), ("A+", 140));
        assert_eq!(grade.lost, Vec::<String>::new());
    }

    #[test]
    fn a_page_that_says_nothing_fails() {
        let grade = grade(&page(&[]), true, false);
        assert_eq!((grade.letter, grade.score), ("F", 10));
    }

    #[test]
    fn each_gap_costs_what_the_table_says() {
        for (name, value, lost) in [
            (
                "content-security-policy",
                "default-src 'none'; script-src 'self' 'unsafe-inline'; frame-ancestors 'self'",
                "Content-Security-Policy (-20)",
            ),
            (
                "content-security-policy",
                "default-src 'none'; script-src 'self' 'unsafe-eval'; frame-ancestors 'self'",
                "Content-Security-Policy (-10)",
            ),
            (
                "content-security-policy",
                "default-src 'none'; script-src https:; frame-ancestors 'self'",
                "Content-Security-Policy (-20)",
            ),
            (
                "content-security-policy",
                "default-src 'none'",
                "frame-ancestors (-20)",
            ),
            ("referrer-policy", "unsafe-url", "Referrer-Policy (-5)"),
            (
                "strict-transport-security",
                "max-age=3600",
                "Strict-Transport-Security (-10)",
            ),
            ("x-content-type-options", "", "X-Content-Type-Options (-5)"),
            (
                "content-security-policy",
                "default-src 'none'; img-src http://a.example; frame-ancestors 'self'",
                "Content-Security-Policy (-10)",
            ),
            (
                "content-security-policy",
                "default-src 'none'; script-src 'strict-dynamic'; frame-ancestors 'self'",
                "Content-Security-Policy (-25)",
            ),
            (
                "cross-origin-opener-policy",
                "no",
                "Cross-Origin-Opener-Policy (-5)",
            ),
            (
                "cross-origin-embedder-policy",
                "no",
                "Cross-Origin-Embedder-Policy (-5)",
            ),
        ] {
            let mut headers = GOOD.to_vec();
            headers.retain(|(each, _)| *each != name);
            headers.push((name, value));
            assert_eq!(grade(&page(&headers), true, true).lost, [lost], "{value}");
        }
    }

    #[test]
    fn scripts_of_others_need_their_hash() {
        for (tag, points) in [
            ("<script>x</script>", 0),
            ("<script src=/own.js>", 0),
            ("<script src=/own.js integrity=sha384-x>", 5),
            ("<script src=\"https://a.example/x.js\">", -5),
            ("<script src='//a.example/x.js'>", -50),
            ("<script integrity=x src=http://a.example/x.js>", -20),
        ] {
            assert_eq!(scripts(tag, true), points, "{tag}");
        }
    }
}
