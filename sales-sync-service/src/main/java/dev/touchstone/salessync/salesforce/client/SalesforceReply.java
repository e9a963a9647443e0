package dev.touchstone.salessync.salesforce.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.salessync.remote.HttpAnswer;
import dev.touchstone.salessync.remote.HttpDate;
import dev.touchstone.salessync.remote.HttpFailure;
import dev.touchstone.salessync.salesforce.error.SalesforceError.TooLarge;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Unreachable;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** An answer that is no error. */
public final class SalesforceReply {
    private final HttpAnswer answer;
    private final boolean write;

    SalesforceReply(HttpAnswer answer, boolean write) {
        this.answer = answer;
        this.write = write;
    }

    /** HTTP status. */
    public int status() {
        return answer.status();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return answer.header(name);
    }

    /**
     * Salesforce's time when it answered, in whole seconds; empty if it does not tell. Watermarks are cut by this clock and never by
     * ours.
     */
    public Optional<Instant> serverTime() {
        return header("Date").flatMap(HttpDate::find);
    }

    /**
     * The body as a JSON object or list.
     *
     * @throws SalesforceFailure if it is none, as the page of a proxy or of a maintenance is not
     */
    public JsonNode json() {
        try {
            return answer.json();
        } catch (HttpFailure failure) {
            throw failure(failure);
        }
    }

    /**
     * The body as it came.
     *
     * @throws SalesforceFailure if it is larger than {@link HttpAnswer#MAX_BYTES}, or broken
     */
    public byte[] bytes() {
        try {
            return answer.bytes();
        } catch (HttpFailure failure) {
            throw failure(failure);
        } catch (IOException broken) {
            throw new SalesforceFailure(new Unreachable("an answer that cannot be unpacked", write));
        }
    }

    /** What came, where something else had to come. */
    public SalesforceFailure unexpected(String what) {
        return new SalesforceFailure(new Unreachable(what, write));
    }

    /** Type of the body without parameters. */
    public String mediaType() {
        return answer.mediaType();
    }

    private SalesforceFailure failure(HttpFailure failure) {
        return new SalesforceFailure(
                failure.kind() == HttpFailure.Kind.TOO_LARGE
                        ? new TooLarge(TooLarge.ANSWER)
                        : new Unreachable(failure.what(), write));
    }
}
