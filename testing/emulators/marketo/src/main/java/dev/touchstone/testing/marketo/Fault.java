package dev.touchstone.testing.marketo;

import java.time.Duration;

/** What goes wrong with one call. */
public sealed interface Fault {
    /** HTTP 200, {@code success: false} and this code; codes that Marketo does not charge for do not use up the quota. */
    record Code(String code) implements Fault {}

    /** The call is carried out, and the connection is cut before the answer. */
    record DropAnswer() implements Fault {}

    /** HTTP 200 with a page of HTML, as a proxy on the way sends it. */
    record HtmlBody() implements Fault {}

    /** This HTTP status with an empty body. */
    record HttpStatus(int status) implements Fault {}

    /** The call is carried out and answered, but only after this time. */
    record Slow(Duration delay) implements Fault {}
}
