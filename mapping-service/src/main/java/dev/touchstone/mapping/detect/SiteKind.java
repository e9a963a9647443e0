package dev.touchstone.mapping.detect;

/** What a known site is. A host or a source name is of one kind only. */
public enum SiteKind {
    /** A search engine, or a portal whose visitors come from its search. */
    SEARCH("search.csv"),
    /** A social network, a forum, a messenger, a link shortener of one. */
    SOCIAL("social.csv"),
    /** An assistant that answers in sentences and cites pages. */
    AI_ASSISTANT("ai.csv"),
    /** A site people watch videos on. */
    VIDEO("video.csv"),
    /** A mailbox in the browser or on a phone. */
    EMAIL("email.csv"),
    /** A shop, a marketplace or a price comparison. */
    SHOPPING("shopping.csv"),
    /** A server of banner advertisements. */
    DISPLAY("display.csv"),
    /** A network of affiliates, through which their links lead. */
    AFFILIATE("affiliate.csv");

    private final String fileName;

    SiteKind(String fileName) {
        this.fileName = fileName;
    }

    /** The kind of a name, as {@link #name} has it. */
    static SiteKind ofName(String name) {
        for (SiteKind kind : values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(name + " is no kind of site");
    }

    /** Name of the file that lists the sites of this kind. */
    String fileName() {
        return fileName;
    }
}
