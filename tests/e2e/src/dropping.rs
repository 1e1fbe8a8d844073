//! A hop on the way to the API that can lose a connection: it passes bytes on, counts the requests
//! that create an order, and drops those that a test chooses, without an answer.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinHandle};

/// How the first line of such a request ends, over HTTP/1.1.
const ORDER: &[u8] = b"/v5/orders HTTP/1.1\r\n";

/// How long the rest of a request may take after its first line.
const REST: Duration = Duration::from_millis(50);

/// The fate of a request that creates an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is passed on, and so is its answer.
    PassedOn,
    /// It is read, and its connection is closed.
    Dropped,
    /// The same, and all connections of the hops that were taken along are closed too.
    CutOff,
    /// It is read and answered by these bytes, and its connection is closed.
    Answered(&'static str),
}

/// Listens until dropped.
pub struct Dropping {
    /// Its address, without a slash at the end.
    pub url: String,
    hop: Arc<Hop>,
    task: JoinHandle<()>,
}

struct Hop {
    /// Host and port of what it passes on to.
    to: String,
    orders: AtomicUsize,
    fate: Mutex<Fate>,
    /// Hops nearer to the browser that lose their connections with this one.
    nearer: Mutex<Vec<Arc<Hop>>>,
    connections: Mutex<Vec<AbortHandle>>,
}

impl Dropping {
    /// Begins to listen before the server at `url`, whatever its protocol. Over TLS it counts
    /// no orders, because it can't read them.
    pub async fn listen(url: &str) -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
            .await
            .expect("a free port");
        let (scheme, to) = url.split_once("://").expect("an address");
        let own = listener.local_addr().expect("an address");
        let hop = Arc::new(Hop {
            to: to.to_owned(),
            orders: AtomicUsize::new(0),
            fate: Mutex::new(Fate::PassedOn),
            nearer: Mutex::default(),
            connections: Mutex::default(),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&hop)));
        Self {
            url: format!("{scheme}://{own}"),
            hop,
            task,
        }
    }

    /// Closes all connections of `nearer` whenever this one cuts an order off.
    pub fn takes_along(&self, nearer: &Self) {
        self.hop
            .nearer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::clone(&nearer.hop));
    }

    /// Decides on the orders to come.
    pub fn set(&self, fate: Fate) {
        *self.hop.fate.lock().unwrap_or_else(PoisonError::into_inner) = fate;
    }

    /// How many requests to create an order have come since this was last asked.
    pub fn orders(&self) -> usize {
        self.hop.orders.swap(0, Ordering::SeqCst)
    }
}

impl Drop for Dropping {
    fn drop(&mut self) {
        self.task.abort();
        self.hop.cut();
    }
}

impl Hop {
    /// Closes every connection.
    fn cut(&self) {
        let mut connections = self
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for connection in connections.drain(..) {
            connection.abort();
        }
    }

    fn fate(&self) -> Fate {
        *self.fate.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn accept(listener: TcpListener, hop: Arc<Hop>) {
    while let Ok((browser, _)) = listener.accept().await {
        let connection = tokio::spawn(pass_on(browser, Arc::clone(&hop)));
        hop.connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection.abort_handle());
    }
}

/// Passes bytes on both ways until one side ends or an order is dropped.
async fn pass_on(mut browser: TcpStream, hop: Arc<Hop>) {
    let Ok(mut server) = TcpStream::connect(&hop.to).await else {
        return;
    };
    let (mut asked, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
    // The end of what came before: a first line may come in two parts.
    let mut end: Vec<u8> = Vec::new();
    loop {
        tokio::select! {
            read = browser.read(&mut asked) => {
                let Ok(length @ 1..) = read else { return };
                end.extend_from_slice(&asked[..length]);
                let orders = end.windows(ORDER.len()).filter(|part| *part == ORDER).count();
                let is_lost = orders > 0 && hop.fate() != Fate::PassedOn;
                hop.orders.fetch_add(orders, Ordering::SeqCst);
                end.drain(..end.len().saturating_sub(ORDER.len() - 1));
                if is_lost {
                    lose(&mut browser, &mut asked, &hop).await;
                    return;
                }
                if server.write_all(&asked[..length]).await.is_err() {
                    return;
                }
            }
            read = server.read(&mut answered) => {
                let Ok(length @ 1..) = read else { return };
                if browser.write_all(&answered[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// Reads the rest of the request, so that it has been taken, and lets its fate come.
async fn lose(browser: &mut TcpStream, rest: &mut [u8], hop: &Hop) {
    let reading = async { while let Ok(1..) = browser.read(rest).await {} };
    let _until_then = tokio::time::timeout(REST, reading).await;
    match hop.fate() {
        Fate::PassedOn | Fate::Dropped => {}
        Fate::CutOff => {
            let nearer = hop.nearer.lock().unwrap_or_else(PoisonError::into_inner);
            nearer.iter().for_each(|nearer| nearer.cut());
        }
        Fate::Answered(bytes) => {
            // A browser that is gone receives nothing.
            let _heard = browser.write_all(bytes.as_bytes()).await;
        }
    }
}
