package dev.touchstone.testing.emulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which calls go wrong, by what they are.
 *
 * @param method HTTP method on the wire, or several with {@code |} between them; empty for any
 * @param path path without query, where {@code *} stands for any text; the service that issues tokens is meant only by a
 *     path that names it
 * @param skip so many matching calls are spared first
 * @param every then each so manieth fails; 1 for each
 * @param times at most so many fail
 * @param during the rule ends after this time, by the emulator's clock
 * @param fault what goes wrong
 */
public record FaultRule(
        String method, String path, int skip, int every, int times, Optional<Duration> during, Fault fault) {
    public FaultRule {
        if (skip < 0 || every < 1 || times < 1) {
            throw new IllegalArgumentException("skip is 0 or more, every and times are 1 or more");
        }
    }

    /** Every call of this path fails. */
    public static FaultRule on(String path, Fault fault) {
        return new FaultRule("", path, 0, 1, Integer.MAX_VALUE, Optional.empty(), fault);
    }

    /** The same for calls with this method only, or with one of several, {@code POST|PATCH|DELETE}. */
    public FaultRule withMethod(String other) {
        return new FaultRule(other, path, skip, every, times, during, fault);
    }

    /** The same after sparing so many calls. */
    public FaultRule after(int calls) {
        return new FaultRule(method, path, calls, every, times, during, fault);
    }

    /** The same for each so manieth call. */
    public FaultRule everyNth(int nth) {
        return new FaultRule(method, path, skip, nth, times, during, fault);
    }

    /** The same for so many calls at most. */
    public FaultRule times(int calls) {
        return new FaultRule(method, path, skip, every, calls, during, fault);
    }

    /** The same for so long. */
    public FaultRule during(Duration time) {
        return new FaultRule(method, path, skip, every, times, Optional.of(time), fault);
    }

    boolean matches(String calledMethod, String calledPath) {
        return (method.isEmpty() || Arrays.asList(method.split("\\|", -1)).contains(calledMethod))
                && Pattern.matches(Pattern.quote(path).replace("*", "\\E.*\\Q"), calledPath);
    }
}
