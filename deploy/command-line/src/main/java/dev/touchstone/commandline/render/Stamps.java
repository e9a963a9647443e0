package dev.touchstone.commandline.render;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.text.Words;
import java.time.Instant;

/** Times of the contracts as text, UTC. */
public final class Stamps {
    private Stamps() {}

    /** The time as Java has it. */
    public static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    static String time(Timestamp time) {
        return Words.time(instant(time));
    }

    static java.time.Duration duration(Duration duration) {
        return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    }
}
