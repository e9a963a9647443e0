package dev.touchstone.testing.marketo.http;

import dev.touchstone.testing.emulator.http.Download;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an end point answers. */
public sealed interface Reply {
    /** The members of a JSON object, to which {@code requestId} and {@code success} are added. */
    record Members(Map<String, Object> members) implements Reply {
        public Members {
            members = new LinkedHashMap<>(members);
        }
    }

    /** An HTTP status with plain text. */
    record Text(int status, String text) implements Reply {}

    /** Bytes of a file. */
    record File(Download bytes) implements Reply {}

    /** An answer with a result, which is left out when it is empty: Marketo does so. */
    static Reply found(List<?> result) {
        return new Members(result.isEmpty() ? Map.of() : Map.of("result", result));
    }

    /** An answer with a result. */
    static Reply result(List<?> result) {
        return new Members(Map.of("result", result));
    }

    /** An answer that only says that it worked. */
    static Reply done() {
        return new Members(Map.of());
    }
}
