//! The tags and attributes of HTML and SVG that `view!` may name, with Leptos's types. An attribute
//! that the tag doesn't have is a compile error.

use upstream::tachys::html::element as html;

use crate::lean::element::HtmlElement;
use crate::lean::value::AttributeValue;

/// Methods that set an attribute. If the attribute's name differs from the method's, it follows.
macro_rules! attributes {
    ($tag:ty; $($method:ident $(= $name:literal)?)*) => {
        $(attributes!(@one $tag; $method $(= $name)?);)*
    };
    (@one $tag:ty; $method:ident) => {
        attributes!(@named $tag; $method stringify!($method));
    };
    (@one $tag:ty; $method:ident = $name:literal) => {
        attributes!(@named $tag; $method $name);
    };
    (@named $tag:ty; $method:ident $name:expr) => {
        #[doc = concat!("Sets the attribute `", $name, "`.")]
        #[inline(always)]
        pub fn $method<V: AttributeValue>(self, value: V) -> HtmlElement<$tag, (At, V::Kind), Ch> {
            self.attr($name, value)
        }
    };
}

/// A function for each tag, and methods for the tag's own attributes.
macro_rules! tags {
    ($module:ident: $($tag:ident $ty:ident $([$($attributes:tt)*])?)*) => {$(
        pub use $module::$ty;

        #[doc = concat!("Creates the element `<", stringify!($tag), ">`.")]
        #[inline(always)]
        pub fn $tag() -> HtmlElement<$ty, (), ()> {
            HtmlElement::new()
        }

        impl<At, Ch> HtmlElement<$ty, At, Ch> {
            attributes!($ty; $($($attributes)*)?);
        }
    )*};
}

impl<E, At, Ch> HtmlElement<E, At, Ch> {
    attributes! {
        E; accesskey autocapitalize autofocus contenteditable dir draggable enterkeyhint exportparts
        hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang nonce part
        popover role slot spellcheck tabindex title translate virtualkeyboardpolicy
        aria_activedescendant="aria-activedescendant" aria_atomic="aria-atomic"
        aria_autocomplete="aria-autocomplete" aria_busy="aria-busy" aria_checked="aria-checked"
        aria_colcount="aria-colcount" aria_colindex="aria-colindex" aria_colspan="aria-colspan"
        aria_controls="aria-controls" aria_current="aria-current"
        aria_describedby="aria-describedby" aria_description="aria-description"
        aria_details="aria-details" aria_disabled="aria-disabled" aria_dropeffect="aria-dropeffect"
        aria_errormessage="aria-errormessage" aria_expanded="aria-expanded"
        aria_flowto="aria-flowto" aria_grabbed="aria-grabbed" aria_haspopup="aria-haspopup"
        aria_hidden="aria-hidden" aria_invalid="aria-invalid" aria_keyshortcuts="aria-keyshortcuts"
        aria_label="aria-label" aria_labelledby="aria-labelledby" aria_live="aria-live"
        aria_modal="aria-modal" aria_multiline="aria-multiline"
        aria_multiselectable="aria-multiselectable" aria_orientation="aria-orientation"
        aria_owns="aria-owns" aria_placeholder="aria-placeholder" aria_posinset="aria-posinset"
        aria_pressed="aria-pressed" aria_readonly="aria-readonly" aria_relevant="aria-relevant"
        aria_required="aria-required" aria_roledescription="aria-roledescription"
        aria_rowcount="aria-rowcount" aria_rowindex="aria-rowindex" aria_rowspan="aria-rowspan"
        aria_selected="aria-selected" aria_setsize="aria-setsize" aria_sort="aria-sort"
        aria_valuemax="aria-valuemax" aria_valuemin="aria-valuemin" aria_valuenow="aria-valuenow"
        aria_valuetext="aria-valuetext"
    }
}

tags! {
    html: br Br hr Hr wbr Wbr abbr Abbr address Address article Article aside Aside b B bdi Bdi
    bdo Bdo body Body caption Caption cite Cite code Code datalist Datalist dd Dd dfn Dfn div Div
    dl Dl dt Dt em Em figcaption Figcaption figure Figure footer Footer h1 H1 h2 H2 h3 H3 h4 H4
    h5 H5 h6 H6 head Head header Header hgroup Hgroup html Html i I kbd Kbd legend Legend main Main
    mark Mark menu Menu nav Nav noscript Noscript p P picture Picture pre Pre rp Rp rt Rt ruby Ruby
    s S samp Samp search Search section Section small Small span Span strong Strong sub Sub
    summary Summary sup Sup table Table tbody Tbody template Template tfoot Tfoot thead Thead
    title Title tr Tr u U ul Ul var Var
    area Area [alt coords download href hreflang ping rel shape target]
    base Base [href target]
    col Col [span]
    embed Embed [height src r#type="type" width]
    img Img [
        alt attributionsrc crossorigin decoding elementtiming fetchpriority height ismap loading
        referrerpolicy sizes src srcset usemap width
    ]
    input Input [
        accept alt autocomplete capture checked dirname disabled form formaction formenctype
        formmethod formnovalidate formtarget height list max maxlength min minlength multiple name
        pattern placeholder popovertarget popovertargetaction readonly required size src step
        r#type="type" value width
    ]
    link Link [
        r#as="as" blocking crossorigin fetchpriority href hreflang imagesizes imagesrcset integrity
        media rel referrerpolicy sizes r#type="type"
    ]
    meta Meta [charset content http_equiv="http-equiv" name]
    source Source [src r#type="type" srcset sizes media height width]
    track Track [default kind label src srclang]
    a A [download href hreflang ping referrerpolicy rel target r#type="type"]
    audio Audio [autoplay controls crossorigin r#loop="loop" muted preload src]
    blockquote Blockquote [cite]
    button Button [
        command commandfor disabled form formaction formenctype formmethod formnovalidate formtarget
        name r#type="type" value popovertarget popovertargetaction
    ]
    canvas Canvas [height width]
    colgroup Colgroup [span]
    data Data [value]
    del Del [cite datetime]
    details Details [name open]
    dialog Dialog [closedby open]
    fieldset Fieldset [disabled form name]
    form Form [
        accept_charset="accept-charset" action autocomplete enctype method name novalidate target
    ]
    iframe Iframe [
        allow allowfullscreen allowpaymentrequest height name referrerpolicy sandbox src srcdoc
        width
    ]
    ins Ins [cite datetime]
    label Label [r#for="for" form]
    li Li [value]
    map Map [name]
    meter Meter [value min max low high optimum form]
    object Object [data form height name r#type="type" usemap width]
    ol Ol [reversed start r#type="type"]
    optgroup Optgroup [disabled label]
    output Output [r#for="for" form name]
    portal Portal [referrerpolicy src]
    progress Progress [min max value]
    q Q [cite]
    script Script [
        r#async="async" crossorigin defer fetchpriority integrity nomodule referrerpolicy src
        r#type="type" blocking
    ]
    select Select [autocomplete disabled form multiple name required size]
    slot Slot [name]
    style Style [media blocking]
    td Td [colspan headers rowspan]
    textarea Textarea [
        autocomplete cols dirname disabled form maxlength minlength name placeholder readonly
        required rows wrap
    ]
    th Th [abbr colspan headers rowspan scope]
    time Time [datetime]
    video Video [
        autoplay controls controlslist crossorigin disablepictureinpicture disableremoteplayback
        height r#loop="loop" muted playsinline poster preload src width
    ]
    option Option_ [disabled label selected value]
}

/// SVG elements. Their attributes aren't typed: `view!` sets them by name.
pub mod svg {
    #![expect(non_snake_case, reason = "the functions are named as the tags")]

    use upstream::tachys::svg;

    use crate::lean::element::HtmlElement;

    tags! {
        svg: a A animate Animate animateMotion AnimateMotion animateTransform AnimateTransform
        circle Circle clipPath ClipPath defs Defs desc Desc discard Discard ellipse Ellipse
        feBlend FeBlend feColorMatrix FeColorMatrix feComponentTransfer FeComponentTransfer
        feComposite FeComposite feConvolveMatrix FeConvolveMatrix
        feDiffuseLighting FeDiffuseLighting feDisplacementMap FeDisplacementMap
        feDistantLight FeDistantLight feDropShadow FeDropShadow feFlood FeFlood feFuncA FeFuncA
        feFuncB FeFuncB feFuncG FeFuncG feFuncR FeFuncR feGaussianBlur FeGaussianBlur
        feImage FeImage feMerge FeMerge feMergeNode FeMergeNode feMorphology FeMorphology
        feOffset FeOffset fePointLight FePointLight feSpecularLighting FeSpecularLighting
        feSpotLight FeSpotLight feTile FeTile feTurbulence FeTurbulence filter Filter g G
        foreignObject ForeignObject hatch Hatch hatchpath Hatchpath image Image line Line
        linearGradient LinearGradient marker Marker mask Mask metadata Metadata mpath Mpath
        path Path pattern Pattern polygon Polygon polyline Polyline radialGradient RadialGradient
        rect Rect script Script set Set stop Stop style Style svg Svg switch Switch symbol Symbol
        text Text textPath TextPath title Title tspan Tspan view View r#use Use
    }
}
