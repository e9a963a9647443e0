package dev.touchstone.testing.emulator;

import java.time.Duration;

/** What goes wrong with one call. */
public sealed interface Fault {
    /**
     * The API answers with this error of its own, in its own manner; nothing is carried out.
     *
     * @param message what it says; empty for the API's own sentence
     */
    record Code(String code, String message) implements Fault {
        /** The code with the API's own sentence. */
        public Code(String code) {
            this(code, "");
        }
    }

    /** The connection is cut before anything is carried out. */
    record DropRequest() implements Fault {}

    /** The call is carried out, and the connection is cut before the answer. */
    record DropAnswer() implements Fault {}

    /** The call is carried out, and the connection is cut after the headers and so many bytes of the body. */
    record CutBody(long bytes) implements Fault {}

    /** The call is carried out, and one bit of the body is wrong. */
    record CorruptBody() implements Fault {}

    /** HTTP 200 with a page of HTML, as a proxy on the way sends it; nothing is carried out. */
    record HtmlBody() implements Fault {}

    /** This HTTP status with an empty body; nothing is carried out. */
    record HttpStatus(int status) implements Fault {}

    /** The call is carried out, and its answer has no {@code result}. */
    record NoResult() implements Fault {}

    /** The call is carried out at once and answered only after this time. */
    record Slow(Duration delay) implements Fault {}

    /** The call is carried out only after this time, whether or not the caller still waits, and then answered. */
    record Stall(Duration delay) implements Fault {}
}
