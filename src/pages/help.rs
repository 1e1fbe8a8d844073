//! The answers to what buyers ask: questions in groups, each with an address of its own, and whom to
//! write to.

mod actions;

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::focus::unfold;
use crate::components::ui::failure::{Retry, failure_of};
use crate::components::ui::fold::Fold;
use crate::components::ui::hint::Hint;
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::components::ui::search_field::SearchField;
use crate::components::ui::support::{support_address, support_hours, support_link};
use crate::i18n::{HelpTexts, I18n, t, use_i18n};
use crate::navigation::use_navigation;
use crate::reactive::{effect, spawn};
use actions::actions;
use shop_core::model::folding::Folded;
use shop_core::model::topic::{Topic, TopicGroup};
use shop_core::route::SUPPLIER_CONTACT;
use shop_core::text_key::TextKey;

/// The state of the page.
#[derive(Clone, Copy)]
struct HelpState {
    i18n: I18n,
    /// The texts, once they are loaded.
    texts: RwSignal<Option<Arc<HelpTexts>>>,
    is_missing: RwSignal<bool>,
    is_busy: RwSignal<bool>,
    /// Words searched for.
    words: RwSignal<String>,
}

impl HelpState {
    /// Loads the texts of a language.
    fn load(self, language: String) {
        let i18n = self.i18n;
        self.is_busy.set(true);
        spawn(async move {
            let loaded = i18n.load_help(&language).await;
            // The buyer may have left the page meanwhile, or switched the language again.
            if self.texts.is_disposed() || untrack(|| i18n.language()) != language {
                return;
            }
            self.is_busy.set(false);
            // Texts of another language are better than none.
            self.is_missing
                .set(loaded.is_none() && self.texts.with_untracked(Option::is_none));
            if let Some(texts) = loaded {
                self.texts.set(Some(Arc::new(texts)));
            }
        });
    }
}

/// A question that is shown.
struct HelpEntry {
    topic: Topic,
    question: String,
    answer: String,
}

/// The page of answers.
#[component]
pub fn HelpPage() -> impl IntoView {
    let (i18n, navigation) = (use_i18n(), use_navigation());
    navigation.title(t(TextKey::FrameHelp));
    let page = HelpState {
        i18n,
        texts: RwSignal::new(None),
        is_missing: RwSignal::new(false),
        is_busy: RwSignal::new(false),
        words: RwSignal::new(String::new()),
    };
    effect(move || page.load(i18n.language()));
    let is_there = Memo::new(move |_| page.texts.with(Option::is_some));
    effect(move || {
        let named = navigation.topic().filter(|_| is_there.get());
        if let Some(topic) = named {
            // A change of page moves the focus in its first frame; the answer takes it after that.
            request_animation_frame(move || unfold(topic.anchor()));
        }
    });
    view! {
        <Page class="help wrap">
            <header class="page-head">
                <h1>{t(TextKey::FrameHelp)}</h1>
            </header>
            <div class="help-body">
                <SearchField
                    class="search"
                    label=TextKey::HelpSearch
                    entry=page.words
                    on_search=|()| {}
                />
                {move || match page.texts.get() {
                    Some(texts) => questions(page, &texts),
                    None if page.is_missing.get() => missing(page),
                    None => placeholder::lines(),
                }}
            </div>
            <Contact />
        </Page>
    }
}

fn missing(page: HelpState) -> AnyView {
    let words = [
        TextKey::FailureTitleUnreachable,
        TextKey::FailurePartUnreachable,
    ];
    failure_of(
        words.map(|key| page.i18n.text(key)),
        TextKey::FailureMoneySafe,
        Retry {
            again: Callback::new(move |()| page.load(untrack(|| page.i18n.language()))),
            is_busy: page.is_busy,
        },
    )
}

/// All questions; those that don't fit the words are hidden, so that an open one stays open.
fn questions(page: HelpState, texts: &HelpTexts) -> AnyView {
    let i18n = page.i18n;
    let entries = entries(i18n, texts);
    let folded = entries.iter().map(|entry| {
        let text = [&*entry.question, " ", &entry.answer].concat();
        (entry.topic, Folded::new(&text))
    });
    let folded: Vec<(Topic, Folded)> = folded.collect();
    let found = Memo::new(move |_| {
        let typed = Folded::new(&page.words.get());
        let fitting = folded.iter().filter(|(_, text)| text.has_words_of(&typed));
        fitting.map(|(topic, _)| *topic).collect::<Vec<_>>()
    });
    let groups = TopicGroup::ALL.map(|group| {
        let own = entries.iter().filter(|entry| entry.topic.group() == group);
        let topics: Vec<Topic> = own.clone().map(|entry| entry.topic).collect();
        let rows: Vec<AnyView> = own.map(|entry| row(entry, texts, found)).collect();
        let has_none =
            move || found.with(|found| !topics.iter().any(|topic| found.contains(topic)));
        view! {
            <section hidden=has_none>
                <h2>{texts.heading(group)}</h2>
                <ul class="help-questions" role="list">
                    {rows}
                </ul>
            </section>
        }
        .into_any()
    });
    let none = texts.word("none");
    let nothing = move || {
        let is_none = found.with(Vec::is_empty);
        is_none.then(|| {
            view! {
                <div class="help-none">
                    <p role="status">{none.clone()}</p>
                    <div class="actions" lang=i18n.language()>
                        {support_link(i18n, support_address(), "button button-quiet")}
                    </div>
                </div>
            }
            .into_any()
        })
    };
    // The English texts, where the buyer's language has none.
    let is_foreign = texts.language != i18n.language();
    view! {
        <div
            class="help-groups"
            lang=is_foreign.then(|| texts.language.clone())
            dir=is_foreign.then_some("auto")
        >
            {groups.into_iter().collect::<Vec<_>>()}
            {nothing}
        </div>
    }
    .into_any()
}

fn row(entry: &HelpEntry, texts: &HelpTexts, found: Memo<Vec<Topic>>) -> AnyView {
    let topic = entry.topic;
    let is_hidden = move || found.with(|found| !found.contains(&topic));
    let (answer, links) = (entry.answer.clone(), actions(topic, texts));
    view! {
        <li id=topic.anchor() hidden=is_hidden>
            <Fold title=entry.question.clone()>
                <div class="help-answer">
                    <p>{answer}</p>
                    {links}
                </div>
            </Fold>
        </li>
    }
    .into_any()
}

/// The questions that the file has. Names of parts of the shop are put in as the shop has them.
fn entries(i18n: I18n, texts: &HelpTexts) -> Vec<HelpEntry> {
    let shop = use_navigation().config().name.clone();
    let names = [
        ("exchange", TextKey::PayExchangeTitle),
        ("copies", TextKey::BackupTitle),
    ];
    let named = names.map(|(name, key)| (name, i18n.text(key)));
    let mut values: Vec<(&str, &str)> = named.iter().map(|(name, text)| (*name, &**text)).collect();
    values.push(("shop", &shop));
    let all = Topic::ALL.into_iter().filter_map(|topic| {
        let [question, answer] = texts.question(topic, &values)?;
        Some(HelpEntry {
            topic,
            question,
            answer,
        })
    });
    all.collect()
}

/// Whom to write to, and with what.
#[component]
fn Contact() -> impl IntoView {
    let i18n = use_i18n();
    let ways = move || {
        let first = support_address();
        let supplier = (first != SUPPLIER_CONTACT)
            .then(|| support_link(i18n, SUPPLIER_CONTACT.to_owned(), "button button-quiet"));
        view! {
            <Hint words=i18n.text(TextKey::HelpNumber) />
            <div class="actions">{support_link(i18n, first, "button")} {supplier}</div>
            {support_hours(i18n)}
        }
    };
    view! {
        <section class="help-contact sheet" aria-labelledby="contact">
            <h2 id="contact">{t(TextKey::HelpContact)}</h2>
            {ways}
        </section>
    }
}
