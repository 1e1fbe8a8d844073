//! The questions that the help page answers.

/// A question of the help page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Topic {
    /// What a network is.
    Network,
    /// Which wallets work.
    Wallets,
    /// Who may buy.
    WhoMayBuy,
    /// Who sells and who delivers.
    WhoSells,
    /// Paying from an exchange.
    Exchange,
    /// Less came than the order asks for.
    TooLittle,
    /// The money came after the time to pay.
    TooLate,
    /// The money went over another network, or in another coin.
    WrongNetwork,
    /// The code has not come.
    NoCode,
    /// The code is refused.
    CodeFails,
    /// Money that goes back.
    Refund,
    /// The list of orders lacks one.
    MissingOrder,
}

/// Where a question stands on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TopicGroup {
    /// Before an order.
    Before,
    /// While an order is paid.
    Paying,
    /// After that.
    Order,
}

impl TopicGroup {
    /// All, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Before, Self::Paying, Self::Order];

    /// The name by which its heading is found among the page's texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Paying => "paying",
            Self::Order => "order",
        }
    }
}

impl Topic {
    /// All, in the order of the page.
    pub const ALL: [Self; 12] = [
        Self::Network,
        Self::Wallets,
        Self::WhoMayBuy,
        Self::WhoSells,
        Self::Exchange,
        Self::TooLittle,
        Self::TooLate,
        Self::WrongNetwork,
        Self::NoCode,
        Self::CodeFails,
        Self::Refund,
        Self::MissingOrder,
    ];

    /// Its anchor in the page's address, by which its texts are found too. Others link to it, so it
    /// stays as it is.
    pub fn anchor(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Wallets => "wallets",
            Self::WhoMayBuy => "who-may-buy",
            Self::WhoSells => "who-sells",
            Self::Exchange => "exchange",
            Self::TooLittle => "too-little",
            Self::TooLate => "too-late",
            Self::WrongNetwork => "wrong-network",
            Self::NoCode => "no-code",
            Self::CodeFails => "code-fails",
            Self::Refund => "refund",
            Self::MissingOrder => "missing-order",
        }
    }

    /// The question of an anchor.
    pub fn of_anchor(anchor: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|topic| topic.anchor() == anchor)
    }

    /// Its place on the page.
    pub fn group(self) -> TopicGroup {
        match self {
            Self::Network | Self::Wallets | Self::WhoMayBuy | Self::WhoSells => TopicGroup::Before,
            Self::Exchange | Self::TooLittle | Self::TooLate | Self::WrongNetwork => {
                TopicGroup::Paying
            }
            Self::NoCode | Self::CodeFails | Self::Refund | Self::MissingOrder => TopicGroup::Order,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Topic, TopicGroup};

    #[test]
    fn each_question_is_found_by_its_anchor_alone() {
        for topic in Topic::ALL {
            assert_eq!(Topic::of_anchor(topic.anchor()), Some(topic));
        }
        assert_eq!(Topic::of_anchor("too-Little"), None);
        assert_eq!(Topic::of_anchor(""), None);
    }

    #[test]
    fn the_page_has_the_groups_one_after_another() {
        let places = Topic::ALL.map(|topic| {
            let mut groups = TopicGroup::ALL.into_iter();
            groups.position(|group| group == topic.group())
        });
        assert!(places.is_sorted());
        assert!(places.contains(&Some(2)));
    }
}
