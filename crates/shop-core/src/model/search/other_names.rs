//! Common other names of well-known brands. The list of brands doesn't contain them: the API has
//! other names only in the texts of products (docs/api.md#rich-text).

use crate::model::folding::SPACE;

/// The beginning of a name, folded, and its other names, folded by their user. The list is short on
/// purpose: names that a buyer who knows the brand well would type, and its name in the script of
/// the countries where most of it is sold.
const OTHER_NAMES: [(&str, &[&str]); 24] = [
    ("airbnb", &["エアビー", "爱彼迎"]),
    (
        "amazon",
        &["アマゾン", "アマギフ", "亚马逊", "아마존", "أمازون"],
    ),
    (
        "apple",
        &["iTunes", "App Store", "アップル", "苹果", "애플", "آبل"],
    ),
    ("battlenet", &["Blizzard"]),
    ("blizzard", &["Battle.net"]),
    ("free fire", &["Garena"]),
    (
        "google play",
        &[
            "Android",
            "Play Store",
            "グーグルプレイ",
            "구글플레이",
            "جوجل بلاي",
        ],
    ),
    ("league of legends", &["LoL", "Riot"]),
    (
        "mcdonalds",
        &["マクドナルド", "マック", "麦当劳", "맥도날드", "ماكدونالدز"],
    ),
    ("minecraft", &["マインクラフト", "マイクラ", "Minecoins"]),
    ("mobile legends", &["MLBB"]),
    (
        "netflix",
        &["ネットフリックス", "ネトフリ", "넷플릭스", "نتفلكس"],
    ),
    (
        "nintendo",
        &[
            "eShop",
            "Switch",
            "任天堂",
            "ニンテンドー",
            "닌텐도",
            "نينتندو",
        ],
    ),
    (
        "playstation",
        &[
            "PSN",
            "PS4",
            "PS5",
            "プレイステーション",
            "プレステ",
            "플레이스테이션",
            "بلايستيشن",
        ],
    ),
    ("pubg", &["PlayerUnknown's Battlegrounds", "UC", "ببجي"]),
    ("rakuten", &["楽天"]),
    ("roblox", &["Robux", "ロブロックス", "로블록스", "روبلوكس"]),
    ("spotify", &["スポティファイ", "스포티파이", "سبوتيفاي"]),
    (
        "starbucks",
        &["スターバックス", "スタバ", "星巴克", "스타벅스", "ستاربكس"],
    ),
    ("steam", &["スチーム", "蒸汽", "스팀", "ستيم", "стим"]),
    ("uber", &["ウーバー", "优步", "우버", "أوبر"]),
    ("valorant", &["Riot"]),
    ("world of warcraft", &["WoW", "Blizzard"]),
    (
        "xbox",
        &[
            "Microsoft",
            "Game Pass",
            "エックスボックス",
            "엑스박스",
            "اكس بوكس",
        ],
    ),
];

/// The other names of the brand with this folded name.
pub(super) fn other_names(name: &[u16]) -> impl Iterator<Item = &'static str> {
    let begins = |beginning: &str| {
        let mut rest = name.iter().copied();
        let is_there = beginning
            .bytes()
            .all(|byte| rest.next() == Some(byte.into()));
        // `uber` doesn't match `Uberlândia`.
        is_there && rest.next().is_none_or(|unit| unit == SPACE)
    };
    OTHER_NAMES
        .iter()
        .filter(move |(beginning, _)| begins(beginning))
        .flat_map(|(_, names)| *names)
        .copied()
}
