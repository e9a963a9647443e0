package dev.touchstone.touchpoint.collect.agent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/** Browser and platform of a user agent. */
@ApplicationScoped
public class UserAgents {
    private static final int LOOKED_AT = 512;
    private static final int MAX_TEXT = 64;
    private static final int REMEMBERED = 10_000;
    private static final String UNKNOWN = "Other";

    private final Parser parser = new Parser();
    private final Cache<String, UserAgent> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * What is known of a user agent; empty texts for what is not.
     *
     * @param browser {@code Chrome (60.0)}
     * @param platform {@code Windows (10)}
     */
    public record UserAgent(String browser, String platform) {
        /** Nothing is known. */
        public static final UserAgent UNKNOWN = new UserAgent("", "");
    }

    /** Reads the header. */
    public UserAgent read(String header) {
        return header.isBlank()
                ? UserAgent.UNKNOWN
                : known.get(header.substring(0, Math.min(LOOKED_AT, header.length())), this::parse);
    }

    private UserAgent parse(String header) {
        Client client = parser.parse(header);
        return new UserAgent(
                text(client.userAgent.family, client.userAgent.major, client.userAgent.minor),
                text(client.os.family, client.os.major, client.os.minor));
    }

    private static String text(@Nullable String family, @Nullable String major, @Nullable String minor) {
        if (family == null || family.equals(UNKNOWN)) {
            return "";
        }
        String version = Stream.of(major, minor)
                .takeWhile(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining("."));
        String text = version.isEmpty() ? family : family + " (" + version + ")";
        return text.substring(0, Math.min(MAX_TEXT, text.length()));
    }
}
