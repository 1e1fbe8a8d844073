//! A server to which browsers report what a page's policy has forbidden.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Listens until dropped.
pub struct Reports {
    /// For the policy's `report-uri`.
    pub url: String,
    heard: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Reports {
    /// Begins to listen.
    pub async fn listen() -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
            .await
            .expect("a free port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let router = Router::new().fallback(hear).with_state(Arc::clone(&heard));
        let task = tokio::spawn(async move {
            // Serving ends with the task.
            let _ended = axum::serve(listener, router).await;
        });
        Self { url, heard, task }
    }

    /// The reports so far, as browsers write them.
    pub fn so_far(&self) -> Vec<String> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.clone()
    }
}

impl Drop for Reports {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn hear(State(heard): State<Arc<Mutex<Vec<String>>>>, body: String) {
    heard
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(body);
}
