package dev.touchstone.touchpoint.collect.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Crawlers and headless browsers, by the list in {@code crawler-user-agents/}.
 *
 * <p><b>Source:</b> the npm package {@code crawler-user-agents}; its README there tells the version.
 */
@ApplicationScoped
public class BotFilter {
    /** Crawlers name themselves early; the rest of an endless text is not looked at. */
    private static final int LOOKED_AT = 512;

    private static final int REMEMBERED = 10_000;
    private static final String LIST = "/crawler-user-agents/crawler-user-agents.json";

    private final List<CrawlerPattern> patterns = read();
    private final Cache<String, Optional<String>> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** The pattern that a crawler's user agent matches; empty for anybody else. */
    public Optional<String> crawler(String userAgent) {
        String start = userAgent.substring(0, Math.min(LOOKED_AT, userAgent.length()));
        return known.get(start, this::match);
    }

    /** The patterns as the list has them. */
    List<CrawlerPattern> patterns() {
        return patterns;
    }

    private Optional<String> match(String userAgent) {
        return patterns.stream()
                .filter(pattern -> pattern.isIn(userAgent))
                .findFirst()
                .map(CrawlerPattern::text);
    }

    private static List<CrawlerPattern> read() {
        try (InputStream in = Objects.requireNonNull(BotFilter.class.getResourceAsStream(LIST), LIST)) {
            List<CrawlerPattern> patterns = new ArrayList<>();
            for (JsonNode crawler : new ObjectMapper().readTree(in)) {
                patterns.add(new CrawlerPattern(crawler.get("pattern").textValue()));
            }
            return List.copyOf(patterns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
