package dev.touchstone.commandline.weblog;

import java.time.Instant;

/**
 * One request as an access log has it. Absent fields ({@code -}) are empty. Texts hold one character for each byte of
 * the log (ISO 8859-1), escapes decoded.
 *
 * @param virtualHost host and perhaps port of the site, where the log begins with it; else empty
 * @param client address or name of the client
 * @param time when the request was received, to the second
 * @param request the request line: method, target, protocol
 * @param status HTTP status, 100 to 599
 * @param referrer the Referer header
 * @param userAgent the User-Agent header
 */
public record LogEntry(
        String virtualHost,
        String client,
        Instant time,
        String request,
        int status,
        String referrer,
        String userAgent) {}
