package dev.touchstone.salessync.outbox;

import dev.touchstone.salessync.remote.RetryPolicy;

/**
 * An answer to one row of a call that was executed, of a system whose codes the owner of the lane knows: it says what to do, and the machine
 * does it. Pure.
 */
public sealed interface JudgedAnswer extends RowAnswer {
    /** The other side's code. */
    String code();

    /** The group under which the row is shown if it dies of it, upper snake case. */
    String cause();

    /** It did not take the row and never will as it is: the row is dead. */
    record Refused(String code, String cause) implements JudgedAnswer {}

    /**
     * It may take the row later, but not for ever: this failure is the row's own.
     *
     * @param tries failures after which the row is dead
     * @param waits waits between attempts
     */
    record Again(String code, String cause, int tries, RetryPolicy waits) implements JudgedAnswer {}

    /** Something passes by itself that the row is not to blame for: it goes again however often it takes. */
    record Passing(String code, String cause) implements JudgedAnswer {}

    /** The record that the row is about is gone or another one: it is looked up once, and the row is dead the second time. */
    record Gone(String code, String cause) implements JudgedAnswer {}

    /** It may take the row without a part of it, which the owner leaves out: once, and the row is dead the second time. */
    record Reduced(String code, String cause) implements JudgedAnswer {}
}
