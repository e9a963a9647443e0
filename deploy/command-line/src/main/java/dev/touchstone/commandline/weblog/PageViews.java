package dev.touchstone.commandline.weblog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which requests are page views: a GET with status 2xx (but not 206) or 304, of an address that is no file, by
 * a browser. 304 counts because the visitor saw the page, out of the browser's cache. Feeds, PDF and other documents do
 * not count: readers and programs fetch them again and again.
 */
public final class PageViews {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int REDIRECTS = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int ERRORS = 400;

    /** Extensions of what is no page: images, styles, scripts, fonts, media, archives, documents, feeds, data. */
    private static final Set<String> FILES =
            Arrays.stream("""
                    png jpg jpeg gif svg svgz webp avif ico bmp tif tiff psd
                    css js mjs map wasm
                    woff woff2 ttf otf eot
                    mp3 mp4 m4a m4v webm ogg ogv oga wav avi mov mpg mpeg flv swf mkv m3u8 ts
                    zip gz tgz bz2 xz 7z rar tar jar war deb rpm exe dmg iso msi apk bin gem
                    pdf doc docx xls xlsx ppt pptx odt ods odp epub ps
                    rss atom rdf xml json csv txt yaml yml ics
                    """.trim().split("\\s+", -1)).collect(Collectors.toUnmodifiableSet());

    private final Crawlers crawlers;
    private final boolean includeCrawlers;

    /**
     * @param includeCrawlers whether robots count like people
     */
    public PageViews(Crawlers crawlers, boolean includeCrawlers) {
        this.crawlers = crawlers;
        this.includeCrawlers = includeCrawlers;
    }

    /** Why the request is no page view; nothing if it is one. */
    public Optional<SkipReason> skip(LogEntry entry) {
        Optional<RequestLine> request = RequestLine.parse(entry.request());
        if (request.isEmpty()) {
            return Optional.of(SkipReason.UNREADABLE_REQUEST);
        }
        if (!"GET".equals(request.get().method())) {
            return Optional.of(SkipReason.NOT_GET);
        }
        return byStatus(entry.status())
                .or(() -> isFile(request.get().target()) ? Optional.of(SkipReason.STATIC_ASSET) : Optional.empty())
                .or(() -> includeCrawlers ? Optional.empty() : byAgent(entry.userAgent()));
    }

    private Optional<SkipReason> byAgent(String userAgent) {
        if (userAgent.isBlank()) {
            return Optional.of(SkipReason.NO_USER_AGENT);
        }
        return crawlers.contains(userAgent) ? Optional.of(SkipReason.CRAWLER) : Optional.empty();
    }

    private static Optional<SkipReason> byStatus(int status) {
        if (status >= ERRORS) {
            return Optional.of(SkipReason.ERROR);
        }
        if (status >= REDIRECTS && status != NOT_MODIFIED) {
            return Optional.of(SkipReason.REDIRECT);
        }
        return status < OK || status == PARTIAL_CONTENT ? Optional.of(SkipReason.PARTIAL) : Optional.empty();
    }

    private static boolean isFile(String target) {
        String path = target;
        for (char end : new char[] {'?', '#', ';'}) {
            int at = path.indexOf(end);
            path = at < 0 ? path : path.substring(0, at);
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot >= 0 && FILES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
