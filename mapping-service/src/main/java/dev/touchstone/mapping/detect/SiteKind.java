package dev.touchstone.mapping.detect;

/** What a known site is. A host or a source name is of one kind only. */
public enum SiteKind {
    /** A search engine, or a portal whose visitors come from its search. */
    SEARCH,
    /** A social network, a forum, a messenger, a link shortener of one. */
    SOCIAL,
    /** An assistant that answers in sentences and cites pages. */
    AI_ASSISTANT,
    /** A site people watch videos on. */
    VIDEO,
    /** A mailbox in the browser or on a phone. */
    EMAIL,
    /** A shop, a marketplace or a price comparison. */
    SHOPPING,
    /** A server of banner advertisements. */
    DISPLAY
}
