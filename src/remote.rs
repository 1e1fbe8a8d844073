//! A page's view of one question to the API, with the three ways of waiting
//! kept apart: a first load shows placeholders, a reload keeps the old
//! content, a retry keeps the error with a busy button.

use std::marker::PhantomData;
use std::sync::Arc;

use futures::future::{AbortHandle, Either, abortable, select};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use crate::api::client::Client;
use crate::api::{ApiError, Model, Question, Request};
use crate::components::ui::failure::{Retry, failure, old_notice, stale_notice};
use crate::reactive::{effect, spawn};
use shop_core::text_key::TextKey;

/// How long an answer may take before a stored one is shown instead, in milliseconds: if shorter,
/// every visit on a slow line would show old content first; if longer, a buyer without a line would
/// see only placeholders.
const PATIENCE_MILLISECONDS: u32 = 2_500;

/// One question, asked again each time a value that it depends on changes. A copyable handle.
pub struct Remote<T> {
    core: Core,
    answer: PhantomData<fn() -> T>,
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Remote<T> {}

/// The part that is the same for every answer.
#[derive(Clone, Copy)]
struct Core {
    value: RwSignal<Option<Model>>,
    error: RwSignal<Option<ApiError>>,
    /// When the answer that is shown came, if it is from an earlier visit.
    as_of: RwSignal<Option<f64>>,
    is_busy: RwSignal<bool>,
    rounds: RwSignal<u32>,
    task: StoredValue<Option<AbortHandle>, LocalStorage>,
    subject: StoredValue<String>,
    /// The round and address of the last question.
    asked: StoredValue<Option<(u32, String)>>,
}

impl<T: Send + Sync + 'static> Remote<T> {
    /// Asks the question that `request` returns, again each time a signal it reads changes. `None`
    /// waits. An older question that is still under way is aborted; its answer is never shown for
    /// the newer one.
    pub fn new(client: Client, request: impl Fn() -> Option<Request<T>> + 'static) -> Self {
        let question = move || request().map(|request| request.question);
        Self {
            core: Core::new(client, Box::new(question)),
            answer: PhantomData,
        }
    }

    /// The answer, tracked.
    pub fn get(self) -> Option<Arc<T>> {
        self.core
            .value
            .get()
            .and_then(|model| model.downcast().ok())
    }

    /// The failure, tracked.
    pub fn error(self) -> Option<ApiError> {
        self.core.error.get()
    }

    /// Whether an answer is awaited, tracked.
    pub fn is_busy(self) -> bool {
        self.core.is_busy.get()
    }

    /// Asks again.
    pub fn ask_again(self) {
        self.core.ask_again();
    }

    /// What is said above content that isn't the newest, because this answer is old or can't be
    /// renewed. Nothing while there is no answer.
    pub fn notice(self) -> AnyView {
        self.core.trouble(false)
    }

    /// The view of the question in each of its states; `show` is called once
    /// for as long as there is an answer, and follows it by itself.
    pub fn view_once(
        self,
        waiting: fn() -> AnyView,
        show: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        self.core.view(waiting, Box::new(show))
    }

    /// The view of the question in each of its states; each answer rebuilds it.
    pub fn view(
        self,
        waiting: fn() -> AnyView,
        show: impl Fn(Arc<T>) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        let value = self.core.value;
        let show =
            Arc::new(move |model: Model| model.downcast().map_or_else(|_| ().into_any(), &show));
        let content = move || {
            let show = Arc::clone(&show);
            (move || value.get().map(|model| show(model))).into_any()
        };
        self.core.view(waiting, Box::new(content))
    }
}

impl Core {
    fn new(client: Client, question: Box<dyn Fn() -> Option<Question>>) -> Self {
        let core = Self {
            value: RwSignal::new(None),
            error: RwSignal::new(None),
            as_of: RwSignal::new(None),
            is_busy: RwSignal::new(true),
            rounds: RwSignal::new(0),
            task: StoredValue::new_local(None),
            subject: StoredValue::new(String::new()),
            asked: StoredValue::new(None),
        };
        effect(move || {
            let round = core.rounds.get();
            let question = question();
            let asked = question
                .as_ref()
                .map(|question| (round, question.endpoint.address().to_owned()));
            // A value that the question depends on may change without changing the question; an
            // answer must not come twice and rebuild its page.
            if asked.is_some() && core.asked.with_value(|known| *known == asked) {
                return;
            }
            core.asked.set_value(asked);
            core.stop();
            let Some(question) = question else {
                core.clear();
                return;
            };
            core.begin(question.endpoint.subject());
            let (asking, handle) = abortable(core.ask(client, question));
            core.task.set_value(Some(handle));
            spawn(async move {
                // An aborted question has no receiver.
                asking.await.ok();
            });
        });
        on_cleanup(move || core.stop());
        core
    }

    /// Waits for the answer. If it takes long or fails and nothing is shown yet, the answer of an
    /// earlier visit is shown, with its age.
    async fn ask(self, client: Client, question: Question) {
        let answer = client.get_any(question.clone());
        if !question.is_lasting {
            return self.end(answer.await);
        }
        let answer = match select(answer, TimeoutFuture::new(PATIENCE_MILLISECONDS)).await {
            Either::Left((answer, _)) => {
                if answer.as_ref().is_err_and(ApiError::is_passing) {
                    self.show_kept(client, &question).await;
                }
                answer
            }
            Either::Right((_, answer)) => {
                self.show_kept(client, &question).await;
                answer.await
            }
        };
        self.end(answer);
    }

    async fn show_kept(self, client: Client, question: &Question) {
        let is_empty = self.value.with_untracked(Option::is_none);
        if is_empty && let Some((model, came_at)) = client.kept_copy(question).await {
            self.as_of.set(Some(came_at));
            self.value.set(Some(model));
        }
    }

    fn stop(self) {
        self.task.update_value(|task| {
            if let Some(task) = task.take() {
                task.abort();
            }
        });
    }

    fn clear(self) {
        self.value.set(None);
        self.error.set(None);
        self.as_of.set(None);
    }

    /// The shown answer stays while the same subject is asked about again.
    fn begin(self, subject: &str) {
        self.is_busy.set(true);
        if self.subject.with_value(|known| known != subject) {
            self.subject.set_value(subject.to_owned());
            self.clear();
        }
    }

    fn end(self, answer: Result<Model, ApiError>) {
        self.is_busy.set(false);
        match answer {
            Ok(model) => {
                self.error.set(None);
                self.as_of.set(None);
                self.value.set(Some(model));
            }
            // The same error again changes nothing: the box and the focus on its button stay.
            Err(error)
                if self
                    .error
                    .with_untracked(|old| old.as_ref() == Some(&error)) => {}
            Err(error) => self.error.set(Some(error)),
        }
    }

    fn ask_again(self) {
        self.rounds.update(|rounds| *rounds += 1);
    }

    /// What is said above the content. Without an answer it stands in the content's place, and
    /// `is_alone` says whether it does.
    fn trouble(self, is_alone: bool) -> AnyView {
        let retry = Retry {
            again: Callback::new(move |()| self.ask_again()),
            is_busy: self.is_busy,
        };
        let has_value = Memo::new(move |_| self.value.with(Option::is_some));
        let trouble = move || {
            let as_of = self.as_of.get();
            match self.error.get() {
                Some(error) if has_value.get() => Some(stale_notice(&error, as_of, retry)),
                Some(error) => is_alone.then(|| failure(&error, TextKey::FailureMoneySafe, retry)),
                None => as_of.map(old_notice),
            }
        };
        trouble.into_any()
    }

    fn view(
        self,
        waiting: fn() -> AnyView,
        content: Box<dyn Fn() -> AnyView + Send + Sync>,
    ) -> AnyView {
        let has_value = Memo::new(move |_| self.value.with(Option::is_some));
        let has_error = Memo::new(move |_| self.error.with(Option::is_some));
        let content = move || match (has_value.get(), has_error.get()) {
            (true, _) => content(),
            (false, true) => ().into_any(),
            (false, false) => waiting(),
        };
        view! {
            {self.trouble(true)}
            {content}
        }
        .into_any()
    }
}
