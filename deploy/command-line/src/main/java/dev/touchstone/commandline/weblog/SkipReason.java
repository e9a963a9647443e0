package dev.touchstone.commandline.weblog;

/** Why a request is no page view. The first reason that applies counts, in this order. */
public enum SkipReason {
    /** The request line has no method and target: port scans, binary noise, time-outs. */
    UNREADABLE_REQUEST("request without method and address"),
    /** HEAD, POST, OPTIONS and all others. */
    NOT_GET("not a GET"),
    /** Status 3xx other than 304. */
    REDIRECT("redirect (3xx)"),
    /** Status 4xx or 5xx. */
    ERROR("error (4xx, 5xx)"),
    /** 1xx, and 206: a range of a file that a player or a downloader fetches piece by piece. */
    PARTIAL("partial or interim answer (206, 1xx)"),
    /** An image, a style sheet, a download, a feed: not a page. */
    STATIC_ASSET("file that is no page"),
    /** A robot by its user agent. */
    CRAWLER("crawler"),
    /** No user agent: every browser sends one. */
    NO_USER_AGENT("no user agent");

    private final String words;

    SkipReason(String words) {
        this.words = words;
    }

    /** The reason as people read it. */
    public String words() {
        return words;
    }
}
