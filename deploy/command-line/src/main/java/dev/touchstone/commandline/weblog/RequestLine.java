package dev.touchstone.commandline.weblog;

import java.util.Optional;

/**
 * The request line of HTTP.
 *
 * @param method upper-case letters
 * @param target path with query, or an absolute address of http or https; may hold blanks
 */
record RequestLine(String method, String target) {
    /** Reads the line; nothing if it has no method, or no target that names a page. */
    static Optional<RequestLine> parse(String request) {
        int blank = request.indexOf(' ');
        if (blank < 1 || !request.substring(0, blank).chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            return Optional.empty();
        }
        int protocol = request.lastIndexOf(" HTTP/");
        String target = (protocol > blank ? request.substring(blank, protocol) : request.substring(blank)).trim();
        boolean names = target.startsWith("/") || target.startsWith("http://") || target.startsWith("https://");
        boolean get = request.startsWith("GET ");
        return names || (!get && !target.isEmpty())
                ? Optional.of(new RequestLine(request.substring(0, blank), target))
                : Optional.empty();
    }
}
